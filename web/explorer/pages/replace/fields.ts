import { common, number, text } from '../../address/address.ts';

/** Who looks for another supplier, where it is everyone. */
export const EVERYONE = 'everyone';

/** The address of the question: who could replace a country. */
export const replaceFields = {
  ...common,
  on: text('CHN'),
  product: text('permanent-magnets'),
  for: text('JPN'),
  line: number(0.65, 0, 1),
  by: number(2030, 2000, 2100),
};
