/** What a figure names is in the graph: anything else is a fault of the load. */
export function expectFound<T>(found: T | null | undefined, key: string): T {
  if (found == null) throw new Error(`A figure names ${key}, which the graph does not have.`);
  return found;
}
