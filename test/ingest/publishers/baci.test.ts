import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { baci, releaseOf, sourceOfRelease } from '../../../src/ingest/publishers/baci.ts';
import type { ImportOptions, Opened, Parsed } from '../../../src/ingest/reading/importer.ts';
import { openInput } from '../../../src/ingest/reading/input-file.ts';
import { curatedForImport } from '../../../src/ingest/curated/curated.ts';
import { recognise } from '../../../src/ingest/import/recognise.ts';
import { herfindahl } from '../../../src/analysis/concentration.ts';
import { haveSharedFiles, sharedFile } from '../shared-files.ts';

const { places } = curatedForImport();
type Flow = Extract<Parsed, { flow: unknown }>['flow'];

/** Opens a file as the command does, by what it begins with. */
async function open(path: string | URL, options: Partial<ImportOptions> = {}): Promise<Opened> {
  const file = await openInput(typeof path === 'string' ? path : fileURLToPath(path));
  const found = recognise(file.path, file, [baci], null, true);
  if ('passedOver' in found) throw new Error(found.passedOver);
  return found.format.open(file, places, { asOf: null, hs: null, ...options });
}

/** All that a file gives. */
async function read(path: string | URL, options: Partial<ImportOptions> = {}) {
  const opened = await open(path, options);
  const lines: Parsed[] = [];
  for await (const line of opened.rows) lines.push(line);
  return { ...opened, lines, flows: lines.flatMap((line) => ('flow' in line ? [line.flow] : [])) };
}

const sum = (flows: readonly Flow[], of: (flow: Flow) => number) => flows.reduce((total, flow) => total + of(flow), 0);
const value = ({ valueUsd }: Flow) => valueUsd;
const made = (name: string) => fileURLToPath(new URL(`../files/baci/${name}`, import.meta.url));
const shipped = fileURLToPath(new URL('../../../seed/baci/', import.meta.url));

/** How concentrated the exporters of some flows are, by value. */
function exportersOf(flows: readonly Flow[]): number[] {
  const byExporter = new Map<string, number>();
  for (const { exporter, valueUsd } of flows) byExporter.set(exporter, (byExporter.get(exporter) ?? 0) + valueUsd);
  const whole = sum(flows, value);
  return [...byExporter.values()].map((one) => one / whole);
}

const full = { name: 'BACI_HS17_Y2024_V202601_critical_subset.csv' };
const series = { name: 'magnets_850511_bilateral_2002_2024.csv' };
// What the seed ships is the publisher's file, compressed.
const placesOf = (name: string) =>
  [
    { place: 'as shipped', path: join(shipped, `${name}.gz`), isThere: true },
    { place: "the publisher's", path: sharedFile(`baci/${name}`), isThere: haveSharedFiles },
  ] as const;

describe('a yearly file of BACI', () => {
  for (const { place, path, isThere } of placesOf(full.name))
    test.skipIf(!isThere)(`(${place}) has 21,723 flows, all of them kept, of 297,628,363,051 US$`, async () => {
      const { lines, flows, sources, dataSet, complete } = await read(path);
      expect([lines.length, flows.length]).toEqual([21_723, 21_723]);
      expect(sum(flows, value)).toBe(297_628_363_051);
      expect(flows.filter(({ tonnes }) => tonnes === null)).toHaveLength(1030);
      expect([dataSet, complete]).toEqual(['baci-hs17-2024', true]);
      expect(sources).toMatchObject([{ id: 'cepii-baci-hs17-v202601', vintage: 'V202601', publishedOn: '2026-01-31' }]);
    });

  test('has the check figures of magnets: flows, exporters, value, shares of China, concentration', async () => {
    const { flows } = await read(join(shipped, `${full.name}.gz`), { hs: ['850511'] });
    expect(flows).toHaveLength(4415);
    expect(exportersOf(flows)).toHaveLength(145);
    expect(sum(flows, value)).toBe(4_962_889_102);
    const share = (importer: string, of: (flow: Flow) => number) => {
      const into = flows.filter((flow) => flow.importer === importer);
      return (
        sum(
          into.filter(({ exporter }) => exporter === 'CHN'),
          of,
        ) / sum(into, of)
      );
    };
    expect(['KOR', 'DEU', 'USA', 'JPN'].map((iso3) => share(iso3, value).toFixed(4))).toEqual([
      '0.8744',
      '0.8244',
      '0.7447',
      '0.2758',
    ]);
    expect(share('USA', ({ tonnes }) => tonnes ?? 0)).toBeCloseTo(0.7736, 4);
    expect(herfindahl(exportersOf(flows))).toBeCloseTo(0.4098, 4);
  });

  test('is read by the codes asked, whole headings too; the others are passed over with one reason', async () => {
    const { flows, lines } = await read(join(shipped, `${full.name}.gz`), { hs: ['2836'] });
    expect(new Set(flows.map(({ hs }) => hs))).toEqual(new Set(['283691', '283692']));
    expect(herfindahl(exportersOf(flows.filter(({ hs }) => hs === '283691')))).toBeCloseTo(0.5866, 4);
    const others = lines.flatMap((line) => ('skipped' in line ? [line.skipped] : []));
    expect(new Set(others)).toEqual(new Set(['another HS code than those asked for']));
    expect(others.length + flows.length).toBe(21_723);
  });

  test('tells of each row what became of it: thousands of dollars, Taiwan, weights that are not there, and what cannot be', async () => {
    const { lines } = await read(made('BACI_HS17_Y2024_V202601.csv'));
    const flow = { year: 2024, source: 'cepii-baci-hs17-v202601', confidence: 'HIGH' };
    const magnets = { ...flow, hs: '850511', product: 'permanent-magnets', importer: 'USA' };
    expect(lines).toEqual([
      { line: 2, flow: { ...magnets, exporter: 'CHN', valueUsd: 366_341_101, tonnes: 8678.521 } },
      { line: 3, flow: { ...magnets, exporter: 'TWN', valueUsd: 12_500, tonnes: null } },
      {
        line: 4,
        flow: {
          ...flow,
          hs: '260200',
          product: 'manganese-ore',
          exporter: 'NAM',
          importer: 'CHN',
          valueUsd: 1,
          tonnes: 0,
        },
      },
      { line: 5, skipped: 'another HS code than those asked for' },
      { line: 6, unknown: 'country', text: '999' },
      {
        line: 7,
        total: {
          country: 'USA',
          unnamed: '697',
          hs: '850511',
          year: 2024,
          valueUsd: 5000,
          tonnes: 1,
          source: 'cepii-baci-hs17-v202601',
        },
      },
      { line: 8, refused: 'value -5000 is not above 0' },
      { line: 9, refused: 'value NaN is not above 0' },
      { line: 10, refused: 'quantity -1 is not 0 or more' },
      { line: 11, refused: 'year 20245 in a file of 2024' },
      { line: 12, refused: 'HS code "8505" has not six digits' },
    ]);
  });

  test('may have everything in quotes, as statistics programs write it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lodegraph-baci-'));
    for (const name of ['BACI_HS17_Y2024_V202601.csv', 'country_codes_V202601.csv']) {
      const rows = readFileSync(made(name), 'utf8').trimEnd().split(/\r?\n/);
      const quoted = name.startsWith('BACI') ? rows.map((row) => `"${row.replaceAll(',', '","')}"`) : rows;
      writeFileSync(join(folder, name), `${quoted.join('\n')}\n`);
    }
    const { lines } = await read(join(folder, 'BACI_HS17_Y2024_V202601.csv'));
    rmSync(folder, { recursive: true });
    expect(lines).toEqual((await read(made('BACI_HS17_Y2024_V202601.csv'))).lines);
  });

  test('gives a code that belongs to no product one of its own when it, or its heading, was asked for', async () => {
    for (const asked of ['010121', '0101']) {
      const { lines, flows } = await read(made('BACI_HS17_Y2024_V202601.csv'), { hs: [asked] });
      expect(lines.filter((line) => 'made' in line)).toMatchObject([
        { line: 5, made: { slug: 'hs-010121', hs: '010121', name: 'HS 010121', hsRevision: 'HS2017' } },
      ]);
      expect(flows).toMatchObject([{ hs: '010121', product: 'hs-010121' }]);
    }
  });

  test('of a release with an older list of countries, or one in Latin-1, is read', async () => {
    const list = [
      'country_code,country_name_abbreviation,country_name_full,iso_2digit_alpha,iso_3digit_alpha',
      '156,China,China,CN,CHN',
      "384,Côte d'Ivoire,Côte d'Ivoire,CI,CIV",
      '490,Chinese Taipai,Taiwan,TW,TWN',
      '697,"Europe EFTA, nes","Europe EFTA, not elsewhere specified",N/A,N/A',
      '842,USA,"USA, Puerto Rico and US Virgin Islands",US,USA',
    ];
    const rows = [
      't,i,j,k,v,q',
      '2021,156,842,850511,2,           NA',
      '2021,384,842,850511,1,1',
      '2021,490,842,850511,3,0.1',
    ];
    for (const encoding of ['utf8', 'latin1'] as const) {
      const folder = mkdtempSync(join(tmpdir(), 'lodegraph-baci-'));
      writeFileSync(join(folder, 'country_codes_V202301.csv'), Buffer.from(`${list.join('\n')}\n`, encoding));
      writeFileSync(join(folder, 'BACI_HS17_Y2021_V202301.csv'), `${rows.join('\n')}\n2021,697,842,850511,4,NA\n`);
      const { flows, lines } = await read(join(folder, 'BACI_HS17_Y2021_V202301.csv'));
      rmSync(folder, { recursive: true });
      expect(flows.map(({ exporter, valueUsd, tonnes }) => [exporter, valueUsd, tonnes])).toEqual([
        ['CHN', 2000, null],
        ['CIV', 1000, 1],
        ['TWN', 3000, 0.1],
      ]);
      // What comes from no named country is kept as such, for it is a part of what was imported.
      expect(lines.at(-1)).toMatchObject({ total: { country: 'USA', unnamed: '697', valueUsd: 4000 } });
    }
  });

  test('takes the list of its own release where several lie beside it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lodegraph-baci-'));
    const list = (iso3: string) =>
      `country_code,country_name,country_iso2,country_iso3\n156,x,,${iso3}\n842,USA,US,USA\n`;
    writeFileSync(join(folder, 'country_codes_V202401.csv'), list('DEU'));
    writeFileSync(join(folder, 'country_codes_V202401b.csv'), list('CHN'));
    for (const release of ['V202401', 'V202401b'])
      writeFileSync(join(folder, `BACI_HS17_Y2021_${release}.csv`), 't,i,j,k,v,q\n2021,156,842,850511,2,1\n');
    const exporters = async (release: string) =>
      (await read(join(folder, `BACI_HS17_Y2021_${release}.csv`))).flows.map(({ exporter }) => exporter);
    expect([await exporters('V202401'), await exporters('V202401b')]).toEqual([['DEU'], ['CHN']]);
    rmSync(folder, { recursive: true });
  });

  test('needs the list of country codes beside it, and a name that says what it is of', async () => {
    await expect(open(made('without-codes/BACI_HS17_Y2024_V202601.csv'))).rejects.toThrow(/country_codes_V202601\.csv/);
    await expect(open(made('damaged/magnets.csv'))).rejects.toThrow(
      /revision, year and release.*BACI_HS17_Y2024_V202601/,
    );
    expect(() =>
      recognise(
        'x',
        { name: 'x', text: readFileSync(made('country_codes_V202601.csv'), 'latin1') },
        [baci],
        null,
        true,
      ),
    ).toThrow(/no table of its own/);
  });

  test('that is cut in the middle of a row, or in the middle of its last number, fails with the line', async () => {
    await expect(read(made('damaged/BACI_HS17_Y2024_V202601.csv'))).rejects.toMatchObject({ line: 6 });
    await expect(read(made('damaged/BACI_HS17_Y2023_V202601.csv'))).rejects.toMatchObject({ line: 3 });
    const folder = mkdtempSync(join(tmpdir(), 'lodegraph-baci-'));
    for (const name of readdirSync(shipped)) {
      const bytes = readFileSync(join(shipped, name));
      const plain = name.endsWith('.gz') ? gunzipSync(bytes) : bytes;
      writeFileSync(join(folder, name.replace('.gz', '')), name.startsWith('BACI') ? plain.subarray(0, -3) : plain);
    }
    await expect(read(join(folder, full.name))).rejects.toThrow(/line 21724.*cut short/);
    rmSync(folder, { recursive: true });
  });

  test('says by its name of which revision, year and release it is', () => {
    expect(releaseOf('BACI_HS92_Y1995_V202501.csv')).toEqual({ revision: 'HS92', year: 1995, release: 'V202501' });
    expect(releaseOf('BACI_HS17_Y2020_V202401b.csv')).toEqual({ revision: 'HS17', year: 2020, release: 'V202401b' });
    expect(sourceOfRelease({ revision: 'HS17', release: 'V202401b' }, null)).toMatchObject({
      id: 'cepii-baci-hs17-v202401b',
      vintage: 'V202401b',
      publishedOn: '2024-01-31',
    });
    expect(releaseOf('BACI_HS92_1995_2024_V202601_rare_earths.csv')).toEqual({
      ...{ revision: 'HS92', year: 1995, lastYear: 2024, release: 'V202601', part: 'rare_earths' },
    });
    expect(releaseOf('baci.csv')).toBeNull();
    const of = { revision: 'HS92', year: 1995, release: 'V202402' };
    expect(sourceOfRelease(of, null)).toMatchObject({
      id: 'cepii-baci-hs92-v202402',
      title: expect.stringContaining('HS 1992'),
      publishedOn: '2024-02-29',
    });
    expect(sourceOfRelease(of, '2024-02-10').publishedOn).toBe('2024-02-10');
  });
});

describe('files of BACI with several years', () => {
  test('of a whole release take the year of each row, and none beyond those that the name has', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lodegraph-baci-'));
    writeFileSync(
      join(folder, 'country_codes_V202601.csv'),
      'country_code,country_name,country_iso2,country_iso3\n156,China,CN,CHN\n842,USA,US,USA\n',
    );
    const name = 'BACI_HS92_2010_2012_V202601_cut.csv';
    writeFileSync(
      join(folder, name),
      't,i,j,k,v,q\n2010,156,842,283691,1,NA\n2012,156,842,283691,2,1\n2013,156,842,283691,3,1\n',
    );
    const { lines, dataSet, complete, sources } = await read(join(folder, name));
    rmSync(folder, { recursive: true });
    expect(lines).toMatchObject([
      // A copy: CEPII publishes year by year.
      { flow: { year: 2010, valueUsd: 1000, confidence: 'MEDIUM' } },
      { flow: { year: 2012, valueUsd: 2000 } },
      { refused: 'year 2013 in a file of 2010-2012' },
    ]);
    expect([dataSet, complete]).toEqual(['baci-hs92-2010-2012, cut', true]);
    expect(sources).toMatchObject([{ id: 'cepii-baci-hs92-v202601' }]);
  });

  test('of several products between the largest partners are never taken for magnets, nor for whole trade', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lodegraph-baci-'));
    const path = join(folder, 'flows.csv');
    writeFileSync(
      path,
      'year,exporter_iso2,importer_iso2,hs6,value_usd,qty_t,source\n2002,CN,US,810411,42,,HS02\n2023,NA,US,999999,5,,HS17\n',
    );
    const { flows, lines, complete, sources } = await read(path);
    rmSync(folder, { recursive: true });
    expect(flows).toMatchObject([
      {
        hs: '810411',
        exporter: 'CHN',
        valueUsd: 42,
        confidence: 'MEDIUM',
        source: 'cepii-baci-largest-partners-2002-2023',
      },
    ]);
    expect(lines[1]).toMatchObject({ skipped: 'another HS code than those asked for' });
    expect([complete, sources.map(({ id }) => id)]).toEqual([false, ['cepii-baci-largest-partners-2002-2023']]);
  });
});

describe('the series of magnets', () => {
  for (const { place, path, isThere } of placesOf(series.name))
    test.skipIf(!isThere)(
      `(${place}) leaves 2024 to the full file; in 2002 the US share of China is 0.1510`,
      async () => {
        const { lines, flows, complete } = await read(path);
        expect(complete).toBe(false);
        expect(lines.filter((line) => 'skipped' in line)).toHaveLength(1515);
        expect(flows).toHaveLength(lines.length - 1515);
        expect(flows.every(({ confidence, tonnes }) => confidence === 'MEDIUM' && tonnes === null)).toBe(true);
        const into = flows.filter(({ year, importer }) => year === 2002 && importer === 'USA');
        expect(
          sum(
            into.filter(({ exporter }) => exporter === 'CHN'),
            value,
          ) / sum(into, value),
        ).toBeCloseTo(0.151, 4);
      },
    );

  test('tells of each row what became of it', async () => {
    const { lines } = await read(made('magnets.csv'));
    const flow = {
      hs: '850511',
      product: 'permanent-magnets',
      year: 2018,
      source: 'cepii-baci-magnets-2002-2024',
      confidence: 'MEDIUM',
      tonnes: null,
    };
    expect(lines).toEqual([
      { line: 2, flow: { ...flow, exporter: 'NAM', importer: 'USA', valueUsd: 5 } },
      { line: 3, flow: { ...flow, exporter: 'CHN', importer: 'TWN', valueUsd: 7 } },
      { line: 4, skipped: '2024 comes from the full file alone' },
      { line: 5, unknown: 'country', text: 'XX' },
      { line: 6, refused: 'value 0 is not above 0' },
    ]);
  });
});
