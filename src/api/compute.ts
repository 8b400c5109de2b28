import type { RequestContext } from './context.ts';

/** What a task may ask of the graph: all of it in the thread that computes, so that none of the rows passes another. */
export type TaskContext = Pick<RequestContext, 'read' | 'batch' | 'once'>;

/** A function of plain data, and of what it reads by itself, that may take more than a few milliseconds. */
export type Task<Input, Result> = (input: Input, context: TaskContext) => Result | Promise<Result>;

/** The request that a task is computed for: what one of its tasks has read `once` serves the others. */
export interface ComputedFor {
  /** Tells requests apart. */
  request: string;
  /** Aborts when the client has gone. */
  signal?: AbortSignal | undefined;
}

/** Computes a task in another thread. What goes in and comes out is plain data. */
export type Compute = <Input, Result>(
  task: Task<Input, Result>,
  input: Input,
  computedFor: ComputedFor,
) => Promise<Result>;
