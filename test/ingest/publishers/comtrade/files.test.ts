import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { comtrade } from '../../../../src/ingest/publishers/comtrade.ts';
import { totalRows } from '../../../../src/ingest/import/flows.ts';
import { parseFile, type FileParsed } from '../../parse-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'lodegraph-comtrade-'));
afterAll(() => rmSync(folder, { recursive: true }));

type Cells = Record<string, string | number | null>;

/** A record as the interface gives it; figures are made up. */
const record = (cells: Cells): Cells => ({
  ...{ typeCode: 'C', freqCode: 'A', refYear: 2019, reporterCode: 276, reporterISO: 'DEU', reporterDesc: 'Germany' },
  ...{ flowCode: 'M', partnerCode: 156, partnerISO: 'CHN', partnerDesc: 'China', partner2Code: 0 },
  ...{ classificationCode: 'H6', cmdCode: '280530', cmdDesc: 'x', customsCode: 'C00', mosCode: 0, motCode: 0 },
  ...{ netWgt: 3000, primaryValue: 300000, isAggregate: 'True' },
  ...cells,
});
const world: Cells = { partnerCode: 0, partnerISO: 'W00', partnerDesc: 'World', netWgt: 10000, primaryValue: 1000000 };
const ivory: Cells = {
  partnerCode: 384,
  partnerISO: 'CIV',
  partnerDesc: "Côte d'Ivoire",
  netWgt: 2000,
  primaryValue: 200000,
};
const four = [
  world,
  {},
  ivory,
  { partnerCode: 792, partnerISO: 'TUR', partnerDesc: 'Türkiye', netWgt: 5000, primaryValue: 500000 },
].map(record);

const csv = (records: readonly Cells[]) =>
  [Object.keys(records[0] ?? {}), ...records.map((one) => Object.values(one))]
    .map((cells) => cells.map((cell) => (cell === null ? '' : String(cell))).join(','))
    .join('\n') + '\n';

let files = 0;
function parsed(content: string | Uint8Array, end = 'csv', hs: readonly string[] | null = null): Promise<FileParsed> {
  const path = join(folder, `answer-${++files}.${end}`);
  writeFileSync(path, content);
  return parseFile(comtrade, pathToFileURL(path), { hs });
}
const answer = (records: readonly Cells[]) =>
  parsed(JSON.stringify({ elapsedTime: '0.1 secs', data: records, error: '' }), 'json');
const flowsOf = ({ flows }: FileParsed) =>
  flows.map(({ exporter, importer, valueUsd, tonnes }) => `${exporter}-${importer} ${valueUsd} ${tonnes}`);
const whole = ['CHN-DEU 300000 3', 'CIV-DEU 200000 2', 'TUR-DEU 500000 5'];

describe('a table of UN Comtrade as people have it', () => {
  test.each([
    ['with a comma more at the end of each row', csv(four).replaceAll(/(True)\n/g, '$1,\n')],
    ['with a comma more at the end of the header', csv(four).replace('\n', ',\n')],
    ['in Latin-1, as the website writes it', Buffer.from(csv(four), 'latin1')],
    ['without its last line break', csv(four).trimEnd()],
    ['with ends of lines and a mark as Windows writes them', `\ufeff${csv(four).replaceAll('\n', '\r\n')}`],
    [
      'with codes that a program took for numbers',
      csv(four).replaceAll(/(?<=,)(276|156|384|792|2019|0|280530)(?=,)/g, '$1.0'),
    ],
    ['without the letters of countries', csv(four.map((one) => ({ ...one, reporterISO: '', partnerISO: '' })))],
    [
      'without the columns of letters and names',
      csv(
        four.map(
          ({ reporterISO: _, partnerISO: __, reporterDesc: ___, partnerDesc: ____, cmdDesc: _____, ...one }) => one,
        ),
      ),
    ],
    [
      'with NA for what is not known',
      csv(four.map((one) => ({ ...one, reporterISO: 'NA', partnerISO: 'NA', cmdDesc: 'NA' }))),
    ],
  ])('%s is read whole', async (_, content) => {
    const file = await parsed(content);
    expect(flowsOf(file)).toEqual(whole);
    expect(file.totals).toMatchObject([{ country: 'DEU', valueUsd: 1000000, tonnes: 10, unnamed: null }]);
    expect([file.skipped, file.unknown, file.refused]).toEqual([{}, [], []]);
  });

  test.each(['NA', 'N/A', 'nan', 'NaN', 'null', '', '0', '0.0'])(
    'with %j for a weight keeps the value',
    async (netWgt) => {
      expect(flowsOf(await parsed(csv([record({ netWgt })])))).toEqual(['CHN-DEU 300000 null']);
    },
  );

  test('that was cut is not read, wherever that shows', async () => {
    for (const length of [1, 3, 5, 20, 60])
      await expect(parsed(csv(four).trimEnd().slice(0, -length)), String(length)).rejects.toThrow(/[Ll]ine 5/);
  });

  test('of another classification than the Harmonized System gives nothing', async () => {
    for (const classificationCode of ['S4', 'S1', 'B5', 'EB02']) {
      const file = await parsed(csv([record({ classificationCode, cmdCode: '2846' })]));
      expect(file.flows).toEqual([]);
      expect(file.skipped).toEqual({ 'of another classification than the Harmonized System': 1 });
    }
    expect((await parsed(csv([record({ classificationCode: 'HS' })]))).flows).toHaveLength(1);
  });

  test('gives a code that is asked for a product, with the publisher’s name', async () => {
    const file = await parsed(csv([record({ cmdCode: '854231', cmdDesc: 'Processors' })]), 'csv', ['8542']);
    expect(file.lines).toMatchObject([
      {
        flow: { hs: '854231', product: 'hs-854231' },
        made: { slug: 'hs-854231', name: 'Processors', hsRevision: 'HS2022' },
      },
    ]);
    const known = await parsed(csv([record({})]), 'csv', ['280530']);
    expect(known.lines).toMatchObject([{ flow: { product: expect.not.stringMatching(/^hs-/) } }]);
    expect(known.lines[0]).not.toHaveProperty('made');
  });
});

describe('an area of UN Comtrade', () => {
  test.each([
    [412, '_KS', 'XKX'],
    [711, 'ZA1', 'ZAF'],
    [490, 'S19', 'TWN'],
    [842, 'USA', 'USA'],
    [699, 'IND', 'IND'],
    [251, 'FRA', 'FRA'],
    [757, 'CHE', 'CHE'],
    [579, 'NOR', 'NOR'],
    [516, 'NAM', 'NAM'],
  ])('%i (%s) is %s, with and without its letters', async (partnerCode, partnerISO, iso3) => {
    for (const letters of [partnerISO, null, 'NA'])
      expect(flowsOf(await answer([record({ partnerCode, partnerISO: letters })]))).toEqual([`${iso3}-DEU 300000 3`]);
  });

  test.each([
    [492, 'MCO', 'Europe EU, nes'],
    [899, '_X ', 'Areas, nes'],
    [697, 'R20', 'Europe EFTA, nes'],
    [837, 'XX ', 'Bunkers'],
    [838, 'XX ', 'Free Zones'],
    [577, 'F19', 'Other Africa, nes'],
  ])(
    '%i (%s), "%s", is no country: its trade is kept without a partner',
    async (partnerCode, partnerISO, partnerDesc) => {
      for (const letters of [partnerISO, null]) {
        const file = await answer([record({ partnerCode, partnerISO: letters, partnerDesc })]);
        expect(file.flows).toEqual([]);
        expect(file.totals).toMatchObject([{ country: 'DEU', unnamed: partnerDesc, valueUsd: 300000 }]);
      }
    },
  );

  test('that is a union is neither a partner nor a reporter', async () => {
    const file = await answer([
      record({ partnerCode: 97, partnerISO: 'EUR' }),
      record({ reporterCode: 97, reporterISO: 'EUR' }),
    ]);
    expect([file.flows, file.totals]).toEqual([[], []]);
    expect(file.skipped).toEqual({ 'trade of or with a union, whose members are counted besides': 2 });
  });
});

describe('what a reporter declares', () => {
  test('is kept by side: imports and exports of one answer are of two sources', async () => {
    const file = await answer([
      record({}),
      record({ flowCode: 'X' }),
      record(world),
      record({ ...world, flowCode: 'X', primaryValue: 7 }),
    ]);
    expect(file.flows.map(({ source, reportedBy, exporter }) => [source, reportedBy, exporter])).toEqual([
      ['un-comtrade-imports', 'IMPORTER', 'CHN'],
      ['un-comtrade-exports', 'EXPORTER', 'DEU'],
    ]);
    expect(file.totals.map(({ source, valueUsd }) => [source, valueUsd])).toEqual([
      ['un-comtrade-imports', 1000000],
      ['un-comtrade-exports', 7],
    ]);
  });

  test('adds up what has no named partner, and keeps what comes back to the country it left, beside the total', async () => {
    const file = await answer([
      record(world),
      record({ partnerCode: 899, partnerISO: '_X ', partnerDesc: 'Areas, nes', netWgt: 5000, primaryValue: 500000 }),
      record({ partnerCode: 837, partnerISO: 'XX ', partnerDesc: 'Bunkers', netWgt: 1, primaryValue: 1 }),
      record({ partnerCode: 838, partnerISO: 'XX ', partnerDesc: 'Free Zones', flowCode: 'X', netWgt: null }),
      record({ partnerCode: 276, partnerISO: 'DEU', partnerDesc: 'Germany', netWgt: 2000, primaryValue: 200000 }),
    ]);
    expect(totalRows(file.totals)).toEqual([
      {
        ...{ id: 'un-comtrade-imports:280530:2019:DEU', table: 'un-comtrade-imports:280530:2019', country: 'DEU' },
        ...{
          valueUsd: 1000000,
          tonnes: 10,
          unnamedUsd: 500001,
          unnamedTonnes: 5.001,
          returnedUsd: 200000,
          returnedTonnes: 2,
        },
      },
      {
        ...{ id: 'un-comtrade-exports:280530:2019:DEU', table: 'un-comtrade-exports:280530:2019', country: 'DEU' },
        ...{
          valueUsd: null,
          tonnes: null,
          unnamedUsd: 300000,
          unnamedTonnes: null,
          returnedUsd: null,
          returnedTonnes: null,
        },
      },
    ]);
  });
});
