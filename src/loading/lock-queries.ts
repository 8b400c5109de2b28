import { cypher } from '../graph/cypher.ts';
import { statement } from '../graph/statement.ts';

/** Who loads into the graph. */
export interface HolderRow {
  holder: string;
  /** What it loads, for people. */
  what: string;
  /** When it began, ISO 8601. */
  since: string;
}

/**
 * `lease` is how long the lock is its holder's without a sign of life, in milliseconds, by the database's clock.
 * Takes the lock when it is free, when its lease has ended, or when its holder is `gone`. Returns the holder afterwards.
 * Writing to the node first makes the database let one transaction after the other decide.
 */
export const takeLock = statement<HolderRow & { lease: number; gone: string | null }, HolderRow>(
  'loadLock.take',
  cypher`MERGE (lock:LoadLock {id: 'only'})
SET lock.asked = timestamp()
WITH lock, lock.holder IS NULL OR lock.holder = $gone OR lock.until < timestamp() AS free
FOREACH (_ IN CASE WHEN free THEN [1] ELSE [] END |
  SET lock.holder = $holder, lock.what = $what, lock.since = $since, lock.until = timestamp() + toInteger($lease))
RETURN lock.holder, lock.what, lock.since`,
  ([holder, what, since]) => ({ holder, what, since }) as HolderRow,
);

/**
 * Renews the lease; no row when somebody else holds the lock. Like `takeLock` it writes before it looks; in a transaction that
 * keeps all others from taking the lock until the end.
 */
export const renewLock = statement<{ holder: string; lease: number }, string>(
  'loadLock.renew',
  cypher`MATCH (lock:LoadLock {id: 'only'})
SET lock.asked = timestamp()
WITH lock WHERE lock.holder = $holder
SET lock.until = timestamp() + toInteger($lease)
RETURN lock.holder`,
  ([holder]) => holder as string,
);

/** Gives the lock back. */
export const freeLock = statement<{ holder: string }, void>(
  'loadLock.free',
  cypher`MATCH (lock:LoadLock {id: 'only', holder: $holder})
DELETE lock`,
  () => undefined,
);
