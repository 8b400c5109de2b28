import { CsvError, parse } from 'csv-parse/sync';
import { ImportError, type Head } from './importer.ts';

/** A row of a publisher's table. */
export interface CsvRecord {
  /** Line of the file on which it ends: cells may hold line breaks. */
  line: number;
  /** Its number among the rows, the header being row 1: what locators name. */
  number: number;
  /** Cells by column, without blanks at their ends; a cell that the file does not have is empty. */
  cell(column: string): string;
}

/** A row of a table whose columns are told by their place, since names are empty or repeat. */
export interface CsvRow extends Pick<CsvRecord, 'line' | 'number'> {
  cells: readonly string[];
}

/**
 * A table of comma-separated values: the names of its columns, and its rows in full.
 * @throws ImportError with the line where it breaks off or a row has more or fewer cells than the header, or when it has no rows.
 */
export function csvTable(text: string): { header: string[]; rows: CsvRow[] } {
  const [first, ...records] = recordsOf(text);
  const lastLine = records.at(-1)?.info.lines;
  if (first === undefined || lastLine === undefined) throw new ImportError('The file has a header and no rows.', 1);
  if (!/[\r\n]$/.test(text)) throw cutShort(lastLine);
  return {
    header: first.record.map((name) => name.trim()),
    rows: records.map(({ record, info }, index) => ({
      line: info.lines,
      number: index + 2,
      cells: record.map((cell) => cell.trim()),
    })),
  };
}

/**
 * The rows of a table of comma-separated values, by the names of its columns.
 * @throws ImportError as `csvTable` does
 */
export function csvRecords(text: string): CsvRecord[] {
  const { header, rows } = csvTable(text);
  const at = new Map(header.map((name, index) => [name, index]));
  return rows.map(({ line, number, cells }) => ({ line, number, cell: (column) => cells[at.get(column) ?? -1] ?? '' }));
}

function recordsOf(text: string) {
  try {
    return parse(text, { bom: true, info: true, skip_empty_lines: true }) as unknown as {
      record: string[];
      info: { lines: number };
    }[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error['lines'] === 'number' ? error['lines'] : 1;
    throw unreadable(line, error.message);
  }
}

/** A line that is no row of its table. */
export const unreadable = (line: number, why: string) => new ImportError(`Line ${line} cannot be read: ${why}`, line);

/** A table of which the last line does not end. */
export const cutShort = (line: number) =>
  new ImportError(`The file ends in the middle of line ${line}: it was cut short. Fetch it again.`, line);

/** The columns that a file begins with; none when it does not begin like a table. */
export function headerOf({ text }: Head): string[] {
  const [line = ''] = text.split(/\r?\n/, 1);
  try {
    const [first = []]: string[][] = parse(line, { relax_quotes: true });
    return first.map((name) => name.trim());
  } catch (error) {
    if (error instanceof CsvError) return [];
    throw error;
  }
}

/** Whether a file begins with these columns, in any order. */
export const hasColumns = (head: Head, columns: readonly string[]): boolean => {
  const header = new Set(headerOf(head));
  return columns.every((column) => header.has(column));
};
