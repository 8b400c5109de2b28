import { describe, expect, test } from 'vitest';
import { answer, idIn, refusal } from '../support.ts';

const slugs = (page: { nodes: { slug: string }[] }) => page.nodes.map(({ slug }) => slug);

describe('a stockpile', () => {
  test('tells who holds how much of what, in which form, and who says so', async () => {
    const { stockpile } = await answer(`{ stockpile(slug: "usa-tungsten-concentrate-2022") {
      id name country { iso3 } agency { slug } mineral { slug } form state quantity quantityMissing unit bound
      statedOn datePrecision dueOn confidence note sources { key } claims(property: "quantity") { low value unit }
    } }`);
    expect(stockpile).toEqual({
      id: 'Stockpile:usa-tungsten-concentrate-2022',
      name: 'Stockpile of tungsten concentrate, United States 2022',
      country: { iso3: 'USA' },
      agency: { slug: 'us-dod' },
      mineral: { slug: 'tungsten' },
      form: 'concentrate',
      state: 'HELD',
      quantity: 689,
      quantityMissing: null,
      unit: 'TONNES',
      bound: 'AT_LEAST',
      statedOn: '2022-01-01',
      datePrecision: 'DAY',
      dueOn: null,
      confidence: 'MEDIUM',
      note: expect.stringMatching(/^Lower bound: .* 689 t \(tungsten content\) during 2022/),
      sources: [{ key: 'usgs-mcs-2026' }],
      claims: [{ low: 689, value: null, unit: 'TONNES' }],
    });
  });

  test('that is secret has no quantity and the reason, never 0', async () => {
    const { stockpile, stockpiles } = await answer(`{
      stockpile(slug: "jpn-rare-metals-2020") { mineral { slug } form quantity quantityMissing unit note }
      stockpiles(first: 100) { nodes { quantity quantityMissing unit note } }
    }`);
    expect(stockpile).toMatchObject({ mineral: null, form: 'rare metals', quantity: null, unit: null });
    expect(stockpile.quantityMissing).toBe('WITHHELD');
    for (const { quantity, quantityMissing, unit, note } of stockpiles.nodes) {
      expect(quantity === null).toBe(quantityMissing !== null);
      expect(quantity === null).toBe(unit === null);
      if (quantity === null) expect(note).toMatch(/\.$/);
      else expect(quantity).toBeGreaterThan(0);
    }
  });

  test('of which two sources give different values says so', async () => {
    const { stockpile } = await answer(
      '{ stockpile(slug: "usa-defence-stockpile-value-2023") { quantity conflicts { property competing { value high sources { key } } } } }',
    );
    expect(stockpile.quantity).toBe(1.3e9);
    expect(stockpile.conflicts.map(({ property }: { property: string }) => property)).toEqual(['quantity']);
    expect(JSON.stringify(stockpile.conflicts)).toContain('particle-news-2025-10');
  });

  test('is found by its id, by its name and by search', async () => {
    const { node, stockpile, search } = await answer(`{
      node(id: "Stockpile:chn-germanium-2024") { ... on Stockpile { name country { iso3 } } }
      stockpile(slug: "STOCKPILE of germanium, China 2024") { slug }
      search(text: "germanium stockpile", kinds: [STOCKPILE], first: 1) { kind node { id } }
    }`);
    expect(node).toEqual({ name: 'Stockpile of germanium, China 2024', country: { iso3: 'CHN' } });
    expect(stockpile).toEqual({ slug: 'chn-germanium-2024' });
    expect(search).toEqual([{ kind: 'STOCKPILE', node: { id: 'Stockpile:chn-germanium-2024' } }]);
  });

  test('is not there before it was stated, nor before it was recorded', async () => {
    const of = (view: string) => answer(`{ stockpile(slug: "kor-neodymium-2024", ${view}) { id quantity } }`);
    expect(await of('asOf: "2024-05-02"')).toEqual({ stockpile: null });
    expect(await of('knownAt: "2024-05-02T00:00:00Z"')).toEqual({ stockpile: null });
    const id = idIn({ asOf: '2024-05-03' }, 'Stockpile:kor-neodymium-2024');
    expect(await of('asOf: "2024-05-03"')).toEqual({ stockpile: { id, quantity: 180 } });
  });
});

describe('the stockpiles', () => {
  test('of a country and of a mineral are told by these, the newest first', async () => {
    const { country, mineral, none } = await answer(`{
      country(code: "KOR") { stockpiles { slug statedOn state } }
      mineral(slug: "tungsten") { stockpiles(first: 1) { slug } }
      none: mineral(slug: "graphite") { stockpiles { slug } }
    }`);
    const days = country.stockpiles.map(({ statedOn }: { statedOn: string }) => statedOn);
    expect(days).toEqual([...days].sort().reverse());
    expect(country.stockpiles[0]).toEqual({
      slug: 'kor-lithium-target-2024',
      statedOn: '2024-05-03',
      state: 'PLANNED',
    });
    expect(mineral.stockpiles).toEqual([{ slug: 'usa-tungsten-concentrate-2022' }]);
    expect(none.stockpiles).toEqual([]);
  });

  test('are found by holder, mineral, state, unit, quantity and day', async () => {
    const { byName, planned, large, secret, due } = await answer(`{
      byName: stockpiles(where: {country: {eq: "Japan"}, agency: {eq: "JOGMEC"}}) { nodes { slug } }
      planned: stockpiles(where: {mineral: {in: ["Sb", "gallium"]}, state: {eq: PLANNED}}) { nodes { slug } }
      large: stockpiles(where: {unit: {eq: TONNES}, quantity: {gte: 5000}}, orderBy: {field: SLUG}) { nodes { slug quantity } }
      secret: stockpiles(where: {quantityMissing: {eq: WITHHELD}}) { totalCount }
      due: stockpiles(where: {dueOn: {lt: "2020-01-01"}}) { nodes { slug } }
    }`);
    expect(slugs(byName)).toEqual(
      ['jpn-rare-metals-2017', 'jpn-rare-metals-2020', 'jpn-rare-metals-target-2020'].sort(),
    );
    expect(slugs(planned)).toEqual(['aus-antimony-2026', 'usa-antimony-purchase-2025', 'aus-gallium-2026']);
    expect(large.nodes).toEqual([
      { slug: 'usa-chromium-2022', quantity: 5000 },
      { slug: 'usa-ferromanganese-2022', quantity: 14000 },
    ]);
    expect(secret.totalCount).toBe(1);
    expect(slugs(due)).toEqual(['kor-rare-earths-target-2010']);
  });

  test('come in pages, by the day when asked', async () => {
    const page = async (args: string) =>
      (
        await answer(
          `{ stockpiles(orderBy: {field: STATED_ON, direction: DESC}, ${args}) { totalCount nodes { slug } pageInfo { endCursor } } }`,
        )
      ).stockpiles;
    const all = await page('first: 100');
    const start = await page('first: 5');
    const rest = await page(`first: 100, after: "${String(start.pageInfo.endCursor)}"`);
    expect([...slugs(start), ...slugs(rest)]).toEqual(slugs(all));
    expect(all.totalCount).toBe(all.nodes.length);
  });

  test('of a mineral that nobody knows are refused with what was meant', async () => {
    const { extensions } = await refusal('{ stockpiles(where: {mineral: {eq: "tungstn"}}) { totalCount } }');
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'where.mineral.eq' });
    expect(extensions.hint).toContain('tungsten');
  });
});
