import { register } from 'tsx/esm/api';

// JavaScript, since a thread knows nothing yet of TypeScript: what runs the process, such as a test runner, may translate it by itself.
register();
const run = import('./run.ts');

/** @param {import('./run.ts').Asked} asked */
export default async (asked) => (await run).default(asked);
