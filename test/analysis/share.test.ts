import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shares } from '../../src/analysis/share.ts';

const parts = fc.array(fc.record({ key: fc.constantFrom('A', 'B', 'C', 'D'), amount: fc.nat({ max: 1000 }) }));

describe('shares', () => {
  test('divides by everything reported: 67, 3 and 10 of others make 67/80, 3/80 and 10/80', () => {
    const result = shares(
      [
        { key: 'VNM', amount: 3 },
        { key: 'CHN', amount: 67 },
      ],
      10,
    );
    expect(result.parts.map(({ key, share }) => [key, share])).toEqual([
      ['CHN', 0.8375],
      ['VNM', 0.0375],
    ]);
    expect(result).toMatchObject({ total: 80, otherShare: 0.125 });
  });

  test('adds up what stands twice under one key: 2 + 3 against 5 is one half each', () => {
    const result = shares([
      { key: 'B', amount: 2 },
      { key: 'A', amount: 5 },
      { key: 'B', amount: 3 },
    ]);
    expect(result.parts.map(({ key, share }) => [key, share])).toEqual([
      ['A', 0.5],
      ['B', 0.5],
    ]);
  });

  test("gives China 0.787 of the world's tungsten of 2025 with the other countries, 0.810 without", () => {
    // Mineral Commodity Summaries 2026: China 67 000 t, ten other countries 15 740 t, the rest 2 400 t.
    const named = [
      { key: 'CHN', amount: 67_000 },
      { key: 'the rest', amount: 15_740 },
    ];
    expect(shares(named, 2_400).parts[0]?.share).toBeCloseTo(0.787, 3);
    expect(shares(named).parts[0]?.share).toBeCloseTo(0.81, 3);
  });

  test('gives no shares of nothing', () => {
    expect(shares([{ key: 'A', amount: 0 }])).toMatchObject({ parts: [{ share: null }], otherShare: null });
  });

  test('adds up to 1 with the rest, whatever the amounts', () => {
    fc.assert(
      fc.property(parts, fc.nat({ max: 1000 }), (list, other) => {
        const result = shares(list, other);
        fc.pre(result.total > 0);
        expect(result.parts.reduce((sum, { share }) => sum + (share ?? 0), result.otherShare ?? 0)).toBeCloseTo(1, 12);
      }),
    );
  });

  test('does not depend on the order', () => {
    fc.assert(
      fc.property(parts, (list) => {
        expect(shares([...list].reverse())).toEqual(shares(list));
      }),
    );
  });

  test('does not change the other shares when one supplier is split in two', () => {
    fc.assert(
      fc.property(parts, fc.nat({ max: 1000 }), (list, amount) => {
        const whole = shares([...list, { key: 'X', amount: 2 * amount }]);
        const split = shares([...list, { key: 'X1', amount }, { key: 'X2', amount }]);
        const shareOf = (result: typeof whole, key: string) =>
          result.parts.find((part) => part.key === key)?.share ?? 0;
        for (const { key } of list) expect(shareOf(split, key)).toBeCloseTo(shareOf(whole, key), 12);
        expect(shareOf(split, 'X1') + shareOf(split, 'X2')).toBeCloseTo(shareOf(whole, 'X'), 12);
      }),
    );
  });

  test('refuses a negative amount and names it', () => {
    expect(() => shares([{ key: 'CHN', amount: -1 }])).toThrow(
      new RangeError('amount of CHN must be a finite number of 0 or more, but is -1.'),
    );
    expect(() => shares([], -2)).toThrow(/^other must be/);
  });
});
