import type { QuestionQueryVariables } from '../../api/generated.ts';
import { clocksOf, type Values } from '../../address/address.ts';
import type { questionFields } from './fields.ts';

/** What is asked for an address of the question. */
export function questionVariables(values: Values<typeof questionFields>): QuestionQueryVariables {
  const { among, on, product, basis, year, through } = values;
  return {
    among,
    on,
    product,
    basis: basis === 'mass' ? 'MASS' : 'VALUE',
    ...clocksOf(values),
    year,
    method: through === '1' ? 'LOOK_THROUGH' : 'DIRECT',
  };
}
