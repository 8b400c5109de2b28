import { common, oneOf, type Field } from '../../address/address.ts';
import { kindOrder, MOST } from './groups.ts';

/** Of a text that is too long its beginning stands in the address; one letter more tells that it was cut. */
const searchText: Field<string> = {
  read: ([text = '']) => text.slice(0, MOST + 1),
  write: (text) => (text === '' ? [] : [text.slice(0, MOST + 1)]),
  fallback: '',
};

/** The address of the search. */
export const searchFields = {
  ...common,
  q: searchText,
  kind: oneOf(['all', ...kindOrder.map((kind) => kind.toLowerCase())], 'all'),
};
