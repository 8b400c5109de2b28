import fc from 'fast-check';
import { expect, test } from 'vitest';
import { html } from '../../../src/server/answers/html.ts';
import { leastWidth, softly } from '../../../src/server/answers/table-width.ts';

test('a text stays what it is, wherever a line of it may end', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
      expect(softly(text).text.replaceAll('<wbr>', '')).toBe(html`${text}`.text);
    }),
  );
});

test('a long name may be broken where its parts meet, a short word nowhere', () => {
  expect(softly('imports.flowsWithTonnes').text).toBe('imports.<wbr>flows<wbr>With<wbr>Tonnes');
  expect(softly('UNDER_CONSTRUCTION of NdPr, 0.41').text).toBe('UNDER_<wbr>CONSTRUCTION of NdPr, 0.41');
});

test('a column is as wide as the longest part that is not broken, and as a whole number', () => {
  expect(leastWidth(['share', 'UNDER_CONSTRUCTION'], false)).toBe(leastWidth(['x', 'CONSTRUCTION'], false));
  expect(leastWidth(['x', '12 of 13'], true)).toBeGreaterThan(leastWidth(['x', '12 of 13'], false));
  expect(leastWidth([''], false)).toBeGreaterThan(0);
});
