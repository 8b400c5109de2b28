import { register } from 'tsx/esm/api';

// JavaScript, since a thread knows nothing yet of TypeScript: what runs the process, such as a test runner, may translate it by itself.
register();
const tasks = import('./tasks.ts');

/** @param {{ name: string, input: unknown }} task */
export default async ({ name, input }) => (await tasks)[name](input);
