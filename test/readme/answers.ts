import { chain } from './chain.ts';
import { companies } from './companies.ts';
import { controls } from './controls.ts';
import { figures } from './figures.ts';
import { trade } from './trade.ts';
import { whatIf } from './what-if.ts';
import type { InWords } from './words.ts';

/** The answer in words to each question, by the name of its file. */
export const answers: Record<string, InWords> = {
  ...trade,
  ...controls,
  ...companies,
  ...figures,
  ...chain,
  ...whatIf,
};
