import { common, oneOf, optionalText, year } from '../../address/address.ts';

/** The address of the question: how concentrated a supply is. Without product and mineral it is about permanent magnets. */
export const concentrationFields = {
  ...common,
  product: optionalText,
  mineral: optionalText,
  stage: oneOf(['EXTRACTION', 'REFINING', 'METAL', 'COMPONENT', 'RECYCLING'], 'EXTRACTION'),
  year,
  basis: oneOf(['value', 'mass'], 'value'),
  importer: optionalText,
  view: oneOf(['chart', 'table'], 'chart'),
};
