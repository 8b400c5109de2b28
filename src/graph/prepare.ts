import { readFileSync } from 'node:fs';
import type { Cypher } from './cypher.ts';
import type { Graph } from './graph.ts';
import { statement, type NoParameters } from './statement.ts';

const file = new URL('./constraints.cypher', import.meta.url);

/** The statements of constraints.cypher: keys and indexes. */
export const constraints = readFileSync(file, 'utf8')
  .replace(/^\/\/.*$/gm, '')
  .split(';')
  .map((text) => text.trim())
  .filter(Boolean)
  // The file is the project's own text, as if it stood here.
  .map((text, index) => statement<NoParameters, void>(`constraints.${index}`, text as Cypher, () => undefined));

/** Longest time that a new index may take on a busy machine, in seconds. */
const INDEX_LIMIT = 600;

const awaitIndexes = statement<NoParameters, void>(
  'constraints.await',
  `CALL db.awaitIndexes(${INDEX_LIMIT})` as Cypher,
  () => undefined,
);

/** Creates the keys and indexes that are not there yet and waits until they serve. */
export async function prepare(graph: Graph): Promise<void> {
  for (const constraint of constraints) await graph.write(constraint, {});
  await graph.write(awaitIndexes, {}, INDEX_LIMIT * 1000);
}
