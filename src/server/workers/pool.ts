import { fileURLToPath } from 'node:url';
import { GraphQLError } from 'graphql';
import { Piscina } from 'piscina';
import * as tasks from './tasks.ts';
import type { Config } from '../../lib/config.ts';
import { WrongArguments } from '../../api/check.ts';
import { busy, timedOut } from '../../api/errors.ts';
import type { Compute, ComputedFor, Task } from '../../api/compute.ts';
import type { GraphOptions } from '../../graph/graph.ts';
import type { Answered, Asked } from './run.ts';

// A thread is told by name what to compute.
const names = new Map<unknown, string>(Object.entries(tasks).map(([name, task]) => [task, name]));

/** A thread holds some 200 MB once it has computed; to load its code again takes it less than a second. */
const IDLE_MS = 60_000;

/** The worker threads of a server. */
export interface Pool {
  /**
   * Computes a task in a worker thread. The thread is ended when the time is over or `signal` aborts: what computes listens to
   * nothing else. What Neo4j still does for it ends with its connections.
   * @throws GraphQLError UNAVAILABLE at once when too many wait already, TIMEOUT when the time is over; the signal's reason when it
   *   aborts.
   */
  compute: Compute;
  /** Ends all threads, and what they compute. */
  close(): Promise<void>;
}

/** What a thread failed with, as it is thrown without one. */
function refused(failed: readonly Pick<GraphQLError, 'message' | 'extensions'>[]): Error {
  const errors = failed.map(({ message, extensions }) => new GraphQLError(message, { extensions }));
  const [only, ...more] = errors;
  return only && more.length === 0 ? only : new WrongArguments(errors);
}

/**
 * Makes the worker threads, each with a connection to the graph of its own. They start when there is a task for them and end after
 * a minute without one. `report` is told what ends a thread that computes nothing.
 */
export function createPool(config: Config, graph: GraphOptions, report: (error: unknown) => void): Pool {
  const { ANALYSIS_THREADS, ANALYSIS_QUEUE, ANALYSIS_TIMEOUT_MS } = config;
  const { observe, ...address } = graph;
  let threads: Piscina<Asked, Answered> | undefined;
  let taken = 0;
  const start = () =>
    new Piscina<Asked, Answered>({
      filename: fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? './thread.mjs' : './run.js', import.meta.url)),
      minThreads: 0,
      idleTimeout: IDLE_MS,
      maxThreads: ANALYSIS_THREADS,
      workerData: address,
    }).on('error', report);

  return {
    async compute<Input, Result>(
      task: Task<Input, Result>,
      input: Input,
      { request, signal }: ComputedFor,
    ): Promise<Result> {
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
        const answer = await threads.run({ name, input, request }, { signal: either });
        for (const [statement, seconds] of answer.statements) observe?.(statement, seconds);
        if ('failed' in answer) throw refused(answer.failed);
        return answer.result as Result;
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
