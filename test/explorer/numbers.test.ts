import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { atLeast, counted, day, inWords, listed, money, percent, tonnes } from '../../web/explorer/format/numbers.ts';

const plain = (text: string) => text.replace(/[\u202F\u2009\u00A0]/g, ' ');

describe('figures as they are shown', () => {
  test.each([
    [0.27582, 1, '27.6 %'],
    [0.27582, 0, '28 %'],
    [0, 1, '0.0 %'],
    [1, 0, '100 %'],
    [0.0001, 1, '<0.1 %'],
    [0.99999, 1, '>99.9 %'],
    [0.9996, 0, '>99 %'],
  ] as const)('a share of %d to %d digits is %s', (share, digits, shown) => {
    expect(plain(percent(share, digits))).toBe(shown);
  });

  test('a share is shown as none or all only when it is', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true }),
        fc.constantFrom(0 as const, 1 as const),
        (share, digits) => {
          expect(plain(percent(share, digits))).not.toMatch(/^(0(\.0)?|100(\.0)?) %$/);
        },
      ),
    );
  });

  test('what has five points or more of unknown origin is at least what is known', () => {
    expect(plain(atLeast(0.928, 0.072))).toBe('≥ 92.8 %');
    expect(plain(atLeast(0.932, 0.0147))).toBe('93.2 %');
    expect(plain(atLeast(0.5, null))).toBe('50.0 %');
  });

  test.each([
    ['568756873', '$569m'],
    ['1221000000', '$1.22bn'],
    ['999700', '$1.00m'],
    ['0', '$0.00'],
  ])('%s dollars are %s', (usd, shown) => {
    expect(money(usd)).toBe(shown);
  });

  test('weights are whole tonnes, and less than one as it is', () => {
    expect(plain(tonnes(10332.435))).toBe('10 332 t');
    expect(plain(tonnes(0.323))).toBe('0.32 t');
  });

  test.each([
    ['2026-11-11', '11 Nov 2026'],
    ['2026-11', 'Nov 2026'],
    ['2026', '2026'],
    [null, ''],
  ])('%s is shown as %s', (text, shown) => {
    expect(day(text)).toBe(shown);
  });

  test('counts and lists read as language', () => {
    expect([counted(1, 'plant'), counted(3, 'plant'), inWords(11), inWords(13)]).toEqual([
      '1 plant',
      '3 plants',
      'eleven',
      '13',
    ]);
    expect([listed([]), listed(['a']), listed(['a', 'b', 'c'])]).toEqual(['', 'a', 'a, b and c']);
  });
});
