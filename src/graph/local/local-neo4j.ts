import { prepareCredentials, howToRecover } from './credentials.ts';
import { fullDisk, LocalNeo4jError, tellsOfFullDisk } from './error.ts';
import { hasCode, lastLines, readIfPresent } from './file.ts';
import { type Home, keepData, openHome, prepareData, writeConfiguration } from './home.ts';
import { chooseJava, javaCandidates } from './java.ts';
import { resolveLibraries } from './libraries.ts';
import { acquireLock, type Lock, LockHeldError } from './lock.ts';
import { choosePort } from './port.ts';
import { endOrphan, launchNeo4j, type Neo4jProcess } from './process.ts';
import { type Readiness, waitUntilReady } from './ready.ts';

export { LocalNeo4jError } from './error.ts';

/** Longest time from launch to the first answer, in milliseconds; recovery after a kill is part of it. */
const START_LIMIT_MS = 600_000;

/** Where the local Neo4j lives and how much memory it gets. */
export interface LocalNeo4jOptions {
  /** Folder of data, password and logs; one Neo4j at a time. */
  home: string;
  /** Folder of the jars, which many homes may share. */
  libraries: string;
  heapMegabytes: number;
  pageCacheMegabytes: number;
  /** Settings of Neo4j besides those that every local one has, by name. */
  settings?: Readonly<Record<string, string>> | undefined;
  /** Whether to list the classes that it loads, for `archiveClasses`. */
  listsClasses?: boolean;
  /** Hears one line at a time of what takes long. */
  report: (line: string) => void;
  /** Called when Neo4j ends without having been stopped; null when a signal ended it. */
  onExit?: ((code: number | null) => void) | undefined;
  /** Folder of the Java to try first. */
  javaHome?: string | undefined;
}

/** A local Neo4j that answers queries. */
export interface LocalNeo4j {
  uri: string;
  user: string;
  password: string;
  pid: number;
  /** Makes later starts quicker, once for each Java: true when it just has. Takes half a minute in the background. */
  archiveClasses(): Promise<boolean>;
  /** Ends Neo4j and gives its folder free; later calls wait for the first. */
  stop(): Promise<void>;
}

/**
 * Starts the local Neo4j, fetching it the first time, and returns when it answers a query.
 * What an earlier run left behind after a kill (a lock, a Neo4j without parent) is cleared away first; data are kept.
 * @throws LocalNeo4jError with one sentence that says what to do.
 */
export async function startLocalNeo4j(options: LocalNeo4jOptions): Promise<LocalNeo4j> {
  if (process.platform === 'win32') {
    throw new LocalNeo4jError(
      'The local Neo4j runs on Linux and macOS: on Windows use WSL or docker compose up, or set NEO4J_URI.',
    );
  }
  try {
    const home = openHome(options.home);
    const lock = await lockHome(home);
    try {
      return await startLocked(home, lock, options);
    } catch (error) {
      lock.release();
      throw error;
    }
  } catch (error) {
    throw inWords(error, options.home);
  }
}

async function startLocked(home: Home, lock: Lock, options: LocalNeo4jOptions): Promise<LocalNeo4j> {
  const { report } = options;
  const java = await chooseJava(javaCandidates(options.javaHome));
  const libraries = await resolveLibraries(options);
  await endOrphan(home, report);
  prepareData(home);
  const credentials = prepareCredentials(home);
  const port = await choosePort(home.port);
  const uri = `bolt://127.0.0.1:${port}`;
  writeConfiguration(home, port, options.pageCacheMegabytes, options.settings);

  const server = await launchNeo4j(java, libraries, home, options.heapMegabytes, options.listsClasses ?? false);
  try {
    const limit = START_LIMIT_MS;
    const readiness = await waitUntilReady({ uri, ...credentials, ended: server.ended, limit, report });
    if (readiness !== 'READY') throw await startFailed(readiness, server, home);
    keepData(home);
    lock.announce(uri);
  } catch (error) {
    await server.end();
    throw error;
  }

  let stopped: Promise<void> | undefined;
  void server.ended.then((code) => {
    if (stopped === undefined) options.onExit?.(code);
  });
  const stopping = new AbortController();
  const stop = async () => {
    stopping.abort();
    await server.end();
    lock.release();
  };
  return {
    uri,
    ...credentials,
    pid: server.pid,
    archiveClasses: () => server.classes.make(stopping.signal),
    stop: () => (stopped ??= stop()),
  };
}

async function lockHome(home: Home): Promise<Lock> {
  try {
    return await acquireLock(home.lock);
  } catch (error) {
    if (!(error instanceof LockHeldError)) throw error;
    const { pid, since, uri } = error.holder;
    const use =
      uri === undefined
        ? 'its Neo4j is still starting; wait for it'
        : `to share its Neo4j set NEO4J_URI=${uri} with the user and password in ${home.credentials}`;
    throw new LocalNeo4jError(
      `Process ${pid} uses ${home.root} since ${since}. If it is a Lodegraph server on another port, ask that one: PORT=… before the command. Else ${use}, or end it where it was started.`,
    );
  }
}

async function startFailed(
  readiness: Exclude<Readiness, 'READY'>,
  server: Neo4jProcess,
  home: Home,
): Promise<LocalNeo4jError> {
  if (readiness === 'WRONG_PASSWORD') {
    return new LocalNeo4jError(
      `Neo4j refuses the password in ${home.credentials}, which is not the one its data were made with: ` +
        howToRecover(home),
    );
  }
  const how =
    readiness === 'ENDED'
      ? `ended with ${(await server.ended) ?? 'a signal'} before it was ready`
      : `gave no answer within ${START_LIMIT_MS / 1000} s`;
  const tail = lastLines(readIfPresent(home.console) ?? '');
  if (tellsOfFullDisk(tail)) return fullDisk(home.root, tail);
  return new LocalNeo4jError(`Neo4j ${how}: see ${home.console} for the reason, then start again.`, tail);
}

/** Says what the operating system's refusals mean here. */
function inWords(error: unknown, folder: string): unknown {
  if (tellsOfFullDisk(error)) return fullDisk(folder);
  if (hasCode(error, 'EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST')) {
    const reason = error instanceof Error ? error.message : String(error);
    return new LocalNeo4jError(
      `${folder} cannot be used (${reason}): set LODEGRAPH_HOME to a folder you may write to.`,
    );
  }
  return error;
}
