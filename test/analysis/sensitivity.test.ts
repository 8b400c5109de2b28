import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changeOf, leaveOneSourceOut } from '../../src/analysis/sensitivity.ts';
import { valueRange } from '../../src/analysis/value-range.ts';

interface Row {
  sources: string[];
  from: string;
  tonnes: number;
}
const mostlyChinese = (rows: readonly Row[]) => {
  const sum = (list: readonly Row[]) => list.reduce((total, { tonnes }) => total + tonnes, 0);
  return sum(rows.filter(({ from }) => from === 'CHN')) > 0.65 * sum(rows);
};

describe('leaveOneSourceOut', () => {
  test('answers without each source: 70 of 100 is above 65 %, without customs 10 of 40 is not', () => {
    const rows: Row[] = [
      { sources: ['customs'], from: 'CHN', tonnes: 60 },
      { sources: ['survey'], from: 'CHN', tonnes: 10 },
      { sources: ['survey'], from: 'AUS', tonnes: 30 },
    ];
    expect(leaveOneSourceOut(rows, ({ sources }) => sources, mostlyChinese)).toEqual({
      answer: true,
      without: [
        { source: 'customs', answer: false },
        { source: 'survey', answer: true },
      ],
    });
  });

  test('keeps a row that another source states too: 70 of 100 stays without either', () => {
    const rows: Row[] = [
      { sources: ['customs', 'survey'], from: 'CHN', tonnes: 70 },
      { sources: ['customs', 'survey'], from: 'AUS', tonnes: 30 },
    ];
    const { without } = leaveOneSourceOut(rows, ({ sources }) => sources, mostlyChinese);
    expect(without.map(({ answer }) => answer)).toEqual([true, true]);
  });

  test('names each source once and does not depend on the order of the rows', () => {
    const row = fc.record({
      sources: fc.subarray(['a', 'b', 'c'], { minLength: 1 }),
      from: fc.constantFrom('CHN', 'AUS'),
      tonnes: fc.nat({ max: 100 }),
    });
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        const result = leaveOneSourceOut(rows, ({ sources }) => sources, mostlyChinese);
        expect(result.without.map(({ source }) => source)).toEqual(
          [...new Set(rows.flatMap(({ sources }) => sources))].sort(),
        );
        expect(leaveOneSourceOut([...rows].reverse(), ({ sources }) => sources, mostlyChinese)).toEqual(result);
      }),
    );
  });
});

describe('changeOf', () => {
  const of = (share: number | null, unknown: number | null = 0) => ({ share, unknown });

  test.each([
    ['0.93 known becomes 0.28 known', of(0.93, 0.07), of(0.28), 'CROSSED'],
    ['0.28 known becomes 0.93', of(0.28), of(0.93, 0.07), 'CROSSED'],
    ['0.93 stays 0.9', of(0.93), of(0.9), 'UNCHANGED'],
    ['0.28 of which 0.72 are unknown says nothing', of(0.93, 0.07), of(0.28, 0.72), 'UNDETERMINED'],
    ['no share says nothing', of(0.93), of(null, null), 'UNDETERMINED'],
    ['nothing can cross from where nothing was known', of(0.28, 0.72), of(0.93), 'UNDETERMINED'],
    ['0.65 is not above 0.65', of(0.65), of(0.6), 'UNCHANGED'],
    ['0.5 and 0.15 unknown cannot be above it', of(0.5, 0.15), of(0.66), 'CROSSED'],
  ] as const)('%s', (_, before, after, change) => expect(changeOf(before, after, 0.65)).toBe(change));

  test('is crossed only where neither share can be on the other side, whatever its unknown part is', () => {
    const part = fc.double({ min: 0, max: 1, noNaN: true });
    const known = fc.tuple(part, part).map(([share, rest]) => of(share, (1 - share) * rest));
    fc.assert(
      fc.property(known, known, part, part, part, (before, after, threshold, some, other) => {
        const above = ({ share, unknown }: typeof before, taken: number) =>
          (share ?? 0) + (unknown ?? 0) * taken > threshold;
        const change = changeOf(before, after, threshold);
        if (change === 'CROSSED') expect(above(before, some)).not.toBe(above(after, other));
        if (change === 'UNCHANGED') expect(above(before, some)).toBe(above(after, other));
        expect(changeOf(after, before, threshold)).toBe(change);
      }),
    );
  });
});

describe('valueRange', () => {
  const shareOfChina = ({ CHN, MMR, USA }: Record<'CHN' | 'MMR' | 'USA', number>) => CHN / (CHN + MMR + USA);

  test('of 255 / (255 + 43 or 72 + 42) is 255/369 = 0.691 to 255/340 = 0.75', () => {
    const result = valueRange(
      new Map([
        ['CHN', [255]],
        ['MMR', [43, 72]],
        ['USA', [42]],
      ] as const),
      shareOfChina,
    );
    expect(result).toEqual({ preferred: 0.75, low: 255 / 369, high: 0.75, method: 'ALL_COMBINATIONS' });
  });

  test('of 20 or 30 less 5 or 10 is 20 - 10 = 10 to 30 - 5 = 25; one at a time, from 20 - 5, only 10 to 25 as well', () => {
    const figures = new Map([
      ['in', [20, 30]],
      ['out', [5, 10]],
    ]);
    const net = (values: Record<string, number>) => (values.in ?? 0) - (values.out ?? 0);
    expect(valueRange(figures, net)).toMatchObject({ preferred: 15, low: 10, high: 25, method: 'ALL_COMBINATIONS' });
    expect(valueRange(figures, net, { maxCombinations: 3 })).toMatchObject({
      low: 10,
      high: 25,
      method: 'ONE_AT_A_TIME',
    });
  });

  test('holds the preferred value between low and high, and one at a time is never wider', () => {
    const values = fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(values, values, values, (CHN, MMR, USA) => {
        const figures = new Map([
          ['CHN', CHN],
          ['MMR', MMR],
          ['USA', USA],
        ] as const);
        const all = valueRange(figures, shareOfChina);
        const single = valueRange(figures, shareOfChina, { maxCombinations: 1 });
        expect(all.low).toBeLessThanOrEqual(all.preferred);
        expect(all.high).toBeGreaterThanOrEqual(all.preferred);
        expect(single.low).toBeGreaterThanOrEqual(all.low);
        expect(single.high).toBeLessThanOrEqual(all.high);
      }),
    );
  });

  test('refuses a figure without a value', () =>
    expect(() => valueRange(new Map([['CHN', []]]), () => 0)).toThrow(
      new RangeError('figures must have one or more finite values each: look at CHN.'),
    ));
});
