import { pathToFileURL } from 'node:url';
import { built, isBuilt } from '../../lib/built.mjs';

/** TypeScript, as it is while developing: what runs the process, such as a test runner, may translate it by itself, a thread does not. */
async function translated() {
  const { register } = await import('tsx/esm/api');
  register();
  return import('./run.ts');
}

// JavaScript that was made of the same source is there in a quarter of the time.
const run = isBuilt() ? import(pathToFileURL(`${built}/server/workers/run.js`).href) : translated();

/** @param {import('./run.ts').Asked} asked */
export default async (asked) => (await run).default(asked);
