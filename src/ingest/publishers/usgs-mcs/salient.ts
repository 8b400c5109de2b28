import type { ObservationKind } from '../../../api/generated.ts';
import type { CsvRow } from '../../reading/csv-records.ts';
import type { Parsed, Places } from '../../reading/importer.ts';
import { commodityOf } from './commodity.ts';
import { figure, relianceBasis, wrongUnit } from './figure.ts';
import type { Chapter } from './file-code.ts';
import { cleanCell, readValue } from './value.ts';
import { isYear } from '../../../lib/years.ts';

/** Columns of the statistics of the United States on one commodity, besides those of figures. */
export const salientColumns = ['DataSource', 'Commodity', 'Year'] as const;

const units: Readonly<Record<string, string>> = {
  ctslb: 'cents per pound',
  dg: 'dollars per gram',
  dkg: 'dollars per kilogram',
  dlb: 'dollars per pound',
  dmtu: 'dollars per metric ton unit',
  dst: 'dollars per short ton',
  dt: 'dollars per metric ton',
  dto: 'dollars per troy ounce',
  dtoz: 'dollars per troy ounce',
};
// Prices of 2024 whose column is named after another unit: the edition of 2026 has the same years in these.
const rightUnits: Readonly<Record<string, string>> = {
  'arsen Price_Mtl_US_dkg': 'dollars per pound',
  'bauxi Alumina_Price_kt': 'dollars per metric ton',
  'bauxi Bauxite_Price_kt': 'dollars per metric ton',
  'diamo Bort_Price_Imports_mct': 'dollars per carat',
  'diamo Stones_Price_Imports_mct': 'dollars per carat',
  'mercu Price_Imports_df': 'dollars per kilogram',
  'mica Price_Sheet-Block_dt': 'dollars per kilogram',
  'mica Price_Sheet-Splittings_dt': 'dollars per kilogram',
  'selen Price_Europe_dlb': 'dollars per kilogram',
  'selen Price_US_dlb': 'dollars per kilogram',
  'zirco Price_Hf_unwrought_t': 'dollars per kilogram',
  'zirco Price_Zircon_imported_t': 'dollars per metric ton',
  'zirco Price_Zircon_premium_CIF_CN_t': 'dollars per metric ton',
  'zirco Price_Zircon_sponge_CN_t': 'dollars per kilogram',
};

// Ores that are priced by the hundredth of a ton of what they contain, which the columns' names call a ton in every edition.
const byMetricTonUnit: Readonly<Record<string, string>> = {
  manga: 'dollars per metric ton unit',
  tungs: 'dollars per dry metric ton unit',
};

// The publisher's abbreviations, and names that keep their capital; the rest of a column's name are words.
const writtenOut: Readonly<Record<string, string>> = {
  CN: 'China',
  Cmpds: 'compounds',
  'Compounds-Metals': 'compounds and metals',
  Europe: 'Europe',
  European: 'European market',
  FeSi2: 'ferrosilicon',
  France: 'France',
  Ilmente: 'ilmenite',
  India: 'India',
  Mtl: 'metal',
  Rotterdam: 'Rotterdam',
  Si: 'silicon metal',
};

/** A column of prices or of reliance, by its name: `Price_Flake_dt`, `Alumina_NIR_pct`, `Price_High-puritydkg`. */
interface Column {
  name: string;
  kind: Extract<ObservationKind, 'PRICE' | 'NET_IMPORT_RELIANCE'>;
  /** What of the commodity it is about, such as `Dy2O3`. */
  words: string[];
  /** The letters for its unit, as the name ends; empty where it ends in none. */
  letters: string;
}

function columnOf(name: string): Column[] {
  const [, before = '', measure, rest = ''] = /^(?:(.+)_)?(Price|NIR)(?:_?(.*))?$/.exec(name) ?? [];
  if (measure === undefined) return [];
  const [, about = rest, letters = ''] =
    /^(.*?)_?(ctslb|dkg|dlb|dmtu|dst|dtoz|dto|dt|dg|df|kt|mct|mmt|mdol|pct|ct|t)?$/.exec(rest) ?? [];
  return [
    {
      name,
      kind: measure === 'NIR' ? 'NET_IMPORT_RELIANCE' : 'PRICE',
      words: [before, ...about.split('_')].filter((word) => word !== '' && word !== 'NIR' && word !== 'Consump'),
      letters,
    },
  ];
}

/** Names that stand once in a header: of those that repeat it is not known which is which. */
const single = (header: readonly string[]): string[] =>
  header.filter((name, at) => header.indexOf(name) === at && header.lastIndexOf(name) === at);

/** The rows of the statistics of the United States on one commodity, a year each, of the edition of 2024 and others of its layout. */
export function* parseSalient(
  header: readonly string[],
  rows: readonly CsvRow[],
  places: Places,
  { code, chapter, edition, source }: Chapter & { edition: number; source: string },
): Generator<Parsed> {
  const columns = single(header).flatMap(columnOf);
  const cellsOf = (cells: readonly string[]) => (column: string) => cleanCell(cells[header.indexOf(column)] ?? '');
  const reliances = columns.filter(({ kind }) => kind === 'NET_IMPORT_RELIANCE');
  const isShifted = rows.some(({ cells }) => reliances.some((column) => Number(cellsOf(cells)(column.name)) > 100));
  for (const { line, number, cells } of rows) {
    const cellOf = cellsOf(cells);
    if (cells.every((cell) => cell === '')) yield { line, skipped: 'a blank row' };
    else if (isShifted)
      yield { line, skipped: 'the values of this file stand beside their columns: a reliance is above 100 percent' };
    else {
      const found = columns.flatMap((column) => {
        const commodity = cellOf('Commodity') || chapter;
        return parseColumn(column, commodity, cellOf, places, { line, number, code, edition, source });
      });
      yield* found.some((one) => 'observation' in one) ? found : found.slice(0, 1);
      if (found.length === 0) yield { line, skipped: 'a year without a price or a reliance' };
    }
  }
}

function parseColumn(
  { name, kind, words, letters }: Column,
  chapter: string,
  cellOf: (column: string) => string,
  places: Places,
  {
    line,
    number,
    code,
    edition,
    source,
  }: Pick<CsvRow, 'line' | 'number'> & { code: string; edition: number; source: string },
): Parsed[] {
  const reading = readValue(cellOf(name), '');
  if ('empty' in reading) return [];
  const commodity = commodityOf(places, chapter, chapter, words.map(element));
  if (!('mineral' in commodity)) return [{ line, ...commodity }];
  const { mineral } = commodity;
  const year = Number(cellOf('Year'));
  if (!isYear(year) || year > edition)
    return [{ line, refused: `year "${cellOf('Year')}" cannot be in an edition of ${edition}` }];
  const reliance = kind === 'NET_IMPORT_RELIANCE';
  const asNamed = units[letters];
  const perUnit = kind === 'PRICE' && asNamed === 'dollars per metric ton' ? byMetricTonUnit[code] : undefined;
  const right = perUnit ?? (edition === 2024 ? rightUnits[`${code} ${name}`] : undefined);
  const unit = reliance ? 'percent' : (right ?? asNamed);
  if (unit === undefined) return [{ line, unknown: 'unit', text: name }];
  const form = words.filter((word) => word in writtenOut || places.mineral(word) !== mineral).map(inWords);
  return figure(
    line,
    {
      kind,
      mineral,
      country: reliance ? 'USA' : null,
      year,
      unit,
      source,
      locator: `${code}_salient, row ${number}`,
      // The newest year of these tables is always an estimate.
      estimated: year === edition - 1,
      basis: reliance ? relianceBasis : null,
      form: [reliance ? 'net import reliance' : 'price', ...form].join(', '),
      note: right === undefined ? null : wrongUnit(asNamed ?? `"${letters}"`, right),
    },
    reading,
  );
}

/** A part of a column's name as words: `Sheet-Block` is "sheet block". */
const inWords = (part: string): string =>
  writtenOut[part] ?? part.replaceAll('-', ' ').replace(/\b[A-Z](?=[a-z]+\b)/g, (letter) => letter.toLowerCase());

/** The element of an oxide's formula, `Dy` of `Dy2O3`; other words as they are. */
const element = (word: string): string => /^([A-Z][a-z]?)\d?O\d$/.exec(word)?.[1] ?? word;

/** A file of these statistics that holds a table of the world instead, as three of 2024 do. */
export function* skipCopy(rows: readonly CsvRow[]): Generator<Parsed> {
  for (const { line } of rows)
    yield { line, skipped: 'a copy of a table of the world under the name of the statistics of the United States' };
}
