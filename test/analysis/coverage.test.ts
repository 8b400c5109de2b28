import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nMinusOneCoverage } from '../../src/analysis/coverage.ts';

const supplies = fc.array(fc.record({ key: fc.constantFrom('A', 'B', 'C', 'D'), amount: fc.nat({ max: 100 }) }));

describe('nMinusOneCoverage', () => {
  test('without China (60 of 110) is (30 + 20) / 100 = 0.5', () =>
    expect(
      nMinusOneCoverage(
        [
          { key: 'AUS', amount: 30 },
          { key: 'CHN', amount: 60 },
          { key: 'USA', amount: 20 },
        ],
        100,
      ),
    ).toEqual({ value: 0.5, without: 'CHN' }));

  test('counts two rows of one supplier as one: without B (20 + 25), A leaves 40 / 80 = 0.5', () =>
    expect(
      nMinusOneCoverage(
        [
          { key: 'A', amount: 40 },
          { key: 'B', amount: 20 },
          { key: 'B', amount: 25 },
        ],
        80,
      ),
    ).toEqual({ value: 0.5, without: 'B' }));

  test('is 0 without any supplier and null without demand', () => {
    expect(nMinusOneCoverage([], 10)).toEqual({ value: 0, without: null });
    expect(nMinusOneCoverage([{ key: 'A', amount: 1 }], 0)).toMatchObject({ value: null, reason: 'NOT_APPLICABLE' });
  });

  test('is at most what all suppliers cover, does not depend on the order, and rises when a supplier is split in two', () => {
    fc.assert(
      fc.property(supplies, fc.integer({ min: 1, max: 100 }), (list, demand) => {
        const { value } = nMinusOneCoverage(list, demand);
        expect(value).toBeLessThanOrEqual(list.reduce((sum, { amount }) => sum + amount, 0) / demand);
        expect(nMinusOneCoverage([...list].reverse(), demand)).toEqual(nMinusOneCoverage(list, demand));
        const split = list.flatMap(({ key, amount }) => [
          { key, amount: amount / 2 },
          { key: `${key}2`, amount: amount / 2 },
        ]);
        expect((nMinusOneCoverage(split, demand).value ?? 0) + 1e-12).toBeGreaterThanOrEqual(value ?? 0);
      }),
    );
  });

  test('refuses a negative demand', () => expect(() => nMinusOneCoverage([], -1)).toThrow(/^demand must be/));
});
