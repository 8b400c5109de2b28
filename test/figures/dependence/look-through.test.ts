import { describe, expect, test } from 'vitest';
import { answer, ask, refusal } from '../../support.ts';

const ofJapan = 'of: "JPN", on: "CHN", product: "permanent-magnets", year: 2024';
const coalition = 'on: "CHN", product: "permanent-magnets", among: "finance-ministerial-2026", year: 2024';
const doe = 'us-doe-rare-earth-magnets-2022';
/** Trade in rare-earth metals and compounds, among other goods. */
const trade = 'cepii-baci-hs92-v202601';

interface Shares {
  country: { iso3: string };
  share: number;
  lookThroughShare: number;
  unknownShare: number;
}

interface Treated {
  product: { slug: string };
  lookThroughShare: number | null;
  unknownShare: number | null;
  lookThroughMissing: string | null;
  ownProduction: string | null;
}

describe('what lies behind the magnets of the coalition in 2024', () => {
  test('Japan: 0.2758 bought in China, 0.9319 that passed through it, 0.0147 of unknown origin', async () => {
    const { dependents } = await answer(
      `{ dependents(${coalition}, method: LOOK_THROUGH) { totalCount missing nodes { country { iso3 } method share lookThroughShare unknownShare lookThroughMissing } } }`,
    );
    const japan = dependents.nodes.find(({ country }: Shares) => country.iso3 === 'JPN');
    expect(japan).toMatchObject({
      method: 'LOOK_THROUGH',
      share: expect.closeTo(0.2758, 4),
      // By the rare-earth metals that each of its suppliers imports.
      lookThroughShare: expect.closeTo(0.9319, 4),
      unknownShare: expect.closeTo(0.0147, 4),
      lookThroughMissing: null,
    });
    expect(dependents).toMatchObject({ totalCount: 11, missing: null });
    for (const { share, lookThroughShare, unknownShare } of dependents.nodes as Shares[]) {
      expect(lookThroughShare).toBeGreaterThanOrEqual(share);
      expect(lookThroughShare + unknownShare).toBeLessThanOrEqual(1 + 1e-9);
    }
  });

  test('is what they are sorted, filtered and paged by', async () => {
    const page = (rest: string) =>
      answer(
        `{ dependents(${coalition}, method: LOOK_THROUGH, ${rest}) { totalCount pageInfo { endCursor hasNextPage } nodes { country { iso3 } lookThroughShare } } }`,
      );
    const all = (await page('first: 20')).dependents.nodes as Shares[];
    const shares = all.map(({ lookThroughShare }) => lookThroughShare);
    expect(shares).toEqual([...shares].sort((a, b) => b - a));
    const first = (await page('first: 4')).dependents;
    const rest = (await page(`first: 20, after: "${first.pageInfo.endCursor}"`)).dependents;
    expect(first.pageInfo.hasNextPage).toBe(true);
    expect([...first.nodes, ...rest.nodes]).toEqual(all);
    const last = (await page('last: 3')).dependents;
    expect(last.nodes).toEqual(all.slice(-3));
    const high = (await page('minShare: 0.97')).dependents;
    expect(high.totalCount).toBe(shares.filter((share) => share >= 0.97).length);
    const upwards = (await page('orderBy: {field: SHARE, direction: ASC}, first: 1')).dependents;
    expect(upwards.nodes[0].country.iso3).toBe('JPN');
  });

  test('a cursor of direct shares is refused when looking through', async () => {
    const { dependents } = await answer(`{ dependents(${coalition}, first: 1) { pageInfo { endCursor } } }`);
    expect(
      await refusal(
        `{ dependents(${coalition}, method: LOOK_THROUGH, after: "${dependents.pageInfo.endCursor}") { totalCount } }`,
      ),
    ).toMatchObject({ extensions: { code: 'BAD_USER_INPUT', argument: 'after' } });
  });

  test('comes on routes that say at each step who supplies what, in which part, and who says so', async () => {
    const { dependence } = await answer(
      `{ dependence(${ofJapan}) { lookThroughShare route(first: 3) { total omitted complete routes { share steps { country { iso3 } product { slug stage } to { iso3 } share weight basis year sources { key } } } } } }`,
    );
    const { total, omitted, complete, routes } = dependence.route;
    expect(total).toBeCloseTo(dependence.lookThroughShare, 12);
    expect(complete).toBe(true);
    expect(routes.reduce((sum: number, { share }: { share: number }) => sum + share, omitted)).toBeCloseTo(total, 9);
    expect(routes[0].steps).toEqual([
      {
        country: { iso3: 'CHN' },
        product: { slug: 'rare-earth-metals', stage: 'METAL' },
        to: { iso3: 'PHL' },
        share: expect.closeTo(0.9753, 4),
        weight: 1,
        basis: 'TRADE',
        year: 2024,
        sources: [{ key: 'cepii-baci-hs92-v202601' }],
      },
      {
        country: { iso3: 'PHL' },
        product: { slug: 'permanent-magnets', stage: 'COMPONENT' },
        to: { iso3: 'JPN' },
        share: expect.closeTo(0.3238, 4),
        weight: 1,
        basis: 'TRADE',
        year: 2024,
        sources: [{ key: 'cepii-baci-hs17-v202601' }],
      },
    ]);
  });

  test('reaches the mine: Myanmar supplies 0.13 of it by way of Chinese refineries', async () => {
    const { dependence } = await answer(
      '{ dependence(of: "JPN", on: "MMR", product: "permanent-magnets", year: 2024) { share lookThroughShare route(first: 1) { routes { steps { country { iso3 } product { slug } } } } } }',
    );
    expect(dependence.lookThroughShare).toBeGreaterThan(0.1);
    expect(dependence.route.routes[0].steps.map((step: { product: { slug: string } }) => step.product.slug)).toEqual([
      'rare-earth-concentrate',
      'rare-earth-compounds',
      'rare-earth-metals',
      'permanent-magnets',
    ]);
  });

  test('of the European Union: only what comes from outside it, and the last step supplies no one country', async () => {
    const { coalition: union } = await answer(
      '{ coalition(slug: "european-union") { dependence(on: "CHN", product: "permanent-magnets", year: 2024, method: LOOK_THROUGH) { share lookThroughShare unknownShare route(first: 1) { routes { steps { country { iso3 } to { iso3 } } } } } } }',
    );
    expect(union.dependence).toMatchObject({
      share: expect.closeTo(0.8862, 4),
      lookThroughShare: expect.closeTo(0.9829, 4),
      route: { routes: [{ steps: [{ country: { iso3: 'CHN' }, to: null }] }] },
    });
  });
});

describe('every chain that is told', () => {
  test.each([
    ['gallium-metal', 0.98],
    ['germanium-metal', 0.9],
    ['antimony-oxide', 0.5],
    ['natural-graphite-anode', 0.85],
    ['cobalt-metal', 0.75],
    // By trade: the United States buy it in Chile, not in China.
    ['lithium-hydroxide', 0.15],
    ['unwrought-tungsten', 0.9],
    ['sintered-ndfeb-magnets', 0.9],
  ])('%s depends on China for more than %d of it', async (product, least) => {
    const { dependence } = await answer(
      `{ dependence(of: "USA", on: "CHN", product: "${product}", year: 2024) { lookThroughShare unknownShare route(first: 1) { routes { share } } } }`,
    );
    const { lookThroughShare, unknownShare } = dependence as Shares;
    expect(lookThroughShare).toBeGreaterThan(least);
    expect(lookThroughShare + unknownShare).toBeLessThanOrEqual(1 + 1e-9);
    expect(dependence.route.routes[0].share).toBeGreaterThan(0);
  });

  test('cobalt oxide of Finland is ore of the Congo, not of China', async () => {
    const { china, congo } = await answer(
      `{ china: dependence(of: "JPN", on: "CHN", product: "cobalt-oxides", year: 2024) { share lookThroughShare }
         congo: dependence(of: "JPN", on: "COD", product: "cobalt-oxides", year: 2024) { share lookThroughShare } }`,
    );
    expect(china.lookThroughShare - china.share).toBeLessThan(0.02);
    expect(congo.lookThroughShare).toBeGreaterThan(0.5);
  });
});

describe('what cannot be given is null with a reason', () => {
  test('no trade of that year: the nearest one is told', async () => {
    const { dependence } = await answer(
      '{ dependence(of: "JPN", on: "CHN", product: "permanent-magnets", year: 1990) { share lookThroughShare unknownShare lookThroughMissing nearestYear route { total } low high sensitivity { flips } } }',
    );
    expect(dependence).toEqual({
      share: null,
      lookThroughShare: null,
      unknownShare: null,
      lookThroughMissing: 'NOT_AVAILABLE',
      nearestYear: 2002,
      route: null,
      low: null,
      high: null,
      sensitivity: [],
    });
  });

  test('a country does not depend on itself; one that supplies nothing is an answer', async () => {
    const { self, none } = await answer(
      `{ self: dependence(of: "CHN", on: "CHN", product: "permanent-magnets", year: 2024) { lookThroughShare lookThroughMissing route { total } }
         none: dependence(of: "JPN", on: "GRL", product: "permanent-magnets", year: 2024) { share lookThroughShare route { total routes { share } } } }`,
    );
    expect(self).toEqual({ lookThroughShare: null, lookThroughMissing: 'NOT_APPLICABLE', route: null });
    expect(none).toEqual({ share: 0, lookThroughShare: 0, route: { total: 0, routes: [] } });
  });

  test('a stage that nobody reports is unknown, never spread', async () => {
    const { dependence } = await answer(
      `{ dependence(${ofJapan}, without: ["${doe}", "cepii-baci-hs92-v202601"]) { share lookThroughShare unknownShare } }`,
    );
    expect(dependence.lookThroughShare).toBeCloseTo(dependence.share, 12);
    expect(dependence.unknownShare).toBeCloseTo(1 - dependence.share, 12);
  });
});

describe('sources', () => {
  test('which answers cross a threshold without one: none of Japan, whose suppliers are known by their trade in metals and by the figure for the world', async () => {
    const { dependence } = await answer(
      `{ dependence(${ofJapan}, method: LOOK_THROUGH) { sensitivity { source { key } lookThroughShare unknownShare change flips } } }`,
    );
    const without = (key: string) =>
      dependence.sensitivity.find(({ source }: { source: { key: string } }) => source.key === key);
    const unchanged = { change: 'UNCHANGED', flips: false };
    expect(without(doe)).toMatchObject({ lookThroughShare: expect.closeTo(0.9319, 4), ...unchanged });
    expect(without(trade)).toMatchObject({
      lookThroughShare: expect.closeTo(0.9276, 4),
      unknownShare: expect.closeTo(0.0724, 4),
      ...unchanged,
    });
  });

  test('and of which nothing can be said: without trade in metals and the figure for them Japan lies between 0.28 and 1', async () => {
    const { dependence } = await answer(
      `{ dependence(${ofJapan}, without: ["${trade}"], method: LOOK_THROUGH) { sensitivity { source { key } share lookThroughShare unknownShare change flips } low: sensitivity(threshold: 0.2) { source { key } change } } }`,
    );
    const without = (key: string) =>
      dependence.sensitivity.find(({ source }: { source: { key: string } }) => source.key === key);
    expect(without(doe)).toMatchObject({
      lookThroughShare: expect.closeTo(0.2758, 4),
      unknownShare: expect.closeTo(0.7242, 4),
      change: 'UNDETERMINED',
      flips: false,
    });
    expect(without('iea-critical-minerals-explorer-2024')).toMatchObject({ change: 'UNCHANGED', flips: false });
    expect(without('cepii-baci-hs17-v202601')).toMatchObject({
      lookThroughShare: null,
      unknownShare: null,
      change: 'UNDETERMINED',
      flips: false,
    });
    expect(dependence.low).toContainEqual({ source: { key: doe }, change: 'UNCHANGED' });
  });

  test('cross it where what is left is known: the direct share by another table of trade', async () => {
    const { dependence } = await answer(
      `{ dependence(${ofJapan}) { sensitivity(threshold: 0.2) { source { key } change flips } } }`,
    );
    expect(dependence.sensitivity).toContainEqual({
      source: { key: 'cepii-baci-hs17-v202601' },
      change: 'UNDETERMINED',
      flips: false,
    });
  });

  test('of a figure are all that it rests on: of Japan trade country by country down to the compounds, then the world', async () => {
    const { dependence } = await answer(
      `{ dependence(${ofJapan}, method: LOOK_THROUGH) { confidence sources { key } worldTableStages { product { slug } sources { key } } } }`,
    );
    const iea = { key: 'iea-critical-minerals-explorer-2024' };
    expect(dependence).toEqual({
      confidence: 'LOW',
      sources: [{ key: 'cepii-baci-hs17-v202601' }, { key: trade }, iea, { key: 'stoichiometry' }],
      worldTableStages: [
        { product: { slug: 'rare-earth-compounds' }, sources: [iea] },
        { product: { slug: 'rare-earth-concentrate' }, sources: [iea] },
      ],
    });
  });

  test('of a figure are all that it rests on, with the lowest confidence; without trade in metals on one figure of 2020', async () => {
    const { dependence } = await answer(
      `{ dependence(${ofJapan}, without: ["${trade}"], method: LOOK_THROUGH) { share lookThroughShare unknownShare low high confidence sources { key } lookThroughConfidence lookThroughSources { key }
          worldTableStages { product { slug } stage year confidence sources { key } }
          lookThroughClaim { id property value low high confidence status method subject { id } sources { key } } claims { property } } }`,
    );
    const { sources, lookThroughClaim: claim } = dependence;
    const keys = sources.map(({ key }: { key: string }) => key);
    expect(keys).toEqual(['cepii-baci-hs17-v202601', 'stoichiometry', doe]);
    expect(dependence).toMatchObject({ confidence: 'LOW', lookThroughConfidence: 'LOW', lookThroughSources: sources });
    expect(dependence.low).toBeCloseTo(dependence.lookThroughShare, 12);
    expect(dependence.high).toBeCloseTo(Number(dependence.lookThroughShare) + Number(dependence.unknownShare), 12);
    expect(dependence.worldTableStages[0]).toEqual({
      product: { slug: 'rare-earth-metals' },
      stage: 'METAL',
      year: 2020,
      confidence: 'LOW',
      sources: [{ key: doe }],
    });
    expect(claim).toMatchObject({
      property: 'lookThroughShare',
      confidence: 'LOW',
      status: 'DERIVED',
      method: expect.stringMatching(/92\.758 % comes from China.*rare-earth-metals \(2020\)/),
    });
    expect(Number(claim.value)).toBeCloseTo(dependence.lookThroughShare, 12);
    expect([claim.low, claim.high]).toEqual([dependence.low, dependence.high]);
    expect(claim.sources).toEqual(sources);
    expect(dependence.claims.map(({ property }: { property: string }) => property)).toEqual([
      'lookThroughShare',
      'share',
    ]);
    const { node } = await answer('query ($id: ID!) { node(id: $id) { ... on Claim { id property value } } }', {
      id: claim.id,
    });
    expect(node).toEqual({ id: claim.id, property: 'lookThroughShare', value: claim.value });
  });

  test('of the direct share are those of its flows alone, beside those of what lies behind it', async () => {
    const { dependence } = await answer(
      `{ dependence(${ofJapan}) { confidence sources { key } low high share lookThroughConfidence claims { property } } }`,
    );
    expect(dependence).toMatchObject({
      confidence: 'HIGH',
      sources: [{ key: 'cepii-baci-hs17-v202601' }],
      lookThroughConfidence: 'LOW',
      claims: [{ property: 'share' }],
      low: dependence.share,
      high: dependence.share,
    });
  });

  test('where two publishers state a stage, low and high hold what either gives', async () => {
    const { dependence } = await answer(
      '{ dependence(of: "USA", on: "CHN", product: "rare-earth-compounds", year: 2024, method: LOOK_THROUGH) { lookThroughShare low high } cobalt: dependence(of: "USA", on: "COD", product: "cobalt-metal", year: 2024, method: LOOK_THROUGH) { lookThroughShare low high } }',
    );
    expect(dependence.low).toBeLessThanOrEqual(dependence.lookThroughShare);
    expect(dependence.high).toBeGreaterThanOrEqual(dependence.lookThroughShare);
    const both = await answer(
      '{ cobalt: dependence(of: "USA", on: "COD", product: "cobalt-metal", year: 2024, method: LOOK_THROUGH) { lookThroughShare low high } }',
    );
    expect(both.cobalt.low).toBeLessThan(both.cobalt.high);
    expect(both.cobalt.low).toBeLessThanOrEqual(both.cobalt.lookThroughShare);
    expect(both.cobalt.high).toBeGreaterThanOrEqual(both.cobalt.lookThroughShare);
  });

  test('without trade there is no direct share', async () => {
    const { dependence } = await answer(
      `{ dependence(${ofJapan}, without: ["Source:cepii-baci-hs17-v202601"]) { id share missing suppliers { share } } }`,
    );
    expect(dependence).toMatchObject({ share: null, missing: 'NOT_AVAILABLE', suppliers: [] });
    const { node } = await answer('query ($id: ID!) { node(id: $id) { ... on Dependence { id share } } }', {
      id: dependence.id,
    });
    expect(node).toEqual({ id: dependence.id, share: null });
  });

  test('an unknown source, product or country is refused with a hint', async () => {
    const asked = (args: string) => refusal(`{ dependence(${args}) { lookThroughShare } }`);
    expect(await asked(`${ofJapan}, without: ["us-doe-rare-earth-magnets"]`)).toMatchObject({
      extensions: { code: 'BAD_USER_INPUT', argument: 'without', hint: expect.stringContaining(doe) },
    });
    expect(await asked('of: "JPN", on: "CHN", product: "permanent-magnet"')).toMatchObject({
      extensions: { code: 'BAD_USER_INPUT', argument: 'product', hint: expect.stringContaining('permanent-magnets') },
    });
    expect(await asked('of: "JPN", on: "Chyna", product: "permanent-magnets"')).toMatchObject({
      extensions: { code: 'BAD_USER_INPUT', argument: 'on' },
    });
    const many = JSON.stringify(Array.from({ length: 21 }, (_, index) => `source-${index}`));
    expect(await asked(`${ofJapan}, without: ${many}`)).toMatchObject({
      extensions: { code: 'LIMIT_EXCEEDED', limit: 'without' },
    });
  });
});

test('all countries by ten products are answered in one request', async () => {
  const products = [
    ...['permanent-magnets', 'cobalt-oxides', 'lithium-carbonate', 'unwrought-tungsten', 'unwrought-antimony'],
    ...['aluminium-ore', 'silicon-metal', 'unwrought-magnesium', 'copper-cathodes', 'manganese-ore'],
  ];
  const { data, errors } = await ask(
    `{ ${products.map((product, index) => `p${index}: dependents(on: "CHN", product: "${product}", year: 2024, method: LOOK_THROUGH, first: 100) { totalCount nodes { lookThroughShare unknownShare lookThroughMissing ownProduction } }`).join('\n')} }`,
  );
  expect(errors).toBeUndefined();
  const pages = Object.values<{ totalCount: number; nodes: Treated[] }>(data);
  expect(pages.reduce((sum, { totalCount }) => sum + totalCount, 0)).toBeGreaterThan(1200);
  for (const { nodes } of pages)
    for (const { lookThroughShare, unknownShare, lookThroughMissing, ownProduction } of nodes) {
      expect(lookThroughShare === null).toBe(lookThroughMissing !== null);
      expect(lookThroughMissing === 'NOT_COMPARABLE').toBe(ownProduction === 'NOT_COMPARABLE');
      if (lookThroughShare === null) continue;
      expect(lookThroughShare).toBeGreaterThanOrEqual(0);
      expect(lookThroughShare + (unknownShare ?? 0)).toBeLessThanOrEqual(1 + 1e-9);
    }
});

describe('production that counts something else than customs weigh', () => {
  const of = async (importer: string, on: string, product: string): Promise<Treated & { share: number }> =>
    (await answer(`{ dependence(of: "${importer}", on: "${on}", product: "${product}", year: 2024, method: LOOK_THROUGH) { share lookThroughShare lookThroughMissing ownProduction } }`)).dependence; // oxfmt-ignore

  test('is refused: manganese content and dry bauxite beside ore as customs weigh it', async () => {
    for (const [importer, on, product] of [
      ['CHN', 'ZAF', 'manganese-ore'],
      ['IND', 'GAB', 'manganese-ore'],
      ['CHN', 'GIN', 'aluminium-ore'],
    ] as const)
      // oxfmt-ignore
      expect(await of(importer, on, product)).toMatchObject({
        share: expect.any(Number),
        lookThroughShare: null,
        lookThroughMissing: 'NOT_COMPARABLE',
        ownProduction: 'NOT_COMPARABLE',
      });
    const japan = await of('JPN', 'ZAF', 'manganese-ore');
    expect(japan).toMatchObject({ lookThroughShare: japan.share, ownProduction: 'NOT_ON_RECORD' });
  });

  test('counts where a conversion is on record, or it weighs the thing itself', async () => {
    for (const [importer, on, product] of [
      ['USA', 'CHL', 'copper-cathodes'],
      ['FRA', 'CHN', 'silicon-metal'],
      ['IND', 'CHN', 'natural-barite'],
    ] as const)
      // oxfmt-ignore
      expect(await of(importer, on, product)).toMatchObject({ ownProduction: 'COUNTED', lookThroughMissing: null });
  });

  test('is said where it is withheld: the United States mine barite, and do not say how much', async () => {
    expect(await of('USA', 'CHN', 'natural-barite')).toMatchObject({ ownProduction: 'WITHHELD' });
  });

  test('is said of a stage that holds more than the product: China makes lithium carbonate, and imports alone are the whole', async () => {
    expect(await of('CHN', 'AUS', 'lithium-carbonate')).toMatchObject({ ownProduction: 'NOT_WEIGHED' });
  });

  test('is refused by the computed reliance too, with a sentence', async () => {
    const { mineral } = await answer(
      '{ mineral(slug: "manganese") { reliance(country: "IND", year: 2024) { computed { share missing explanation } } } }',
    );
    expect(mineral.reliance.computed).toMatchObject({ share: null, missing: 'NOT_COMPARABLE', explanation: expect.stringMatching(/manganese content/) }); // oxfmt-ignore
  });

  test('for every product that is shipped: what stands beside trade weighs the same or has a conversion', async () => {
    const { products } = await answer('{ products(first: 100) { nodes { slug hsCodes } } }');
    const traded = (products.nodes as { slug: string; hsCodes: string[] }[]).filter(
      ({ hsCodes }) => hsCodes.length > 0,
    );
    const makers = ['CHN', 'USA', 'AUS', 'IND', 'ZAF', 'BRA', 'CHL', 'GIN'];
    const asked = traded.flatMap(
      ({ slug }, index) =>
      makers.map((maker) => `p${index}${maker}: dependence(of: "${maker}", on: "FRA", product: "${slug}", year: 2024, method: LOOK_THROUGH) { product { slug } ownProduction lookThroughMissing }`), // oxfmt-ignore
    );
    const found: Treated[] = [];
    for (let from = 0; from < asked.length; from += 40)
      found.push(...Object.values<Treated>(await answer(`{ ${asked.slice(from, from + 40).join(' ')} }`)));
    const treated = (as: string) =>
      [...new Set(found.filter(({ ownProduction }) => ownProduction === as).map(({ product }) => product.slug))].sort();
    expect(treated('NOT_COMPARABLE')).toEqual(['aluminium-ore', 'manganese-ore']);
    expect(treated('COUNTED')).toEqual(['copper-cathodes', 'natural-barite', 'silicon-metal', 'unwrought-magnesium']);
  });
});
