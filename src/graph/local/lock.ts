import { randomUUID } from 'node:crypto';
import { linkSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { hasCode, readIfPresent, writeWhole } from './file.ts';
import { inspectProcess } from './running-process.ts';

const Holder = z.object({
  pid: z.number().int().positive(),
  /** When that process started: tells it from a later one with the same id. */
  processStart: z.string(),
  since: z.string(),
  /** Where the Neo4j that the holder runs can be reached, once it can. */
  uri: z.string().optional(),
});

/** Who holds a lock. */
export type LockHolder = z.infer<typeof Holder>;

/** A lock that this process holds. */
export interface Lock {
  /** Tells others where to reach what the lock guards. */
  announce(uri: string): void;
  release(): void;
}

/** Thrown when a process that still runs holds the lock. */
export class LockHeldError extends Error {
  readonly holder: LockHolder;

  constructor(path: string, holder: LockHolder) {
    super(`${path} is held by process ${holder.pid} since ${holder.since}.`);
    this.holder = holder;
  }
}

/**
 * Takes the lock that is a file, or takes it over when its holder no longer runs.
 * @throws LockHeldError when the holder runs.
 */
export async function acquireLock(path: string): Promise<Lock> {
  const start = inspectProcess(process.pid)?.start ?? '';
  const self: LockHolder = { pid: process.pid, processStart: start, since: new Date().toISOString() };
  while (!createOnce(path, self)) {
    const holder = runningHolder(path);
    if (holder !== undefined) throw new LockHeldError(path, holder);
    await removeStale(path, self);
  }
  return {
    announce: (uri) => writeWhole(path, JSON.stringify({ ...self, uri })),
    release: () => rmSync(path, { force: true }),
  };
}

/** Creates the file with its content in one step; false when there is one. */
function createOnce(path: string, holder: LockHolder): boolean {
  const temporary = `${path}.${randomUUID()}`;
  try {
    writeFileSync(temporary, JSON.stringify(holder));
    linkSync(temporary, path);
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  } finally {
    rmSync(temporary, { force: true });
  }
}

function runningHolder(path: string): LockHolder | undefined {
  const parsed = Holder.safeParse(parseJson(readIfPresent(path) ?? ''));
  if (!parsed.success) return undefined;
  return inspectProcess(parsed.data.pid)?.start === parsed.data.processStart ? parsed.data : undefined;
}

/** Only one process at a time may remove a stale lock, or a slow one would remove the lock that a quick one just took. */
async function removeStale(path: string, self: LockHolder): Promise<void> {
  const guard = `${path}.takeover`;
  if (createOnce(guard, self)) {
    try {
      if (runningHolder(path) === undefined) rmSync(path, { force: true });
    } finally {
      rmSync(guard, { force: true });
    }
  } else if (runningHolder(guard) === undefined) {
    rmSync(guard, { force: true }); // Left by a kill in the middle of the few lines above.
  } else {
    await delay(20);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
