import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { netImportReliance } from '../../src/analysis/net-import-reliance.ts';

const percent = (result: { value: number | null }) =>
  result.value === null ? null : Math.round(result.value * 1000) / 10;

describe('netImportReliance', () => {
  test('of rare earths in 2014 is (13019 - 6170) / (5400 + 13019 - 6170) = 55.9 %', () =>
    expect(percent(netImportReliance({ production: 5400, imports: 13019, exports: 6170 }))).toBe(55.9));

  test('of rare earths in 2015 is (9901 - 6260) / (5900 + 9901 - 6260) = 38.2 %', () =>
    expect(percent(netImportReliance({ production: 5900, imports: 9901, exports: 6260 }))).toBe(38.2));

  test('counts what stocks gave up as not produced: (30 - 10 + 20) / (60 + 30 - 10 + 20) = 40 %', () =>
    expect(percent(netImportReliance({ production: 60, imports: 30, exports: 10, stockDrawdown: 20 }))).toBe(40));

  test('takes away what went into stocks: (50 - 0 - 10) / (40 + 50 - 10) = 50 %', () =>
    expect(percent(netImportReliance({ production: 40, imports: 50, exports: 0, stockDrawdown: -10 }))).toBe(50));

  test('is null with the reason when a part is missing, more leaves than comes in, or nothing is used', () => {
    expect(netImportReliance({ production: null, imports: 1, exports: null })).toEqual({
      value: null,
      reason: 'NOT_AVAILABLE',
      explanation: 'Not known: production, exports.',
    });
    expect(netImportReliance({ production: 100, imports: 10, exports: 60 })).toMatchObject({
      value: null,
      reason: 'NET_EXPORTER',
    });
    expect(netImportReliance({ production: 0, imports: 0, exports: 0 })).toMatchObject({
      value: null,
      reason: 'NOT_APPLICABLE',
    });
  });

  test('lies within 0..1 and grows with imports', () => {
    const amount = fc.nat({ max: 10_000 });
    fc.assert(
      fc.property(amount, amount, amount, amount, (production, exports, net, more) => {
        fc.pre(production + net > 0);
        const before = netImportReliance({ production, exports, imports: exports + net }).value ?? NaN;
        const after = netImportReliance({ production, exports, imports: exports + net + more }).value ?? NaN;
        expect(before).toBeGreaterThanOrEqual(0);
        expect(after).toBeLessThanOrEqual(1);
        expect(after).toBeGreaterThanOrEqual(before);
      }),
    );
  });

  test('refuses negative imports', () =>
    expect(() => netImportReliance({ production: 1, imports: -1, exports: 0 })).toThrow(
      /^imports must be a finite number of 0 or more, but is -1/,
    ));
});
