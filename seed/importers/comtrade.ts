import { z } from 'zod';
import { decimal } from '../../src/observation/unit.ts';
import { readRows } from '../table.ts';
import { csvRecords, hasColumns } from './csv-records.ts';
import {
  ImportError,
  type Format,
  type Importer,
  type ImportOptions,
  type Opened,
  type Parsed,
  type Places,
  type SourceFound,
} from './importer.ts';
import { wholeJson } from './whole-json.ts';

const needs = [
  'typeCode',
  'freqCode',
  'refYear',
  'reporterCode',
  'flowCode',
  'partnerCode',
  'partner2Code',
  'cmdCode',
  'customsCode',
  'mosCode',
  'motCode',
  'netWgt',
  'primaryValue',
] as const;

type Column = (typeof needs)[number] | 'reporterISO' | 'partnerISO';

/** A record of the interface: codes alone in tables, with alpha-3 codes beside them in JSON. */
interface Row {
  line: number;
  cell(column: Column): string;
}

/**
 * What an importer and what an exporter reports are two claims on one flow: imports are valued at the importer's border, exports at
 * the exporter's. So they are two sources, and no sum ever mixes them.
 */
const sides = {
  M: { id: 'un-comtrade-imports', title: 'UN Comtrade, imports as the importer reports them (CIF)' },
  X: { id: 'un-comtrade-exports', title: 'UN Comtrade, exports as the exporter reports them (FOB)' },
} as const;

const sourceOf = ({ id, title }: (typeof sides)['M' | 'X'], asOf: string | null): SourceFound => ({
  id,
  publisher: 'United Nations Statistics Division',
  title,
  vintage: null,
  publishedOn: asOf,
  url: 'https://comtradeplus.un.org',
  licence: 'limited: not to be redistributed',
  attribution: 'UN Comtrade',
  note: "Loaded from the user's own files only.",
});

const table: Format = {
  title: 'answers of the UN Comtrade interface (CSV)',
  needs,
  recognises: (head) => hasColumns(head, ['reporterCode']) || hasColumns(head, ['flowCode', 'cmdCode']),
  async open(file, places, options) {
    return opened(csvRecords(await file.decode('utf-8')), places, options);
  },
};

const answer = z.object({
  data: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))),
  error: z.string().nullish(),
});

const json: Format = {
  title: 'an answer of the UN Comtrade interface (JSON)',
  needs: ['data'],
  recognises: ({ text }) => /^\s*\{/.test(text) && /"(elapsedTime|reporterCode)"/.test(text),
  async open(file, places, options) {
    return opened(recordsOf(await file.decode('utf-8')), places, options);
  },
};

/** The records of an answer; JSON in one line has no lines to name, so it is their number that is told. */
function recordsOf(text: string): Row[] {
  const result = answer.safeParse(wholeJson(text));
  if (!result.success) throw new ImportError('The file has no list "data" of records.');
  const { data, error } = result.data;
  if (error) throw new ImportError(`UN Comtrade answered with an error: ${error}`);
  if (data.length === 0) throw new ImportError('The answer holds no records.');
  return data.map((record, index) => ({ line: index + 1, cell: (column) => String(record[column] ?? '') }));
}

function opened(rows: readonly Row[], places: Places, options: ImportOptions): Opened {
  const all = (column: Column) =>
    [...new Set(rows.map((row) => row.cell(column)))].sort((a, b) => Number(a) - Number(b));
  const years = all('refYear');
  const codes = numberedCountries();
  return {
    dataSet: `un-comtrade, ${all('cmdCode').join('+')} of reporters ${all('reporterCode').join('+')}, ${years[0]}-${years.at(-1)}`,
    sources: [sides.M, sides.X].map((side) => sourceOf(side, options.asOf)),
    complete: false,
    rows: rows.map((row) => ({ line: row.line, ...parseRow(row, places, codes, options) })),
  };
}

/** Alpha-3 code by the number that UN Comtrade uses, which is not always that of ISO; BACI, which is made from it, has the same. */
const numberedCountries = (): ReadonlyMap<string, string> =>
  new Map(
    readRows('baci/country_codes_V202601.csv').rows.map(({ row }) => [
      row['country_code'] ?? '',
      row['country_iso3'] ?? '',
    ]),
  );

type Fate =
  | { flow: Extract<Parsed, { flow: object }>['flow'] }
  | { skipped: string }
  | { refused: string }
  | Omit<Extract<Parsed, { unknown: string }>, 'line'>;

const isWhole = (code: string) => code === '' || code === '0';

function parseRow(row: Row, places: Places, codes: ReadonlyMap<string, string>, { hs: asked }: ImportOptions): Fate {
  if (row.cell('typeCode') !== 'C') return { skipped: 'services, which no code of goods holds' };
  if (row.cell('freqCode') !== 'A') return { skipped: 'a part of a year' };
  const hs = row.cell('cmdCode');
  if (hs === 'TOTAL') return { skipped: 'all goods together' };
  if (!/^\d{4}(\d\d)?$/.test(hs)) return { refused: `code "${hs}" has not four or six digits` };
  if (!isWhole(row.cell('motCode')))
    return { skipped: 'a part, by mode of transport, of a flow that stands whole beside it' };
  const customs = row.cell('customsCode');
  const split = ['partner2Code', 'mosCode'] as const;
  if (!split.every((column) => isWhole(row.cell(column))) || (customs !== '' && customs !== 'C00'))
    return { skipped: 'a part, by second partner or customs procedure, of a flow that stands whole beside it' };
  const flowCode = row.cell('flowCode');
  if (flowCode !== 'M' && flowCode !== 'X')
    return { skipped: 're-exports and re-imports, which exports and imports hold already' };
  if (row.cell('partnerCode') === '0')
    return { skipped: 'trade with the whole world, which is the sum of its partners' };

  const [reporter, partner] = [countryOf(row, 'reporter', places, codes), countryOf(row, 'partner', places, codes)];
  const stranger = [reporter, partner].find((country) => 'unknown' in country);
  if (stranger && 'unknown' in stranger) return stranger;
  if (!('iso3' in reporter) || !('iso3' in partner)) return { skipped: 'trade with several countries together' };
  if (reporter.iso3 === partner.iso3) return { skipped: 'goods that come back to the country they left' };

  const product = places.productByHs.get(hs);
  if (product === undefined) return { unknown: 'HS code', text: hs };
  if (asked !== null && !asked.includes(hs)) return { skipped: 'of a code that was not asked for' };
  const year = Number(row.cell('refYear'));
  if (!Number.isInteger(year)) return { refused: `"${row.cell('refYear')}" is not a year` };
  const value = row.cell('primaryValue');
  if (value === '' || !Number.isFinite(Number(value))) return { unknown: 'text in place of a number', text: value };
  const weight = Number(row.cell('netWgt'));
  if (!Number.isFinite(weight)) return { unknown: 'text in place of a number', text: row.cell('netWgt') };
  const [importer, exporter] = flowCode === 'M' ? [reporter.iso3, partner.iso3] : [partner.iso3, reporter.iso3];
  return {
    flow: {
      hs,
      product,
      year,
      exporter,
      importer,
      valueUsd: Number(value),
      // In kilograms; beside a value, 0 says as little as an empty cell.
      tonnes: weight === 0 ? null : decimal(weight / 1000),
      source: sides[flowCode].id,
      confidence: 'HIGH',
    },
  };
}

function countryOf(row: Row, who: 'reporter' | 'partner', places: Places, codes: ReadonlyMap<string, string>) {
  const code = row.cell(`${who}Code`);
  const iso3 = row.cell(`${who}ISO`) || codes.get(code);
  return (iso3 === undefined ? null : places.country(iso3)) ?? { unknown: 'country' as const, text: `code ${code}` };
}

/** UN Comtrade: read from the user's own disk alone. */
export const comtrade: Importer = {
  publisher: 'comtrade',
  title: 'United Nations Statistics Division, UN Comtrade',
  reads: 'imports and exports by reporter and partner, as two claims on each flow',
  licence: 'limited: not to be redistributed',
  redistributable: false,
  formats: [table, json],
};
