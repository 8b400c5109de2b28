import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  number,
  oneOf,
  optionalText,
  readAddress,
  text,
  texts,
  writeAddress,
  year,
} from '../../web/explorer/address/address.ts';

const fields = {
  among: text('g7'),
  of: optionalText,
  year,
  basis: oneOf(['value', 'mass'], 'value'),
  line: number(0.65, 0, 1),
  about: texts(),
};
const word = fc.string({ minLength: 1, maxLength: 200 });
const values = fc.record({
  among: word,
  of: fc.option(word),
  year: fc.option(fc.integer({ min: 1900, max: 2100 })),
  basis: fc.constantFrom('value' as const, 'mass' as const),
  line: fc.integer({ min: 0, max: 100 }).map((hundredths) => hundredths / 100),
  about: fc.array(word, { maxLength: 5 }),
});

describe('the address of a page', () => {
  test('gives back whatever was written into it', () => {
    fc.assert(
      fc.property(values, (written) => {
        const address = writeAddress(fields, '', written);
        expect(readAddress(fields, address)).toEqual({ values: written, broken: [] });
      }),
    );
  });

  test('leaves out what is usual, and keeps what belongs to others', () => {
    const usual = { among: 'g7', of: null, year: null, basis: 'value', line: 0.65, about: [] } as const;
    expect(writeAddress(fields, '?asOf=2025-11-15&year=2020', usual)).toBe('?asOf=2025-11-15');
  });

  test('reads the usual where it is broken, and says of what', () => {
    fc.assert(
      fc.property(fc.string(), (search) => {
        const { values: read } = readAddress(fields, search);
        expect(Object.keys(read)).toEqual(Object.keys(fields));
      }),
    );
    const { values: read, broken } = readAddress(fields, '?year=12345&basis=stone&line=7&of=&among=quad');
    expect(broken).toEqual(['of', 'year', 'basis', 'line']);
    expect(read).toMatchObject({ among: 'quad', of: null, year: null, basis: 'value', line: 0.65 });
  });
});
