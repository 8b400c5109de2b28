import { describe, expect, test } from 'vitest';
import { check } from '../../../src/ingest/import/check.ts';
import type { Parsed } from '../../../src/ingest/reading/importer.ts';
import { observationRow } from '../../../src/ingest/reading/observation-row.ts';
import { curatedForImport } from '../../../src/ingest/curated/curated.ts';
import { rowsRead } from '../../../src/ingest/import/tally.ts';

const { known } = curatedForImport();
const source = 'cepii-baci-hs17-v202601';

const figure = (value: string, more: Partial<Parameters<typeof observationRow>[0]> = {}) =>
  observationRow({
    ...{ kind: 'PRODUCTION', mineral: 'cobalt', country: 'COD', stage: 'EXTRACTION', year: 2023 },
    ...{ value, number: Number(value), unit: 'metric tons', source: 'usgs-mcs-2025', confidence: 'HIGH' },
    ...more,
  });
const flow = (valueUsd: number, more = {}) => ({
  ...{ hs: '850511', product: 'permanent-magnets', year: 2024, exporter: 'CHN', importer: 'JPN' },
  ...{ valueUsd, tonnes: 1, source, confidence: 'HIGH' as const, ...more },
});
const site = (name: string, more = {}) => ({
  ...{ slug: 'list-1', name, country: 'AUS', latitude: -28.5, longitude: 121.5, status: 'UNKNOWN' as const },
  ...{
    types: [],
    minerals: ['rare-earths'],
    operators: [],
    source,
    locator: `row of ${name}`,
    confidence: 'LOW' as const,
  },
  ...more,
});
const checked = (...rows: Parsed[]) => check(() => Promise.resolve(rows), known);
const refusedOf = async (...rows: Parsed[]) => (await checked(...rows)).tally.refused.problems;

describe('the check of a file', () => {
  test('counts each row once, by the best that became of it', async () => {
    const { tally, figures } = await checked(
      { line: 2, skipped: 'no kind' },
      { line: 2, observation: figure('5') },
      { line: 3, unknown: 'country', text: 'Atlantis' },
      { line: 4, unknown: 'country', text: 'Atlantis' },
      { line: 5, skipped: 'no kind' },
      { line: 6, refused: 'it cannot be' },
    );
    expect(figures).toHaveLength(1);
    expect(tally.rows).toEqual({ kept: 1, unknown: 2, skipped: 1, refused: 1, identical: 0 });
    expect(rowsRead(tally)).toBe(5);
    expect(tally.unknown.get('country')?.get('Atlantis')).toEqual({ count: 2, lines: [3, 4] });
    expect(tally.skipped.get('no kind')).toEqual({ count: 2, lines: [2, 5] });
  });

  test('takes a figure once that stands twice, and both where they contradict each other', async () => {
    const { tally, figures } = await checked(
      { line: 2, observation: figure('5', { locator: 'row 2' }) },
      { line: 3, observation: figure('5', { locator: 'row 3' }) },
      { line: 4, observation: figure('6') },
    );
    expect(figures.map(({ value, locator }) => [value, locator])).toEqual([
      ['5', 'row 2'],
      ['6', null],
    ]);
    expect(tally.identical).toEqual({ count: 1, lines: [3] });
    expect(tally.contradicting).toEqual({ count: 1, lines: [4] });
  });

  test('takes a flow once that stands twice, and none of those that contradict each other', async () => {
    const other = { importer: 'USA' };
    const { tally, flows } = await checked(
      { line: 2, flow: flow(5) },
      { line: 3, flow: flow(5) },
      { line: 4, flow: flow(7, other) },
      { line: 5, flow: flow(8, other) },
    );
    expect(flows.count).toBe(1);
    expect([flows.accepts(flow(5)), flows.accepts(flow(7, other)), flows.accepts(flow(8, other))]).toEqual([
      true,
      false,
      false,
    ]);
    expect(tally.rows).toMatchObject({ kept: 1, identical: 1, refused: 2 });
    expect(tally.refused.problems.map(({ line }) => line)).toEqual([4, 5]);
    expect(tally.refused.problems[0]?.reason).toBe('lines 4 and 5 contradict each other: CHN to USA, 850511, 2024');
  });

  test('keeps the flows of a file, each once, unless they are so many that the file must be read again', async () => {
    const countries = [...(known.get('Country') ?? [])].slice(0, 225);
    const flowsOf = (years: number): Parsed[] =>
      Array.from({ length: years }, (_, index) => 2020 + index).flatMap((year) =>
        countries.flatMap((exporter) =>
          countries.map((importer) => ({ line: 2, flow: flow(5, { year, exporter, importer }) })),
        ),
      );
    const few = flowsOf(1);
    const { flows: kept } = await checked(...few, ...few.slice(0, 3));
    expect([kept.count, kept.kept?.length]).toEqual([few.length, few.length]);
    const many = flowsOf(2);
    const { flows } = await check(() => Promise.resolve(many), known);
    expect([flows.count, flows.kept]).toEqual([many.length, null]);
  });

  test('refuses both of two facilities that bear one slug and differ', async () => {
    const { tally, facilities } = await checked(
      { line: 2, facility: site('Mount') },
      { line: 3, facility: site('Hill') },
    );
    expect(facilities).toEqual([]);
    expect(tally.rows).toMatchObject({ kept: 0, refused: 2 });
    const same = await checked({ line: 2, facility: site('Mount') }, { line: 3, facility: site('Mount') });
    expect(same.facilities).toHaveLength(1);
    expect(same.tally.rows).toMatchObject({ kept: 1, identical: 1 });
  });

  test.each([
    [figure('-5'), /-5 is below 0/],
    [figure('5', { year: 20245 }), /year: is after 2100/],
    [figure('5', { mineral: 'unobtainium' }), /Mineral "unobtainium" is not known/],
    [figure('5', { country: 'XXX' }), /Country "XXX" is not known/],
    [figure('5', { source: 'nobody-says-so' }), /Source "nobody-says-so" is not known/],
    [figure('5', { unit: 'bags' }), /unit "bags"/],
    [figure('5', { number: null }), /neither a number nor a bound nor a reason/],
  ])('refuses a figure that the curated table could not hold: %#', async (observation, reason) => {
    expect(await refusedOf({ line: 7, observation })).toEqual([{ line: 7, reason: expect.stringMatching(reason) }]);
  });

  test.each([
    [flow(-5), /value -5 is not above 0/],
    [flow(5, { tonnes: -1 }), /quantity -1 is below 0/],
    [flow(5, { year: 20245 }), /year 20245 cannot be/],
    [flow(5, { hs: '85x' }), /HS code "85x"/],
    [flow(5, { product: 'flying-carpets' }), /Product "flying-carpets" is not known/],
  ])('refuses a flow that cannot be: %#', async (one, reason) => {
    expect(await refusedOf({ line: 7, flow: one })).toEqual([{ line: 7, reason: expect.stringMatching(reason) }]);
  });

  test.each([
    [site('Mount', { latitude: 128 }), /latitude: is above 90/],
    [site('Mount', { longitude: null }), /both latitude and longitude/],
    [site('Mount', { minerals: ['unobtainium'] }), /Mineral "unobtainium"/],
  ])('refuses a facility that cannot be: %#', async (facility, reason) => {
    expect(await refusedOf({ line: 7, facility })).toEqual([{ line: 7, reason: expect.stringMatching(reason) }]);
  });

  test('refuses a file without rows', async () => {
    await expect(checked()).rejects.toThrow(/a header and no rows/);
  });

  test('ends with the error of the reading, wherever it comes', async () => {
    const broken = function* (): Generator<Parsed> {
      yield { line: 2, observation: figure('5') };
      throw new Error('cut short');
    };
    await expect(check(() => Promise.resolve(broken()), known)).rejects.toThrow('cut short');
  });
});
