import { pageSize } from '../../api/connection.ts';
import type { RequestContext } from '../../api/context.ts';
import type { Resolvers } from '../../api/generated.ts';
import { countsByKind, lastLoads, vintages } from './queries.ts';
import { readVersion } from './version.ts';

const readLoads = (context: RequestContext) => context.once('loads', () => context.read(lastLoads, {}));

export const summaryResolvers: Resolvers = {
  Query: {
    // Each part is read where it is asked for: a client that looks for news asks for the version alone.
    graph: () => ({ __typename: 'GraphSummary' }),
  },
  GraphSummary: {
    version: (_, __, context) => readVersion(context),
    counts: (_, __, context) => context.read(countsByKind, {}),
    vintages: (_, __, context) => context.read(vintages, {}),
    lastLoad: async (_, __, context) => (await readLoads(context))[0] ?? null,
    loads: async (_, { first }, context) => (await readLoads(context)).slice(0, pageSize('first', first)),
  },
};
