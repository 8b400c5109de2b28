import { flowId, type FlowRow } from '../../src/trade-flow/load.ts';
import { readRows, type Placed, type Problem } from '../table.ts';

/** What an importer needs to know of the graph to place a row. */
export interface Places {
  /** Alpha-3 codes of the countries that are known. */
  countries: ReadonlySet<string>;
  /** Alpha-3 code by alpha-2 code, for today's countries and for those of a former time. */
  iso3ByIso2: ReadonlyMap<string, string>;
  /** Slug of a product by HS code. */
  productByHs: ReadonlyMap<string, string>;
}

/** What became of a file's rows. */
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

type Parsed = { flow: Omit<FlowRow, 'id' | 'product'> } | { refused: string } | { skipped: string };

const full = { file: 'baci/BACI_HS17_Y2024_V202601_critical_subset.csv.gz', source: 'cepii-baci-hs17-v202601' };
const codes = 'baci/country_codes_V202601.csv';
const series = { file: 'baci/magnets_850511_bilateral_2002_2024.csv.gz', source: 'cepii-baci-magnets-2002-2024' };

// Where BACI's own country code is not ISO's: "Other Asia, not elsewhere specified" is Taiwan in all but name.
const iso3OfBaci = (iso3: string) => (iso3 === 'S19' ? 'TWN' : iso3 === 'ZA1' ? 'ZAF' : iso3);

/** BACI's country codes: alpha-3 code by BACI code. */
export function parseCountryCodes(rows: readonly Placed<Record<string, string>>[]): Map<string, string> {
  return new Map(rows.map(({ row }) => [row['country_code'] ?? '', iso3OfBaci(row['country_iso3'] ?? '')]));
}

/** A row of a yearly BACI file: `v` is in thousand US$, `q` in tonnes or `NA`. */
export function parseFlow(row: Record<string, string>, iso3ByCode: ReadonlyMap<string, string>): Parsed {
  const exporter = iso3ByCode.get(row['i'] ?? '');
  const importer = iso3ByCode.get(row['j'] ?? '');
  if (!exporter || !importer) return { refused: `country code ${exporter ? row['j'] : row['i']} is not in ${codes}` };
  const quantity = row['q']?.trim() ?? '';
  return checked({
    hs: row['k'] ?? '',
    year: Number(row['t']),
    exporter,
    importer,
    // Thousands with three decimals: whole dollars, made whole again after the multiplication.
    valueUsd: Math.round(Number(row['v']) * 1000),
    tonnes: quantity === 'NA' || quantity === '' ? null : Number(quantity),
    source: full.source,
    confidence: 'HIGH',
  });
}

/** A row of the magnet series: value in US$; weights are given for 2024 alone, and a 0 there is rounding. */
export function parseSeriesFlow(row: Record<string, string>, iso3ByIso2: ReadonlyMap<string, string>): Parsed {
  const exporter = iso3ByIso2.get(row['exporter_iso2'] ?? '');
  const importer = iso3ByIso2.get(row['importer_iso2'] ?? '');
  if (!exporter || !importer)
    return { refused: `alpha-2 code ${exporter ? row['importer_iso2'] : row['exporter_iso2']} is not known` };
  if (row['year'] === '2024') return { skipped: '2024 comes from the full file alone' };
  const tonnes = Number(row['qty_t']);
  return checked({
    hs: '850511',
    year: Number(row['year']),
    exporter,
    importer,
    valueUsd: Number(row['value_usd']),
    tonnes: tonnes > 0 ? tonnes : null,
    source: series.source,
    confidence: 'MEDIUM',
  });
}

function checked(flow: Omit<FlowRow, 'id' | 'product'>): Parsed {
  if (!Number.isInteger(flow.year) || flow.year < 1900 || flow.year > 2100)
    return { refused: `year ${flow.year} cannot be` };
  if (!(flow.valueUsd > 0)) return { refused: `value ${flow.valueUsd} is not above 0` };
  if (flow.tonnes !== null && !(flow.tonnes >= 0)) return { refused: `quantity ${flow.tonnes} is below 0` };
  return { flow };
}

/** Reads the trade flows that the seed ships: all of 2024, and the years before of permanent magnets. */
export function readTradeFlows(places: Places): Record<string, Imported> {
  const iso3ByCode = parseCountryCodes(readRows(codes).rows);
  return {
    [full.file]: place(full.file, true, (row) => parseFlow(row, iso3ByCode), places),
    [series.file]: place(series.file, false, (row) => parseSeriesFlow(row, places.iso3ByIso2), places),
  };
}

function place(
  file: string,
  complete: boolean,
  parse: (row: Record<string, string>) => Parsed,
  places: Places,
): Imported {
  const { rows, problems } = readRows(file);
  const result: Imported = { rows: [], refused: [...problems], skipped: new Map(), read: rows.length, complete };
  const seen = new Map<string, FlowRow>();
  for (const { line, row } of rows) {
    const parsed = parse(row);
    if ('skipped' in parsed) {
      result.skipped.set(parsed.skipped, (result.skipped.get(parsed.skipped) ?? 0) + 1);
      continue;
    }
    const refuse = (reason: string) => result.refused.push({ file, line, reason });
    if ('refused' in parsed) {
      refuse(parsed.refused);
      continue;
    }
    const { flow } = parsed;
    const product = places.productByHs.get(flow.hs);
    const stranger = [flow.exporter, flow.importer].find((iso3) => !places.countries.has(iso3));
    const id = flowId(flow);
    if (product === undefined) refuse(`HS code ${flow.hs} belongs to no product`);
    else if (stranger !== undefined) refuse(`country ${stranger} is not known`);
    else if (seen.has(id)) refuse(`this flow stands above already`);
    else {
      const placed = { ...flow, id, product };
      seen.set(id, placed);
      result.rows.push(placed);
    }
  }
  return result;
}
