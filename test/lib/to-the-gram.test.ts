import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toTheGram } from '../../src/lib/to-the-gram.ts';

const kilograms = fc.array(fc.nat({ max: 1e9 }), { minLength: 1, maxLength: 200 });

describe('a mass to the gram', () => {
  test('ends where the figures end: 0.1 + 0.2 is 0.3', () => {
    expect(toTheGram(0.1 + 0.2)).toBe(0.3);
    expect(toTheGram(10332.435000000001)).toBe(10332.435);
  });

  test('of a sum of kilograms does not depend on the order in which they are added', () => {
    fc.assert(
      fc.property(kilograms, (masses) => {
        const tonnes = masses.map((one) => one / 1000);
        const sum = (all: readonly number[]) => toTheGram(all.reduce((a, b) => a + b, 0));
        expect(sum(tonnes)).toBe(sum([...tonnes].reverse()));
        expect(sum(tonnes)).toBe(masses.reduce((a, b) => a + b, 0) / 1000);
      }),
    );
  });
});
