import { describe, expect, test } from 'vitest';
import { answer, refusal } from '../support.ts';

const magnets = 'product: "permanent-magnets", among: "finance-ministerial-2026", year: 2024';

interface Point {
  kind: string;
  name: string;
  direct: number;
  lost: number;
  coverage: number;
  singlePoint: boolean;
}

describe('chokepoints of the coalition for magnets in 2024', () => {
  test('China comes first: 0.68 of the magnets are bought there, 0.96 are lost without it', async () => {
    const { chokepoints } = await answer(
      `{ chokepoints(${magnets}) { year users unweighed missing totalCount product { slug } nodes { kind name direct lost lostValueUsd lostTonnes coverage singlePoint country { iso3 } } } }`,
    );
    expect(chokepoints).toMatchObject({ year: 2024, users: 11, missing: null, product: { slug: 'permanent-magnets' } });
    expect(chokepoints.unweighed).toBeGreaterThan(0);
    expect(chokepoints.nodes[0]).toMatchObject({
      kind: 'COUNTRY',
      country: { iso3: 'CHN' },
      direct: expect.closeTo(0.68, 2),
      lost: expect.closeTo(0.9625, 3),
      lostTonnes: null,
      singlePoint: true,
    });
    for (const { direct, lost, coverage } of chokepoints.nodes as Point[]) {
      expect(lost).toBeGreaterThanOrEqual(direct - 1e-12);
      expect(coverage).toBeCloseTo(1 - lost, 9);
    }
    const losses = (chokepoints.nodes as Point[]).map(({ lost }) => lost);
    expect(losses).toEqual([...losses].sort((a, b) => b - a));
  });

  test('Mountain Pass is nearly all that the United States mine, and stands for its operator too', async () => {
    const { chokepoints, countries } = await answer(
      `{ chokepoints(${magnets}, kinds: [FACILITY, SUPPLIER]) { nodes { kind name lost facility { slug } supplier { slug } country { iso3 } } }
         countries: chokepoints(${magnets}, kinds: [COUNTRY], first: 100) { nodes { kind lost country { iso3 } } } }`,
    );
    const find = (name: string) => chokepoints.nodes.find((point: Point) => point.name === name);
    expect(find('Mountain Pass')).toMatchObject({
      kind: 'FACILITY',
      facility: { slug: 'mountain-pass' },
      country: { iso3: 'USA' },
    });
    expect(find('MP Materials').lost).toBeGreaterThan(find('Mountain Pass').lost);
    const state = countries.nodes.find(({ country }: { country: { iso3: string } }) => country.iso3 === 'USA');
    expect(find('MP Materials').lost).toBeLessThanOrEqual(state.lost);
    expect(new Set(countries.nodes.map(({ kind }: Point) => kind))).toEqual(new Set(['COUNTRY']));
  });

  test('facilities that are not weighed are counted and named, each with the reason', async () => {
    const { chokepoints } = await answer(
      `{ chokepoints(${magnets}, kinds: [FACILITY], first: 100) { weighed unweighed unweighedFacilities { facility { slug } product { slug } reason } nodes { facility { slug } } } }`,
    );
    const { weighed, unweighed, unweighedFacilities, nodes } = chokepoints;
    expect(weighed).toBeGreaterThanOrEqual(nodes.length);
    expect(unweighed).toBe(unweighedFacilities.length);
    expect(unweighedFacilities).toContainEqual({
      facility: { slug: 'mount-weld' },
      product: { slug: 'rare-earth-concentrate' },
      reason: 'NO_TONNES',
    });
    const slugs = (list: { facility: { slug: string } }[]) => list.map(({ facility }) => facility.slug);
    for (const slug of slugs(nodes)) expect(slugs(unweighedFacilities)).not.toContain(slug);
    expect(slugs(unweighedFacilities)).toEqual([...slugs(unweighedFacilities)].sort());
  });

  test('pages follow each other without a gap', async () => {
    const page = async (rest: string) =>
      (await answer(`{ chokepoints(${magnets}, ${rest}) { pageInfo { endCursor } nodes { kind name } } }`)).chokepoints;
    const all = await page('first: 10');
    const first = await page('first: 4');
    const rest = await page(`first: 6, after: "${first.pageInfo.endCursor}"`);
    expect([...first.nodes, ...rest.nodes]).toEqual(all.nodes);
  });
});

test('tonnes of all rare earths say nothing of dysprosium: Mountain Pass is not weighed, and the United States are not in its figures', async () => {
  const { chokepoints } = await answer(
    '{ chokepoints(product: "dysprosium-oxide", first: 100) { unweighedFacilities { facility { slug } reason } nodes { kind name lost country { iso3 } } } }',
  );
  expect(chokepoints.nodes[0]).toMatchObject({ kind: 'COUNTRY', country: { iso3: 'CHN' }, lost: 1 });
  const names = chokepoints.nodes.map(({ name }: Point) => name);
  for (const name of ['Mountain Pass', 'MP Materials', 'United States']) expect(names).not.toContain(name);
  expect(names).toContain('Myanmar');
  expect(chokepoints.unweighedFacilities).toContainEqual({ facility: { slug: 'mountain-pass' }, reason: 'GROUP_ONLY' });
});

describe('what a ranking rests on', () => {
  const asked = (args: string) =>
    answer(`{ chokepoints(${args}, first: 100) { confidence sources { key } nodes { kind name direct lost } } }`).then(
      ({ chokepoints: { sources, ...ranking } }) => ({
        ...ranking,
        sources: sources.map(({ key }: { key: string }) => key) as string[],
      }),
    );

  test('is trade, production, ratios and the output of plants: without any other source it stays as it is', async () => {
    const all = await asked(magnets);
    const countries = await asked(`${magnets}, kinds: [COUNTRY]`);
    expect(all.confidence).toBe('LOW');
    expect(all.sources).toEqual(expect.arrayContaining([...countries.sources, 'fastmarkets-mp-2025']));
    expect(countries.sources).toContain('cepii-baci-hs17-v202601');
    expect(countries.sources).not.toContain('fastmarkets-mp-2025');
    const { sources } = await answer('{ sources(first: 100) { nodes { key } } }');
    const others = sources.nodes
      .map(({ key }: { key: string }) => key)
      .filter((key: string) => !all.sources.includes(key));
    expect(others.length).toBeGreaterThan(20);
    expect(await asked(`${magnets}, without: ${JSON.stringify(others.slice(0, 20))}`)).toEqual(all);
  });

  test('is nothing where nothing is ranked', async () => {
    const none = 'product: "permanent-magnets", among: "finance-ministerial-2026", year: 1990';
    expect(await asked(none)).toEqual({ confidence: null, sources: [], nodes: [] });
  });
});

test('where no trade is loaded all members count alike and no amounts are given', async () => {
  const { chokepoints } = await answer(
    '{ chokepoints(product: "gallium-metal", among: "european-union", year: 2024, first: 2) { users nodes { name lost lostValueUsd lostTonnes } } }',
  );
  expect(chokepoints.users).toBe(27);
  expect(chokepoints.nodes[0]).toMatchObject({ name: 'China', lostValueUsd: null, lostTonnes: null });
});

test('a year without trade is null with a reason and the nearest year; unknown names are refused', async () => {
  const { chokepoints } = await answer(
    '{ chokepoints(product: "permanent-magnets", among: "finance-ministerial-2026", year: 1990) { missing nearestYear totalCount } }',
  );
  expect(chokepoints).toEqual({ missing: 'NOT_AVAILABLE', nearestYear: 2002, totalCount: 0 });
  const asked = (args: string) => refusal(`{ chokepoints(${args}) { totalCount } }`);
  expect(await asked('product: "magnetz", among: "european-union"')).toMatchObject({
    extensions: { code: 'BAD_USER_INPUT', argument: 'product' },
  });
  expect(await asked('product: "permanent-magnets", among: "finance-ministerial"')).toMatchObject({
    extensions: { code: 'BAD_USER_INPUT', argument: 'among' },
  });
});
