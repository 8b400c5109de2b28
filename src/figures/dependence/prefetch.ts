import type { GraphQLResolveInfo } from 'graphql';
import { isPageSize } from '../../api/connection.ts';
import { argumentsBelow, asksFor } from '../../api/selection.ts';

/** What is asked of a dependence besides its share, and can be read with it. */
export interface Prefetch {
  /** Whether the weight of the imports is. */
  weight: boolean;
  /** How many suppliers are, for each time that they are: those that can be given. */
  suppliers: readonly number[];
}

/** Only the share is asked for. */
export const noPrefetch: Prefetch = { weight: false, suppliers: [] };

/** What the selection below a field that gives a dependence asks for. */
export const requestedFields = (info: GraphQLResolveInfo): Prefetch => ({
  weight: asksFor(info, 'imports', 'tonnes'),
  suppliers: argumentsBelow(info, 'suppliers').flatMap(({ first }) =>
    isPageSize(Number(first)) ? [Number(first)] : [],
  ),
});

/** The same below a field that gives a connection of dependences. Suppliers are read by themselves, for those of the page alone. */
export const askedAlongPage = (info: GraphQLResolveInfo): Prefetch => ({
  weight: asksFor(info, 'nodes', 'imports', 'tonnes') || asksFor(info, 'edges', 'node', 'imports', 'tonnes'),
  suppliers: [],
});
