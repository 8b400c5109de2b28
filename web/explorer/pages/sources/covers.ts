import { counted } from '../../format/numbers.ts';

/** What was loaded from a source. */
export interface Covered {
  readonly products: number;
  readonly flows: number;
  readonly figures: number;
  readonly facilities: number;
  readonly firstYear: number | null;
  readonly lastYear: number | null;
  readonly figuresFirstYear: number | null;
  readonly figuresLastYear: number | null;
}

const years = (first: number | null, last: number | null) =>
  first === null || last === null ? '' : first === last ? ` of ${first}` : ` of ${first} to ${last}`;

/** What a source gives, in words; empty where it gives statements alone. */
export function coversOf(of: Covered | undefined): string {
  if (!of) return '';
  return [
    of.flows > 0
      ? `${counted(of.flows, 'trade flow')} in ${counted(of.products, 'product')}${years(of.firstYear, of.lastYear)}`
      : '',
    of.figures > 0 ? `${counted(of.figures, 'figure')}${years(of.figuresFirstYear, of.figuresLastYear)}` : '',
    of.facilities > 0 ? `${counted(of.facilities, 'mine or plant', 'mines and plants')} known from it alone` : '',
  ]
    .filter(Boolean)
    .join(', ');
}
