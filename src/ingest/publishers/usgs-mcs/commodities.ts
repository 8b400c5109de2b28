import type { ObservationRow } from '../../../entities/observation/load.ts';
import type { CsvRecord } from '../../reading/csv-records.ts';
import type { Parsed, Places } from '../../reading/importer.ts';
import { commodityOf } from './commodity.ts';
import { sourceOf } from './edition.ts';
import { figure, isUnitOf, placeOf, relianceBasis, rounded, wrongUnit } from './figure.ts';
import { basisIn, inSentence, seriesOf, type TableKind } from './series.ts';
import { cleanCell, readValue } from './value.ts';

/** Columns of the file of all commodities; the header of the critical flag also has the year of the list. */
export const commodityColumns = [
  'MCS chapter',
  'Section',
  'Commodity',
  'Country',
  'Statistics',
  'Statistics_detail',
  'Unit',
  'Year',
  'Value',
  'Notes',
  'Other notes',
] as const;

type CommodityRow = Record<(typeof commodityColumns)[number], string>;

const tableKinds: Readonly<Record<string, TableKind>> = {
  Production: 'PRODUCTION',
  Reserves: 'RESERVES',
  Capacity: 'CAPACITY',
};

// Commodities that share a mineral with others of their chapter: what they share is told apart by the form.
const sharers: Readonly<Record<string, string>> = {
  alumina: 'alumina',
  bauxite: 'bauxite',
  'tio2 pigment': 'titanium dioxide pigment',
  'titanium sponge metal': 'sponge metal',
  'titanium mineral concentrates': 'mineral concentrates',
  'magnesium compounds': 'magnesium compounds',
  'ground high-purity quartz': 'ground high-purity quartz',
  'industrial cultured quartz crystal': 'industrial cultured quartz crystal',
  'diamond (bort, grit, and dust and powder; natural and synthetic)': 'bort, grit, and dust and powder',
  'diamond (stones, natural and synthetic)': 'stones',
};

// Mica has two blocks of the same words a year, in this order.
const micas = ['scrap and flake', 'sheet'];

/** The years of a figure: `2024`, or `2021–24` for several together. */
function yearsOf(cell: string): Pick<ObservationRow, 'year' | 'yearTo'> | null {
  const [, from, to] = /^((?:19|20)\d{2})(?:\s*[–-]\s*(\d{2}|\d{4}))?$/.exec(cleanCell(cell)) ?? [];
  if (from === undefined) return null;
  return { year: Number(from), yearTo: to === undefined ? null : Number(from.slice(0, 4 - to.length) + to) };
}

/** The rows of the file of all commodities: one figure each, of 2026 and later editions. */
export function* parseCommodities(records: readonly CsvRecord[], places: Places, source: string): Generator<Parsed> {
  const seen = new Set<string>();
  const mined = new Set(
    records.flatMap(({ cell }) => (/^World\b.*\bMine\b/.test(cell('Section')) ? [cell('MCS chapter')] : [])),
  );
  for (const record of records) {
    const row = Object.fromEntries(
      commodityColumns.map((column) => [column, cleanCell(record.cell(column))]),
    ) as CommodityRow;
    const key = [row['MCS chapter'], row.Statistics, row.Statistics_detail, row.Country, row.Year].join('|');
    const known = { again: seen.has(key), mined: mined.has(row['MCS chapter']) };
    yield* parseCommodity(row, record, places, source, known);
    seen.add(key);
  }
}

/** What only the rest of the file tells of a row. */
interface Known {
  /** Whether a row above says the same but for its value. */
  again: boolean;
  /** Whether its chapter's table of the world is about mines. */
  mined: boolean;
}

/** One row of the file of all commodities. */
function parseCommodity(
  row: CommodityRow,
  { line, number }: CsvRecord,
  places: Places,
  source: string,
  { again, mined }: Known,
): Parsed[] {
  const detail = row.Statistics_detail;
  const kind = kindOf(row.Statistics);
  if (kind === null) return [{ line, skipped: `"${row.Statistics}" is no kind of figure of the graph` }];
  const series = detail.replace(/(?:: ?|, )rounded$/, '');
  const commodity = commodityOf(places, row['MCS chapter'], row.Commodity, series.split(/[:,]\s*/));
  if (!('mineral' in commodity)) return [{ line, ...commodity }];
  const { mineral } = commodity;

  const years = yearsOf(row.Year);
  if (years === null) return [{ line, refused: `year "${row.Year}" is no year` }];
  const place = placeOf(places, row.Country);
  if (place === null) return [{ line, unknown: 'country', text: row.Country }];
  const { unit, note } = unitOf(row, mineral, kind, source);
  if (!isUnitOf(kind, unit)) return [{ line, unknown: 'unit', text: unit || 'no unit' }];

  const shared = sharers[row.Commodity.toLowerCase()] ?? (mineral === 'mica' ? micas[Number(again)] : undefined);
  const subject = {
    kind,
    mineral,
    ...years,
    ...place,
    unit,
    source,
    locator: `row ${number}`,
    estimated: /^estimated\b/i.test(row.Notes),
    note: [note, /\brounded$/.test(detail) ? rounded : null].filter(Boolean).join(' ') || null,
    ...measured({ kind, row, series, mineral, shared, mined, places }),
  };
  const whose =
    kind === 'PRICE'
      ? { country: null, group: null }
      : kind === 'IMPORT_SOURCE'
        ? { country: 'USA', partner: place.country, group: place.group }
        : {};
  return figure(line, { ...subject, ...whose }, readValue(row.Value, row.Notes));
}

function kindOf(statistics: string): ObservationRow['kind'] | null {
  if (/^import sources\b/i.test(statistics)) return 'IMPORT_SOURCE';
  if (statistics === 'Net import reliance') return 'NET_IMPORT_RELIANCE';
  if (statistics === 'Price') return 'PRICE';
  return tableKinds[statistics] ?? null;
}

// Reserves of vanadium are published in thousand tons, and the file of 2026 says tons. Ores are priced by the metric ton unit, a
// hundredth of a ton of what they contain, where their words say so.
function unitOf(
  { Unit: unit, Statistics_detail: words }: CommodityRow,
  mineral: string,
  kind: ObservationRow['kind'],
  source: string,
) {
  const [perUnit] = (kind === 'PRICE' && /\bdollars per (?:dry )?metric ton unit\b/.exec(words)) || [];
  if (perUnit !== undefined && perUnit !== unit) return { unit: perUnit, note: wrongUnit(unit, perUnit) };
  return source === sourceOf(2026) && mineral === 'vanadium' && kind === 'RESERVES' && unit === 'metric tons'
    ? { unit: 'thousand metric tons', note: wrongUnit(unit, 'thousand metric tons') }
    : { unit, note: null };
}

/** What is weighed unless a row says otherwise, by the remark that heads a chapter's table: `(Data in metric tons, lithium content, unless …)`. */
const unlessSaid = (otherNotes: string): string | null => {
  const [, basis] = /^\(Data in [^,]*, (.*?),? unless otherwise specified\)/.exec(otherNotes) ?? [];
  return basis === undefined ? null : (basisIn(basis) ?? basis);
};

/** Stage, form and basis of a row. */
function measured({
  kind,
  row,
  series,
  mineral,
  shared,
  mined,
  places,
}: {
  kind: ObservationRow['kind'];
  row: CommodityRow;
  /** Its detail without the word that it is rounded. */
  series: string;
  mineral: string;
  /** Which of several commodities with one mineral it is about. */
  shared: string | undefined;
  mined: boolean;
  places: Places;
}): Pick<ObservationRow, 'stage' | 'form' | 'basis'> {
  const plain = { stage: null, basis: null };
  if (kind === 'PRICE') {
    const ofChapter = row.Commodity.toLowerCase() === row['MCS chapter'].toLowerCase();
    return { ...plain, form: shared === undefined || ofChapter ? series : `${shared}: ${series}` };
  }
  if (kind === 'IMPORT_SOURCE') {
    const all = /^all(?: forms)?$/i.test(series);
    return { ...plain, form: all ? (shared ?? 'all forms') : inSentence(series), basis: 'share of imports' };
  }
  if (kind === 'NET_IMPORT_RELIANCE') {
    const [, share = 'net import reliance'] = /^Net import reliance ?as a percentage of (.*)$/i.exec(series) ?? [];
    return { ...plain, form: shared === undefined ? share : `${shared}, ${share}`, basis: relianceBasis };
  }
  const isOwnName = (word: string) => places.mineral(word) === mineral;
  // A country's own remark begins with a small letter: `Mine production: crude ore` beside `Mine production: Ilmenite`.
  const [, text = series, remark = null] = /^world\b/i.test(row.Country)
    ? []
    : (/^(.*?)(?:: |—)([a-z].*)$/.exec(series) ?? []);
  const words = {
    mineral,
    text,
    remark,
    section: row.Section,
    notes: row.Notes,
    unit: row.Unit,
    unlessSaid: unlessSaid(row['Other notes']),
    isOwnName,
  };
  const measure = seriesOf(kind as TableKind, words);
  if (!/^salient/i.test(row.Section)) return measure;
  // Statistics of the United States alone, in words of their own.
  const form = series === 'Production' ? 'production, salient statistics' : inSentence(series);
  return {
    basis: measure.basis,
    form: shared === undefined ? form : `${shared}, ${form}`,
    stage: nationalStage(series) ?? (mined ? 'EXTRACTION' : measure.stage),
  };
}

/** The stage of a country's own statistics, as far as the words tell it. */
function nationalStage(series: string): ObservationRow['stage'] {
  if (/\b(?:secondary|scrap|residues)\b/i.test(series)) return 'RECYCLING';
  // What a refinery makes of ore is refined.
  if (/\b(?:refinery|smelter)\b/i.test(series)) return 'REFINING';
  if (/\b(?:mine|ore|ores|concentrates|marketable|crude)\b/i.test(series)) return 'EXTRACTION';
  const worked =
    /\b(?:refinery|refined|smelter|primary|compounds|metallics|calcined|synthetic|ground|finished|fluorosilicic)\b/i;
  return worked.test(series) ? 'REFINING' : null;
}
