import type { ClaimRecord } from '../../entities/claim/record.ts';

const { format: number } = new Intl.NumberFormat('en', { maximumFractionDigits: 4 });

/** Units that say what kind of value it is, not what it counts. */
const kindsOfValue: ReadonlySet<string> = new Set([
  ...['boolean', 'count', 'date', 'list', 'month', 'number', 'person', 'text', 'year'],
]);

/** Properties whose value is one of a fixed set of words, such as `EXPORT_CREDIT_AGENCY`. */
const inCapitals: ReadonlySet<string> = new Set([
  ...['instrument', 'kind', 'operators', 'restricts', 'stage', 'stages', 'state', 'status', 'supplies'],
]);

const decimal = /^-?\d+(\.\d+)?$/;

/** `8 %` for 0.08, `120,000 t` for 120000. */
function amount(value: number, unit: string | null): string {
  if (unit === 'share') return `${number(Math.round(value * 1e6) / 1e4)} %`;
  if (unit === 'percent') return `${number(value)} %`;
  return unit === null || kindsOfValue.has(unit) ? number(value) : `${number(value)} ${inWords(unit)}`;
}

/** `days of use` for `DAYS_OF_USE`; currencies and all else as they are. */
const inWords = (text: string) =>
  /^[A-Z]+(_[A-Z]+)+$|^TONNES$/.test(text) ? text.replaceAll('_', ' ').toLowerCase() : text;

function bounds(low: number | null, high: number | null, unit: string | null): string | null {
  if (low !== null && high !== null)
    return low === high ? amount(low, unit) : `${amount(low, unit)} to ${amount(high, unit)}`;
  if (low !== null) return `at least ${amount(low, unit)}`;
  return high === null ? null : `at most ${amount(high, unit)}`;
}

type Said = Pick<ClaimRecord, 'property' | 'value' | 'unit' | 'low' | 'high'>;

/**
 * A claim's value as a reader would want to read it. Numbers without a unit stay as they are written, for they are years, codes and
 * numbers of documents.
 *
 * @param names of the things that the value names, in its order, null for those that are not known
 * @param scoped the name of the thing that the scope names
 */
export function displayOf(claim: Said, names: readonly (string | null)[], scoped: string | null): string | null {
  const { property, value, unit, low, high } = claim;
  if (value === null) return bounds(low, high, unit);
  if (names.length > 0)
    return value
      .split('|')
      .map((key, i) => names[i] ?? key)
      .join(', ');
  if (value === 'true' && scoped !== null) return scoped;
  if (value === 'true' || value === 'false') return value === 'true' ? 'yes' : 'no';
  if (unit !== null && unit !== 'year' && decimal.test(value)) return amount(Number(value), unit);
  if (unit === 'percent' && /^[<>]=?\s*\d/.test(value)) return `${value} %`;
  if (inCapitals.has(property))
    return value
      .split('|')
      .map((one) => one.replaceAll('_', ' ').toLowerCase())
      .join(', ');
  return value.includes('|') ? value.split('|').join(', ') : value;
}
