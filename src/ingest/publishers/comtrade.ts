import { z } from 'zod';
import type { ReportedBy } from '../../api/generated.ts';
import { csvRecords, hasColumns } from '../reading/csv-records.ts';
import {
  ImportError,
  type Format,
  type Importer,
  type ImportOptions,
  type Opened,
  type Parsed,
  type Places,
  type SourceFound,
} from '../reading/importer.ts';
import { hsRevisionOf, isAsked, productOf } from '../reading/made-product.ts';
import { tradeAreas, type Area } from './trade-areas.ts';
import { wholeJson } from '../reading/whole-json.ts';
import { decimal } from '../../lib/round.ts';

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

type Column = (typeof needs)[number] | 'reporterISO' | 'partnerISO' | 'partnerDesc' | 'classificationCode' | 'cmdDesc';

/** A record of the interface: codes alone in some tables, with alpha-3 codes and names beside them in others and in JSON. */
interface ComtradeRow {
  line: number;
  /** A cell; empty where there is nothing or what a statistics program writes for it. */
  cell(column: Column): string;
  /** The same for a code: a program that takes codes for numbers writes 276 as 276.0. */
  code(column: Column): string;
}

const nothing = /^(?:na|n\/a|nan|null|none|\.)$/i;

function rowOf(line: number, written: (column: Column) => string): ComtradeRow {
  const cell = (column: Column) => {
    const text = written(column).trim();
    return nothing.test(text) ? '' : text;
  };
  return { line, cell, code: (column) => cell(column).replace(/^(\d+)\.0+$/, '$1') };
}

/**
 * What an importer and what an exporter reports are two claims on one flow: imports are valued at the importer's border, exports at
 * the exporter's. So they are two sources, and no sum ever mixes them.
 */
const sides = {
  M: {
    id: 'un-comtrade-imports',
    title: 'UN Comtrade, imports as the importer reports them (CIF)',
    reportedBy: 'IMPORTER' satisfies ReportedBy,
  },
  X: {
    id: 'un-comtrade-exports',
    title: 'UN Comtrade, exports as the exporter reports them (FOB)',
    reportedBy: 'EXPORTER' satisfies ReportedBy,
  },
} as const;

const sourceOf = ({ id, title }: (typeof sides)['M' | 'X'], asOf: string | null): SourceFound => ({
  id,
  publisher: 'United Nations Statistics Division',
  title,
  vintage: null,
  publishedOn: asOf,
  url: 'https://comtradeplus.un.org',
  urlMissing: null,
  licence: 'limited: not to be redistributed',
  attribution: 'UN Comtrade',
  note: "Loaded from the user's own files only.",
});

const table: Format = {
  title: 'answers of the UN Comtrade interface (CSV)',
  needs,
  recognises: (head) => hasColumns(head, ['reporterCode']) || hasColumns(head, ['flowCode', 'cmdCode']),
  async open(file, places, options) {
    // Its website writes Latin-1, its interface UTF-8.
    const records = csvRecords(await file.decode('either'));
    return opened(
      records.map(({ line, cell }) => rowOf(line, cell)),
      places,
      options,
    );
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
function recordsOf(text: string): ComtradeRow[] {
  const result = answer.safeParse(wholeJson(text));
  if (!result.success) throw new ImportError('The file has no list "data" of records.');
  const { data, error } = result.data;
  if (error) throw new ImportError(`UN Comtrade answered with an error: ${error}`);
  if (data.length === 0) throw new ImportError('The answer holds no records.');
  return data.map((record, index) => rowOf(index + 1, (column) => String(record[column] ?? '')));
}

function opened(rows: readonly ComtradeRow[], places: Places, options: ImportOptions): Opened {
  const all = (column: Column) =>
    [...new Set(rows.map((row) => row.code(column)))].sort((a, b) => Number(a) - Number(b));
  const years = all('refYear');
  const areas = tradeAreas(places);
  return {
    dataSet: `un-comtrade, ${all('cmdCode').join('+')} of reporters ${all('reporterCode').join('+')}, ${years[0]}-${years.at(-1)}`,
    sources: [sides.M, sides.X].map((side) => sourceOf(side, options.asOf)),
    complete: false,
    rows: rows.map((row) => ({ line: row.line, ...parseRow(row, places, areas, options) })),
  };
}

type Fate =
  | Pick<Extract<Parsed, { flow: object }>, 'flow' | 'made'>
  | Pick<Extract<Parsed, { total: object }>, 'total'>
  | { skipped: string }
  | { refused: string }
  | Omit<Extract<Parsed, { unknown: string }>, 'line'>;

const isWhole = (code: string) => code === '' || code === '0';

/** Why a row is none of whole trade in goods; null where it is. */
function leftOut(row: ComtradeRow): string | null {
  if (row.cell('typeCode') !== 'C') return 'services, which no code of goods holds';
  if (row.cell('freqCode') !== 'A') return 'a part of a year';
  if (!/^(?:HS?\d*)?$/i.test(row.cell('classificationCode')))
    return 'of another classification than the Harmonized System';
  if (row.cell('cmdCode') === 'TOTAL') return 'all goods together';
  if (!isWhole(row.code('motCode'))) return 'a part, by mode of transport, of a flow that stands whole beside it';
  const customs = row.cell('customsCode');
  const split = ['partner2Code', 'mosCode'] as const;
  if (!split.every((column) => isWhole(row.code(column))) || (customs !== '' && customs !== 'C00'))
    return 'a part, by second partner or customs procedure, of a flow that stands whole beside it';
  return null;
}

function parseRow(
  row: ComtradeRow,
  places: Places,
  areas: ReturnType<typeof tradeAreas>,
  { hs: asked }: ImportOptions,
): Fate {
  const skipped = leftOut(row);
  if (skipped !== null) return { skipped };
  const hs = row.code('cmdCode');
  if (!/^\d{4}(\d\d)?$/.test(hs)) return { refused: `code "${hs}" has not four or six digits` };
  const flowCode = row.cell('flowCode');
  if (flowCode !== 'M' && flowCode !== 'X')
    return { skipped: 're-exports and re-imports, which exports and imports hold already' };
  const side = sides[flowCode];

  const [reporter, partner] = [areaOf(row, 'reporter', areas), areaOf(row, 'partner', areas)];
  for (const [who, area] of [['reporter', reporter] as const, ['partner', partner] as const])
    if (area === null) return { unknown: 'country', text: `code ${row.code(`${who}Code`)}` };
  const isWorld = row.code('partnerCode') === '0';
  if (reporter === null || partner === null || typeof reporter === 'string' || (partner === 'AGGREGATE' && !isWorld))
    return { skipped: 'trade of or with a union, whose members are counted besides' };

  if (asked !== null && !isAsked(hs, asked)) return { skipped: 'of a code that was not asked for' };
  const codeNames = {
    nameOf: () => row.cell('cmdDesc') || null,
    hsRevision: hsRevisionOf(row.cell('classificationCode')),
  };
  const found = productOf(hs, places, asked, codeNames);
  if (found === null) return { unknown: 'HS code', text: hs };
  const year = Number(row.code('refYear'));
  if (!Number.isInteger(year)) return { refused: `"${row.cell('refYear')}" is not a year` };
  const value = row.cell('primaryValue');
  if (value === '') return { skipped: 'trade of which no value is given' };
  if (!Number.isFinite(Number(value))) return { unknown: 'text in place of a number', text: value };
  const weight = Number(row.cell('netWgt'));
  if (!Number.isFinite(weight)) return { unknown: 'text in place of a number', text: row.cell('netWgt') };
  const amount = {
    ...{ hs, year, source: side.id, valueUsd: Number(value) },
    // In kilograms; beside a value, 0 says as little as an empty cell.
    tonnes: weight === 0 ? null : decimal(weight / 1000),
  };
  if (typeof partner === 'string')
    return {
      total: {
        ...amount,
        country: reporter.iso3,
        unnamed: isWorld ? null : row.cell('partnerDesc') || row.code('partnerCode'),
      },
    };
  if (reporter.iso3 === partner.iso3)
    return { total: { ...amount, country: reporter.iso3, unnamed: null, returned: true } };
  const { product, ...made } = found;
  const [importer, exporter] = flowCode === 'M' ? [reporter.iso3, partner.iso3] : [partner.iso3, reporter.iso3];
  return { flow: { ...amount, product, exporter, importer, confidence: 'HIGH', reportedBy: side.reportedBy }, ...made };
}

const areaOf = (row: ComtradeRow, who: 'reporter' | 'partner', areas: ReturnType<typeof tradeAreas>): Area | null =>
  areas(row.code(`${who}Code`), row.cell(`${who}ISO`));

/** UN Comtrade: read from the user's own disk alone. */
export const comtrade: Importer = {
  publisher: 'comtrade',
  title: 'United Nations Statistics Division, UN Comtrade',
  reads: 'imports and exports by reporter and partner, as two claims on each flow',
  licence: 'limited: not to be redistributed',
  redistributable: false,
  formats: [table, json],
};
