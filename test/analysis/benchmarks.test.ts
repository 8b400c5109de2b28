import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { breachesEuBenchmark } from '../../src/analysis/eu-benchmark.ts';
import { breachesGeoDep } from '../../src/analysis/geodep-criterion.ts';
import { sharesOfOne } from './arbitraries.ts';

describe("breaches: the European Union's 65 % from one third country", () => {
  test('finds the 88.62 % of its magnets that come from China', () =>
    expect(
      breachesEuBenchmark([
        { country: 'CHN', share: 0.8862 },
        { country: 'JPN', share: 0.05 },
      ]),
    ).toEqual([{ country: 'CHN', share: 0.8862 }]));

  test('lets exactly 65 % pass, and adds up what stands in two rows: 40 % + 26 % = 66 %', () => {
    expect(breachesEuBenchmark([{ country: 'CHN', share: 0.65 }])).toEqual([]);
    expect(
      breachesEuBenchmark([
        { country: 'CHN', share: 0.4 },
        { country: 'CHN', share: 0.26 },
      ]),
    ).toHaveLength(1);
  });

  test('does not count a member as a third country', () =>
    expect(breachesEuBenchmark([{ country: 'FRA', share: 0.9 }], new Set(['FRA']))).toEqual([]));

  test('never finds more than one country, and finds it by its share alone', () => {
    fc.assert(
      fc.property(sharesOfOne, (shares) => {
        const found = breachesEuBenchmark(shares.map((share, index) => ({ country: `C${index}`, share })));
        expect(found.length).toBe(Math.max(...shares) > 0.65 ? 1 : 0);
      }),
    );
  });

  test('refuses a negative share', () =>
    expect(() => breachesEuBenchmark([{ country: 'CHN', share: -0.1 }])).toThrow(/^each of shares/));
});

describe("breaches: GeoDep's criterion", () => {
  const held = { importHhi: 0.62, worldExportHhi: 0.43, imports: 900, exports: 200 };

  test('holds with two years of three in which imports and world exports are concentrated and imports exceed exports', () => {
    const years = [
      { year: 2022, ...held },
      { year: 2023, ...held, importHhi: 0.39 },
      { year: 2024, ...held },
    ];
    expect(breachesGeoDep(years).breaches).toBe(true);
  });

  test('does not hold with one year of three, and says which criterion failed', () => {
    const years = [
      { year: 2022, ...held },
      { year: 2023, ...held, exports: 900 },
      { year: 2024, ...held, worldExportHhi: 0.4 },
    ];
    expect(breachesGeoDep(years)).toEqual({
      breaches: false,
      years: [
        { year: 2022, importsConcentrated: true, exportsConcentrated: true, notSubstitutable: true },
        { year: 2023, importsConcentrated: true, exportsConcentrated: true, notSubstitutable: false },
        { year: 2024, importsConcentrated: true, exportsConcentrated: false, notSubstitutable: true },
      ],
    });
  });

  test('needs two years of data', () => expect(breachesGeoDep([{ year: 2024, ...held }]).breaches).toBe(false));

  test('does not depend on the order of the years', () => {
    const index = fc.double({ min: 0, max: 1, noNaN: true });
    const year = fc.record({ importHhi: index, worldExportHhi: index, imports: fc.nat(), exports: fc.nat() });
    fc.assert(
      fc.property(fc.array(year, { minLength: 1, maxLength: 3 }), (list) => {
        const years = list.map((data, offset) => ({ year: 2022 + offset, ...data }));
        expect(breachesGeoDep([...years].reverse())).toEqual(breachesGeoDep(years));
      }),
    );
  });

  test('refuses a window of more than three years and an index above 1', () => {
    expect(() =>
      breachesGeoDep([
        { year: 2021, ...held },
        { year: 2024, ...held },
      ]),
    ).toThrow(/^years must be different years/);
    expect(() => breachesGeoDep([{ year: 2024, ...held, importHhi: 1.2 }])).toThrow(
      /^importHhi must be between 0 and 1/,
    );
  });
});
