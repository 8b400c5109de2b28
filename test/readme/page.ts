import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Whether what is out of date is written anew instead of told: `npm run readme`. */
export const isToWrite = process.env['README'] === 'write';

const root = new URL('../../', import.meta.url);
export const pathOf = (file: string): string => fileURLToPath(new URL(file, root));
export const readText = (file: string): string => readFileSync(pathOf(file), 'utf8');

/** The part of two texts in which they differ, with a few words around it. */
function difference(is: string, should: string): [string, string] {
  const words = (text: string) => text.split(/(?<=\s)/);
  const [a, b] = [words(is), words(should)];
  let start = 0;
  while (start < Math.min(a.length, b.length) && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const cut = (all: string[]) =>
    `${start > 3 ? '… ' : ''}${all
      .slice(Math.max(0, start - 3), all.length - Math.max(0, end - 3))
      .join('')
      .trim()}${end > 3 ? ' …' : ''}`;
  return [cut(a), cut(b)];
}

/** The first line of a page that is not what it should be, with both texts; null when all are. */
export function outOfDate(file: string, line: number, is: readonly string[], should: readonly string[]): string | null {
  const at = Array.from({ length: Math.max(is.length, should.length) }).findIndex((_, i) => is[i] !== should[i]);
  if (at < 0) return null;
  const [stands, right] = difference(is[at] ?? '', should[at] ?? '');
  return `${file}:${line + at} says "${stands}", the graph says "${right}". npm run readme writes it.`;
}

/**
 * Holds lines of a page, from `line` on (counted from 1), against those that they should be.
 * @throws Error that names the first line out of date and what it should say, unless lines are to be written: then it writes them.
 */
export function holdLines(file: string, line: number, is: readonly string[], should: readonly string[]): void {
  const fault = outOfDate(file, line, is, should);
  if (fault === null) return;
  if (!isToWrite) throw new Error(fault);
  const lines = readText(file).split('\n');
  lines.splice(line - 1, is.length, ...should);
  writeFileSync(pathOf(file), lines.join('\n'));
}

/** Lines of a page between two that begin so, without those two, and the number of the first. */
export function linesBetween(file: string, begin: string, end: string): { line: number; lines: string[] } {
  const all = readText(file).split('\n');
  const from = all.findIndex((one) => one.startsWith(begin)) + 1;
  const length = all.slice(from).findIndex((one) => one.startsWith(end));
  if (from === 0 || length < 0) throw new Error(`${file} has no lines between "${begin}" and "${end}".`);
  return { line: from + 1, lines: all.slice(from, from + length) };
}

/** Text in lines of at most so many characters, each begun alike. */
export function wrapped(text: string, prefix: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(`${prefix}${word}`);
  }
  return lines;
}
