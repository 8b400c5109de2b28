import type { Config } from '../lib/config.ts';
import { waitingFor } from '../lib/waiting-for.ts';
import { isTooLate, openGraph, type Graph, type GraphOptions } from './graph.ts';
import { isNew } from './local/home.ts';
import { startLocalNeo4j } from './local/local-neo4j.ts';
import { requestLimits } from './request-limits.ts';

/** The graph that a command works on, and how to leave it. */
export interface FoundGraph {
  graph: Graph;
  /** The same with longer time limits, for a start or a load on a busy machine: no request waits for those. */
  patient: Graph;
  /** Where it was found, in a few words. */
  place: string;
  /** Makes later starts of a local Neo4j quicker, once: true when it just has. */
  archiveClasses(): Promise<boolean>;
  /** Closes the connection and stops a local Neo4j that was started for it. */
  close(): Promise<void>;
}

/** How to go on when there is no graph. */
const ways = `Three ways to a graph: a Java 17 or 21 with Maven, and Lodegraph keeps a Neo4j of its own; NEO4J_URI with NEO4J_USER and NEO4J_PASSWORD for one of yours; or docker compose up.`;

/** What is done besides with a graph. */
interface FindOptions {
  /** Called after each statement with its name and the time it took in seconds. */
  observe?: (name: string, seconds: number) => void;
  /** Called when a local Neo4j ends by itself. */
  onExit?: () => void;
  /** Whether `archiveClasses` will be called. */
  listsClasses?: boolean;
}

/** Whether the graph that would be found is a local one without anything in it. */
export const findsNothing = ({ NEO4J_URI, LODEGRAPH_HOME }: Config): boolean => !NEO4J_URI && isNew(LODEGRAPH_HOME);

/**
 * Finds the graph: the one of `NEO4J_URI`, else the local Neo4j, started when needed.
 * @throws Error with one sentence that says what to do.
 */
export function findGraph(
  config: Config,
  report: (line: string) => void,
  options: FindOptions = {},
): Promise<FoundGraph> {
  const { NEO4J_URI: uri } = config;
  return uri ? findOwn(config, uri, report, options) : findLocal(config, report, options);
}

type Address = Pick<GraphOptions, 'uri' | 'user' | 'password' | 'database'>;

/** Opens a graph twice: with the limits of requests, and with the patience of a start. */
function open(config: Config, neo4j: Address, { observe }: FindOptions): Omit<FoundGraph, 'place' | 'archiveClasses'> {
  const observed = observe ? { observe } : {};
  const graph = openGraph({
    ...neo4j,
    ...requestLimits(config),
    ...observed,
  });
  const patience = config.START_TIMEOUT_MS;
  const patient = openGraph({
    ...neo4j,
    ...{ statementTimeout: patience, connectionTimeout: patience, writeTimeout: patience },
    ...observed,
  });
  const close = async () => {
    await Promise.all([graph.close(), patient.close()]);
  };
  return { graph, patient, close };
}

async function findOwn(
  config: Config,
  uri: string,
  report: (line: string) => void,
  options: FindOptions,
): Promise<FoundGraph> {
  const { NEO4J_USER: user, NEO4J_PASSWORD: password, NEO4J_DATABASE: database } = config;
  const opened = open(config, { uri, user, password, database }, options);
  const place = `the Neo4j at ${uri}`;
  try {
    await waitingFor(`Waiting for ${place}`, report, () => opened.patient.verify());
  } catch (error) {
    await opened.close();
    const reason = reasonOf(error, config).replace(/\.$/, '');
    throw new Error(
      `The Neo4j of NEO4J_URI (${uri}) does not answer: ${reason}. Start it or correct NEO4J_URI, NEO4J_USER and NEO4J_PASSWORD; unset NEO4J_URI to use a local one.`,
      { cause: error },
    );
  }
  return { ...opened, place, archiveClasses: () => Promise.resolve(false) };
}

/** Why a graph does not answer, from what the driver says. */
function reasonOf(error: unknown, config: Config): string {
  const message = error instanceof Error ? error.message : String(error);
  const cause = /Caused by: (.*)/.exec(message)?.[1];
  if (cause !== undefined) return cause;
  if (isTooLate(error)) return `nothing came within ${config.START_TIMEOUT_MS / 1000} s (START_TIMEOUT_MS)`;
  return message.split('\n')[0] ?? '';
}

async function findLocal(config: Config, report: (line: string) => void, options: FindOptions): Promise<FoundGraph> {
  const { onExit, listsClasses = false } = options;
  const local = await startLocalNeo4j({
    home: config.LODEGRAPH_HOME,
    libraries: `${config.LODEGRAPH_HOME}/lib`,
    heapMegabytes: config.NEO4J_HEAP_MEGABYTES,
    pageCacheMegabytes: config.NEO4J_PAGE_CACHE_MEGABYTES,
    listsClasses,
    report,
    ...(config.JAVA_HOME ? { javaHome: config.JAVA_HOME } : {}),
    ...(onExit ? { onExit: () => onExit() } : {}),
  }).catch((error: unknown) => {
    if (error instanceof Error) error.message = `${error.message}\n${ways}`;
    throw error;
  });
  const opened = open(config, { uri: local.uri, user: local.user, password: local.password }, options);
  return {
    ...opened,
    place: `the local Neo4j in ${config.LODEGRAPH_HOME} (${local.uri}, process ${local.pid})`,
    archiveClasses: () => local.archiveClasses(),
    close: async () => {
      await opened.close();
      await local.stop();
    },
  };
}
