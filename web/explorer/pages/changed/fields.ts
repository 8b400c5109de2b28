import { common, moment, optionalText, texts } from '../../address/address.ts';

/** The address of what changed: since when, and about what: things by type and key, or a question. */
export const changedFields = {
  ...common,
  since: moment,
  about: texts(),
  among: optionalText,
  on: optionalText,
  product: optionalText,
  after: optionalText,
};
