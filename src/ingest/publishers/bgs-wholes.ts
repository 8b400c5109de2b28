import { decimal } from '../../lib/round.ts';

/** A row about one kind of a commodity in one country and year. */
export interface KindRow {
  /** Its number in the file. */
  number: number;
  /** Such as `Metallurgical`; empty where the publisher makes no difference. */
  kind: string;
  amount: number | null;
  /** More than nothing, less than half a unit. */
  isSmall: boolean;
  estimated: boolean;
  notes: string;
}

/** All kinds together. */
export interface Whole {
  /** Null where a kind is not known: then `low` is what the others are. */
  amount: number | null;
  low: number | null;
  estimated: boolean;
  note: string;
  /** The rows that it is made of. */
  rows: readonly KindRow[];
}

/** Kinds that are never all of what a country produces. */
const part = /^(?:metallurgical|chemical|battery|refractory|osmiridium|other\b.*|.*\(ferruginous\))$/i;
/** What is made of the minerals that are counted beside it. */
const made = /\bhydroxide\b/i;

/** Whether a kind by itself may stand for a country's production. */
export const isPart = (kind: string): boolean => part.test(kind);

/**
 * What a country produces of a commodity, from the kinds that the publisher lists: they add up. A row without a kind is the whole
 * where it is not less than the kinds together.
 *
 * @param rows of one table, commodity, country and year
 * @returns null where they are but a part of it
 */
export function wholeOf(rows: readonly KindRow[]): Whole | null {
  const plain = rows.find(({ kind }) => kind === '');
  const kinds = rows.filter(({ kind }) => kind !== '');
  const sum = decimal(kinds.reduce((total, { amount }) => total + (amount ?? 0), 0));
  if (plain?.amount != null && plain.amount >= sum)
    return { amount: plain.amount, low: null, estimated: plain.estimated, note: plain.notes, rows: [plain] };
  if (kinds.length === 1 && kinds.every(({ kind }) => isPart(kind))) return null;

  const counted = kinds.some((row) => !isMade(row)) ? rows.filter((row) => !isMade(row)) : rows;
  const known = counted.filter(({ amount, isSmall }) => amount !== null || isSmall);
  const total = decimal(known.reduce((all, { amount }) => all + (amount ?? 0), 0));
  const complete = known.length === counted.length || counted.some(({ notes }) => /\binclud(?:ed|ing)\b/i.test(notes));
  const left = rows.filter((row) => !counted.includes(row));
  const sentences = [
    counted.length > 1 ? `All kinds together: ${counted.map(inWords).join(', ')}.` : '',
    left.length > 0 ? `Not added, as it is made of these: ${left.map(inWords).join(', ')}.` : '',
    ...new Set(counted.map(({ notes }) => notes)),
  ];
  return {
    amount: complete && known.length > 0 ? total : null,
    low: !complete && total > 0 ? total : null,
    estimated: counted.some(({ estimated }) => estimated),
    note: sentences.filter(Boolean).join(' '),
    rows: counted,
  };
}

const isMade = ({ kind, notes }: KindRow) => made.test(kind) || made.test(notes);

const inWords = ({ kind, amount, isSmall }: KindRow) =>
  `${kind || 'without a kind'} ${amount ?? (isSmall ? 'less than half a unit' : 'not available')}`;
