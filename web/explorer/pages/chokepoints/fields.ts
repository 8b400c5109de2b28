import { common, oneOf, optionalText, text, year } from '../../address/address.ts';

/** All countries that use the product. */
export const EVERYONE = 'everyone';

/** The address of the question: without whom most is lost. */
export const chokepointsFields = {
  ...common,
  product: text('permanent-magnets'),
  among: text('finance-ministerial-2026'),
  year,
  basis: oneOf(['value', 'mass'], 'value'),
  kinds: oneOf(['all', 'COUNTRY', 'SUPPLIER', 'FACILITY'], 'all'),
  after: optionalText,
  view: oneOf(['chart', 'table'], 'chart'),
};
