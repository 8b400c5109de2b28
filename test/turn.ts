import { afterAll, expect, inject } from 'vitest';
import { hold, type Held } from './held.ts';
import { turnOf } from './order.ts';

// Runs before each file of tests: those that write to the shared graph are never there together with others.
const worker = globalThis as { turn?: Held | undefined };
const giveBack = () => worker.turn?.release();
// Of a file that was skipped as a whole nothing runs at its end.
giveBack();
const turn = turnOf(expect.getState().testPath ?? '');
worker.turn = turn ? await hold(`${inject('turns')}/${turn}`) : undefined;
afterAll(giveBack);
