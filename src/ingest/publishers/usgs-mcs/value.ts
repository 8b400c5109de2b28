import type { ObservationRow } from '../../../entities/observation/load.ts';

/** What a cell says in place of, or as, a number: exactly one of `number`, a bound and `missing`. */
type Value = Pick<ObservationRow, 'value' | 'number' | 'low' | 'high' | 'missing'> & {
  /** Marked as an estimate in the cell itself, such as `e5,000`. */
  estimated: boolean;
  /** The publisher's words on why there is no number. */
  note: string | null;
};

/** How a cell reads: a value, nothing at all, a sentence on why it is left out, or text that is in no list. */
export type Reading =
  | { value: Value }
  | { empty: true }
  | { skipped: string }
  | { refused: string }
  | { unknown: string };

const none = { number: null, low: null, high: null, missing: null, estimated: false, note: null };
const missingAs = (value: string, missing: Value['missing'], note: string | null = null): Reading => ({
  value: { ...none, value, missing, note },
});

const AMOUNT = String.raw`\d[\d,]*(?:\.\d+)?`;
const amount = new RegExp(`^(e?)(${AMOUNT})$`);
const bound = new RegExp(`^([<>])\\s*(${AMOUNT})$`);
const range = new RegExp(`^(${AMOUNT})\\s*([–-])\\s*(${AMOUNT})$`);
const belowZero = new RegExp(`^[-−?](${AMOUNT})$`);
const tooSmall = /less than (?:½|1\/2|one-half|a half|500 carats|100,000 tons)[^.]*/i;
const elsewhere = /included (?:in|with) [^.]*(?:\.”)?/i;
const words =
  /^(?:(?:categori[xz]ed as|considered(?: to be)?) )?["“]?(?:very small|small|moderate(?: to large)?|large)\b|^variable\b/i;

/** A cell as text: no-break spaces and blanks around it are no part of it. */
export const cleanCell = (cell: string): string => cell.replaceAll('\u00a0', ' ').trim();

const number = (text: string): number => Number(text.replaceAll(',', ''));

/**
 * Reads a cell of a table as published. The dash that stands for zero is the value 0; letters and words are a reason why there
 * is no number, never 0.
 *
 * @param cell such as `270,000`, `—`, `NA`, `W`, `E`, `>95`, `50–300`, `Large`
 * @param notes the publisher's notes on the cell: a lone `s` is a footnote's mark that lost its number, explained there
 *
 * @example
 * readValue('>95', ''); // { value: { value: '>95', low: 95, … } }
 */
export function readValue(cell: string, notes: string): Reading {
  const text = cleanCell(cell);
  if (text === '') return { empty: true };
  if (/^[—–-]$/.test(text)) return { value: { ...none, value: '0', number: 0 } };
  if (/^na$/i.test(text)) return missingAs('NA', 'NOT_AVAILABLE');
  if (/^w$/i.test(text)) return missingAs('W', 'WITHHELD');
  if (text === 'E') return missingAs('E', 'NET_EXPORTER');
  if (/^xx$/i.test(text)) return { skipped: 'not applicable, as the publisher says' };

  const [, estimate, plain] = amount.exec(text) ?? [];
  if (plain !== undefined) {
    const value = plain.replaceAll(',', '');
    return { value: { ...none, value, number: Number(value), estimated: estimate === 'e' } };
  }
  const [, sign, limit] = bound.exec(text) ?? [];
  if (limit !== undefined)
    return {
      value: { ...none, value: `${sign}${limit.replaceAll(',', '')}`, [sign === '>' ? 'low' : 'high']: number(limit) },
    };
  const [, from, dash, to] = range.exec(text) ?? [];
  if (from !== undefined && dash !== undefined && to !== undefined)
    return {
      value: { ...none, value: `${from}${dash}${to}`.replaceAll(',', ''), low: number(from), high: number(to) },
    };
  if (belowZero.test(text)) return { refused: `${text} is below 0` };

  if (text === 's') {
    const [small] = tooSmall.exec(notes) ?? [];
    if (small !== undefined) return missingAs(small, 'BELOW_THRESHOLD');
    const [other] = elsewhere.exec(notes) ?? [];
    return missingAs(text, 'NOT_AVAILABLE', other ?? 'The publisher explains the mark in a footnote alone.');
  }
  if (tooSmall.test(text)) return missingAs(text, 'BELOW_THRESHOLD');
  if (elsewhere.test(text)) return missingAs(text, 'NOT_AVAILABLE', text);
  if (words.test(text)) return missingAs(text, 'QUALITATIVE');
  return { unknown: text };
}

// Words for an amount, quoted or not, that stand alone or are called a category.
const category =
  /(?:^|\b(?:categori[xz]ed as|considered(?: to be)?) )["“]?(very small|small|moderate(?: to large)?|large)\b(?=["”.]|\s*$| in quantity)/i;

/**
 * Reads what a note says of an empty cell: `W for 23-24`, `NA`, `Large`, `Less than 1/2 unit`. A note about something else leaves
 * the cell empty, which is not zero.
 *
 * @param year that the cell is about: `na for 2023` is about one alone
 */
export function readNote(notes: string, year: number): Reading {
  const text = cleanCell(notes);
  const [, letters, only] = /^(w|na|xx)\b(?: for (\d{4})$)?/i.exec(text) ?? [];
  if (letters !== undefined)
    return only !== undefined && Number(only) !== year ? { empty: true } : readValue(letters.toUpperCase(), '');
  const [small] = tooSmall.exec(text) ?? [];
  if (small !== undefined) return missingAs(small, 'BELOW_THRESHOLD');
  const [other] = elsewhere.exec(text) ?? [];
  if (other !== undefined) return missingAs(other, 'NOT_AVAILABLE', text);
  const [, size] = category.exec(text) ?? [];
  return size === undefined ? { empty: true } : missingAs(size, 'QUALITATIVE');
}
