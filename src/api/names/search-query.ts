import { fold } from '../../lib/fold.ts';

const MAX_TEXT = 200;
const MAX_WORDS = 8;
/** A slip in a shorter word makes it another word. */
const SHORTEST_FUZZY = 4;

/** A query of the full-text index, strict and lenient, with the folded text it was made from. */
export interface SearchQuery {
  text: string;
  /** Every word must be found, as it is, as a beginning, or with a slip. */
  all: string;
  /** Any word will do. */
  any: string;
}

/**
 * The queries for a text as a person typed it. Folded words hold letters and digits alone, so nothing in them is an operator of
 * the query language. Null when no word is left.
 */
export function searchQuery(typed: string): SearchQuery | null {
  const text = fold(typed.slice(0, MAX_TEXT));
  const words = text.split(' ').filter(Boolean).slice(0, MAX_WORDS);
  if (words.length === 0) return null;
  const terms = words.map((word) =>
    word.length < SHORTEST_FUZZY ? `(${word}^4 OR ${word}*)` : `(${word}^4 OR ${word}*^2 OR ${word}~)`,
  );
  return { text, all: terms.join(' AND '), any: terms.join(' OR ') };
}
