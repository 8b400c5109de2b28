import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { concentrationProfile } from '../../src/analysis/concentration-profile.ts';
import { concentrationRatio, herfindahl, normalizedHerfindahl } from '../../src/analysis/concentration.ts';
import { sharesOfOne } from './arbitraries.ts';

const published = [0.86, 0.06, 0.02, 0.02, 0.01, 0.01, 0.01, 0.01];

describe('herfindahl', () => {
  test('of 86, 6, 2, 2, 1, 1, 1, 1 % is 0.7444', () => expect(herfindahl(published)).toBeCloseTo(0.7444, 10));

  test('of 50, 30 and 20 % is 0.25 + 0.09 + 0.04 = 0.38', () =>
    expect(herfindahl([0.5, 0.3, 0.2])).toBeCloseTo(0.38, 12));

  test('of 60 and 20 % with 20 % of others is 0.36 + 0.04 = 0.40: the others add nothing', () =>
    expect(herfindahl([0.6, 0.2])).toBeCloseTo(0.4, 12));

  test('lies between an equal split of what is named and 1', () => {
    fc.assert(
      fc.property(sharesOfOne, (shares) => {
        const named = shares.reduce((sum, share) => sum + share, 0);
        expect(herfindahl(shares)).toBeGreaterThanOrEqual(named ** 2 / shares.length - 1e-12);
        expect(herfindahl(shares)).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('does not depend on the order, and falls when a supplier is split in two', () => {
    fc.assert(
      fc.property(sharesOfOne, (shares) => {
        const [first = 0, ...rest] = shares;
        expect(herfindahl([...rest, first])).toBeCloseTo(herfindahl(shares), 12);
        expect(herfindahl([first / 2, first / 2, ...rest])).toBeCloseTo(herfindahl(shares) - first ** 2 / 2, 12);
      }),
    );
  });

  test('refuses a negative share, one above 1 and more than a whole', () => {
    expect(() => herfindahl([-0.1])).toThrow(new RangeError('each of shares must be between 0 and 1, but is -0.1.'));
    expect(() => herfindahl([1.1])).toThrow(RangeError);
    expect(() => herfindahl([0.75, 0.5])).toThrow(
      new RangeError('shares must add up to 1 at most, but add up to 1.25.'),
    );
  });
});

describe('normalizedHerfindahl', () => {
  test('of 86, 6, 2, 2, 1, 1, 1, 1 % is (0.7444 - 1/8) / (7/8) = 0.708', () =>
    expect(normalizedHerfindahl(published)).toBeCloseTo(0.708, 3));

  test('of 75 and 25 % is (0.625 - 0.5) / 0.5 = 0.25', () =>
    expect(normalizedHerfindahl([0.75, 0.25])).toBeCloseTo(0.25, 12));

  test('counts others as one supplier more: 60 and 20 % give (0.40 - 1/3) / (2/3) = 0.1', () =>
    expect(normalizedHerfindahl([0.6, 0.2])).toBeCloseTo(0.1, 12));

  test('is 0 for equal shares and 1 for a single supplier', () => {
    expect(normalizedHerfindahl([0.25, 0.25, 0.25, 0.25])).toBeCloseTo(0, 12);
    expect(normalizedHerfindahl([1, 0, 0])).toBe(1);
  });

  test('lies within 0..1 and, of a complete list, not above the plain index', () => {
    fc.assert(
      fc.property(sharesOfOne, (shares) => {
        expect(normalizedHerfindahl(shares)).toBeGreaterThanOrEqual(0);
        expect(normalizedHerfindahl(shares)).toBeLessThanOrEqual(herfindahl(shares) + 1e-9);
      }),
    );
  });
});

describe('concentrationRatio', () => {
  test('C1 of 10, 60, 20, 10 % is 0.6 and C3 is 0.6 + 0.2 + 0.1 = 0.9', () => {
    expect(concentrationRatio([0.1, 0.6, 0.2, 0.1], 1)).toBe(0.6);
    expect(concentrationRatio([0.1, 0.6, 0.2, 0.1], 3)).toBeCloseTo(0.9, 12);
  });

  test('of more than there are is all that is named: 0.5 + 0.3 = 0.8', () =>
    expect(concentrationRatio([0.5, 0.3], 5)).toBeCloseTo(0.8, 12));

  test('grows with n, up to 1', () => {
    fc.assert(
      fc.property(sharesOfOne, fc.integer({ min: 1, max: 8 }), (shares, n) => {
        expect(concentrationRatio(shares, n)).toBeLessThanOrEqual(concentrationRatio(shares, n + 1));
        expect(concentrationRatio(shares, n + 1)).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('refuses the 0 largest', () =>
    expect(() => concentrationRatio([1], 0)).toThrow(/^n must be a whole number of 1 or more/));
});

describe('concentrationProfile', () => {
  test('rises most at refining: mine 0.36 + 0.16 = 0.52, refining 0.81 + 0.01 = 0.82 (+0.30), magnets 0.8836 + 0.0036 = 0.8872 (+0.0672)', () => {
    const result = concentrationProfile([
      { stage: 'mine', shares: [0.6, 0.4] },
      { stage: 'refining', shares: [0.9, 0.1] },
      { stage: 'magnets', shares: [0.94, 0.06] },
    ]);
    expect(result.steepest).toBe('refining');
    expect(result.stages.map(({ rise }) => rise && Math.round(rise * 1e4) / 1e4)).toEqual([null, 0.3, 0.0672]);
  });

  test('rises nowhere when each stage is spread wider: 1, then 0.5', () =>
    expect(
      concentrationProfile([
        { stage: 'mine', shares: [1] },
        { stage: 'refining', shares: [0.5, 0.5] },
      ]),
    ).toEqual({
      steepest: null,
      stages: [
        { stage: 'mine', hhi: 1, rise: null },
        { stage: 'refining', hhi: 0.5, rise: -0.5 },
      ],
    }));

  test('has rises that add up to the difference between the last stage and the first', () => {
    fc.assert(
      fc.property(fc.array(sharesOfOne, { minLength: 1, maxLength: 5 }), (list) => {
        const { stages } = concentrationProfile(list.map((shares, index) => ({ stage: `${index}`, shares })));
        const rises = stages.reduce((sum, { rise }) => sum + (rise ?? 0), 0);
        expect(rises).toBeCloseTo((stages.at(-1)?.hhi ?? 0) - (stages[0]?.hhi ?? 0), 12);
      }),
    );
  });
});
