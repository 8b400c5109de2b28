import { common, optionalText } from '../../address/address.ts';

/** The address of the list of sources. */
export const sourcesFields = {
  ...common,
  publisher: optionalText,
  licence: optionalText,
  after: optionalText,
};
