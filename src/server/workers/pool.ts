import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import type { Config } from '../../lib/config.ts';
import { busy, timedOut } from '../../api/errors.ts';

type Tasks = typeof import('./tasks.ts');
export type TaskName = keyof Tasks;
export type TaskInput<Name extends TaskName> = Parameters<Tasks[Name]>[0];
export type TaskResult<Name extends TaskName> = Awaited<ReturnType<Tasks[Name]>>;

/** Computes a task of tasks.ts. What goes in and comes out is plain data. */
export type Compute = <Name extends TaskName>(
  name: Name,
  input: TaskInput<Name>,
  signal?: AbortSignal,
) => Promise<TaskResult<Name>>;

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
    async compute<Name extends TaskName>(
      name: Name,
      input: TaskInput<Name>,
      signal?: AbortSignal,
    ): Promise<TaskResult<Name>> {
      signal?.throwIfAborted();
      // The library's own limit does not count tasks that can be aborted.
      if (taken >= ANALYSIS_THREADS + ANALYSIS_QUEUE) throw busy();
      threads ??= start();
      const limit = AbortSignal.timeout(ANALYSIS_TIMEOUT_MS);
      taken++;
      try {
        const either = signal ? AbortSignal.any([signal, limit]) : limit;
        return (await threads.run({ name, input }, { signal: either })) as TaskResult<Name>;
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

/** Computes where it is called: for what serves nobody, such as a measurement. */
export const computeHere: Compute = async (name, input) => {
  const tasks = (await import('./tasks.ts')) as unknown as Record<TaskName, (input: unknown) => never>;
  return tasks[name](input);
};
