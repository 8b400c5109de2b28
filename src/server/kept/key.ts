/** An operation as far as its answer depends on it. */
export interface Keyed {
  query: string;
  /** The digest of a text that Apollo has, where it stands in place of the text. */
  hash: string | null;
  operationName: string;
  variables: Readonly<Record<string, unknown>>;
}

class NotJson extends Error {}

/** Numbers that JSON writes as others would be taken for those. */
function asJson(_: string, value: unknown): unknown {
  if (typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0))) throw new NotJson();
  return value;
}

/**
 * All that an answer depends on besides the graph; null for what has no key. The day is part of it: asked without `asOf` an operation
 * is answered as of today, and what is recorded as of a day is known from then on.
 */
export function keyOf({ query, hash, operationName, variables }: Keyed, now: Date): string | null {
  try {
    return `${now.toISOString().slice(0, 10)}\n${JSON.stringify([hash, operationName, variables], asJson)}\n${query}`;
  } catch (error) {
    if (error instanceof NotJson) return null;
    throw error;
  }
}
