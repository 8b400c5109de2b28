import type { CsvRow } from '../../reading/csv-records.ts';
import type { Parsed, Places } from '../../reading/importer.ts';
import type { Chapter } from './file-code.ts';
import type { TableKind } from './series.ts';
import { parseTableRow, type TableCell } from './table-row.ts';
import { cleanCell } from './value.ts';

/** Columns of a table of one commodity, besides those of figures, whose names hold the unit and the years. */
export const commodityWorldColumns = ['Source', 'Country'] as const;

const kinds: Readonly<Record<string, TableKind>> = { prod: 'PRODUCTION', cap: 'CAPACITY', reserves: 'RESERVES' };
const units: Readonly<Record<string, string>> = {
  kct: 'thousand carats',
  kg: 'kilograms',
  kt: 'thousand metric tons',
  mcm: 'million cubic meters',
  mct: 'million carats',
  mmt: 'million metric tons',
  mt: 'million metric tons',
  t: 'metric tons',
};
/** Parts of a commodity that have a column of their own. */
const parts: Readonly<Record<string, string>> = { ore: 'recoverable ore', ore_k2o_equiv: 'K2O equivalent' };
const heading = /^(prod|cap|reserves)_(?:(.+?)_)??(kct|kg|kt|mcm|mct|mmt|mt|t)(_est)?(?:_(\d{4}))?$/i;

/** A column of figures, by its name: `Prod_kt_est_2023`, `Reserves_ore_K2O_equiv_kt`, `Cap_Sponge_t_2023`. */
interface Column {
  at: number;
  kind: TableKind;
  /** What of the commodity it is about, such as `Sponge`. */
  part: string;
  unit: string;
  estimated: boolean;
  year: number;
  /** The column of notes that follows it, if any. */
  notesAt: number | null;
}

/** The columns of figures of a header. Reserves have no year in their name: they are those of the year before the edition. */
function columnsOf(header: readonly string[], edition: number): Column[] {
  return header.flatMap((name, at) => {
    const [, word = '', part = '', unit = '', estimated, year] = heading.exec(name) ?? [];
    const [kind, named] = [kinds[word.toLowerCase()], units[unit.toLowerCase()]];
    if (kind === undefined || named === undefined) return [];
    const notes = header.findIndex((one, index) => index > at && new RegExp(`^${word}_notes?$`, 'i').test(one));
    return [
      {
        at,
        kind,
        part,
        unit: named,
        estimated: estimated !== undefined,
        year: year === undefined ? edition - 1 : Number(year),
        notesAt: notes < 0 ? null : notes,
      },
    ];
  });
}

/** The unit that reserves of 2024 are published in where the name of their column says another. */
function rightUnit(edition: number, code: string, kind: TableKind, unit: string): string | null {
  if (edition !== 2024 || kind !== 'RESERVES') return null;
  if (code === 'selen') return unit === 'metric tons' ? null : 'metric tons';
  return code === 'talc' && unit === 'metric tons' ? 'thousand metric tons' : null;
}

/** The rows of a table of one commodity: of the edition of 2024 and others of its layout. */
export function* parseCommodityWorld(
  header: readonly string[],
  rows: readonly CsvRow[],
  places: Places,
  { code, chapter, edition, source }: Chapter & { edition: number; source: string },
): Generator<Parsed> {
  const columns = columnsOf(header, edition);
  for (const { line, number, cells } of rows) {
    const cellAt = (at: number) => cleanCell(cells[at] ?? '');
    if (cells.every((cell) => cell === '')) {
      yield { line, skipped: 'a blank row' };
      continue;
    }
    // The third column is the series, whatever its name: in one file it is named like a series itself.
    const text = cellAt(2);
    const figures = columns.map(({ at, kind, part, unit, estimated, year, notesAt }): TableCell => {
      const notes = notesAt === null ? '' : cellAt(notesAt);
      return {
        kind,
        year,
        unit: /\bdry tons\b/i.test(text) && unit === 'thousand metric tons' ? 'thousand metric dry tons' : unit,
        rightUnit: rightUnit(edition, code, kind, unit),
        text: part === '' ? null : (parts[part.toLowerCase()] ?? part),
        cell: cellAt(at),
        notes,
        estimated: kind !== 'RESERVES' && isEstimated(estimated, year, notes),
      };
    });
    yield* parseTableRow(
      {
        line,
        source,
        locator: `${code}_world, row ${number}`,
        commodity: chapter,
        country: cells[1] ?? '',
        text,
        figures,
      },
      places,
    );
  }
}

/** A figure is estimated where the name of its column or a note says so; a note that it was reported is about its year. */
function isEstimated(column: boolean, year: number, notes: string): boolean {
  if (new RegExp(`\\breported (?:quantity |data )?in ${year}\\b`, 'i').test(notes)) return false;
  if (column || /^estimated\.?$/i.test(notes)) return true;
  return new RegExp(
    `\\b(?:in ${year} (?:is )?also estimated|estimated in ${year}|${year} is also estimated)\\b`,
    'i',
  ).test(notes);
}
