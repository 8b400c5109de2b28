import { describe, expect, test } from 'vitest';
import { answer } from './support.ts';

describe('what is found by name', () => {
  test.each([
    ['JP', 'JPN'],
    ['jpn', 'JPN'],
    ['Burma', 'MMR'],
    ['Korea, Rep. of', 'KOR'],
    ['Côte d’Ivoire', 'CIV'],
    ['Atlantis', undefined],
    ['Congo (Kinshasa)', 'COD'],
    ['Türkiye', 'TUR'],
    ['turkey', 'TUR'],
    ['Other Asia, nes', 'TWN'],
    ['USSR', 'SUN'],
  ])('country %s is %s', async (code, iso3) => {
    expect((await answer('query ($code: String!) { country(code: $code) { iso3 } }', { code })).country?.iso3).toBe(
      iso3,
    );
  });

  test('a mineral by symbol, with its group and the lists that name it', async () => {
    const { mineral } = await answer(
      '{ mineral(slug: "Nd") { slug groups { slug } lists { list source { title } } products { slug } } }',
    );
    expect(mineral).toMatchObject({
      slug: 'neodymium',
      groups: [{ slug: 'light-rare-earths' }, { slug: 'magnet-rare-earths' }, { slug: 'rare-earths' }],
    });
    expect(mineral.lists.map((one: { list: string }) => one.list)).toContain('us-critical-2025');
    expect(mineral.products.map((one: { slug: string }) => one.slug)).toContain('permanent-magnets');
  });

  test('lists have the length that they were published with', async () => {
    const named = (list: string) => `minerals(where: {lists: {some: {list: {eq: "${list}"}}}}) { totalCount }`;
    const { us, eu, strategic } = await answer(
      `{ us: ${named('us-critical-2025')} eu: ${named('eu-critical-2024')} strategic: ${named('eu-strategic-2024')} }`,
    );
    expect([us.totalCount, eu.totalCount, strategic.totalCount]).toEqual([60, 34, 17]);
  });

  test('the rare earths are a group of 17 elements', async () => {
    expect((await answer('{ mineral(slug: "rare-earths") { kind members { symbol } } }')).mineral.members).toHaveLength(
      17,
    );
  });

  test('every traded product has a stage, a code and a mineral', async () => {
    const { products } = await answer(
      '{ products(first: 100, where: {hsCode: {isNull: false}}) { totalCount nodes { slug stage hsCodes hsText contains { slug } tradeYears } } }',
    );
    const traded = products.nodes.filter((one: { tradeYears: number[] }) => one.tradeYears.length > 0);
    expect(traded).toHaveLength(54);
    for (const product of products.nodes)
      expect(product, product.slug).toMatchObject({
        hsCodes: [expect.stringMatching(/^\d{4,6}$/), ...product.hsCodes.slice(1)],
        contains: expect.arrayContaining([{ slug: expect.any(String) }]),
      });
  });

  test('a former state has its dates and successors', async () => {
    const { country } = await answer('{ country(code: "Soviet Union") { iso3 to successors { iso3 } } }');
    expect(country.to).toMatch(/^1991-12/);
    expect(country.successors.map((one: { iso3: string }) => one.iso3)).toContain('RUS');
  });

  test('node and nodes give anything back by its identifier, null for what is not there', async () => {
    const ids = [
      'Country:JPN',
      'Coalition:g7',
      'Mineral:gallium',
      'Product:permanent-magnets',
      'Source:cepii-baci-hs17-v202601',
      'TradeFlow:cepii-baci-hs17-v202601:850511:2024:CHN:USA',
    ];
    const { nodes, node } = await answer(
      'query ($ids: [ID!]!) { nodes(ids: $ids) { id __typename } node(id: "Country:XXX") { id } }',
      { ids: [...ids, 'Nothing:1', ''] },
    );
    expect(nodes).toEqual([...ids.map((id) => ({ id, __typename: id.split(':')[0] })), null, null]);
    expect(node).toBeNull();
  });

  test('a source by its key or its identifier', async () => {
    const { a, b } = await answer(
      '{ a: source(id: "cepii-baci-hs17-v202601") { id publisher vintage attribution } b: source(id: "Source:cepii-baci-hs17-v202601") { id publisher vintage attribution } }',
    );
    expect(a).toEqual(b);
    expect(a).toMatchObject({
      publisher: 'CEPII',
      vintage: expect.stringContaining('V202601'),
      attribution: expect.any(String),
    });
  });
});

describe('trade flows', () => {
  test('China to the United States, magnets, 2024: 366,341,101 US$ and 8,678.521 t, as BACI has it', async () => {
    const { tradeFlows } = await answer(
      '{ tradeFlows(where: {product: {hsCode: {eq: "850511"}}, year: {eq: 2024}, from: {iso3: {eq: "CHN"}}, to: {iso3: {eq: "USA"}}}) { totalCount nodes { valueUsd tonnes year hsCode from { iso3 } to { iso3 } product { slug } source { key } } } }',
    );
    expect(tradeFlows).toEqual({
      totalCount: 1,
      nodes: [
        {
          valueUsd: '366341101',
          tonnes: 8678.521,
          year: 2024,
          hsCode: '850511',
          from: { iso3: 'CHN' },
          to: { iso3: 'USA' },
          product: { slug: 'permanent-magnets' },
          source: { key: 'cepii-baci-hs17-v202601' },
        },
      ],
    });
  });

  test('all 35,468 flows of 2024 are there, 21,723 of them by the codes of 2017: 4,415 of magnets, 1,030 without a weight', async () => {
    const flows = (where: string) => `tradeFlows(where: {year: {eq: 2024} ${where}}) { totalCount }`;
    const today = 'source: {eq: "cepii-baci-hs17-v202601"}';
    const { all, magnets, unweighed, ...rest } = await answer(
      `{ all: ${flows('')} today: ${flows(today)} magnets: ${flows('product: {hsCode: {eq: "850511"}}')} unweighed: ${flows(`tonnes: {isNull: true}, ${today}`)} }`,
    );
    expect([all, rest.today, magnets, unweighed].map((one) => one.totalCount)).toEqual([35468, 21723, 4415, 1030]);
  });

  test('a missing weight is null with a reason', async () => {
    const { tradeFlows } = await answer(
      '{ tradeFlows(first: 1, where: {year: {eq: 2024}, tonnes: {isNull: true}}) { nodes { tonnes tonnesMissing } } }',
    );
    expect(tradeFlows.nodes).toEqual([{ tonnes: null, tonnesMissing: 'NOT_AVAILABLE' }]);
  });

  test.each(['imports', 'exports'])(
    "a country's %s are the flows that name it, largest first, and agree with the list of all",
    async (field) => {
      const end = field === 'imports' ? 'to' : 'from';
      const { country, tradeFlows } = await answer(
        `{ country(code: "JPN") { ${field}(product: "magnets", year: 2024, first: 5) { totalCount nodes { id valueUsd } } }
         tradeFlows(first: 5, where: {product: {slug: {eq: "permanent-magnets"}}, year: {eq: 2024}, ${end}: {iso3: {eq: "JPN"}}}) { totalCount nodes { id valueUsd } } }`,
      );
      expect(country[field]).toEqual(tradeFlows);
    },
  );

  test('a country read back and forth: the page after the first and the page before it', async () => {
    const page = (args: string) =>
      `{ country(code: "USA") { imports(product: "850511", year: 2024, ${args}) { nodes { id } pageInfo { startCursor endCursor hasPreviousPage hasNextPage } totalCount } } }`;
    const first = (await answer(page('first: 4'))).country.imports;
    const second = (await answer(page(`first: 4, after: "${first.pageInfo.endCursor}"`))).country.imports;
    const back = (await answer(page(`last: 4, before: "${second.pageInfo.startCursor}"`))).country.imports;
    expect(back.nodes).toEqual(first.nodes);
    expect(second.pageInfo.hasPreviousPage).toBe(true);
    expect(second.totalCount).toBe(first.totalCount);
  });

  test('all imports of a country in all years, of whatever product', async () => {
    const { country } = await answer(
      '{ country(code: "ISL") { any: imports(first: 3) { totalCount nodes { to { iso3 } } } year: imports(year: 2024) { totalCount } } }',
    );
    expect(country.any.totalCount).toBeGreaterThan(country.year.totalCount);
    expect(country.any.nodes).toEqual([{ to: { iso3: 'ISL' } }, { to: { iso3: 'ISL' } }, { to: { iso3: 'ISL' } }]);
  });
});

describe('the summary of the graph', () => {
  test('counts what there is and tells the vintages and the last load', async () => {
    const { graph } = await answer(
      '{ graph { counts { kind count } vintages { source { key } products firstYear lastYear flows figures } lastLoad { created refused finishedAt } } }',
    );
    expect(graph.counts).toContainEqual({ kind: 'TradeFlow', count: 21723 + 28891 + 34269 + 23548 + 7764 });
    expect(graph.vintages.filter(({ flows }: { flows: number }) => flows > 0)).toEqual([
      {
        source: { key: 'cepii-baci-hs17-v202601' },
        products: 30,
        firstYear: 2024,
        lastYear: 2024,
        flows: 21723,
        figures: 0,
      },
      {
        source: { key: 'cepii-baci-hs92-v202601' },
        products: 38,
        firstYear: 2010,
        lastYear: 2024,
        // Without the thirteen flows that are set aside.
        flows: 34269 + 23548 + 7764 - 13,
        figures: 0,
      },
      {
        source: { key: 'cepii-baci-magnets-2002-2024' },
        products: 1,
        firstYear: 2002,
        lastYear: 2023,
        flows: 28891,
        figures: 0,
      },
    ]);
    expect(graph.vintages).toContainEqual(
      expect.objectContaining({ source: { key: 'bgs-world-mineral-statistics-2023' }, flows: 0, figures: 1247 }),
    );
    expect(graph.lastLoad).toMatchObject({ refused: 0, finishedAt: expect.stringMatching(/Z$/) });
  });
});
