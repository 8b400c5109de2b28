import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { differ } from '../../src/analysis/differ.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });

describe('two figures of one share', () => {
  test('differ by more than a tenth of the larger one: 0.124 and 0.825 do, 0.82 and 0.76 do not', () => {
    expect(differ(0.124, 0.825)).toBe(true);
    expect(differ(0.82, 0.76)).toBe(false);
    expect(differ(0.8, 0.7)).toBe(true);
  });

  test('do not differ by what rounding to whole percent makes: 0.004 and 0.01', () => {
    expect(differ(0.004, 0.01)).toBe(false);
    expect(differ(0.02, 0.04)).toBe(true);
  });

  test('differ in either order, and never from themselves', () => {
    fc.assert(
      fc.property(share, share, (a, b) => {
        expect(differ(a, b)).toBe(differ(b, a));
        expect(differ(a, a)).toBe(false);
      }),
    );
  });
});
