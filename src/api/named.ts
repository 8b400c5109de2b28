import type { NodeKind as NodeKindInCapitals } from './generated.ts';
import type { Identified } from './global-id.ts';

/** The name of a kind among the values of an enum: `EXPORT_CONTROL` for `ExportControl`. */
export const inCapitals = (kind: string) => kind.replaceAll(/\B[A-Z]/g, '_$&').toUpperCase();

/** The fields that every type which implements `Named` has from its kind and key; its name is its own. */
export const namedFields = {
  nodeKind: ({ __typename: kind }: Identified) => inCapitals(kind) as NodeKindInCapitals,
  slug: ({ key }: Identified): string => key,
};
