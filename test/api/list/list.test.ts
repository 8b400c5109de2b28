import fc from 'fast-check';
import { getNamedType, isInputObjectType } from 'graphql';
import { describe, expect, test } from 'vitest';
import { buildSchema } from '../../../src/server/schema.ts';
import { answer } from '../../support.ts';

interface Page {
  nodes: { id: string }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
  totalCount: number;
}

const lists = {
  countries: ['Country', 'NAME', 'where: {memberships: {some: {coalition: {eq: "european-union"}}}}'],
  minerals: ['Mineral', 'SLUG', 'where: {lists: {some: {list: {eq: "us-critical-2025"}}}}'],
  tradeFlows: [
    'TradeFlow',
    'VALUE',
    'where: {product: {slug: {eq: "permanent-magnets"}}, year: {eq: 2024}, to: {iso3: {in: ["JPN", "ISL"]}}}',
  ],
} as const;
type List = keyof typeof lists;

async function page(list: List, direction: string, args: Record<string, unknown>): Promise<Page> {
  const [type, field, where] = lists[list];
  const query = `query ($first: Int, $after: String, $last: Int, $before: String) {
    ${list}(${where}, orderBy: {field: ${field}, direction: ${direction}}, first: $first, after: $after, last: $last, before: $before) {
      nodes { ... on ${type} { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount } }`;
  return ((await answer(query, args)) as Record<List, Page>)[list];
}

async function walk(list: List, direction: string, size: number, forwards: boolean): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | null = null;
  for (;;) {
    const args = forwards ? { first: size, after: cursor } : { last: size, before: cursor };
    const { nodes, pageInfo } = await page(list, direction, args);
    const shown = nodes.map(({ id }) => id);
    if (forwards) ids.push(...shown);
    else ids.unshift(...shown);
    cursor = forwards ? pageInfo.endCursor : pageInfo.startCursor;
    if (!(forwards ? pageInfo.hasNextPage : pageInfo.hasPreviousPage)) return ids;
  }
}

/** Each list with each field of its `where` over which `some` and `none` ask for what it is related to. */
const overRelationships = Object.values(buildSchema().getQueryType()?.getFields() ?? {}).flatMap(({ name, args }) => {
  const where = args.find((one) => one.name === 'where');
  const type = where && getNamedType(where.type);
  if (!isInputObjectType(type)) return [];
  const fields = Object.values(type.getFields()).filter((field) => {
    const condition = getNamedType(field.type);
    return isInputObjectType(condition) && 'some' in condition.getFields();
  });
  return fields.map((field) => [name, field.name] as const);
});

describe('a list', () => {
  test.each(overRelationships)('%s can be asked for by their %s', async (list, field) => {
    const counts = (await answer(`{
      all: ${list} { totalCount }
      some: ${list}(where: {${field}: {some: {}}}) { totalCount }
      none: ${list}(where: {${field}: {none: {}}}) { totalCount } }`)) as Record<
      'all' | 'some' | 'none',
      { totalCount: number }
    >;
    expect(counts.some.totalCount).toBeGreaterThan(0);
    expect(counts.some.totalCount + counts.none.totalCount).toBe(counts.all.totalCount);
  });

  test.each(Object.keys(lists) as List[])(
    '%s read in pages of any size, either way, is the whole list in its order',
    async (list) => {
      const whole = (await page(list, 'ASC', { first: 100 })).nodes.map(({ id }) => id);
      const { totalCount } = await page(list, 'ASC', { first: 1 });
      expect(whole).toHaveLength(totalCount);
      expect(new Set(whole).size).toBe(totalCount);
      await fc.assert(
        fc.asyncProperty(
          fc.integer({ min: 7, max: 60 }),
          fc.boolean(),
          fc.boolean(),
          async (size, forwards, ascending) => {
            const ids = await walk(list, ascending ? 'ASC' : 'DESC', size, forwards);
            expect(ids).toEqual(ascending ? whole : [...whole].reverse());
          },
        ),
        { numRuns: 6 },
      );
    },
  );

  test('conditions reach over relationships and combine', async () => {
    const { countries } = await answer(
      '{ countries(first: 50, where: {memberships: {some: {coalition: {eq: "g7"}, role: {eq: "member"}}, none: {coalition: {eq: "european-union"}}}}) { nodes { iso3 } } }',
    );
    expect(countries.nodes.map((one: { iso3: string }) => one.iso3).sort()).toEqual(['CAN', 'GBR', 'JPN', 'USA']);
    const { products } = await answer(
      '{ products(where: {contains: {some: {symbol: {eq: "Ga"}}}}) { nodes { hsCodes } } }',
    );
    expect(products.nodes.map((one: { hsCodes: string[] }) => one.hsCodes).flat()).toContain('811292');
    const { minerals } = await answer(
      '{ minerals(where: {group: {eq: "rare-earths"}, not: {symbol: {in: ["Sc", "Y"]}}}) { totalCount } }',
    );
    expect(minerals.totalCount).toBe(15);
  });

  test('membership is that of the day asked', async () => {
    const members = (asOf: string) =>
      `{ coalition(slug: "european-union", asOf: "${asOf}") { members(first: 100) { totalCount nodes { name } } } }`;
    const before = await answer(members('2020-01-31'));
    const after = await answer(members('2020-02-01'));
    expect(before.coalition.members.totalCount).toBe(28);
    expect(after.coalition.members.totalCount).toBe(27);
    expect(after.coalition.members.nodes).not.toContainEqual({ name: 'United Kingdom' });
  });

  test('members can be read backwards from the end', async () => {
    const { coalition } = await answer(
      '{ coalition(slug: "g7") { all: members(first: 100) { nodes { id name } } tail: members(last: 2) { nodes { id name } pageInfo { hasPreviousPage } totalCount } } }',
    );
    expect(coalition.tail.nodes).toEqual(coalition.all.nodes.slice(-2));
    expect(coalition.tail).toMatchObject({
      pageInfo: { hasPreviousPage: true },
      totalCount: coalition.all.nodes.length,
    });
  });

  test('a page beyond the end is empty and still knows the count', async () => {
    const { countries } = await answer('{ countries(last: 1) { pageInfo { endCursor } totalCount } }');
    const beyond = await answer('query ($after: String) { countries(after: $after) { nodes { id } totalCount } }', {
      after: countries.pageInfo.endCursor,
    });
    expect(beyond.countries).toEqual({ nodes: [], totalCount: countries.totalCount });
  });
});
