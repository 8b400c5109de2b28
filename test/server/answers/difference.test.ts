import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json } from '../../../src/lib/answer-rows.ts';
import { applied, differenceOf, keysOf } from '../../../src/server/answers/difference.ts';

const figure = fc.oneof(fc.constant(null), fc.integer({ min: 0, max: 3 }), fc.constantFrom('a', 'b'));

/** Rows as answers have them: some with an identifier, some that name things, some with neither, some twice. */
const row = fc.oneof(
  fc.record({ id: fc.constantFrom('Country:A', 'Country:B', 'Country:C'), share: figure }),
  fc.record({
    country: fc.record({ iso3: fc.constantFrom('AAA', 'BBB'), name: fc.constantFrom('A', 'B') }),
    year: fc.constantFrom(2023, 2024),
    share: figure,
    suppliers: fc.array(fc.record({ slug: fc.constantFrom('x', 'y', 'z'), tonnes: figure }), { maxLength: 3 }),
  }),
  fc.record({ value: figure }),
  fc.constant(null),
);
const answerOfRows: fc.Arbitrary<Json> = fc.record({
  totalCount: figure,
  nodes: fc.array(row, { maxLength: 6 }),
  one: fc.option(row),
}) as fc.Arbitrary<Json>;
const anything = fc.jsonValue() as fc.Arbitrary<Json>;

describe('the difference of two answers', () => {
  test.each([
    ['answers', answerOfRows],
    ['any two values', anything],
  ])('makes the second of the first: %s', (_, answers) => {
    fc.assert(
      fc.property(answers, answers, (before, after) => {
        expect(applied(before, differenceOf(before, after))).toEqual(after);
      }),
      { numRuns: 500 },
    );
  });

  test('is none of equal answers', () => {
    fc.assert(
      fc.property(fc.oneof(answerOfRows, anything), (one) => {
        expect(differenceOf(one, structuredClone(one))).toEqual([]);
      }),
    );
  });

  test('is told by row and figure, whatever place the row has', () => {
    const before = {
      nodes: [
        { id: 'Country:JPN', share: 0.3 },
        { id: 'Country:DEU', share: 0.8 },
        { id: 'Country:FRA', share: 0.5 },
      ],
    };
    const after = {
      nodes: [
        { id: 'Country:DEU', share: 0.8 },
        { id: 'Country:JPN', share: 0.25 },
        { id: 'Country:USA', share: 0.7 },
      ],
    };
    expect(differenceOf(before, after)).toEqual([
      { kind: 'REMOVED', place: ['nodes', { row: 'Country:FRA' }], at: 2, before: { id: 'Country:FRA', share: 0.5 } },
      {
        kind: 'REORDERED',
        place: ['nodes'],
        before: ['Country:JPN', 'Country:DEU'],
        after: ['Country:DEU', 'Country:JPN'],
      },
      { kind: 'ADDED', place: ['nodes', { row: 'Country:USA' }], at: 2, after: { id: 'Country:USA', share: 0.7 } },
      { kind: 'CHANGED', place: ['nodes', { row: 'Country:JPN' }, 'share'], before: 0.3, after: 0.25 },
    ]);
  });

  test('knows a row without an identifier by what it names, not by its figures', () => {
    const rowOf = (share: number) => ({ country: { iso3: 'JPN' }, product: { slug: 'magnets' }, year: 2024, share });
    expect(differenceOf([rowOf(0.3)], [rowOf(0.4)])).toEqual([
      { kind: 'CHANGED', place: [{ row: 'iso3=JPN slug=magnets year=2024' }, 'share'], before: 0.3, after: 0.4 },
    ]);
  });
});

test('no two rows of a list are called alike', () => {
  fc.assert(
    fc.property(fc.array(row as fc.Arbitrary<Json>), (rows) => {
      expect(new Set(keysOf(rows)).size).toBe(rows.length);
    }),
  );
});
