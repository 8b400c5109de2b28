import { constants, setPriority } from 'node:os';
import { register } from 'tsx/esm/api';

// Whoever asks something simple comes first. Linux alone gives a thread a priority of its own; elsewhere it would be the process's.
if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_LOW);

// JavaScript, since a thread knows nothing yet of TypeScript: what runs the process, such as a test runner, may translate it by itself.
register();
const run = import('./run.ts');

/** @param {import('./run.ts').Asked} asked */
export default async (asked) => (await run).runTask(asked);
