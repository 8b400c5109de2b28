import { readConfig } from '../src/lib/config.ts';
import { openGraph, type Graph } from '../src/graph/graph.ts';
import { startLocalNeo4j } from '../src/graph/local/local-neo4j.ts';
import type { Address } from './plans.ts';

/** A Neo4j of the bench with its folder. */
export interface BenchNeo4j {
  address: Address;
  graph: Graph;
  pid: number;
  /** Settings of the servers that ask it. */
  environment: Record<string, string>;
  /** Ends it; later calls wait for the first. */
  stop(): Promise<void>;
}

/** Starts a Neo4j as `npm start` does, with its data in a folder of its own. */
export async function startNeo4j(home: string, say: (line: string) => void): Promise<BenchNeo4j> {
  const { LODEGRAPH_HOME, NEO4J_HEAP_MEGABYTES, NEO4J_PAGE_CACHE_MEGABYTES, JAVA_HOME } = readConfig();
  const { stop, pid, ...address } = await startLocalNeo4j({
    home,
    libraries: `${LODEGRAPH_HOME}/lib`,
    heapMegabytes: NEO4J_HEAP_MEGABYTES,
    pageCacheMegabytes: NEO4J_PAGE_CACHE_MEGABYTES,
    javaHome: JAVA_HOME,
    report: say,
  });
  const graph = openGraph({ ...address, statementTimeout: 60_000, connectionTimeout: 5_000 });
  const environment = {
    NEO4J_URI: address.uri,
    NEO4J_USER: address.user,
    NEO4J_PASSWORD: address.password,
    STATEMENT_TIMEOUT_MS: '60000',
    HOST: '127.0.0.1',
    PORT: '0',
    NODE_ENV: 'production',
  };
  const end = async () => {
    await graph.close();
    await stop();
  };
  let ended: Promise<void> | undefined;
  return { address, graph, pid, environment, stop: () => (ended ??= end()) };
}
