import { availableParallelism, cpus, totalmem, type as systemType } from 'node:os';
import { cypher } from '../src/graph/cypher.ts';
import type { Graph } from '../src/graph/graph.ts';
import { statement, type NoParameters } from '../src/graph/statement.ts';

const versions = statement<NoParameters, { neo4j: string; edition: string; java: string }>(
  'bench.versions',
  cypher`CALL dbms.components() YIELD versions, edition
CALL dbms.queryJmx('java.lang:type=Runtime') YIELD attributes
RETURN versions[0], edition, attributes.SpecVersion.value`,
  ([neo4j, edition, java]) => ({ neo4j: neo4j as string, edition: edition as string, java: java as string }),
);

/** What it was measured on, in words. */
export async function machine(graph: Graph): Promise<string> {
  const [found] = await graph.read(versions, {});
  const cores = `${availableParallelism()} cores (${cpus()[0]?.model.trim() ?? 'unknown'})`;
  const memory = `${Math.round(totalmem() / 2 ** 30)} GB of memory`;
  const neo4j = found ? `Java ${found.java}, Neo4j ${found.neo4j} (${found.edition})` : 'Neo4j of an unknown version';
  return `${cores}, ${memory}, ${systemType()}, Node ${process.versions.node}, ${neo4j}`;
}
