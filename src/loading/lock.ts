import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import type { Graph, Write } from '../graph/graph.ts';
import { inspectProcess } from '../graph/local/running-process.ts';
import { freeLock, renewLock, takeLock, type HolderRow } from './lock-queries.ts';

/** How long a load keeps the lock without a sign of life, and how long another one waits for it; in milliseconds. */
export interface LockTimes {
  lease: number;
  patience: number;
}
const usual: LockTimes = { lease: 60_000, patience: 10_000 };
const PAUSE = 250;

/** Another load is under way. */
class LoadLockHeld extends Error {}

/** An acquired lock. */
export interface LoadLock {
  /** The first statement of each transaction of the load. @throws LoadLockHeld when the lock was lost to another. */
  confirm(write: Write): Promise<void>;
}

/**
 * Does the work while no other load can write to the graph. A lock left by a process of this machine that no longer runs is
 * taken over at once, any other when its lease ends.
 *
 * @param what what is loaded, in a few words: others are told
 * @throws LoadLockHeld when another load does not end in time; nothing was done
 */
export async function withLoadLock<T>(
  graph: Graph,
  what: string,
  work: (lock: LoadLock) => Promise<T>,
  times: LockTimes = usual,
): Promise<T> {
  const self: HolderRow = { holder: holderOfThisProcess(), what, since: new Date().toISOString() };
  const lease = { holder: self.holder, lease: times.lease };
  await take(graph, self, times);
  // A renewal that fails is no matter: each transaction confirms the lock before it writes.
  const renewal = setInterval(() => void graph.write(renewLock, lease).catch(() => undefined), times.lease / 3);
  renewal.unref();
  try {
    return await work({
      async confirm(write) {
        if ((await write(renewLock, lease)).length === 0)
          throw new LoadLockHeld('Another load took over the graph in the meantime. Run this one again.');
      },
    });
  } finally {
    clearInterval(renewal);
    await graph.write(freeLock, { holder: self.holder }).catch(() => undefined);
  }
}

async function take(graph: Graph, self: HolderRow, { lease, patience }: LockTimes): Promise<void> {
  const until = performance.now() + patience;
  let gone: string | null = null;
  for (;;) {
    const [current]: HolderRow[] = await graph.write(takeLock, { ...self, lease, gone });
    if (!current || current.holder === self.holder) return;
    if (isGone(current.holder)) gone = current.holder;
    else if (performance.now() > until)
      throw new LoadLockHeld(
        `Another load writes to this graph since ${current.since}: ${current.what} (${processOf(current.holder)}). Run this one again when it has ended.`,
      );
    else await delay(PAUSE);
  }
}

// Host, process and its start tell a holder that still runs from one that was killed; the last part, two loads of one process.
const holderOfThisProcess = () =>
  JSON.stringify([hostname(), process.pid, inspectProcess(process.pid)?.start ?? '', randomUUID()]);

const read = (holder: string) => JSON.parse(holder) as [host: string, pid: number, start: string, mark: string];

const processOf = (holder: string) => {
  const [host, pid] = read(holder);
  return `process ${pid} on ${host}`;
};

function isGone(holder: string): boolean {
  const [host, pid, start] = read(holder);
  return host === hostname() && inspectProcess(pid)?.start !== start;
}
