import type { CsvRecord } from '../../reading/csv-records.ts';
import type { Parsed, Places } from '../../reading/importer.ts';
import type { TableKind } from './series.ts';
import { parseTableRow, type TableCell } from './table-row.ts';
import { cleanCell } from './value.ts';

/** Columns of the file of the world's tables, besides those of figures, whose names hold the years. */
export const worldColumns = ['SOURCE', 'COMMODITY', 'COUNTRY', 'TYPE', 'UNIT_MEAS'] as const;

const kinds: Readonly<Record<string, { kind: TableKind; notes: string }>> = {
  PROD: { kind: 'PRODUCTION', notes: 'PROD_NOTES' },
  CAP: { kind: 'CAPACITY', notes: 'CAP_NOTES' },
  RESERVES: { kind: 'RESERVES', notes: 'RESERVE_NOTES' },
};

/** Columns of figures among a header's: what, of which year, and whether the heading says that all are estimated. */
const figureColumns = (header: readonly string[]) =>
  header.flatMap((column) => {
    const [, word = '', estimated, year] = /^(PROD|CAP|RESERVES)_(EST_ ?)?(\d{4})$/i.exec(column) ?? [];
    const meaning = kinds[word.toUpperCase()];
    return meaning ? [{ ...meaning, column, year: Number(year), estimated: estimated !== undefined }] : [];
  });

/** The unit that a figure is in where the file of 2025 names another or none, or its notes name one. */
function rightUnit(edition: number, commodity: string, kind: TableKind, unit: string, notes: string): string | null {
  const [noted] = /\b(?:thousand|million) metric tons\b/i.exec(kind === 'RESERVES' ? notes : '') ?? [];
  if (noted !== undefined) return noted.toLowerCase();
  if (edition !== 2025) return null;
  if (kind === 'RESERVES' && /^iron ore/i.test(commodity)) return 'million metric tons';
  if (kind === 'RESERVES' && /^(?:molybdenum|vanadium)/i.test(commodity)) return 'thousand metric tons';
  const thousands =
    /^titanium mineral|^sand and gravel \(industrial/i.test(commodity) && unit !== 'thousand metric tons';
  return thousands ? 'thousand metric tons' : null;
}

/** A figure is estimated where its column, the words of its row or its notes say so; a note that it was reported is about the earlier year. */
function isEstimated(kind: TableKind, column: boolean, text: string, notes: string): boolean {
  if (/^estimated\b/i.test(notes)) return kind !== 'RESERVES';
  const reported = /\brep(?:orted|roted)\b/i.test(notes);
  if (kind === 'PRODUCTION') return column || (/\bestimated\b/i.test(text) && !reported);
  return kind === 'CAPACITY' && column && !reported;
}

/** The rows of the file of the world's tables: up to five figures each, of the edition of 2025 and others of its layout. */
export function* parseWorld(
  header: readonly string[],
  records: readonly CsvRecord[],
  places: Places,
  edition: number,
  source: string,
): Generator<Parsed> {
  const columns = figureColumns(header);
  for (const record of records) {
    const cellOf = (column: string) => cleanCell(record.cell(column));
    const [commodity, text, unit] = [cellOf('COMMODITY'), cellOf('TYPE'), cellOf('UNIT_MEAS')];
    const figures = columns.map(({ column, kind, year, estimated, notes: notesColumn }): TableCell => {
      const notes = cellOf(notesColumn);
      return {
        kind,
        year,
        unit,
        text: null,
        rightUnit: rightUnit(edition, commodity, kind, unit, notes),
        cell: cellOf(column),
        notes,
        estimated: isEstimated(kind, estimated, text, notes),
      };
    });
    const { line, number } = record;
    yield* parseTableRow(
      { line, source, locator: `row ${number}`, commodity, country: cellOf('COUNTRY'), text, figures },
      places,
    );
  }
}
