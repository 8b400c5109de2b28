/** A pure function of plain data that may take more than a few milliseconds. */
export type Task<Input, Result> = (input: Input) => Result | Promise<Result>;

/** Computes a task. What goes in and comes out is plain data. */
export type Compute = <Input, Result>(task: Task<Input, Result>, input: Input, signal?: AbortSignal) => Promise<Result>;

/** Computes in the calling thread, for measurements and tests. */
export const computeHere: Compute = async (task, input) => task(input);
