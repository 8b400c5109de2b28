/** A pure function of plain data that may take more than a few milliseconds. */
export type Task<Input, Result> = (input: Input) => Result | Promise<Result>;

/** Computes a task. What goes in and comes out is plain data. */
export type Compute = <Input, Result>(task: Task<Input, Result>, input: Input, signal?: AbortSignal) => Promise<Result>;

/** Computes where it is called: for what serves nobody, such as a measurement. */
export const computeHere: Compute = async (task, input) => task(input);
