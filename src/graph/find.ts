import type { Config } from '../lib/config.ts';
import { waitingFor } from '../lib/waiting-for.ts';
import { isTooLate, openGraph, type Graph, type GraphOptions } from './graph.ts';
import { startLocalNeo4j } from './local/local-neo4j.ts';

/** The graph that a command works on, and how to leave it. */
export interface FoundGraph {
  graph: Graph;
  /** The same with longer time limits, for a start or a load on a busy machine: no request waits for those. */
  patient: Graph;
  /** Where it was found, in a few words. */
  place: string;
  /** Closes the connection and stops a local Neo4j that was started for it. */
  close(): Promise<void>;
}

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
  const observe = options.observe ? { observe: options.observe } : {};
  const open = (neo4j: Pick<GraphOptions, 'uri' | 'user' | 'password' | 'database'>) => {
    const graph = openGraph({
      ...neo4j,
      statementTimeout: config.STATEMENT_TIMEOUT_MS,
      planningTimeout: config.PLANNING_TIMEOUT_MS,
      connectionTimeout: config.CONNECTION_TIMEOUT_MS,
      ...observe,
    });
    const patience = config.START_TIMEOUT_MS;
    const patient = openGraph({
      ...neo4j,
      ...{ statementTimeout: patience, connectionTimeout: patience, writeTimeout: patience },
      ...observe,
    });
    const close = async () => {
      await Promise.all([graph.close(), patient.close()]);
    };
    return { graph, patient, close };
  };

  if (config.NEO4J_URI) {
    const opened = open({
      uri: config.NEO4J_URI,
      user: config.NEO4J_USER,
      password: config.NEO4J_PASSWORD,
      database: config.NEO4J_DATABASE,
    });
    const place = `the Neo4j at ${config.NEO4J_URI}`;
    try {
      await waitingFor(`Waiting for ${place}`, report, () => opened.patient.verify());
    } catch (error) {
      await opened.close();
      const message = error instanceof Error ? error.message : String(error);
      const reason =
        /Caused by: (.*)/.exec(message)?.[1] ??
        (isTooLate(error)
          ? `nothing came within ${config.START_TIMEOUT_MS / 1000} s (START_TIMEOUT_MS)`
          : (message.split('\n')[0] ?? ''));
      throw new Error(
        `The Neo4j of NEO4J_URI (${config.NEO4J_URI}) does not answer: ${reason.replace(/\.$/, '')}. Start it or correct NEO4J_URI, NEO4J_USER and NEO4J_PASSWORD; unset NEO4J_URI to use a local one.`,
        { cause: error },
      );
    }
    return { ...opened, place };
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
  const opened = open({ uri: local.uri, user: local.user, password: local.password });
  return {
    ...opened,
    place: `the local Neo4j in ${config.LODEGRAPH_HOME} (${local.uri}, process ${local.pid})`,
    close: async () => {
      await opened.close();
      await local.stop();
    },
  };
}
