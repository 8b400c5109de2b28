import type { Config } from '../config.ts';
import { openGraph, type Graph } from './graph.ts';
import { startLocalNeo4j } from './local/local-neo4j.ts';

/** The graph that a command works on, and how to leave it. */
export interface FoundGraph {
  graph: Graph;
  /** Where it was found, in a few words. */
  place: string;
  /** Closes the connection and stops a local Neo4j that was started for it. */
  close(): Promise<void>;
}

/** A failure whose message is meant for the person who typed the command. */
export class GraphNotFound extends Error {}

/** How to go on when there is no graph. */
const ways = `Three ways to a graph: a Java 17 or 21 with Maven, and Lodegraph keeps a Neo4j of its own; NEO4J_URI with NEO4J_USER and NEO4J_PASSWORD for one of yours; or docker compose up.`;

/**
 * Finds the graph: the one of `NEO4J_URI`, else the local Neo4j, started when needed.
 * @throws Error with one sentence that says what to do.
 */
export async function findGraph(
  config: Config,
  report: (line: string) => void,
  options: { observe?: (name: string, seconds: number) => void; onExit?: () => void } = {},
): Promise<FoundGraph> {
  const timeouts = { statementTimeout: config.STATEMENT_TIMEOUT_MS, connectionTimeout: config.CONNECTION_TIMEOUT_MS };
  const observe = options.observe ? { observe: options.observe } : {};

  if (config.NEO4J_URI) {
    const graph = openGraph({
      uri: config.NEO4J_URI,
      user: config.NEO4J_USER,
      password: config.NEO4J_PASSWORD,
      database: config.NEO4J_DATABASE,
      ...timeouts,
      ...observe,
    });
    try {
      await graph.verify();
    } catch (error) {
      await graph.close();
      const message = error instanceof Error ? error.message : String(error);
      const reason = /Caused by: (.*)/.exec(message)?.[1] ?? message.split('\n')[0] ?? '';
      throw new GraphNotFound(
        `The Neo4j of NEO4J_URI (${config.NEO4J_URI}) does not answer: ${reason.replace(/\.$/, '')}. Start it or correct NEO4J_URI, NEO4J_USER and NEO4J_PASSWORD; unset NEO4J_URI to use a local one.`,
      );
    }
    return { graph, place: `the Neo4j at ${config.NEO4J_URI}`, close: () => graph.close() };
  }

  const { onExit } = options;
  const local = await startLocalNeo4j({
    home: config.LODEGRAPH_HOME,
    libraries: `${config.LODEGRAPH_HOME}/lib`,
    heapMegabytes: config.NEO4J_HEAP_MEGABYTES,
    pageCacheMegabytes: config.NEO4J_PAGE_CACHE_MEGABYTES,
    report,
    ...(config.JAVA_HOME ? { javaHome: config.JAVA_HOME } : {}),
    ...(onExit ? { onExit: () => onExit() } : {}),
  }).catch((error: unknown) => {
    if (error instanceof Error) error.message = `${error.message}\n${ways}`;
    throw error;
  });
  const graph = openGraph({ uri: local.uri, user: local.user, password: local.password, ...timeouts, ...observe });
  return {
    graph,
    place: `the local Neo4j in ${config.LODEGRAPH_HOME} (${local.uri}, process ${local.pid})`,
    close: async () => {
      await graph.close();
      await local.stop();
    },
  };
}
