import { afterAll, expect, inject } from 'vitest';
import { hold, type Held } from './held.ts';
import { isFirst } from './order.ts';

// Runs before each file of tests: those that write to the shared graph are never there together with others.
const worker = globalThis as { turn?: Held };
const giveBack = () => worker.turn?.release();
// Of a file that was skipped as a whole nothing runs at its end.
giveBack();
const kind = isFirst(expect.getState().testPath ?? '') ? 'first' : 'after';
worker.turn = await hold(`${inject('turns')}/${kind}`);
afterAll(giveBack);
