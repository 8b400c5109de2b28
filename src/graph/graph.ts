import neo4j, { type QueryResult, type Session } from 'neo4j-driver';
import type { Statement } from './statement.ts';

/** Where and how to reach Neo4j. Times in milliseconds. */
export interface GraphOptions {
  uri: string;
  user: string;
  password: string;
  database?: string | undefined;
  statementTimeout: number;
  connectionTimeout: number;
  /** What a reading statement may take besides when it has not been run before, since Neo4j plans it then; nothing when left out. */
  planningTimeout?: number;
  /** What a writing statement may take when its caller does not say; a minute when left out. */
  writeTimeout?: number;
  /** Called after each statement with its name and the time it took in seconds. */
  observe?: (name: string, seconds: number) => void;
}

/** Runs a statement within a transaction and maps its rows. */
export type Write = <P extends object, R>(statement: Statement<P, R>, parameters: P) => Promise<R[]>;

/** The one way to Neo4j: runs the project's statements. */
export interface Graph {
  /** How it was opened, for another thread to open it as well. */
  readonly options: GraphOptions;
  /**
   * Runs a reading statement and maps its rows. Tried once more when Neo4j says that it may succeed then. When `signal` aborts,
   * Neo4j ends the statement, and those that were not sent yet are not sent.
   * @throws the signal's reason when it aborts.
   */
  read<P extends object, R>(statement: Statement<P, R>, parameters: P, signal?: AbortSignal): Promise<R[]>;
  /**
   * Runs a writing statement in a transaction of its own, with a time limit of its own in milliseconds. Tried again when Neo4j
   * gave it up for another one that waited for it: then nothing of it was written.
   */
  write<P extends object, R>(statement: Statement<P, R>, parameters: P, timeout?: number): Promise<R[]>;
  /**
   * Runs writing statements in one transaction: all of them or none. Its time limit, in milliseconds, is for all together.
   * Not tried again when it fails: what `work` does besides must not be done twice.
   */
  transaction<T>(work: (write: Write) => Promise<T>, timeout: number): Promise<T>;
  /**
   * What tells one state of the graph from all others: the bookmark of the last transaction that wrote anything, whoever sent it;
   * readers that follow find what it wrote. Null while others follow so closely that none is the last.
   */
  bookmark(): Promise<string | null>;
  /** When a write of this process last ended, by `performance.now()`: what was read before may lack it. */
  lastWrite(): number;
  /** Ends when a query answers. @throws Error when none does in time. */
  verify(): Promise<void>;
  close(): Promise<void>;
}

/** Whole numbers must be marked as such: the driver sends every plain JavaScript number as a float. */
export const int = (value: number) => neo4j.int(value);

const MAX_ATTEMPTS = 10;
const MAX_BOOKMARKS = 3;

/** When a write of this process last ended, whichever way to Neo4j it took. */
let lastWrite = -Infinity;

/** Notes that a write ended, also where it failed: whether it was committed then is not known. */
const noted = <T>(write: Promise<T>): Promise<T> => write.finally(() => (lastWrite = performance.now()));

const isDeadlock = (error: unknown) =>
  error instanceof neo4j.Neo4jError && error.code === 'Neo.TransientError.Transaction.DeadlockDetected';

/** Whether Neo4j cannot be reached, or did not answer in time: neither says anything about what was asked. */
export const isTooLate = (error: unknown): boolean =>
  error instanceof neo4j.Neo4jError &&
  (neo4j.isRetryableError(error) ||
    error.code.includes('TransactionTimedOut') ||
    error.code === 'ServiceUnavailable' ||
    /timed out|within|in \d+ ?ms/.test(error.message));

/** Opens the driver; nothing is sent before the first statement. */
export function openGraph(options: GraphOptions): Graph {
  const driver = neo4j.driver(options.uri, neo4j.auth.basic(options.user, options.password), {
    disableLosslessIntegers: true,
    connectionTimeout: options.connectionTimeout,
    connectionAcquisitionTimeout: options.connectionTimeout,
    maxTransactionRetryTime: options.connectionTimeout,
    telemetryDisabled: true,
    // Nobody reads what Neo4j remarks on a statement; the driver makes objects of it each time.
    notificationFilter: { minimumSeverityLevel: 'OFF' },
  });
  const database = options.database === undefined ? {} : { database: options.database };
  const reading = (bookmarks?: string[]) =>
    driver.session({ defaultAccessMode: neo4j.session.READ, ...database, ...(bookmarks ? { bookmarks } : {}) });
  const writing = () => driver.session({ defaultAccessMode: neo4j.session.WRITE, ...database });
  return {
    options,
    read: readingWith(() => reading(), options),
    write: (statement, parameters, timeout = options.writeTimeout ?? 60_000) =>
      noted(withoutDeadlock(() => run(writing(), { statement, parameters, timeout }, options))),
    transaction: (work, timeout) => noted(inTransaction(writing(), work, timeout)),
    lastWrite: () => lastWrite,
    bookmark: bookmarkingWith(reading, options.connectionTimeout),
    verify: () =>
      closing(reading(), async (session) => {
        await session.run('RETURN 1', {}, { timeout: options.connectionTimeout });
      }),
    close: () => driver.close(),
  };
}

/** Reads with a longer limit for a statement that is new to Neo4j, and once more where Neo4j says that it may succeed then. */
function readingWith(open: () => Session, options: GraphOptions): Graph['read'] {
  const planned = new Set<string>();
  return async (statement, parameters, signal) => {
    const planning = planned.has(statement.name) ? 0 : (options.planningTimeout ?? 0);
    const sent = { statement, parameters, timeout: options.statementTimeout + planning };
    const attempt = async () => {
      signal?.throwIfAborted();
      const rows = await untilAborted(open(), signal, (session) => run(session, sent, options));
      planned.add(statement.name);
      return rows;
    };
    try {
      return await attempt();
    } catch (error) {
      signal?.throwIfAborted();
      if (neo4j.isRetryableError(error)) return attempt();
      throw error;
    }
  };
}

/**
 * Reads the bookmark of the last transaction. Neo4j counts one as committed before readers find what it wrote, and waits for that
 * where a session begins with its bookmark: so the last one is that which is found again by a session that began with it.
 */
function bookmarkingWith(open: (bookmarks: string[]) => Session, timeout: number): Graph['bookmark'] {
  let last: string[] = [];
  return async () => {
    for (let attempts = 0; attempts < MAX_BOOKMARKS; attempts++) {
      const before = last;
      const found = await closing(open(before), async (session) => {
        await withoutStack(() => session.run('RETURN 1', {}, { timeout }));
        return session.lastBookmarks();
      });
      last = found;
      if (found.length > 0 && found.join() === before.join()) return found.join();
    }
    return null;
  };
}

/** Closes the session when `signal` aborts: that resets its connection, which ends what Neo4j still does for it. */
async function untilAborted<T>(
  session: Session,
  signal: AbortSignal | undefined,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  const end = () => void session.close();
  signal?.addEventListener('abort', end);
  try {
    return await work(session);
  } finally {
    signal?.removeEventListener('abort', end);
  }
}

/** A statement with its parameters, and what it may take in milliseconds. */
interface Sent<P extends object, R> {
  statement: Statement<P, R>;
  parameters: P;
  timeout: number;
}

/** Runs a statement, maps its rows, and closes the session. */
async function run<P extends object, R>(
  session: Session,
  { statement, parameters, timeout }: Sent<P, R>,
  { observe }: GraphOptions,
): Promise<R[]> {
  const began = performance.now();
  try {
    return mapRows(
      await withoutStack(() => session.run(statement.text, { given: parameters }, { timeout })),
      statement,
    );
  } finally {
    observe?.(statement.name, (performance.now() - began) / 1000);
    await session.close();
  }
}

/** Does it again when Neo4j gave it up for another that waited for it. */
async function withoutDeadlock<T>(work: () => Promise<T>): Promise<T> {
  for (let attempts = 1; ; attempts++) {
    try {
      return await work();
    } catch (error) {
      if (!isDeadlock(error) || attempts === MAX_ATTEMPTS) throw error;
    }
  }
}

const inTransaction = <T>(session: Session, work: (write: Write) => Promise<T>, timeout: number): Promise<T> =>
  closing(session, async () =>
    // Closing rolls back what was not committed.
    closing(await session.beginTransaction({ timeout }), async (transaction) => {
      const done = await work(async (statement, parameters) =>
        mapRows(await transaction.run(statement.text, { given: parameters }), statement),
      );
      await transaction.commit();
      return done;
    }),
  );

async function closing<C extends { close(): Promise<void> }, T>(
  one: C,
  work: (one: C) => T | PromiseLike<T>,
): Promise<T> {
  try {
    return await work(one);
  } finally {
    await one.close();
  }
}

/**
 * The driver notes the stack at every statement, to tell in an error who sent it; with source maps that takes longer than sending
 * does. An error is still told, with its own stack.
 */
function withoutStack<T>(send: () => T): T {
  const usual = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    return send();
  } finally {
    Error.stackTraceLimit = usual;
  }
}

const mapRows = <P extends object, R>({ records }: QueryResult, statement: Statement<P, R>): R[] =>
  records.map((record) => statement.row(record.keys.map((_, index): unknown => record.get(index))));
