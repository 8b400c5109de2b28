import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answer } from '../support.ts';

interface Page {
  edges: { cursor: string; node: object }[];
  nodes: object[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
  totalCount: number;
}
interface Bounds {
  first?: number;
  after?: string | undefined;
  last?: number;
  before?: string | undefined;
}

const PAGE = '(first: $first, after: $after, last: $last, before: $before';

/** One list of every way in which a list is read: its field path, its field up to the paging arguments, and what its nodes are asked. */
const lists: Record<string, { path: string[]; field: (page: string) => string; node?: string }> = {
  'a list of things': {
    path: ['countries'],
    field: (page) => `countries${PAGE}, where: {memberships: {some: {coalition: {eq: "g7"}}}}) ${page}`,
  },
  'a list of things, downwards': {
    path: ['minerals'],
    field: (page) =>
      `minerals${PAGE}, where: {group: {eq: "rare-earths"}}, orderBy: {field: NAME, direction: DESC}) ${page}`,
  },
  'all trade flows': {
    path: ['tradeFlows'],
    field: (page) =>
      `tradeFlows${PAGE}, where: {product: {slug: {eq: "permanent-magnets"}}, year: {eq: 2024}, to: {iso3: {eq: "ISL"}}}) ${page}`,
  },
  'trade flows by identifier': {
    path: ['tradeFlows'],
    field: (page) =>
      `tradeFlows${PAGE}, where: {product: {slug: {eq: "permanent-magnets"}}, year: {eq: 2024}, from: {iso3: {eq: "VNM"}}}, orderBy: {field: ID, direction: DESC}) ${page}`,
  },
  'imports of a country': {
    path: ['country', 'imports'],
    field: (page) => `country(code: "ISL") { imports${PAGE}, product: "permanent-magnets", year: 2024) ${page} }`,
  },
  'exports of a country, all products': {
    path: ['country', 'exports'],
    field: (page) => `country(code: "NAM") { exports${PAGE}, year: 2024) ${page} }`,
  },
  'members of a coalition': {
    path: ['coalition', 'members'],
    field: (page) => `coalition(slug: "european-union") { members${PAGE}) ${page} }`,
  },
  'commitments of an agreement': {
    path: ['agreement', 'commitments'],
    field: (page) => `agreement(slug: "us-australia-critical-minerals-2025") { commitments${PAGE}) ${page} }`,
  },
  'direct dependents': {
    path: ['dependents'],
    field: (page) =>
      `dependents${PAGE}, on: "CHN", product: "permanent-magnets", among: "european-union", year: 2024) ${page}`,
  },
  'dependents looked through': {
    path: ['dependents'],
    field: (page) =>
      `dependents${PAGE}, on: "CHN", product: "permanent-magnets", among: "g7", year: 2024, method: LOOK_THROUGH) ${page}`,
  },
  'dependences of a country': {
    path: ['country', 'dependences'],
    field: (page) => `country(code: "ISL") { dependences${PAGE}, on: "CHN", year: 2024) ${page} }`,
  },
  'flows of a product': {
    path: ['product', 'tradeFlows'],
    field: (page) =>
      `product(slug: "permanent-magnets") { tradeFlows${PAGE}, where: {year: {eq: 2024}, to: {iso3: {eq: "ISL"}}}) ${page} }`,
  },
  'dependents of a product': {
    path: ['product', 'dependents'],
    field: (page) =>
      `product(slug: "permanent-magnets") { dependents${PAGE}, on: "CHN", among: "g7", year: 2024) ${page} }`,
  },
  chokepoints: {
    path: ['chokepoints'],
    field: (page) => `chokepoints${PAGE}, product: "permanent-magnets", among: "g7", year: 2024) ${page}`,
    node: 'kind name',
  },
  changes: {
    path: ['changes'],
    field: (page) => `changes${PAGE}, since: "2026-01-01T00:00:00Z", until: "2100-01-01T00:00:00Z") ${page}`,
  },
};

async function ask(list: string, bounds: Bounds): Promise<Page> {
  const { path, field, node = 'id' } = lists[list] ?? { path: [], field: () => '' };
  const page = `{ edges { cursor node { ${node} } } nodes { ${node} } totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }`;
  const query = `query ($first: Int, $after: String, $last: Int, $before: String) { ${field(page)} }`;
  const data: unknown = await answer(query, { ...bounds });
  return path.reduce((at, name) => (at as Record<string, unknown>)[name], data) as Page;
}

/** The page as Relay's cursor connections specification cuts it from the whole list. */
function cut(whole: Page['edges'], { first, after, last, before }: Bounds): Pick<Page, 'edges' | 'pageInfo'> {
  const at = (cursor: string) => whole.findIndex((edge) => edge.cursor === cursor);
  const left = whole.slice(after === undefined ? 0 : at(after) + 1, before === undefined ? whole.length : at(before));
  const edges = last === undefined ? left.slice(0, first) : left.slice(Math.max(0, left.length - last));
  return {
    edges,
    pageInfo: {
      hasNextPage: last === undefined ? left.length > edges.length : before !== undefined,
      hasPreviousPage: last === undefined ? after !== undefined : left.length > edges.length,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

describe('any page of any list', () => {
  test.each(Object.keys(lists))('is cut as Relay has it: %s', async (list) => {
    const all = await ask(list, { first: 100 });
    const whole = all.edges;
    expect(whole.length).toBeGreaterThan(2);
    const bound = fc.option(fc.constantFrom(...whole.map(({ cursor }) => cursor)), { nil: undefined });
    const size = fc.integer({ min: 0, max: whole.length });
    await fc.assert(
      fc.asyncProperty(bound, bound, size, fc.boolean(), async (after, before, many, forwards) => {
        const bounds = { after, before, ...(forwards ? { first: many } : { last: many }) };
        // A list of more than 100 is known here only to its hundredth, so that it needs a bound there.
        fc.pre(all.totalCount === whole.length || before !== undefined);
        const { edges, nodes, pageInfo, totalCount } = await ask(list, bounds);
        expect({ edges, pageInfo }).toEqual(cut(whole, bounds));
        expect(nodes).toEqual(edges.map(({ node }) => node));
        expect(totalCount).toBe(all.totalCount);
      }),
      { numRuns: 12 },
    );
  });

  test.each(Object.keys(lists))('of no length still counts the list: %s', async (list) => {
    const { totalCount } = await ask(list, { first: 3 });
    for (const none of [{ first: 0 }, { last: 0 }]) {
      const page = await ask(list, none);
      expect(page.edges).toEqual([]);
      expect(page.nodes).toEqual([]);
      expect(page.totalCount).toBe(totalCount);
    }
  });

  test('that is bounded at its end alone is read from there', async () => {
    const { edges } = await ask('members of a coalition', { first: 100 });
    const before = edges[24]?.cursor;
    expect((await ask('members of a coalition', { before })).edges).toEqual(edges.slice(4, 24));
  });
});

describe('a list that is cut with `first` alone', () => {
  test('may be asked for nothing of it, and what stands beside it is answered', async () => {
    const { dependence, concentration, search, country } = await answer(`{
      dependence(of: "JPN", on: "CHN", product: "permanent-magnets", year: 2024) { share suppliers(first: 0) { share } }
      concentration(product: "permanent-magnets", year: 2024) { hhi shares(first: 0) { share } byYear(first: 0) { year } }
      search(text: "Japan", first: 0) { name }
      country(code: "AUS") { facilities(first: 0) { slug } }
    }`);
    expect(dependence.share).toBeCloseTo(0.2758, 4);
    expect(concentration.hhi).toBeCloseTo(0.4098, 4);
    expect([dependence.suppliers, concentration.shares, concentration.byYear, search, country.facilities]).toEqual([
      [],
      [],
      [],
      [],
      [],
    ]);
  });
});
