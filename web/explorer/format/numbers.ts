/** Figures as the reader's language writes them, with their units. */

const locale = typeof navigator === 'undefined' ? 'en' : navigator.language;
const THIN = '\u202F';

const plain = (fractionDigits: number) =>
  new Intl.NumberFormat(locale, { minimumFractionDigits: fractionDigits, maximumFractionDigits: fractionDigits });
const [whole, tenths] = [plain(0), plain(1)];

/**
 * A share (0..1) in per cent: never rounded to none or all of it.
 * @param digits 1 in tables, 0 in sentences
 */
export function percent(share: number, digits: 0 | 1 = 1): string {
  const value = share * 100;
  const format = digits === 0 ? whole : tenths;
  const least = digits === 0 ? 1 : 0.1;
  if (value > 0 && value < least / 2) return `<${format.format(least)}${THIN}%`;
  if (value < 100 && value > 100 - least / 2) return `>${format.format(100 - least)}${THIN}%`;
  return `${format.format(value)}${THIN}%`;
}

/** Above this part of unknown origin a share is said to be at least what is known. */
const UNKNOWN_THAT_COUNTS = 0.05;

/** A share with what is unknown beside it. */
export const atLeast = (share: number, unknown: number | null | undefined, digits: 0 | 1 = 1): string =>
  (unknown ?? 0) >= UNKNOWN_THAT_COUNTS ? `≥${THIN}${percent(share, digits)}` : percent(share, digits);

const dollars = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3, minimumSignificantDigits: 3 });
const sizes = [
  [1e12, 'tn'],
  [1e9, 'bn'],
  [1e6, 'm'],
  [1e3, 'k'],
] as const;

/** United States dollars to three digits, such as `$569m`. */
export function money(usd: string | number): string {
  const amount = Number(usd);
  const [size, unit] = sizes.find(([least]) => amount >= least * 0.9995) ?? [1, ''];
  return `$${dollars.format(amount / size)}${unit}`;
}

/** United States dollars to the last one. */
export const exactMoney = (usd: string | number): string => `${whole.format(BigInt(Math.round(Number(usd))))} US$`;

/** Tonnes, whole; less than one as it is. */
export function tonnes(amount: number): string {
  const shown = amount !== 0 && Math.abs(amount) < 1 ? amount.toPrecision(2) : whole.format(amount);
  return `${shown.replace(/,/g, '\u2009')} t`;
}

/** A count. */
export const count = (value: number): string => whole.format(value);

const units = new Intl.PluralRules('en');
/** `1 plant`, `3 plants`. */
export const counted = (value: number, one: string, many = `${one}s`): string =>
  `${count(value)} ${units.select(value) === 'one' ? one : many}`;

const words = [
  'none',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];
/** A count within a sentence: in words up to twelve. */
export const inWords = (value: number): string => words[value] ?? count(value);
/** The same at the start of a sentence. */
export const InWords = (value: number): string => inWords(value).replace(/^./, (first) => first.toUpperCase());

const days = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
const months = new Intl.DateTimeFormat('en-GB', { month: 'short', year: 'numeric', timeZone: 'UTC' });

/** A day, `11 Nov 2026`; the month or the year where no more is known. */
export function day(text: string | null | undefined): string {
  if (!text) return '';
  if (text.length === 4) return text;
  const date = new Date(text.length === 7 ? `${text}-01` : text);
  if (Number.isNaN(date.getTime())) return text;
  return (text.length === 7 ? months : days).format(date);
}

/** Names in a list: `a, b and c`. */
export const listed = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
