import { parse, CsvError } from 'csv-parse/sync';
import { ImportError } from '../importer.ts';

/** A record of a file: the line it ends on, its number with the header being 1, and its cells. */
export interface TableRecord {
  line: number;
  row: number;
  cells: readonly string[];
}

/**
 * The header and records of a table. The publisher ends every file with a line break, so that one without is cut short.
 *
 * @throws ImportError for a file that is cut short, has no rows, or records of another length than the header
 */
export function readRecords(text: string): { header: string[]; records: TableRecord[] } {
  const lines = text.split('\n').length;
  if (text === '') throw new ImportError('The file is empty.');
  if (!text.endsWith('\n'))
    throw new ImportError(
      `The file breaks off in line ${lines}. Fetch it again; if it is whole, end its last line.`,
      lines,
    );
  try {
    const parsed = parse(text, { bom: true, info: true }) as unknown as { record: string[]; info: { lines: number } }[];
    const [header, ...records] = parsed;
    if (header === undefined || records.length === 0) throw new ImportError('The file has a header and no rows.', 1);
    return {
      header: header.record.map((name) => name.trim()),
      records: records.map(({ record, info }, index) => ({ line: info.lines, row: index + 2, cells: record })),
    };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error['lines'] === 'number' ? error['lines'] : null;
    throw new ImportError(`Line ${line ?? '?'} is no row of the table: ${error.message}`, line);
  }
}

/** The cells of a record by the names of the columns. */
export const named = (header: readonly string[], { cells }: TableRecord): ((column: string) => string) => {
  const at = new Map(header.map((name, index) => [name, index] as const));
  return (column) => cells[at.get(column) ?? -1] ?? '';
};
