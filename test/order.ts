import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const tests = fileURLToPath(new URL('.', import.meta.url));
/** The name of a file of tests from their folder on, such as `graph/statement`, wherever that folder is. */
const nameOf = (file: string) => relative(tests, file).replace(/\.test\.ts$/, '');

/** Files that write to the shared graph, and one that plans all statements for those that come after. */
const first = [
  /^(ingest|loading)\//,
  /^graph\/statement$/,
  /^figures\/dependence\/reported$/,
  /^api\/names\/in-where$/,
  /^entities\/(supplier|trade-flow|trade-flow\/sums)$/,
  /^server\/kept\/state$/,
];

/**
 * Files that take long, longest first: begun last, one of them would keep all others waiting. Those that borrow the same Neo4j
 * have others between them, and the one that leaves most in it is the last.
 */
const long = [
  'graph/statement',
  'retraction',
  'generated-operations',
  'server/mcp',
  'server/http/answers/changes',
  'commands/import',
  'playground',
  'explorer/question',
  'explorer/reload',
  'explorer/accessible',
  'graph/local/local-neo4j',
  'commands/serve',
  'clients/one-id',
  'explorer/thing',
  'nested',
  'examples/python',
];

/** Whether a file of tests may run only while none of the others does, but for those of its kind. */
export const isFirst = (file: string): boolean => first.some((pattern) => pattern.test(nameOf(file)));

/** Where a file of tests comes: the lower the earlier. */
export function placeOf(file: string): number {
  const found = long.indexOf(nameOf(file));
  return (isFirst(file) ? 0 : long.length + 1) + (found < 0 ? long.length : found);
}
