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

/** Files that ask nothing of the shared graph: they run while its seed is loaded. */
const meanwhile = ['retraction', 'graph/local/local-neo4j'];

/**
 * Files that take long, longest first: begun last, one of them would keep all others waiting. Those that borrow the same Neo4j
 * have others between them, and the one that leaves most in it is the last.
 */
const long = [
  'graph/statement',
  'generated-operations',
  'server/mcp',
  'server/http/answers/changes',
  'commands/import',
  'playground',
  'explorer/question',
  'explorer/reload',
  'explorer/accessible',
  'commands/serve',
  'clients/one-id',
  'explorer/thing',
  'nested',
  'examples/python',
];

/**
 * The turn at the shared graph that a file of tests waits for: files of one turn never run beside those of the other. Null where it
 * needs none.
 */
export function turnOf(file: string): 'first' | 'after' | null {
  const name = nameOf(file);
  if (meanwhile.includes(name)) return null;
  return first.some((pattern) => pattern.test(name)) ? 'first' : 'after';
}

/** Where a file of tests comes: the lower the earlier. */
export function placeOf(file: string): number {
  const turn = turnOf(file);
  if (turn === null) return meanwhile.indexOf(nameOf(file));
  const found = long.indexOf(nameOf(file));
  const place = found < 0 ? long.length : found;
  return meanwhile.length + place + (turn === 'first' ? 0 : long.length + 1);
}
