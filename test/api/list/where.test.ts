import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileWhere, type Clause, type Term } from '../../../src/api/list/where.ts';

interface Where {
  and?: Where[];
  or?: Where[];
  not?: Where;
  a?: { eq?: number; gt?: number };
  b?: { ne?: number; in?: number[] };
  links?: { some?: Where; none?: Where };
}
interface Thing {
  a: number;
  b: number;
  links: Thing[];
}

/** The condition read straight from its words. */
function fulfils(thing: Thing, where: Where): boolean {
  return Object.entries(where as Record<string, unknown>).every(([key, value]) => {
    if (key === 'and') return (value as Where[]).every((one) => fulfils(thing, one));
    if (key === 'or') return (value as Where[]).some((one) => fulfils(thing, one));
    if (key === 'not') return !fulfils(thing, value as Where);
    if (key === 'links') {
      const { some, none } = value as NonNullable<Where['links']>;
      return (
        (!some || thing.links.some((one) => fulfils(one, some))) &&
        (!none || !thing.links.some((one) => fulfils(one, none)))
      );
    }
    const actual = thing[key as 'a' | 'b'];
    const { eq, gt, ne, in: list } = value as { eq?: number; gt?: number; ne?: number; in?: number[] };
    return (
      (eq === undefined || actual === eq) &&
      (gt === undefined || actual > gt) &&
      (ne === undefined || actual !== ne) &&
      (!list || list.includes(actual))
    );
  });
}

/** What the database's predicate does with the compiled clauses. */
const holds = (thing: Thing, clauses: Clause[]): boolean =>
  clauses.some((clause) => clause.every((term) => term.negated !== termHolds(thing, term)));
function termHolds(thing: Thing, { field, operator, value, clauses }: Term): boolean {
  if (clauses) return thing.links.some((one) => holds(one, clauses));
  const actual = thing[field as 'a' | 'b'];
  if (operator === 'eq') return actual === value;
  if (operator === 'gt') return actual > (value as number);
  return (value as number[]).includes(actual);
}

const digit = fc.integer({ min: 0, max: 3 });
const plain = {
  a: fc.record({ eq: digit, gt: digit }, { requiredKeys: [] }),
  b: fc.record({ ne: digit, in: fc.array(digit, { maxLength: 3 }) }, { requiredKeys: [] }),
};
/** Conditions nested at most `depth` deep. */
function whereOf(depth: number): fc.Arbitrary<Where> {
  if (depth === 0) return fc.record(plain, { requiredKeys: [] });
  const inner = whereOf(depth - 1);
  return fc.record(
    {
      ...plain,
      and: fc.array(inner, { maxLength: 2 }),
      or: fc.array(inner, { minLength: 1, maxLength: 2 }),
      not: inner,
      links: fc.record({ some: inner, none: inner }, { requiredKeys: [] }),
    },
    { requiredKeys: [] },
  );
}
const where = whereOf(2);
const leaf = fc.record({ a: digit, b: digit, links: fc.constant<Thing[]>([]) });
const thing = fc.record({ a: digit, b: digit, links: fc.array(leaf, { maxLength: 3 }) });

describe('a condition as clauses', () => {
  test('holds for the same things as the condition read in its own words', () => {
    fc.assert(
      fc.property(where, thing, (condition, candidate) => {
        let clauses;
        try {
          clauses = compileWhere(condition) ?? [[]];
        } catch {
          // Too many terms: refused by its limit, which has a test of its own.
          return;
        }
        expect(holds(candidate, clauses)).toBe(fulfils(candidate, condition));
      }),
      { numRuns: 500 },
    );
  });

  test('a condition whose parts multiply is refused before it has grown', () => {
    const either = { or: Array.from({ length: 10 }, (_, index) => ({ a: { eq: index } })) };
    expect(() => compileWhere({ and: Array.from({ length: 30 }, () => either) })).toThrow(/more than 200 terms/);
  });

  test('an empty "or" holds for nothing, an empty condition for everything', () => {
    expect(compileWhere({ or: [] })).toEqual([]);
    expect(compileWhere({})).toBeNull();
    expect(compileWhere({ and: [{}], not: { or: [] }, a: { eq: null } })).toBeNull();
    expect(compileWhere(null)).toBeNull();
  });

  test('the fields of a single related thing get a dotted name, texts are compared in lower case', () => {
    expect(compileWhere({ from: { name: { contains: 'CHI' } } })).toEqual([
      [{ field: 'from.name', operator: 'contains', value: 'chi', clauses: null, negated: false }],
    ]);
  });
});
