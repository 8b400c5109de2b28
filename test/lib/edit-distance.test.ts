import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { editDistance, slipsBetween } from '../../src/lib/edit-distance.ts';
import { fold } from '../../src/lib/fold.ts';

describe('the number of slips between two words', () => {
  test.each([
    ['galium', 'gallium', 1],
    ['galium', 'helium', 2],
    ['Germnay', 'Germany', 1],
    ['', 'tin', 3],
    ['cobalt', 'cobalt', 0],
  ])('%s and %s: %i', (a, b, slips) => expect(editDistance(a, b)).toBe(slips));

  test('is the same both ways, none for the same word alone, and never more than the longer word has letters', () => {
    const word = fc.string({ maxLength: 8, unit: fc.constantFrom('a', 'b', 'c', '镓', 'ü') });
    fc.assert(
      fc.property(word, word, (a, b) => {
        const slips = editDistance(a, b);
        expect(slips).toBe(editDistance(b, a));
        expect(slips === 0).toBe(a === b);
        expect(slips).toBeLessThanOrEqual(Math.max(Array.from(a).length, Array.from(b).length));
        expect(slips).toBeGreaterThanOrEqual(Math.abs(Array.from(a).length - Array.from(b).length));
      }),
    );
  });

  test('counts a beginning as one', () => {
    expect([slipsBetween('neodym', 'neodymium'), slipsBetween('tin', 'tin')]).toEqual([1, 0]);
  });
});

test('a folded name keeps what makes it another word in Chinese, Japanese and Korean', () => {
  expect(['ガリウム', 'カリウム', '镓', '한국', 'ＴＤＫ株式会社', 'エネルギー・金属鉱物'].map(fold)).toEqual([
    'ガリウム',
    'カリウム',
    '镓',
    '한국',
    'tdk株式会社',
    'エネルギー 金属鉱物',
  ]);
  expect(fold('Côte d’Ivoire')).toBe('cote d ivoire');
});
