import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { breachesEuBenchmark } from '../../src/analysis/eu-benchmark.ts';
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
