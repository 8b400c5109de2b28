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
  if (first === undefined || records.length === 0) throw new ImportError('The file has a header and no rows.', 1);
  const header = first.record.map((name) => name.trim());
  const rows = records.map(({ record, info }, index) => ({
    line: info.lines,
    number: index + 2,
    cells: cellsOf(record, header, info.lines).map((cell) => cell.trim()),
  }));
  const last = rows.at(-1);
  if (last && !/[\r\n]$/.test(text)) {
    const lastCells = new LastCells();
    for (const { cells } of rows.slice(0, -1)) lastCells.add(cells.at(-1) ?? '');
    if (lastCells.isCut(last.cells.at(-1) ?? '')) throw cutShort(last.line);
  }
  return { header, rows };
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

/** By csv-parse, which tells lines also where cells hold line breaks; tables too long to be held are read by `streamRows`. */
function recordsOf(text: string) {
  try {
    return parse(text, { bom: true, info: true, skip_empty_lines: true, relax_column_count: true }) as unknown as {
      record: string[];
      info: { lines: number };
    }[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error['lines'] === 'number' ? error['lines'] : 1;
    throw unreadable(line, error.message);
  }
}

/**
 * The cells of a row, as many as the header has: some programs end each row, or the header, with a comma more.
 * @throws ImportError for a row that has fewer, or more that are not empty.
 */
export function cellsOf(cells: string[], header: readonly string[], line: number): string[] {
  const { length } = header;
  if (cells.length === length) return cells;
  const more = cells.length > length ? cells.slice(length) : header.slice(cells.length);
  if (more.some((cell) => cell.trim() !== ''))
    throw unreadable(line, `it has ${cells.length} cells, the header ${length}`);
  return cells.slice(0, length);
}

/** So many rows tell what the last cell of a row looks like. */
const ENOUGH_ROWS = 3;
const FEW_WORDS = 5;

/** What the last cells of a table's rows have in common, to see whether the last row of all was cut within its last cell. */
export class LastCells {
  #count = 0;
  #empty = false;
  readonly #words = new Set<string>();
  readonly #decimals = new Set<number>();

  add(cell: string): void {
    this.#count += 1;
    if (cell === '') this.#empty = true;
    else if (isNumber(cell)) this.#decimals.add(decimalsOf(cell));
    else if (this.#words.size <= FEW_WORDS) this.#words.add(cell);
  }

  /**
   * Whether the last cell of a file that does not end with a line break was cut: it is empty as no other, or only the beginning of
   * one of a few words (`Tru`), or a number with fewer decimals than all others (`8678.5` after `366341.101`).
   */
  isCut(last: string): boolean {
    if (last === '') return this.#count > 0 && !this.#empty;
    const [usual = 0] = this.#decimals;
    if (isNumber(last)) return this.#count >= ENOUGH_ROWS && this.#decimals.size === 1 && decimalsOf(last) < usual;
    const isOfFew = this.#words.size <= FEW_WORDS && !this.#words.has(last);
    return isOfFew && [...this.#words].some((word) => word.startsWith(last));
  }
}

const isNumber = (cell: string): boolean => /^-?\d+(\.\d*)?$/.test(cell);
const decimalsOf = (number: string): number => /\.(\d*)$/.exec(number)?.[1]?.length ?? 0;

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
