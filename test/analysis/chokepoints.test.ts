import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chokepoints, type Candidate } from '../../src/analysis/chokepoints.ts';
import { supplyChain, type SupplyChainData } from '../../src/analysis/supply-chain.ts';
import { chainData, countries } from './arbitraries.ts';

/** JPN buys magnets: 30 % from CHN, 70 % from VNM, which buys half its oxide from CHN and half from AUS. */
const data: SupplyChainData = {
  supply: [
    { country: 'JPN', product: 'magnet', from: 'CHN', share: 0.3 },
    { country: 'JPN', product: 'magnet', from: 'VNM', share: 0.7 },
    { country: 'VNM', product: 'oxide', from: 'CHN', share: 0.5 },
    { country: 'VNM', product: 'oxide', from: 'AUS', share: 0.5 },
  ],
  inputs: [{ product: 'magnet', input: 'oxide', weight: 1 }],
  origins: ['oxide'],
};
const byCountry: Candidate[] = ['AUS', 'CHN', 'VNM'].map((key) => ({ kind: 'COUNTRY', key, on: key }));
const allCountries: Candidate[] = countries.map((key) => ({ kind: 'COUNTRY', key, on: key }));

describe('chokepoints', () => {
  test('ranks VNM 70, CHN 30 + 70 * 0.5 = 65, AUS 35 of 100 t; without CHN 35 and 20 spare cover 0.55', () => {
    const ranked = chokepoints(supplyChain(data), 'magnet', [{ country: 'JPN', demand: 100 }], byCountry, [
      { country: 'AUS', amount: 20 },
    ]);
    expect(ranked.map(({ key, direct, lost }) => [key, direct.amount, Math.round(lost.amount * 1e9) / 1e9])).toEqual([
      ['VNM', 70, 70],
      ['CHN', 30, 65],
      ['AUS', 0, 35],
    ]);
    const coverage = Object.fromEntries(ranked.map((point) => [point.key, point.coverage]));
    expect(coverage.CHN).toBeCloseTo(0.55, 12);
    // Its own spare capacity is gone with it: (100 - 35 + 0) / 100.
    expect(coverage.AUS).toBeCloseTo(0.65, 12);
    expect(ranked.every(({ singlePoint }) => singlePoint)).toBe(true);
  });

  test('sees no single point in a plant that makes 20 % of 35 t = 7 t when 10 t are spare', () => {
    const plant: Candidate = {
      kind: 'FACILITY',
      key: 'kalgoorlie',
      on: [{ country: 'AUS', product: 'oxide', fraction: 0.2 }],
    };
    const [point] = chokepoints(
      supplyChain(data),
      'magnet',
      [{ country: 'JPN', demand: 100 }],
      [plant],
      [{ country: 'USA', amount: 10 }],
    );
    expect(point?.lost.amount).toBeCloseTo(7, 12);
    expect(point?.coverage).toBeCloseTo(1.03, 12);
    expect(point?.singlePoint).toBe(false);
  });

  test('loses at least what is bought directly, at most everything, in descending order', () => {
    fc.assert(
      fc.property(chainData(true), (chain) => {
        const ranked = chokepoints(
          supplyChain(chain),
          'magnet',
          countries.map((country) => ({ country, demand: 10 })),
          allCountries,
        );
        expect(ranked.map(({ lost }) => lost.amount)).toEqual(
          ranked.map(({ lost }) => lost.amount).sort((a, b) => b - a),
        );
        for (const { direct, lost } of ranked) {
          expect(lost.amount).toBeGreaterThanOrEqual(direct.amount - 1e-9);
          expect(lost.share).toBeLessThanOrEqual(1 + 1e-12);
        }
      }),
    );
  });

  test('does not depend on the order of importers and candidates, and covers more the more is spare', () => {
    fc.assert(
      fc.property(chainData(false), fc.nat({ max: 50 }), (rows, amount) => {
        const chain = supplyChain(rows);
        const importers = countries.map((country, index) => ({ country, demand: index + 1 }));
        const ranked = chokepoints(chain, 'magnet', importers, allCountries);
        const turned = chokepoints(chain, 'magnet', [...importers].reverse(), [...allCountries].reverse());
        const lost = (points: typeof ranked, key: string) => points.find((point) => point.key === key)?.lost.amount;
        for (const { key } of ranked) expect(lost(turned, key)).toBeCloseTo(lost(ranked, key) ?? NaN, 9);
        const more = chokepoints(chain, 'magnet', importers, allCountries, [{ country: 'ZZZ', amount }]);
        for (const point of more) {
          const before = ranked.find(({ key }) => key === point.key)?.coverage ?? NaN;
          expect(point.coverage).toBeGreaterThanOrEqual(before);
        }
      }),
    );
  });

  test('refuses a negative demand', () =>
    expect(() => chokepoints(supplyChain(data), 'magnet', [{ country: 'JPN', demand: -1 }], byCountry)).toThrow(
      /^demand of JPN must be/,
    ));
});
