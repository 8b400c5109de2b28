import { html, Html } from './html.ts';

/** Letters from which on a word may be broken at its signs and humps, such as `imports.flowsWithTonnes`. */
const LONG_WORD = 12;
const PARTS = /(?<=[._/:])(?=\p{L})|(?<=\p{Ll})(?=\p{Lu})/u;
const NEVER_BROKEN = /(\s+)/;

/** The parts of a word between which a line may end, besides hyphens, where the browser itself ends one. */
const partsOf = (word: string): string[] => (word.length > LONG_WORD ? word.split(PARTS) : [word]);

/** A text whose long names may be broken where their parts meet, and nowhere else. */
export const softly = (text: string): Html =>
  html`${text
    .split(NEVER_BROKEN)
    .map((word) => partsOf(word).map((part, index) => (index === 0 ? part : html`${new Html('<wbr>')}${part}`)))}`;

/** Of a printed letter and of what a cell has besides, in CSS pixels: rather too much than too little. */
const LETTER = 6.8;
const PADDING = 11;

/** How narrow a printed column of these texts can be, in CSS pixels: a name, and texts that may be broken or not. */
export function leastWidth([name = '', ...texts]: readonly string[], isWhole: boolean): number {
  const longest = (text: string) =>
    Math.max(0, ...text.split(/\s+|(?<=\p{L})-/u).flatMap((word) => partsOf(word).map(({ length }) => length)));
  const letters = texts.map((text) => (isWhole ? text.length : longest(text)));
  return Math.max(longest(name), ...letters) * LETTER + PADDING;
}
