import { LODEGRAPH, startServer } from './child.ts';
import { startNeo4j } from './neo4j.ts';

/** Makes a folder with a Neo4j that has the seed in it and does not run. */
export async function seeded(home: string, say: (line: string) => void, opened: (() => unknown)[]): Promise<void> {
  say('loading the seed into a Neo4j of its own');
  const neo4j = await startNeo4j(home, say);
  opened.push(neo4j.stop);
  const server = await startServer(LODEGRAPH, neo4j.environment);
  await server.stop();
  await neo4j.stop();
}
