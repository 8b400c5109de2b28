import { setPriority } from 'node:os';
import { GraphQLError } from 'graphql';
import { workerData } from 'piscina';
import { createContext } from '../../api/context.ts';
import type { Task, TaskContext } from '../../api/compute.ts';
import { WrongArguments } from '../../api/check.ts';
import { fromDriver } from '../../api/errors.ts';
import { openGraph, type GraphOptions } from '../../graph/graph.ts';
import * as tasks from './tasks.ts';

/** What a thread is asked: a task by its name, and the request that it is for. */
export interface Asked {
  name: string;
  input: unknown;
  request: string;
}

/** What a thread answers, with the statements that it ran; failures that are meant for the client as they are told. */
export type Answered = { statements: [name: string, seconds: number][] } & (
  | { result: unknown }
  | { failed: Pick<GraphQLError, 'message' | 'extensions'>[] }
);

/**
 * Whoever asks something simple comes first: beside it on one processor, a thread has a quarter of the time (Linux's nice value).
 * Not less: with the lowest priority, 1.5 %, whatever else keeps the machine busy would let no computation end within its time.
 */
const GIVES_WAY = 5;
// Once all is loaded. Linux alone gives a thread a priority of its own; elsewhere it would be the process's.
if (process.platform === 'linux') setPriority(GIVES_WAY);

let statements: Answered['statements'] = [];
const graph = openGraph({
  ...(workerData as GraphOptions),
  observe: (name, seconds) => void statements.push([name, seconds]),
});

// Tasks of one request follow one another, and read much of the same.
let known: { request: string; context: TaskContext } | undefined;
function contextOf(request: string): TaskContext {
  if (known?.request !== request) known = { request, context: createContext(graph, new Date()) };
  return known.context;
}

/** Computes a task. What one request reads is kept until another one asks. */
export default async function runTask({ name, input, request }: Asked): Promise<Answered> {
  statements = [];
  try {
    const task = (tasks as unknown as Record<string, Task<unknown, unknown>>)[name];
    return { result: await task?.(input, contextOf(request)), statements };
  } catch (error) {
    const told =
      error instanceof WrongArguments ? error.errors : [error instanceof GraphQLError ? error : fromDriver(error)];
    const failed = told.flatMap((one) => one ?? []).map(({ message, extensions }) => ({ message, extensions }));
    // What no client is told is logged as it is.
    if (failed.length === 0 || failed.some(({ extensions }) => extensions['code'] === 'INTERNAL_SERVER_ERROR'))
      throw error;
    return { failed, statements };
  }
}
