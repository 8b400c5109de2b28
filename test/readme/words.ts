import type { Answer } from '../support.ts';

export type Data = NonNullable<Answer['data']>;

/** The answer to a question in words, every figure and name in it from what the API says; it may ask for what lies beside it. */
export type InWords = (data: Data, ask: (query: string) => Promise<Data>) => string | Promise<string>;

const few =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen'.split(' ');

/** `ten`; from 17 on figures. */
export const count = (number: number): string => few[number] ?? figure(number);
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
/** `Ten`, to begin a sentence with. */
export const Count = (number: number): string => capital(count(number));

/** `29,000`, with so many decimals. */
export const figure = (number: number | string, decimals = 0): string =>
  Number(number).toLocaleString('en', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
export const tonnes = (number: number): string => `${figure(number)} t`;
export const percent = (share: number, decimals = 0): string => `${figure(share * 100, decimals)} %`;
/** `2.2 billion`. */
export const billion = (amount: number | string): string => `${figure(Number(amount) / 1e9, 1)} billion`;
export const million = (amount: number | string): string => `${figure(Number(amount) / 1e6)} million`;

/** `a, b and c`. */
export const list = (items: readonly string[]): string =>
  items.length < 2 ? items.join() : `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`;

/** `9 October 2025`. */
export const day = (date: string): string =>
  new Date(date).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

/** What a sentence takes for granted and no figure in it shows: when it is no longer so, the sentence is to be written anew. */
export function given(isSo: boolean, what: string): void {
  if (!isSo) throw new Error(`It is no longer so that ${what}: write the sentence anew.`);
}

/** The item of a list that the sentence is about. */
export function the<Item>(items: readonly Item[], is: (item: Item) => boolean, what: string): Item {
  const found = items.find(is);
  if (found === undefined) throw new Error(`The answer has no ${what} any more: write the sentence anew.`);
  return found;
}
