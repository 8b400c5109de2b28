import { answerTables, shownCell, type AnswerTable } from '../../src/lib/answer-rows.ts';
import { commandsInReadme } from './blocks.ts';
import { count, type Data } from './words.ts';

/** What the README prints below a command that asks a question. */
export interface Output {
  /** The file of the question, such as `questions/01-coalition-magnets.graphql`. */
  question: string;
  /** Number of the first line of the output, counted from 1. */
  line: number;
  lines: string[];
}

const QUESTION = /^npm run question -- (questions\/\S+)$/;

/** The question that a command asks; null for another command. */
export const questionOf = (command: string): string | null => QUESTION.exec(command)?.[1] ?? null;

/** All outputs of questions in the README. */
export function outputsInReadme(): Output[] {
  return commandsInReadme().flatMap(({ command, output }) => {
    const question = questionOf(command);
    return question === null || output === null ? [] : [{ question, line: output.line, lines: output.lines }];
  });
}

const CUT = /^… .* more …$/;
const cellsOf = (line: string) => line.split(/\s{2,}/);
/** Columns and facts may be written without what stands before them. */
const isCalled = (name: string, written: string) => name === written || name.endsWith(`.${written}`);

/**
 * An output as it should be: the facts, columns and number of rows that it shows, with what the answer has in them.
 * @throws Error for a fact or column that the answer has not.
 */
export function renewed(lines: readonly string[], sentence: string, data: Data): string[] {
  const tables = answerTables(data);
  const factEnd = lines.findIndex((line, index) => index > 0 && !/^[\w.]+: /.test(line));
  const facts = lines.slice(1, factEnd).map((line) => {
    const written = line.slice(0, line.indexOf(':'));
    const fact = tables.flatMap((table) => table.facts).find(([name]) => isCalled(name, written));
    if (!fact) throw new Error(`The answer has no "${written}".`);
    return `${written}: ${shownCell(fact[1])}`;
  });
  const head = cellsOf(lines[factEnd] ?? '');
  const placesIn = ({ columns }: AnswerTable) =>
    head.map((written) => columns.findIndex((name) => isCalled(name, written)));
  const table = tables.find((one) => !placesIn(one).includes(-1));
  if (!table) throw new Error(`The answer has no table with the columns ${head.join(', ')}.`);
  const rows = table.rows.map((row) => placesIn(table).map((place) => shownCell(row[place] ?? null)));

  const shown = lines.slice(factEnd + 1);
  const cut = shown.findIndex((line) => CUT.test(line));
  const after = cut < 0 ? 0 : shown.length - cut - 1;
  const parts = cut < 0 ? [rows] : [rows.slice(0, cut), rows.slice(rows.length - after)];
  const widths = head.map((name, i) => Math.max(name.length, ...parts.flat().map((row) => (row[i] ?? '').length)));
  const drawn = (cells: readonly string[]) =>
    cells
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('   ')
      .trimEnd();
  const [before = [], last = []] = parts;
  const gap = cut < 0 ? [] : [`… ${count(rows.length - cut - after)} more …`];
  return [sentence, ...facts, drawn(head), ...before.map(drawn), ...gap, ...last.map(drawn)];
}
