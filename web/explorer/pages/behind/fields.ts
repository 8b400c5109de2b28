import { common, oneOf, text, year } from '../../address/address.ts';

/** The address of the question: what lies behind a dependence. */
export const behindFields = {
  ...common,
  of: text('JPN'),
  on: text('CHN'),
  product: text('permanent-magnets'),
  year,
  basis: oneOf(['value', 'mass'], 'value'),
  view: oneOf(['chart', 'table'], 'chart'),
};
