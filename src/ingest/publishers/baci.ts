import type { FlowRow } from '../../entities/trade-flow/load.ts';
import { csvRecords, hasColumns, headerOf, type CsvRecord } from '../reading/csv-records.ts';
import { streamRows } from '../reading/csv-stream.ts';
import {
  ImportError,
  type Format,
  type Head,
  type Importer,
  type InputFile,
  type Opened,
  type Parsed,
  type Places,
  type SourceFound,
  type TotalFound,
} from '../reading/importer.ts';
import { hsRevisionOf, isAsked, productOf, type CodeNames, type MadeProduct } from '../reading/made-product.ts';
import { iso3OfArea, isUnnamed } from './trade-areas.ts';
import { isYear } from '../../lib/years.ts';

type Flow = Omit<FlowRow, 'id' | 'product'>;

/** What a row says: a flow that has yet to be placed, an amount from a partner that is not named, or why there is neither. */
type FlowParsed =
  | { flow: Flow }
  | { total: TotalFound }
  | { skipped: string }
  | { unknown: 'country'; text: string }
  | { refused: string };

/** What a file is of: revision of the Harmonized System, years and release, all as BACI writes them. */
export interface Release {
  /** Such as `HS17`. */
  revision: string;
  /** The year, or the first of several. */
  year: number;
  /** For several years: the last. */
  lastYear?: number;
  /** Such as `V202601`: the release of January 2026; a letter, as in `V202401b`, is of a later correction. */
  release: string;
  /** For several years: what the name says besides, such as which codes a cut of it has. */
  part?: string;
}

/** A yearly file's columns: year, exporter, importer, product, value, quantity. */
const yearlyColumns = ['t', 'i', 'j', 'k', 'v', 'q'] as const;
const seriesColumns = ['year', 'exporter_iso2', 'importer_iso2', 'value_usd', 'qty_t'] as const;
/** A series of several products has their codes besides. */
const codeColumn = 'hs6';
/** Columns of the list of countries: the number, and the alpha-3 code by the names that releases gave it. */
const numberColumn = 'country_code';
const iso3Columns = ['country_iso3', 'iso_3digit_alpha'] as const;

/** A row by its columns. */
type YearlyRow = Record<(typeof yearlyColumns)[number], string>;
type SeriesRow = Record<(typeof seriesColumns)[number], string> & { [codeColumn]?: string };

const seriesSource = 'cepii-baci-magnets-2002-2024';
const MAGNETS = '850511';

/** A series of several products, by its first and last year. */
const sourceOfSeries = (first: string, last: string): SourceFound => ({
  id: `cepii-baci-largest-partners-${first}-${last}`,
  publisher: 'CEPII',
  title: `BACI: several products, largest partners, ${first}-${last}`,
  vintage: 'V202601',
  publishedOn: '2026-01-31',
  url: 'http://www.cepii.fr/CEPII/en/bdd_modele/bdd_modele_item.asp?id=37',
  urlMissing: null,
  licence: 'Etalab 2.0',
  attribution: attribution('HS02 and HS17 V202601, cut to the largest partners'),
  note: 'US$; each importer with its six largest suppliers and each exporter with its six largest buyers: no whole trade.',
});
const attribution = (what: string) =>
  `CEPII, BACI (Gaulier and Zignago 2010), ${what}, Licence Ouverte / Open Licence 2.0`;

/** A row of the list of countries that a release ships beside its tables. */
type CodeRow = Partial<Record<typeof numberColumn | (typeof iso3Columns)[number], string>>;

/** BACI's country codes, which are not ISO's numbers: alpha-3 code by BACI code. Groups of countries have none. */
const parseCountryCodes = (rows: readonly CodeRow[]): Map<string, string> =>
  new Map(
    rows.map((row) => [
      row.country_code ?? '',
      iso3OfArea(iso3Columns.map((column) => row[column]).find((iso3) => iso3) ?? ''),
    ]),
  );

/**
 * What the name of a file says, such as `BACI_HS17_Y2024_V202601.csv`, or `BACI_HS92_1995_2024_V202601.csv` for several years; null
 * when it is named otherwise.
 */
export function releaseOf(name: string): Release | null {
  const [, revision, only, first = only, last = only, month, letter = '', part = ''] =
    /BACI_(HS\d\d)_(?:Y(\d{4})|(\d{4})_(\d{4}))_V(\d{6})([a-z]?)(?:_(\w+))?(?![a-z])/i.exec(name) ?? [];
  if (!revision || !first || !last || !month) return null;
  const release = `V${month}${letter.toLowerCase()}`;
  const of = { revision: revision.toUpperCase(), year: Number(first), release };
  return only ? of : { ...of, lastYear: Number(last), part: part.toLowerCase() };
}

const sourceId = ({ revision, release }: Pick<Release, 'revision' | 'release'>) =>
  `cepii-baci-${revision}-${release}`.toLowerCase();

/** A release as a source. It is named by its month, whose last day is taken as the day of publication unless another is given. */
export function sourceOfRelease(of: Pick<Release, 'revision' | 'release'>, asOf: string | null): SourceFound {
  const year = Number(of.revision.slice(2));
  const [published, month] = [Number(of.release.slice(1, 5)), Number(of.release.slice(5, 7))];
  return {
    id: sourceId(of),
    publisher: 'CEPII',
    title: `BACI: International Trade Database at the Product Level, HS ${year < 80 ? 2000 + year : 1900 + year}`,
    vintage: of.release,
    publishedOn: asOf ?? new Date(Date.UTC(published, month, 0)).toISOString().slice(0, 10),
    url: 'http://www.cepii.fr/CEPII/en/bdd_modele/bdd_modele_item.asp?id=37',
    urlMissing: null,
    licence: 'Etalab 2.0',
    attribution: attribution(`${of.revision} ${of.release}`),
    note: 'Values in thousand US$, tonnes; free on board, reconciled from both sides.',
  };
}

/** A row of a yearly file: `v` is in thousand US$, `q` in tonnes or `NA`. */
function parseFlow(row: YearlyRow, iso3ByCode: ReadonlyMap<string, string>, of: Release): FlowParsed {
  const stranger = [row.i, row.j].find((code) => !isUnnamed(code) && !iso3ByCode.get(code));
  if (stranger !== undefined) return { unknown: 'country', text: stranger };
  const year = Number(row.t);
  if (!(year >= of.year && year <= (of.lastYear ?? of.year)))
    return { refused: `year ${row.t} in a file of ${yearsOf(of)}` };
  const quantity = row.q.trim();
  const parsed = checked({
    hs: row.k,
    year,
    exporter: iso3ByCode.get(row.i) ?? row.i,
    importer: iso3ByCode.get(row.j) ?? row.j,
    // Thousands with three decimals: whole dollars, made whole again after the multiplication.
    valueUsd: Math.round(numberOf(row.v) * 1000),
    tonnes: quantity === 'NA' || quantity === '' ? null : numberOf(quantity),
    source: sourceId(of),
    // CEPII publishes year by year: a file of several years is somebody's copy.
    confidence: of.lastYear === undefined ? 'HIGH' : 'MEDIUM',
  });
  if (!('flow' in parsed) || !(isUnnamed(row.i) || isUnnamed(row.j))) return parsed;
  if (isUnnamed(row.j)) return { skipped: 'exports to several countries together' };
  const { importer, exporter: _, confidence: __, ...amount } = parsed.flow;
  return { total: { ...amount, country: importer, unnamed: row.i } };
}

/**
 * A row of a series: value in US$. In that of magnets weights are given for 2024 alone, and a 0 there is rounding.
 * @param source of the series
 */
function parseSeriesFlow(
  row: SeriesRow,
  iso3ByIso2: ReadonlyMap<string, string>,
  source: string = seriesSource,
): FlowParsed {
  const exporter = iso3ByIso2.get(row.exporter_iso2);
  const importer = iso3ByIso2.get(row.importer_iso2);
  if (!exporter || !importer) return { unknown: 'country', text: exporter ? row.importer_iso2 : row.exporter_iso2 };
  if (source === seriesSource && row.year === '2024') return { skipped: '2024 comes from the full file alone' };
  const tonnes = row.qty_t === '' ? 0 : numberOf(row.qty_t);
  return checked({
    hs: row[codeColumn] || MAGNETS,
    year: numberOf(row.year),
    exporter,
    importer,
    valueUsd: numberOf(row.value_usd),
    tonnes: tonnes === 0 ? null : tonnes,
    source,
    confidence: 'MEDIUM',
  });
}

/** A number as it is written; NaN where it is none. */
const numberOf = (text: string): number => (text.trim() === '' ? NaN : Number(text));

function checked(flow: Flow): FlowParsed {
  if (!/^\d{6}$/.test(flow.hs)) return { refused: `HS code "${flow.hs}" has not six digits` };
  if (!isYear(flow.year)) return { refused: `year ${flow.year} cannot be` };
  if (!(flow.valueUsd > 0)) return { refused: `value ${flow.valueUsd} is not above 0` };
  if (flow.tonnes !== null && !(flow.tonnes >= 0)) return { refused: `quantity ${flow.tonnes} is not 0 or more` };
  return { flow };
}

/** A parsed row with its product, or why it has no place. */
function placeFlow(
  parsed: FlowParsed,
  { countries, productByHs }: Pick<Places, 'countries' | 'productByHs'>,
  asked: readonly string[] | null = null,
  names: CodeNames = { nameOf: () => null, hsRevision: null },
):
  | Exclude<FlowParsed, { flow: Flow }>
  | { flow: Flow & { product: string }; made?: MadeProduct }
  | { unknown: 'HS code'; text: string } {
  if (!('flow' in parsed)) return parsed;
  const { flow } = parsed;
  if (!countries.has(flow.exporter)) return { unknown: 'country', text: flow.exporter };
  if (!countries.has(flow.importer)) return { unknown: 'country', text: flow.importer };
  const found = productOf(flow.hs, { productByHs }, asked, names);
  if (found === null) return { unknown: 'HS code', text: flow.hs };
  const { product, ...made } = found;
  return { flow: { ...flow, product }, ...made };
}

const left = 'another HS code than those asked for';

/**
 * The rows of a yearly file. Most are of other codes: these are passed over before anything else is read of them.
 * @throws ImportError when the file breaks off.
 */
async function* parseYearly(
  file: InputFile,
  of: Release,
  iso3ByCode: ReadonlyMap<string, string>,
  places: Places,
  hs: readonly string[] | null,
  names: CodeNames,
): AsyncGenerator<Parsed> {
  const header = headerOf(file);
  const at = (column: keyof YearlyRow) => header.indexOf(column);
  const [t, i, j, k, v, q] = [at('t'), at('i'), at('j'), at('k'), at('v'), at('q')];
  const wanted = new Map<string, boolean>();
  for await (const rows of streamRows(file))
    for (const { line, cells } of rows) {
      const code = cells[k] ?? '';
      let take = wanted.get(code);
      if (take === undefined) wanted.set(code, (take = isWanted(code, places, hs)));
      if (!take) yield { line, skipped: left };
      else {
        const row = { t: cells[t], i: cells[i], j: cells[j], k: code, v: cells[v], q: cells[q] } as YearlyRow;
        yield { line, ...placeFlow(parseFlow(row, iso3ByCode, of), places, hs, names) };
      }
    }
}

/** Whether rows of a code are asked for; what is no code at all is, so that it is told. */
const isWanted = (code: string, { productByHs }: Places, hs: readonly string[] | null) =>
  !/^\d{6}$/.test(code) || (hs === null ? productByHs.has(code) : isAsked(code, hs));

/** Alpha-3 by BACI code, from the list that a release ships beside its tables. @throws ImportError when it is not there. */
async function readCountryCodes(file: InputFile, release: string): Promise<Map<string, string>> {
  const list = await besideOf(file, 'country_codes', release);
  if (!list)
    throw new ImportError(
      `BACI's country codes are not ISO's: put the release's country_codes_${release}.csv into the folder of ${file.path}.`,
    );
  if (!isCountryList(list))
    throw new ImportError(`${list.path} lacks a column: it must have ${numberColumn} and ${iso3Columns.join(' or ')}.`);
  // Lists of older releases are in Latin-1.
  const rows = csvRecords(await list.decode('either'));
  return parseCountryCodes(
    rows.map(({ cell }) => Object.fromEntries([numberColumn, ...iso3Columns].map((column) => [column, cell(column)]))),
  );
}

/** A list that a release ships beside its tables: that of the release, else any. */
async function besideOf(file: InputFile, kind: string, release: string): Promise<InputFile | null> {
  const [start, end] = [kind.toLowerCase(), `_${release.toLowerCase()}.csv`];
  const isList = (name: string) => name.toLowerCase().startsWith(start) && name.toLowerCase().endsWith('.csv');
  return (await file.sibling((name) => isList(name) && name.toLowerCase().endsWith(end))) ?? file.sibling(isList);
}

const isCountryList = (head: Head): boolean => iso3Columns.some((column) => hasColumns(head, [numberColumn, column]));

/** What CEPII calls the codes of a revision, where its list lies beside the tables; read only when codes are asked for. */
async function readCodeNames(file: InputFile, { revision, release }: Release, asked: boolean): Promise<CodeNames> {
  const hsRevision = hsRevisionOf(revision);
  const list = asked ? await besideOf(file, `product_codes_${revision}`, release) : null;
  if (!list || !hasColumns(list, productColumns)) return { nameOf: () => null, hsRevision };
  const rows = csvRecords(await list.decode('either'));
  const names = new Map(rows.map(({ cell }) => [cell('code').padStart(6, '0'), cell('description')]));
  return { nameOf: (hs) => names.get(hs) ?? null, hsRevision };
}

const productColumns = ['code', 'description'] as const;

const yearsOf = ({ year, lastYear }: Release): string => (lastYear ? `${year}-${lastYear}` : String(year));

/** All trade of one year or several in one revision of the Harmonized System. */
const yearly: Format = {
  title: 'BACI, one year of a release, such as BACI_HS17_Y2024_V202601.csv, with country_codes_V202601.csv beside it',
  needs: yearlyColumns,
  recognises: (head) => hasColumns(head, ['t', 'i', 'j', 'k']),
  async open(file, places, { asOf, hs }): Promise<Opened> {
    const of = releaseOf(file.name);
    if (!of)
      throw new ImportError(
        `${file.path} does not say of which revision, year and release it is: name it as CEPII does, such as BACI_HS17_Y2024_V202601.csv.`,
      );
    const codes = await readCountryCodes(file, of.release);
    return {
      dataSet: `baci-${of.revision.toLowerCase()}-${yearsOf(of)}${of.part ? `, ${of.part}` : ''}`,
      sources: [sourceOfRelease(of, asOf)],
      complete: true,
      rows: parseYearly(file, of, codes, places, hs, await readCodeNames(file, of, hs !== null)),
    };
  },
};

/** The largest partners of each country over the years, in permanent magnets or in several products. */
const series: Format = {
  title: 'BACI, permanent magnets or other products between the largest partners, year by year',
  needs: seriesColumns,
  recognises: (head) => hasColumns(head, ['exporter_iso2', 'importer_iso2']),
  async open(file, places, { hs }): Promise<Opened> {
    const rows = csvRecords(await file.decode('utf-8'));
    const several = hasColumns(file, [codeColumn]);
    const years = rows.map(({ cell }) => cell('year')).sort();
    const source = several ? sourceOfSeries(years[0] ?? '', years.at(-1) ?? '') : null;
    return {
      dataSet: source?.id ?? 'baci-magnets',
      sources: source ? [source] : [],
      complete: false,
      rows: parseSeries(rows, places, hs, source?.id),
    };
  },
};

function* parseSeries(
  rows: readonly CsvRecord[],
  places: Places,
  hs: readonly string[] | null,
  source: string | undefined,
): Generator<Parsed> {
  for (const { line, cell } of rows) {
    const row = Object.fromEntries([...seriesColumns, codeColumn].map((name) => [name, cell(name)])) as SeriesRow;
    if (!isWanted(row[codeColumn] || MAGNETS, places, hs)) yield { line, skipped: left };
    else yield { line, ...placeFlow(parseSeriesFlow(row, places.iso3ByIso2, source), places, hs) };
  }
}

/** World trade by product and pair of countries, as CEPII reconciles it. */
export const baci: Importer = {
  publisher: 'baci',
  title: 'CEPII, BACI: International Trade Database at the Product Level',
  reads: 'trade flows by HS code, exporter and importer: value and weight',
  licence: 'Etalab 2.0 (open, with attribution)',
  redistributable: true,
  formats: [yearly, series],
  beside: [
    { title: "BACI's list of country codes", recognises: isCountryList },
    { title: "BACI's list of product codes", recognises: (head) => headerOf(head).join() === productColumns.join() },
  ],
};
