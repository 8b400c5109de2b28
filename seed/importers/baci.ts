import { FlowKeys } from '../../src/trade-flow/flow-keys.ts';
import { flowId, type FlowRow } from '../../src/trade-flow/load.ts';
import { readRows, type Problem } from '../table.ts';
import { csvRecords, hasColumns, headerOf } from './csv-records.ts';
import { streamRows } from './csv-stream.ts';
import {
  ImportError,
  type Format,
  type Importer,
  type InputFile,
  type Opened,
  type Parsed,
  type Places,
  type SourceFound,
} from './importer.ts';

type Flow = Omit<FlowRow, 'id' | 'product'>;

/** What a row says: a flow that has yet to be placed, or why there is none. */
export type FlowParsed =
  { flow: Flow } | { skipped: string } | { unknown: 'country'; text: string } | { refused: string };

/** What a yearly file is of: revision of the Harmonized System, year and release, all as BACI writes them. */
export interface Release {
  /** Such as `HS17`. */
  revision: string;
  year: number;
  /** Such as `V202601`: the release of January 2026. */
  release: string;
}

/** A yearly file's columns: year, exporter, importer, product, value, quantity. */
const yearlyColumns = ['t', 'i', 'j', 'k', 'v', 'q'] as const;
const seriesColumns = ['year', 'exporter_iso2', 'importer_iso2', 'value_usd', 'qty_t'] as const;
const codeColumns = ['country_code', 'country_iso3'] as const;

/** A row by its columns. */
export type YearlyRow = Record<(typeof yearlyColumns)[number], string>;
export type SeriesRow = Record<(typeof seriesColumns)[number], string>;

const seriesSource = 'cepii-baci-magnets-2002-2024';
const attribution = (what: string) =>
  `CEPII, BACI (Gaulier and Zignago 2010), ${what}, Licence Ouverte / Open Licence 2.0`;

// Where BACI's own country code is not ISO's: "Other Asia, not elsewhere specified" is Taiwan in all but name.
const iso3OfBaci = (iso3: string) => (iso3 === 'S19' ? 'TWN' : iso3 === 'ZA1' ? 'ZAF' : iso3);

/** BACI's country codes, which are not ISO's numbers: alpha-3 code by BACI code. */
export const parseCountryCodes = (rows: readonly Record<(typeof codeColumns)[number], string>[]): Map<string, string> =>
  new Map(rows.map((row) => [row.country_code, iso3OfBaci(row.country_iso3)]));

/** What the name of a yearly file says, such as `BACI_HS17_Y2024_V202601.csv`; null when it is named otherwise. */
export function releaseOf(name: string): Release | null {
  const [, revision, year, release] = /BACI_(HS\d\d)_Y(\d{4})_(V\d{6})/i.exec(name) ?? [];
  if (!revision || !year || !release) return null;
  return { revision: revision.toUpperCase(), year: Number(year), release: release.toUpperCase() };
}

const sourceId = ({ revision, release }: Release) => `cepii-baci-${revision}-${release}`.toLowerCase();

/** A release as a source. It is named by its month, whose last day is taken as the day of publication unless another is given. */
export function sourceOfRelease(of: Release, asOf: string | null): SourceFound {
  const year = Number(of.revision.slice(2));
  const [published, month] = [Number(of.release.slice(1, 5)), Number(of.release.slice(5))];
  return {
    id: sourceId(of),
    publisher: 'CEPII',
    title: `BACI: International Trade Database at the Product Level, HS ${year < 80 ? 2000 + year : 1900 + year}`,
    vintage: of.release,
    publishedOn: asOf ?? new Date(Date.UTC(published, month, 0)).toISOString().slice(0, 10),
    url: 'http://www.cepii.fr/CEPII/en/bdd_modele/bdd_modele_item.asp?id=37',
    licence: 'Etalab 2.0',
    attribution: attribution(`${of.revision} ${of.release}`),
    note: 'Values in thousand US$, tonnes; free on board, reconciled from both sides.',
  };
}

/** A row of a yearly file: `v` is in thousand US$, `q` in tonnes or `NA`. */
export function parseFlow(row: YearlyRow, iso3ByCode: ReadonlyMap<string, string>, of: Release): FlowParsed {
  const exporter = iso3ByCode.get(row.i);
  const importer = iso3ByCode.get(row.j);
  if (!exporter || !importer) return { unknown: 'country', text: exporter ? row.j : row.i };
  if (row.t !== String(of.year)) return { refused: `year ${row.t} in a file of ${of.year}` };
  const quantity = row.q.trim();
  return checked({
    hs: row.k,
    year: of.year,
    exporter,
    importer,
    // Thousands with three decimals: whole dollars, made whole again after the multiplication.
    valueUsd: Math.round(numberOf(row.v) * 1000),
    tonnes: quantity === 'NA' || quantity === '' ? null : numberOf(quantity),
    source: sourceId(of),
    confidence: 'HIGH',
  });
}

/** A row of the magnet series: value in US$; weights are given for 2024 alone, and a 0 there is rounding. */
export function parseSeriesFlow(row: SeriesRow, iso3ByIso2: ReadonlyMap<string, string>): FlowParsed {
  const exporter = iso3ByIso2.get(row.exporter_iso2);
  const importer = iso3ByIso2.get(row.importer_iso2);
  if (!exporter || !importer) return { unknown: 'country', text: exporter ? row.importer_iso2 : row.exporter_iso2 };
  if (row.year === '2024') return { skipped: '2024 comes from the full file alone' };
  const tonnes = row.qty_t === '' ? 0 : numberOf(row.qty_t);
  return checked({
    hs: '850511',
    year: numberOf(row.year),
    exporter,
    importer,
    valueUsd: numberOf(row.value_usd),
    tonnes: tonnes === 0 ? null : tonnes,
    source: seriesSource,
    confidence: 'MEDIUM',
  });
}

/** A number as it is written; NaN where it is none. */
const numberOf = (text: string): number => (text.trim() === '' ? NaN : Number(text));

function checked(flow: Flow): FlowParsed {
  if (!/^\d{6}$/.test(flow.hs)) return { refused: `HS code "${flow.hs}" has not six digits` };
  if (!Number.isInteger(flow.year) || flow.year < 1900 || flow.year > 2100)
    return { refused: `year ${flow.year} cannot be` };
  if (!(flow.valueUsd > 0)) return { refused: `value ${flow.valueUsd} is not above 0` };
  if (flow.tonnes !== null && !(flow.tonnes >= 0)) return { refused: `quantity ${flow.tonnes} is not 0 or more` };
  return { flow };
}

/** A parsed row with its product, or why it has no place. */
function placeFlow(
  parsed: FlowParsed,
  { countries, productByHs }: Pick<Places, 'countries' | 'productByHs'>,
): Exclude<FlowParsed, { flow: Flow }> | { flow: Flow & { product: string } } | { unknown: 'HS code'; text: string } {
  if (!('flow' in parsed)) return parsed;
  const { flow } = parsed;
  if (!countries.has(flow.exporter)) return { unknown: 'country', text: flow.exporter };
  if (!countries.has(flow.importer)) return { unknown: 'country', text: flow.importer };
  const product = productByHs.get(flow.hs);
  return product === undefined ? { unknown: 'HS code', text: flow.hs } : { flow: { ...flow, product } };
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
        yield { line, ...placeFlow(parseFlow(row, iso3ByCode, of), places) };
      }
    }
}

/** Whether rows of a code are asked for; what is no code at all is, so that it is told. */
const isWanted = (code: string, { productByHs }: Places, hs: readonly string[] | null) =>
  !/^\d{6}$/.test(code) || (hs === null ? productByHs.has(code) : hs.some((one) => code.startsWith(one)));

/** Alpha-3 by BACI code, from the list that a release ships beside its tables. @throws ImportError when it is not there. */
async function readCountryCodes(file: InputFile, release: string): Promise<Map<string, string>> {
  const isList = (name: string) => /^country_codes.*\.csv$/i.test(name);
  const list = (await file.sibling((name) => isList(name) && name.includes(release))) ?? (await file.sibling(isList));
  if (!list)
    throw new ImportError(
      `BACI's country codes are not ISO's: put the release's country_codes_${release}.csv into the folder of ${file.path}.`,
    );
  if (!hasColumns(list, codeColumns))
    throw new ImportError(`${list.path} lacks a column: it must have ${codeColumns.join(' and ')}.`);
  const rows = csvRecords(await list.decode('utf-8'));
  return parseCountryCodes(
    rows.map(({ cell }) => ({ country_code: cell('country_code'), country_iso3: cell('country_iso3') })),
  );
}

/** All trade of one year in one revision of the Harmonized System. */
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
      dataSet: `baci-${of.revision.toLowerCase()}-${of.year}`,
      sources: [sourceOfRelease(of, asOf)],
      complete: true,
      rows: parseYearly(file, of, codes, places, hs),
    };
  },
};

/** The largest partners of each country in permanent magnets over the years. */
const series: Format = {
  title: 'BACI, permanent magnets between the largest partners, year by year',
  needs: seriesColumns,
  recognises: (head) => hasColumns(head, ['exporter_iso2', 'importer_iso2']),
  async open(file, places): Promise<Opened> {
    const rows = csvRecords(await file.decode('utf-8'));
    return {
      dataSet: 'baci-magnets',
      sources: [],
      complete: false,
      rows: rows.map(({ line, cell }) => {
        const row = Object.fromEntries(seriesColumns.map((name) => [name, cell(name)])) as SeriesRow;
        return { line, ...placeFlow(parseSeriesFlow(row, places.iso3ByIso2), places) };
      }),
    };
  },
};

/** World trade by product and pair of countries, as CEPII reconciles it. */
export const baci: Importer = {
  publisher: 'baci',
  title: 'CEPII, BACI: International Trade Database at the Product Level',
  reads: 'trade flows by HS code, exporter and importer: value and weight',
  licence: 'Etalab 2.0 (open, with attribution)',
  redistributable: true,
  formats: [yearly, series],
  beside: [{ title: "BACI's list of country codes", recognises: (head) => hasColumns(head, codeColumns) }],
};

/** What became of the rows of a file that the seed ships. */
export interface Imported {
  rows: FlowRow[];
  /** Rows that cannot be placed; they are not loaded. */
  refused: Problem[];
  /** Rows left out on purpose, by reason. */
  skipped: Map<string, number>;
  read: number;
  /** False where the file has only each country's largest partners. */
  complete: boolean;
}

const shipped = {
  full: 'baci/BACI_HS17_Y2024_V202601_critical_subset.csv.gz',
  codes: 'baci/country_codes_V202601.csv',
  series: 'baci/magnets_850511_bilateral_2002_2024.csv.gz',
};

/** What the seed needs to place a row. */
export type SeedPlaces = Pick<Places, 'countries' | 'iso3ByIso2' | 'productByHs'>;

/** Reads the trade flows that the seed ships: all of 2024, and the years before of permanent magnets. */
export function readTradeFlows(places: SeedPlaces): Record<string, Imported> {
  const of = releaseOf(shipped.full);
  if (!of) throw new Error(`${shipped.full} is not named as a release.`);
  const codes = parseCountryCodes(readRows(shipped.codes).rows.map(({ row }) => row as never));
  return {
    [shipped.full]: place(shipped.full, true, (row) => parseFlow(row as YearlyRow, codes, of), places),
    [shipped.series]: place(
      shipped.series,
      false,
      (row) => parseSeriesFlow(row as SeriesRow, places.iso3ByIso2),
      places,
    ),
  };
}

function place(
  file: string,
  complete: boolean,
  parse: (row: Record<string, string>) => FlowParsed,
  places: SeedPlaces,
): Imported {
  const { rows, problems } = readRows(file);
  const result: Imported = { rows: [], refused: [...problems], skipped: new Map(), read: rows.length, complete };
  const keys = new FlowKeys();
  for (const { line, row } of rows) {
    const placed = placeFlow(parse(row), places);
    const refuse = (reason: string) => result.refused.push({ file, line, reason });
    if ('skipped' in placed) result.skipped.set(placed.skipped, (result.skipped.get(placed.skipped) ?? 0) + 1);
    else if ('refused' in placed) refuse(placed.refused);
    else if ('unknown' in placed) refuse(`${placed.unknown} ${placed.text} is not known`);
    else if (!keys.add(placed.flow)) refuse('this flow stands above already');
    else result.rows.push({ ...placed.flow, id: flowId(placed.flow) });
  }
  return result;
}
