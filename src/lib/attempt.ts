/**
 * What `work` gives, as a promise: a failure is told when it is awaited, so that other things can be done meanwhile. It is no
 * unhandled rejection until then, however long what comes before takes.
 */
export function attempt<T>(work: () => T | Promise<T>): Promise<T> {
  const begun = (async () => work())();
  begun.catch(() => undefined);
  return begun;
}
