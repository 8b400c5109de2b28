import { describe, expect, test } from 'vitest';
import { answer } from '../support.ts';

const share = (of: string, basis = 'VALUE') =>
  `dependence(of: "${of}", on: "China", product: "850511", year: 2024, basis: ${basis}) { share }`;

const dependenceOn = (product: string, rest = '') =>
  `dependence(on: "CHN", product: "${product}", year: 2024, ${rest})`;

describe('dependence on China for permanent magnets in 2024', () => {
  test('by value: Korea 0.8744, Germany 0.8244, the United States 0.7447, Japan 0.2758', async () => {
    const { kr, de, us, jp } = await answer(
      `{ kr: ${share('KOR')} de: ${share('Germany')} us: ${share('US')} jp: ${share('Nippon')} }`,
    );
    expect([kr, de, us, jp].map((one) => one.share.toFixed(4))).toEqual(['0.8744', '0.8244', '0.7447', '0.2758']);
  });

  test('by tonnes: the United States 0.7736', async () => {
    expect((await answer(`{ ${share('USA', 'MASS')} }`)).dependence.share).toBeCloseTo(0.7736, 4);
  });

  test('of the European Union 0.8862: only what comes from outside it counts', async () => {
    const { coalition } = await answer(
      '{ coalition(slug: "european-union") { dependence(on: "CHN", product: "magnets", year: 2024) { share coalition { slug } country { iso3 } suppliers(first: 100) { country { memberships { coalition { slug } } } } } } }',
    );
    expect(coalition.dependence.share).toBeCloseTo(0.8862, 4);
    expect(coalition.dependence).toMatchObject({ coalition: { slug: 'european-union' }, country: null });
    const insiders = coalition.dependence.suppliers.filter(
      (one: { country: { memberships: { coalition: { slug: string } }[] } }) =>
        one.country.memberships.some(({ coalition: { slug } }) => slug === 'european-union'),
    );
    expect(insiders).toEqual([]);
  });

  test('of Japan: its suppliers are the Philippines .3238, Vietnam .2791, China .2758, with the source of the figures', async () => {
    const { country } = await answer(
      '{ country(code: "JPN") { dependence(on: "CHN", product: "850511", year: 2024) { suppliers(first: 3) { country { iso3 } share } hhi confidence sources { title publisher licence attribution } imports { valueUsd tonnes flows } } } }',
    );
    const { suppliers, sources, imports, hhi, confidence } = country.dependence;
    expect(
      suppliers.map((one: { country: { iso3: string }; share: number }) => [one.country.iso3, one.share.toFixed(4)]),
    ).toEqual([
      ['PHL', '0.3238'],
      ['VNM', '0.2791'],
      ['CHN', '0.2758'],
    ]);
    expect(sources).toHaveLength(1);
    expect(sources[0]).toMatchObject({ publisher: 'CEPII', licence: expect.stringContaining('Etalab') });
    expect(Number(imports.valueUsd) / 1e6).toBeCloseTo(568.8, 1);
    expect(hhi).toBeGreaterThan(0.2);
    expect(confidence).toBe('HIGH');
  });

  test('the years before 2024 come from a series of the largest partners: a bound of the share, no share, no concentration', async () => {
    const { dependence } = await answer(
      '{ dependence(of: "USA", on: "CHN", product: "850511", year: 2002) { share missing shareAtMost directUnknownShare confidence hhi imports { complete flows } sources { key } } }',
    );
    expect(dependence.shareAtMost).toBeCloseTo(0.151, 3);
    expect(dependence).toMatchObject({
      share: null,
      missing: 'TOTAL_UNKNOWN',
      directUnknownShare: null,
      imports: { complete: false, flows: 31 },
      confidence: 'MEDIUM',
      hhi: null,
      sources: [{ key: 'cepii-baci-magnets-2002-2024' }],
    });
  });

  test('2024 has nothing of the truncated series: the share is that of the full file', async () => {
    const { tradeFlows } = await answer(
      '{ tradeFlows(where: {year: {eq: 2024}, source: {eq: "cepii-baci-magnets-2002-2024"}, product: {slug: {eq: "permanent-magnets"}}}) { totalCount } }',
    );
    expect(tradeFlows.totalCount).toBe(0);
  });

  test('says which publishers differ from it: of arsenic and graphite they do, of magnets nobody says anything else', async () => {
    const differs = 'share differs { source { key } share year yearTo of }';
    const { eu, us, jp, without } = await answer(
      `{ eu: coalition(slug: "european-union") { arsenic: ${dependenceOn('arsenic-metal')} { ${differs} } graphite: ${dependenceOn('natural-graphite-other')} { ${differs} } }
         us: country(code: "USA") { arsenic: ${dependenceOn('arsenic-metal')} { ${differs} } }
         jp: country(code: "JPN") { magnets: ${dependenceOn('permanent-magnets')} { ${differs} } }
         without: country(code: "USA") { arsenic: ${dependenceOn('arsenic-metal', 'without: ["usgs-mcs-2026"]')} { differs { share } } } }`,
    );
    const ofUnion = {
      of: 'share of supply to the European Union, its own production included',
      year: 2016,
      yearTo: 2020,
    };
    expect(eu.arsenic.share).toBeCloseTo(0.326, 3);
    expect(eu.arsenic.differs).toEqual([{ source: { key: 'eu-crm-study-2023' }, share: 0.16, ...ofUnion }]);
    expect(eu.graphite.share).toBeCloseTo(0.124, 3);
    expect(eu.graphite.differs).toEqual([{ source: { key: 'eu-crm-study-2023' }, share: 0.4, ...ofUnion }]);
    expect(us.arsenic.differs).toEqual([
      {
        ...{ source: { key: 'usgs-mcs-2026' }, share: 0.95 },
        ...{ year: 2021, yearTo: 2024, of: 'share of imports, arsenic metal' },
      },
    ]);
    expect(jp.magnets.differs).toEqual([]);
    expect(without.arsenic.differs).toEqual([]);
  });

  test('a country does not depend on itself, a coalition not on its member', async () => {
    const { self, inside } = await answer(
      `{ self: ${share('CHN').replace('{ share }', '{ share missing }')} inside: dependence(of: "European Union", on: "Germany", product: "850511", year: 2024) { share missing } }`,
    );
    expect(self).toEqual({ share: null, missing: 'NOT_APPLICABLE' });
    expect(inside).toEqual({ share: null, missing: 'NOT_APPLICABLE' });
  });

  test('without a year it is the newest one with the full data set', async () => {
    expect((await answer('{ dependence(of: "JPN", on: "CHN", product: "850511") { year } }')).dependence.year).toBe(
      2024,
    );
  });

  test('a dependence can be asked for again by its identifier', async () => {
    const { dependence } = await answer(
      '{ dependence(of: "JPN", on: "CHN", product: "850511", basis: MASS) { id share } }',
    );
    const { node } = await answer('query ($id: ID!) { node(id: $id) { id ... on Dependence { share } } }', {
      id: dependence.id,
    });
    expect(node).toEqual(dependence);
  });
});

describe('dependents', () => {
  const products = ['283691', '811292', '750210', '850511', '260200'];
  test.each(products.flatMap((product) => ['VALUE', 'MASS'].map((basis) => [product, basis])))(
    'of %s by %s, in pages: each has the share that it has alone, in falling order',
    async (product, basis) => {
      const query = `query ($after: String) { dependents(on: "CHN", product: "${product}", year: 2024, basis: ${basis}, minShare: 0.05, first: 40, after: $after) {
        totalCount pageInfo { hasNextPage endCursor } nodes { country { iso3 } share imports { valueUsd tonnes } } } }`;
      const shares: { country: { iso3: string }; share: number }[] = [];
      let after: string | null = null;
      let total: number;
      do {
        const { dependents } = await answer(query, { after });
        shares.push(...dependents.nodes);
        total = dependents.totalCount;
        after = dependents.pageInfo.hasNextPage ? dependents.pageInfo.endCursor : null;
      } while (after);
      expect(shares).toHaveLength(total);
      expect(shares.map(({ share }) => share)).toEqual(shares.map(({ share }) => share).sort((a, b) => b - a));
      expect(Math.min(...shares.map(({ share }) => share))).toBeGreaterThanOrEqual(0.05);
      const last = shares.at(-1);
      if (!last) throw new Error('Nobody depends on China for it.');
      const { dependence } = await answer(
        `{ dependence(of: "${last.country.iso3}", on: "CHN", product: "${product}", year: 2024, basis: ${basis}) { share } }`,
      );
      expect(dependence.share).toBeCloseTo(last.share, 12);
    },
  );

  test('expand ranks the members of a member coalition too', async () => {
    const among = (expand: boolean) =>
      `dependents(on: "CHN", product: "850511", among: "finance-ministerial-2026", year: 2024, expand: ${expand}) { totalCount nodes { country { iso3 } } }`;
    const { closed, open } = await answer(`{ closed: ${among(false)} open: ${among(true)} }`);
    expect(closed.totalCount).toBe(11);
    expect(open.totalCount).toBe(35);
  });

  test('can be sorted by country, those without a share coming last by share', async () => {
    const { dependents } = await answer(
      '{ dependents(on: "CHN", product: "850511", among: "g7", year: 2024, orderBy: {field: COUNTRY, direction: ASC}) { nodes { country { iso3 } } } }',
    );
    expect(dependents.nodes.map((one: { country: { iso3: string } }) => one.country.iso3)).toEqual([
      'CAN',
      'DEU',
      'FRA',
      'GBR',
      'ITA',
      'JPN',
      'USA',
    ]);
  });
});

describe('concentration of exports', () => {
  test('of permanent magnets in 2024: 0.4098, China first', async () => {
    const { concentration } = await answer(
      '{ concentration(product: "850511", year: 2024) { hhi normalizedHhi top countries shares(first: 2) { country { iso3 } share } sources { key } } }',
    );
    expect(concentration.hhi).toBeCloseTo(0.4098, 4);
    expect(concentration).toMatchObject({
      countries: 145,
      shares: [{ country: { iso3: 'CHN' } }, { country: { iso3: 'JPN' } }],
      sources: [{ key: 'cepii-baci-hs17-v202601' }],
    });
    expect(concentration.top).toBe(concentration.shares[0].share);
    expect(concentration.normalizedHhi).toBeLessThan(concentration.hhi);
  });

  test('of lithium carbonate in 2024: 0.5866', async () => {
    expect((await answer('{ concentration(product: "283691", year: 2024) { hhi } }')).concentration.hhi).toBeCloseTo(
      0.5866,
      4,
    );
  });

  test('is not taken from the truncated series', async () => {
    expect(
      (await answer('{ concentration(product: "850511", year: 2010) { hhi top missing nearestYear sources { key } } }'))
        .concentration,
    ).toEqual({
      hhi: null,
      top: null,
      missing: 'NOT_AVAILABLE',
      nearestYear: 2024,
      sources: [],
    });
  });
});

describe("the chain of Japan's magnets by stage", () => {
  test('adds up to 1 at each stage, goes on through China to its own mines, and links what its nodes hold', async () => {
    const { dependence, node } = await answer(
      `{ dependence(of: "JPN", on: "CHN", product: "permanent-magnets", year: 2024) { lookThroughShare
           chain { stages { stage year basis confidence unknown bypassing products { slug } sources { key } nodes { key country { iso3 } share } }
                   links { fromStage from toStage to share } } }
         node: dependence(of: "CHN", on: "CHN", product: "permanent-magnets", year: 2024) { chain { stages { stage } } } }`,
    );
    interface Part {
      key: string;
      country: { iso3: string } | null;
      share: number;
    }
    interface PassedStage {
      stage: string;
      year: number;
      unknown: number;
      bypassing: number;
      sources: unknown[];
      nodes: Part[];
    }
    interface Link {
      fromStage: string;
      from: string;
      toStage: string | null;
      to: string;
      share: number;
    }
    const { stages, links } = dependence.chain as { stages: PassedStage[]; links: Link[] };
    const most = dependence.lookThroughShare as number;
    expect(stages.map(({ stage }) => stage)).toEqual(['COMPONENT', 'METAL', 'REFINING', 'EXTRACTION']);
    const add = (parts: { share: number }[]) => parts.reduce((sum, { share }) => sum + share, 0);
    for (const { stage, nodes, unknown, bypassing, sources, year } of stages) {
      expect(add(nodes) + unknown + bypassing).toBeCloseTo(1, 9);
      expect(nodes.length).toBeLessThanOrEqual(13);
      expect(sources.length).toBeGreaterThan(0);
      expect(year).toBeGreaterThan(2010);
      for (const { key, country, share } of nodes) {
        expect(country?.iso3 ?? 'others').toBe(key);
        const out = links.filter((one) => one.fromStage === stage && one.from === key);
        expect(add(out)).toBeCloseTo(share, 9);
        // What China holds at one stage is a part of what it holds at any.
        if (key === 'CHN') expect(share).toBeLessThanOrEqual(most + 1e-9);
      }
    }
    const mined = stages[3]?.nodes.find(({ key }) => key === 'CHN');
    expect(mined?.share).toBeGreaterThan(0.2);
    const arriving = links.filter(({ toStage }) => toStage === null);
    expect(add(arriving)).toBeCloseTo(1, 9);
    expect(new Set(arriving.map(({ to }) => to))).toEqual(new Set(['JPN']));
    expect(node).not.toBeNull();
  });
});
