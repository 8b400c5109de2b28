const EVERY_MS = 2_000;

/** Does `work` and reports every two seconds that it is not done yet: `what`, then the seconds. */
export async function waitingFor<T>(
  what: string | (() => string),
  report: (line: string) => void,
  work: () => Promise<T>,
): Promise<T> {
  const began = Date.now();
  const progress = setInterval(() => {
    report(`${typeof what === 'string' ? what : what()} (${Math.round((Date.now() - began) / 1000)} s).`);
  }, EVERY_MS);
  try {
    return await work();
  } finally {
    clearInterval(progress);
  }
}
