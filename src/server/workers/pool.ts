import { fileURLToPath } from 'node:url';
import * as tasks from './tasks.ts';
import { Piscina } from 'piscina';
import type { Config } from '../../lib/config.ts';
import { busy, timedOut } from '../../api/errors.ts';
import type { Compute, Task } from '../../api/compute.ts';

// A thread is told by name what to compute.
const names = new Map<unknown, string>(Object.entries(tasks).map(([name, task]) => [task, name]));

/** The worker threads of a server. */
export interface Pool {
  /**
   * Computes a task in a worker thread. The thread is ended when the time is over or `signal` aborts: what computes listens to
   * nothing else.
   * @throws GraphQLError UNAVAILABLE at once when too many wait already, TIMEOUT when the time is over; the signal's reason when it
   *   aborts.
   */
  compute: Compute;
  /** Ends all threads, and what they compute. */
  close(): Promise<void>;
}

/**
 * Makes the worker threads. They start with the first task and stay: to load the code takes half a second, and who asks simple
 * questions needs none. `report` is told what ends a thread that computes nothing.
 */
export function createPool(
  { ANALYSIS_THREADS, ANALYSIS_QUEUE, ANALYSIS_TIMEOUT_MS }: Config,
  report: (error: unknown) => void,
): Pool {
  const filename = fileURLToPath(new URL('./thread.mjs', import.meta.url));
  let threads: Piscina | undefined;
  let taken = 0;
  const start = () =>
    new Piscina({ filename, minThreads: ANALYSIS_THREADS, maxThreads: ANALYSIS_THREADS }).on('error', report);

  return {
    async compute<Input, Result>(task: Task<Input, Result>, input: Input, signal?: AbortSignal): Promise<Result> {
      signal?.throwIfAborted();
      const name = names.get(task);
      if (name === undefined) throw new Error(`${task.name} is not among the tasks of worker threads.`);
      // The library's own limit does not count tasks that can be aborted.
      if (taken >= ANALYSIS_THREADS + ANALYSIS_QUEUE) throw busy();
      threads ??= start();
      const limit = AbortSignal.timeout(ANALYSIS_TIMEOUT_MS);
      taken++;
      try {
        const either = signal ? AbortSignal.any([signal, limit]) : limit;
        return (await threads.run({ name, input }, { signal: either })) as Result;
      } catch (error) {
        signal?.throwIfAborted();
        throw limit.aborted ? timedOut('ANALYSIS_TIMEOUT_MS') : error;
      } finally {
        taken--;
      }
    },
    close: async () => threads?.destroy(),
  };
}
