import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { conversionOf, isQuantity, shareOf, tonnesOf } from '../../../src/entities/observation/unit.ts';

describe("a publisher's unit", () => {
  test('of mass becomes tonnes, to the last digit that was published', () => {
    expect(tonnesOf(29000, 'metric tons')).toBe(29000);
    expect(tonnesOf(900000, 'kilograms')).toBe(900);
    expect(tonnesOf(181.796316, 'thousand metric tons')).toBe(181796.316);
    expect(tonnesOf(7.1, 'thousand metric dry tons')).toBe(7100);
    expect(tonnesOf(88, 'million metric tons')).toBe(88_000_000);
    expect(tonnesOf(45, 'million carats')).toBe(9);
    expect(tonnesOf(5000, 'thousand carats')).toBe(1);
  });

  test('of shares becomes a part of 1', () => {
    expect(shareOf(84.4, 'percent')).toBe(0.844);
    expect(shareOf(0.3, 'share')).toBe(0.3);
  });

  test('that is neither stays as it is, and says no conversion', () => {
    expect(tonnesOf(239, 'dollars per kilogram')).toBeNull();
    expect(shareOf(29000, 'metric tons')).toBeNull();
    expect(conversionOf('score')).toBeNull();
    expect(conversionOf('kilograms')).toBe('kilograms divided by 1,000');
  });

  test('of volume tells how much there is, and is not weighed', () => {
    expect([isQuantity('million cubic meters'), tonnesOf(80, 'million cubic meters')]).toEqual([true, null]);
    expect([isQuantity('kilograms'), isQuantity('percent'), isQuantity('')]).toEqual([true, false, false]);
  });

  const decimal = fc.tuple(fc.integer({ min: 0, max: 10 ** 9 }), fc.integer({ min: 0, max: 6 }));

  test('converts every decimal to the decimal that moving the point gives', () => {
    fc.assert(
      fc.property(decimal, ([digits, places]) => {
        const amount = Number(`${digits}e-${places}`);
        expect(tonnesOf(amount, 'thousand metric tons')).toBe(Number(`${digits}e${3 - places}`));
        expect(tonnesOf(amount, 'kilograms')).toBe(Number(`${digits}e-${places + 3}`));
        expect(shareOf(amount, 'percent')).toBe(Number(`${digits}e-${places + 2}`));
      }),
    );
  });
});
