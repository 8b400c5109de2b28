import { common, oneOf, optionalText, text } from '../../address/address.ts';

/** The address of the page of a thing. */
export const thingFields = {
  ...common,
  /** The connection that is open: `imports`, `facilities`. */
  tab: optionalText,
  /** Order of trade. */
  sort: oneOf(['largest', 'smallest'], 'largest'),
  /** Where the page of the open tab begins. */
  after: optionalText,
  /** Which country's part of the imports is shown. */
  on: text('CHN'),
};
