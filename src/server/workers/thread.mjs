import { setPriority } from 'node:os';
import { register } from 'tsx/esm/api';

/**
 * Whoever asks something simple comes first: beside it on one processor, a thread has a quarter of the time (Linux's nice value).
 * Not less: with the lowest priority, 1.5 %, whatever else keeps the machine busy would let no computation end within its time.
 */
const GIVES_WAY = 5;

// JavaScript, since a thread knows nothing yet of TypeScript: what runs the process, such as a test runner, may translate it by itself.
register();
const run = import('./run.ts').finally(() => {
  // Linux alone gives a thread a priority of its own; elsewhere it would be the process's.
  if (process.platform === 'linux') setPriority(GIVES_WAY);
});

/** @param {import('./run.ts').Asked} asked */
export default async (asked) => (await run).runTask(asked);
