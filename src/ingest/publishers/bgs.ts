import type { ObservationRow } from '../../entities/observation/load.ts';
import { firstDay } from '../../lib/partial-date.ts';
import { isPart, wholeOf, type KindRow, type Whole } from './bgs-wholes.ts';
import { csvRecords, hasColumns, type CsvRecord } from '../reading/csv-records.ts';
import type { Format, Importer, Parsed, Places, SourceFound } from '../reading/importer.ts';
import { observationRow } from '../reading/observation-row.ts';

const needs = [
  'bgs_commodity_trans',
  'bgs_statistic_type_trans',
  'bgs_sub_commodity_trans',
  'concat_figure_notes_text',
  'concat_table_notes_text',
  'country_trans',
  'data_precision_description',
  'erml_group',
  'quantity',
  'quantity_in_book_style',
  'sdmx_code',
  'units',
  'year',
  'yearbook_table_id',
  'yearbook_table_trans',
] as const;

type Column = (typeof needs)[number];
type BgsRow = Omit<CsvRecord, 'cell'> & { cell(column: Column): string };

/** What a table measures: claims compete within one form. */
type Series = Pick<ObservationRow, 'mineral' | 'stage' | 'form' | 'basis'>;

const units: Readonly<Record<string, string>> = {
  'tonnes (metric)': 'metric tons',
  'tonnes (metal content)': 'metric tons',
  kilograms: 'kilograms',
  'kilograms (metal content)': 'kilograms',
};

/** The edition that ends with a year. It comes out in the second year after, on a day that the file does not say. */
const edition = (lastYear: number, asOf: string | null): SourceFound & { publishedOn: string } => ({
  id: `bgs-world-mineral-statistics-${lastYear}`,
  publisher: 'British Geological Survey',
  title: 'World Mineral Statistics',
  vintage: `to ${lastYear}`,
  publishedOn: asOf ?? String(lastYear + 2),
  url: 'https://www2.bgs.ac.uk/mineralsuk/statistics/wms.cfc?method=searchWMS',
  urlMissing: null,
  licence: 'OGL v3',
  attribution: 'Contains British Geological Survey materials © UKRI',
  note: asOf ? null : 'Of the day of publication the year alone is known.',
});

/** Commodity and statistics tables of one or several minerals, the columns in any order. */
const worldProduction: Format = {
  title: 'World Mineral Statistics, one table or several (CSV)',
  needs,
  recognises: (head) => hasColumns(head, ['bgs_commodity_trans']) || hasColumns(head, ['yearbook_table_trans']),
  async open(file, places, { asOf }) {
    const rows: BgsRow[] = csvRecords(await file.decode('utf-8'));
    const source = edition(Math.max(...rows.map((row) => yearOf(row) ?? 0)), asOf);
    const tables = [...new Set(rows.map((row) => row.cell('yearbook_table_id')))].sort();
    const name = file.name.replace(/^BGS_/, '').replace(/(_production)?\.csv$/i, '');
    return {
      dataSet: `${source.id}, table ${tables.join(' and ')}`,
      sources: [source],
      rows: parseRows(rows, places, { name, source }),
    };
  },
};

/**
 * Reads the rows of a file. Where a table has kinds of a commodity, such as metallurgical and chemical manganese ore, what a
 * country produces is all of them together; those that are a mineral of their own are given besides.
 * @param name short name of the file, for locators
 */
function parseRows(
  rows: readonly BgsRow[],
  places: Places,
  { name, source }: { name: string; source: { id: string; publishedOn: string } },
): Parsed[] {
  const filled = new Set(rows.flatMap((row) => (row.cell('quantity') === '' ? [] : subjectOf(row, places))));
  const observed = (figure: Figure, locator: string): Extract<Parsed, { observation: object }>['observation'] =>
    observationRow({
      ...figure,
      kind: 'PRODUCTION',
      source: source.id,
      locator: `${name}, ${locator}`,
      confidence: 'HIGH',
      recordedAt: firstDay(source.publishedOn),
    });
  const wholes = wholesOf(rows, places);
  return rows.flatMap((row): Parsed[] => {
    const { line } = row;
    const parsed = parseRow(row, places);
    if (!('figure' in parsed)) return [{ line, ...parsed }];
    if (parsed.figure.missing === 'NOT_AVAILABLE' && subjectOf(row, places).some((subject) => filled.has(subject)))
      return [{ line, skipped: 'not available under one name of a country that has a figure under another' }];
    const whole = wholes.get(row);
    const own: Parsed = { line, observation: observed(parsed.figure, `row ${row.number}`) };
    if (whole === undefined) return [own];
    const all = whole.figure ? [{ line, observation: observed(whole.figure, whole.locator) }] : [];
    // A kind without a mineral of its own is told with the others alone.
    if (whole.hasOwnMineral) return [own, ...all];
    return all.length > 0 ? all : [{ line, skipped: whole.skipped }];
  });
}

/** What becomes of a row of a table with kinds. */
interface OfWhole {
  /** All kinds together, at the first row of them. */
  figure: Figure | null;
  locator: string;
  hasOwnMineral: boolean;
  /** Why a row gives nothing. */
  skipped: string;
}

const ADDED = 'a kind that is added up with the others of its country and year';
const PARTIAL = 'a part of what a country produces, without the rest of it';

/** What each row of the tables with kinds contributes to; rows that stand for themselves are not in it. */
function wholesOf(rows: readonly BgsRow[], places: Places): ReadonlyMap<BgsRow, OfWhole> {
  const groups = new Map<string, { row: BgsRow; figure: Figure }[]>();
  const kindsOf = new Map<string, Set<string>>();
  for (const row of rows) {
    const parsed = parseRow(row, places);
    if (!('figure' in parsed)) continue;
    const kind = row.cell('bgs_sub_commodity_trans');
    // Tonnes of different ores never add up; what they contain does.
    if (isOre(row) && !isContent(kind)) continue;
    const table = [row.cell('yearbook_table_id'), row.cell('bgs_commodity_trans')].join('|');
    const key = [table, parsed.figure.country, parsed.figure.year].join('|');
    groups.set(key, [...(groups.get(key) ?? []), { row, figure: parsed.figure }]);
    kindsOf.set(table, (kindsOf.get(table) ?? new Set()).add(kind));
  }
  const found = new Map<BgsRow, OfWhole>();
  for (const [key, group] of groups) {
    const table = key.split('|').slice(0, 2).join('|');
    const [first] = group;
    if (first === undefined || group.every(({ row }) => row.cell('bgs_sub_commodity_trans') === '')) continue;
    const series = wholeSeries(first.row, places);
    const own = ({ figure }: { figure: Figure }) => series !== null && figure.mineral !== series.mineral;
    // One kind alone, as nickel sulphate, stands for itself; one metal of a group for the group only where others are listed.
    const kind = first.row.cell('bgs_sub_commodity_trans');
    const isAlone = group.length === 1 && !isPart(kind) && !isContent(kind);
    if (series === null || (isAlone && (!own(first) || (kindsOf.get(table)?.size ?? 0) < 2))) continue;
    const whole = wholeOf(group.map(({ row, figure }) => kindRow(row, figure)));
    for (const [index, one] of group.entries())
      found.set(one.row, {
        figure: index === 0 && whole ? wholeFigure(whole, series, one.figure) : null,
        locator: whole ? rowsInWords(whole.rows.map(({ number }) => number)) : '',
        hasOwnMineral: own(one),
        skipped: whole ? ADDED : PARTIAL,
      });
  }
  return found;
}

const kindRow = (row: BgsRow, figure: Figure): KindRow => ({
  number: row.number,
  kind: row.cell('bgs_sub_commodity_trans'),
  amount: figure.number ?? null,
  isSmall: figure.missing === 'BELOW_THRESHOLD',
  estimated: figure.estimated === true,
  notes: figure.note ?? '',
});

function wholeFigure({ amount, low, estimated, note }: Whole, series: Series, of: Figure): Figure {
  const { country, year, unit } = of;
  const about = { ...series, country: country ?? null, year, unit, estimated, note: note || null };
  if (amount !== null) return { ...about, value: String(amount), number: amount };
  if (low !== null) return { ...about, value: `>${low}`, low };
  return { ...about, value: '...', missing: 'NOT_AVAILABLE' };
}

const rowsInWords = (numbers: readonly number[]): string => {
  const sorted = [...numbers].sort((a, b) => a - b);
  const last = sorted.pop();
  return sorted.length === 0 ? `row ${last}` : `rows ${sorted.join(', ')} and ${last}`;
};

/** What all kinds of a row's commodity together measure; null for a commodity that is not known. */
function wholeSeries(row: BgsRow, places: Places): Series | null {
  const kind = row.cell('bgs_sub_commodity_trans');
  const series = seriesOf(row, places, '');
  if (series === null || !isContent(kind)) return series;
  return { ...series, form: 'mine production', basis: `${series.mineral} content` };
}

const isOre = (row: BgsRow): boolean => /minerals$/i.test(row.cell('bgs_commodity_trans'));
const isContent = (kind: string): boolean => /\bcontent\)?$/i.test(kind);

/** What a row is about: Germany and the German Federal Republic share the years from 1989 to 1991. */
function subjectOf(row: BgsRow, places: Places): string[] {
  const country = places.country(row.cell('country_trans'));
  if (country === null || !('iso3' in country)) return [];
  const about = ['yearbook_table_id', 'bgs_sub_commodity_trans', 'year'] as const;
  return [[country.iso3, ...about.map((column) => row.cell(column))].join('|')];
}

type Figure = Omit<Parameters<typeof observationRow>[0], 'kind' | 'source' | 'confidence'>;

function parseRow(
  row: BgsRow,
  places: Places,
): { figure: Figure } | { skipped: string } | { refused: string } | Omit<Extract<Parsed, { unknown: string }>, 'line'> {
  if (row.cell('bgs_statistic_type_trans') !== 'Production')
    return { skipped: 'trade, which no figure of production holds' };
  const year = yearOf(row);
  if (year === null) return { refused: `"${row.cell('year')}" does not begin with a year` };
  const country = places.country(row.cell('country_trans'));
  if (country === null) return { unknown: 'country', text: row.cell('country_trans') };
  if (!('iso3' in country)) return { skipped: 'about several countries' };
  const series = seriesOf(row, places);
  if (series === null) return { unknown: 'commodity', text: row.cell('bgs_commodity_trans') };
  const unit = units[row.cell('units')];
  if (unit === undefined) return { unknown: 'unit', text: row.cell('units') };
  const value = valueOf(row);
  if (!('value' in value)) return value;
  const notes = row.cell('concat_figure_notes_text').split('|').filter(Boolean);
  const remarks = [...notes.filter((note) => note !== 'Estimates.'), ...value.remarks];
  return {
    figure: {
      ...series,
      ...value.value,
      country: country.iso3,
      year,
      unit,
      estimated: notes.includes('Estimates.'),
      note: remarks.join(' ') || null,
    },
  };
}

function yearOf(row: BgsRow): number | null {
  const [, year] = /^((?:19|20)\d\d)(?!\d)/.exec(row.cell('year')) ?? [];
  return year === undefined ? null : Number(year);
}

type Value = Pick<Figure, 'value' | 'number' | 'missing'>;

// A code stands beside each quantity: O is "..." in the book, N more than nothing and less than half a unit, though the quantity is 0.
function valueOf(
  row: BgsRow,
): { value: Value; remarks: string[] } | { refused: string } | { unknown: 'text in place of a number'; text: string } {
  const [quantity, printed, code] = [row.cell('quantity'), row.cell('quantity_in_book_style'), row.cell('sdmx_code')];
  if (code === 'O' && quantity === '')
    return { value: { value: printed || '...', missing: 'NOT_AVAILABLE' }, remarks: [] };
  if (code === 'N')
    return {
      value: { value: printed || quantity, missing: 'BELOW_THRESHOLD' },
      remarks: [`${row.cell('data_precision_description')}.`],
    };
  const number = Number(quantity);
  if (quantity === '' || !Number.isFinite(number))
    return { unknown: 'text in place of a number', text: quantity || printed };
  if (number < 0) return { refused: `quantity ${quantity} is below 0` };
  return { value: { value: quantity, number }, remarks: [] };
}

/** What the table of a row measures, by its title, its commodity and its unit; null for a commodity that is not known. */
function seriesOf(row: BgsRow, places: Places, kind: string = row.cell('bgs_sub_commodity_trans')): Series | null {
  const commodity = row.cell('bgs_commodity_trans');
  // As the tables of other publishers have it: alumina is what becomes of bauxite.
  if (commodity === 'alumina')
    return { mineral: 'bauxite', stage: 'REFINING', form: 'alumina refinery production', basis: null };
  const [first = commodity, ...rest] = commodity.split(',').map((part) => part.trim());
  const own = [kind, commodity, first, first.replace(/ (metal|minerals?|ores?|ores? and concentrates?)$/i, '')];
  const named = own.map((text) => places.mineral(text)).find((slug) => slug !== null);
  const mineral = named ?? places.mineral(row.cell('erml_group'));
  if (mineral == null) return null;

  const title = row.cell('yearbook_table_trans');
  const stage = /^mine production/i.test(title) || !refined.test(title) ? 'EXTRACTION' : 'REFINING';
  // A good of its group, such as pig iron: its figures are never added to those of the mineral.
  if (named === undefined) return { mineral, stage, form: `${first.toLowerCase()} production`, basis: null };
  const compound = /\b(carbonate|chloride|hydroxide)\b/i.exec(kind)?.[1]?.toLowerCase();
  if (/minerals$/i.test(first) && compound !== undefined)
    return { mineral, stage: 'REFINING', form: `${compound} production`, basis: 'gross weight' };
  if (/minerals$/i.test(first)) {
    // What they contain stands in rows of its own.
    const basis = mineral === 'lithium' ? 'gross weight' : grossWeight(row);
    return { mineral, stage, form: `${(kind || first).toLowerCase()} mine production`, basis };
  }
  return { mineral, stage, form: formOf(stage, title), basis: basisOf(mineral, first, rest, row) };
}

const refined = /\b(refined|primary|smelter|slab|metal|pig|steel|alumina|ferro-?alloys|white arsenic)\b/i;

function formOf(stage: Series['stage'], title: string): string {
  if (stage === 'EXTRACTION') return 'mine production';
  if (/smelter|primary (aluminium|magnesium)/i.test(title)) return 'smelter production';
  return /primary/i.test(title) ? 'primary production' : 'refinery production';
}

function basisOf(mineral: string, commodity: string, kinds: readonly string[], row: BgsRow): string | null {
  if (/oxides$/i.test(commodity)) return mineral === 'rare-earths' ? 'REO' : null;
  const content = kinds.some((kind) => /refined|primary/i.test(kind)) || row.cell('units').endsWith('(metal content)');
  return content ? `${mineral} content` : null;
}

// Tables of minerals are in tonnes of concentrate, but for countries that a note under the table names.
function grossWeight(row: BgsRow): string | null {
  const note = row.cell('concat_table_notes_text').match(/exception of the data for (.*?), figures .*gross tonnage/i);
  if (!note) return null;
  const country = row.cell('country_trans').toLowerCase();
  return note[1]?.toLowerCase().includes(country) ? null : 'gross weight';
}

/** World Mineral Statistics of the British Geological Survey. */
export const bgs: Importer = {
  publisher: 'bgs',
  title: 'British Geological Survey, World Mineral Statistics',
  reads: 'production of mines, smelters and refineries by country and year',
  licence: 'OGL v3, attribution',
  redistributable: true,
  formats: [worldProduction],
};
