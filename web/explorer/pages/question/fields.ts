import { common, number, oneOf, optionalText, text, year } from '../../address/address.ts';

/** The address of the question: who depends on whom for what. */
export const questionFields = {
  ...common,
  among: text('finance-ministerial-2026'),
  on: text('CHN'),
  product: text('permanent-magnets'),
  year,
  basis: oneOf(['value', 'mass'], 'value'),
  through: oneOf(['1', '0'], '1'),
  line: number(0.65, 0, 1),
  of: optionalText,
  view: oneOf(['chart', 'table'], 'chart'),
};
