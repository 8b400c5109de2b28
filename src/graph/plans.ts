/**
 * What Neo4j plans a statement by: its text and the types of its parameters, for lists also how long they are, to powers of ten.
 * Measured with 5.26: run with other types it is planned anew, and what `EXPLAIN` plans is kept for a run
 * where all parameters were given with it.
 */
export const planKey = (statement: string, parameters: object): string =>
  [statement, ...Object.entries(parameters).map(([name, value]) => `${name} ${typeOf(value)}`)].join('\n');

function typeOf(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value))
    return `list ${value.length < 2 ? value.length : `1e${Math.ceil(Math.log10(value.length))}`}`;
  return typeof value;
}
