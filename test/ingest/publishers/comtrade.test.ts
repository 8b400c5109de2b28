import { describe, expect, test } from 'vitest';
import { comtrade } from '../../../src/ingest/publishers/comtrade.ts';
import { madeFile, parseFile, type FileParsed } from '../parse-file.ts';
import { haveSharedFiles, sharedFile, sharedNames, sharedRows } from '../shared-files.ts';

const BY_TRANSPORT = 'a part, by mode of transport, of a flow that stands whole beside it';

const brief = ({ flows }: FileParsed) =>
  flows.map(({ source, hs, year, exporter, importer, valueUsd, tonnes }) => [
    `${source} ${hs} ${year} ${exporter}-${importer}`,
    valueUsd,
    tonnes,
  ]);

describe('an answer of UN Comtrade', () => {
  test('gives the import of one side and the export of the other as flows of two sources', async () => {
    const parsed = await parseFile(comtrade, madeFile('comtrade/trade.csv'));
    expect(brief(parsed)).toEqual([
      ['un-comtrade-imports 811292 2024 CHN-USA', 53000000, 239],
      ['un-comtrade-exports 811292 2024 CHN-USA', 9600000.25, 64],
      ['un-comtrade-exports 283691 2024 AUS-CHN', 5000, 1],
      ['un-comtrade-exports 283691 2024 USA-FRA', 700, null],
      ['un-comtrade-exports 2846 2024 USA-TWN', 800, null],
    ]);
    expect(parsed.flows.map(({ product }) => product)).toContain('rare-earth-compounds');
    expect(parsed.complete).toBe(false);
    expect(parsed.sources.map(({ id }) => id)).toEqual(['un-comtrade-imports', 'un-comtrade-exports']);
  });

  test('says what it leaves out', async () => {
    const { skipped, unknown, refused } = await parseFile(comtrade, madeFile('comtrade/trade.csv'));
    expect(skipped).toEqual({
      [BY_TRANSPORT]: 1,
      're-exports and re-imports, which exports and imports hold already': 1,
      'a part of a year': 1,
    });
    expect(unknown).toEqual(['country code 999', 'HS code 999999', 'text in place of a number unknown']);
    expect(refused.map(({ line, refused }) => [line, refused])).toEqual([[11, 'code "28" has not four or six digits']]);
  });

  test('is read as JSON as well, with the codes of countries that it brings', async () => {
    const parsed = await parseFile(comtrade, madeFile('comtrade/answer.json'));
    expect(brief(parsed)).toEqual([
      ['un-comtrade-imports 280530 2023 VNM-JPN', 42000, 1.5005],
      ['un-comtrade-imports 280530 2023 TWN-JPN', 10, null],
    ]);
    expect(parsed.skipped).toEqual({ 'all goods together': 1 });
    await expect(parseFile(comtrade, madeFile('comtrade/error.json'))).rejects.toThrow(/the daily limit is reached/);
  });

  test('gives the codes asked for alone', async () => {
    const { flows, skipped } = await parseFile(comtrade, madeFile('comtrade/trade.csv'), { hs: ['2846'] });
    expect(flows.map(({ hs }) => hs)).toEqual(['2846']);
    expect(skipped['of a code that was not asked for']).toBe(8);
  });

  test("stays on the user's disk", () => {
    expect(comtrade.redistributable).toBe(false);
    expect(comtrade.licence).toMatch(/not to be redistributed/);
  });
});

describe.skipIf(!haveSharedFiles)("UN Comtrade's own files", () => {
  const paths = haveSharedFiles ? sharedNames('comtrade/api_csv').map((name) => `comtrade/api_csv/${name}`) : [];
  const all = Promise.all(paths.map((path) => parseFile(comtrade, sharedFile(path))));
  const rows = paths.map((path) => sharedRows(path));

  test('are 375 rows, of which 342 are whole flows', async () => {
    const files = await all;
    expect(files.flatMap(({ lines }) => lines)).toHaveLength(375);
    const byTransport = files.map(({ skipped }) => skipped[BY_TRANSPORT] ?? 0);
    expect(byTransport.reduce((sum, count) => sum + count)).toBe(375 - 342);
    expect(files.flatMap(({ unknown, refused }) => [...unknown, ...refused])).toEqual([]);
    expect(files.flatMap(({ flows, totals }) => [...flows, ...totals])).toHaveLength(342);
    expect(files.flatMap(({ totals }) => totals).filter(({ unnamed }) => unnamed !== null)).toEqual([]);
  });

  test('name 121 billion dollars of lithium, of which parts by transport are counted once', async () => {
    const files = await all;
    const at = paths.findIndex((path) => path.includes('lithium'));
    const values = (rows[at] ?? []).map(({ primaryValue }) => Number(primaryValue));
    const lines = files[at]?.lines ?? [];
    const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
    expect(sum(values)).toBeCloseTo(121251282784.7, 1);
    const kept = lines.flatMap((line, index) =>
      'skipped' in line && line.skipped === BY_TRANSPORT ? [] : [values[index] ?? NaN],
    );
    expect(sum(kept)).toBeCloseTo(95654766705.85, 1);
  });

  test('hold two claims on gallium and its kin from China to the United States in 2024', async () => {
    const flows = (await all).flatMap((file) => file.flows);
    const flow = (hs: string, source: string) =>
      flows.find(
        (one) =>
          one.hs === hs &&
          one.year === 2024 &&
          one.exporter === 'CHN' &&
          one.importer === 'USA' &&
          one.source === source,
      );
    expect(flow('811292', 'un-comtrade-imports')).toMatchObject({ valueUsd: 53325054, tonnes: 239.849 });
    expect(flow('811292', 'un-comtrade-exports')).toMatchObject({ valueUsd: 9638271, tonnes: 63.995948 });
    expect(flow('2846', 'un-comtrade-imports')).toMatchObject({ valueUsd: 116100303 });
    const world = rows
      .flat()
      .find(
        (row) =>
          row['cmdCode'] === '2846' &&
          row['refYear'] === '2024' &&
          row['reporterCode'] === '842' &&
          row['flowCode'] === 'M' &&
          row['partnerCode'] === '0',
      );
    expect(Number(world?.['primaryValue'])).toBe(170469283);
  });

  test('lack a weight only in totals and parts, so that each flow has one', async () => {
    expect(rows.flat().filter(({ netWgt }) => netWgt === '' || netWgt === '0.0')).toHaveLength(13);
    const flows = (await all).flatMap((file) => file.flows);
    expect(flows.filter(({ tonnes }) => tonnes === null || tonnes <= 0)).toEqual([]);
  });

  test('of all goods together give no flow', async () => {
    const parsed = await parseFile(comtrade, sharedFile('comtrade/comtrade_preview_USA_JPN_TOTAL_2023.json'));
    expect(parsed.skipped).toEqual({ 'all goods together': 2 });
    expect(parsed.flows).toEqual([]);
  });
});
