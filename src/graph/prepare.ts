import { readFileSync } from 'node:fs';
import { cypher, type Cypher } from './cypher.ts';
import type { Graph } from './graph.ts';
import { nodeKinds, type NodeDefinition } from './kinds.ts';
import { statement, type NoParameters } from './statement.ts';

const file = new URL('../../src/graph/constraints.cypher', import.meta.url);

/** The key of a kind, named after both, such as `export_control_slug`: databases have it by that name. */
const keyOf = ({ label, key }: NodeDefinition) => {
  const snake = label.replaceAll(/\B[A-Z]/g, '_$&').toLowerCase() as Cypher;
  return cypher`CREATE CONSTRAINT ${snake}_${key} IF NOT EXISTS FOR (n:${label}) REQUIRE n.${key} IS UNIQUE`;
};

// The file is the project's own text, as if it stood here.
const ofFile = readFileSync(file, 'utf8')
  .replace(/^\/\/.*$/gm, '')
  .split(';')
  .map((text) => text.trim() as Cypher)
  .filter(Boolean);

/** The keys of all kinds, and the keys and indexes of constraints.cypher. */
export const constraints = [...Object.values(nodeKinds).map(keyOf), ...ofFile].map((text, index) =>
  statement<NoParameters, void>(`constraints.${index}`, text, () => undefined),
);

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
