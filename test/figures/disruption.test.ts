import { beforeAll, describe, expect, test } from 'vitest';
import { answer, refusal } from '../support.ts';

const stages = `stages { product { slug } mineral { slug } stage stopped basis year nearestYear shareStopped baseline lostDirectly lostAtSuppliers
  replaced short shortShare spareCapacity missing explanation sources { key } }`;
const rows = `country { iso3 } baseline unknownSupply lostDirectly lostAtSuppliers replacedTonnes replaced { kind by { iso3 } tonnes } short shortShare
  finalUse unmet usedAsInput unused binding { constraint sentence }`;
const ask = async (input: string, fields: string) => {
  const { disruption } = await answer(`{ disruption(input: {${input}}) { ${fields} } }`);
  return disruption;
};
const year = 'from: "2026-01-01", months: 12';

describe('antimony that China stops to the United States', () => {
  const input = `countries: ["China"], minerals: ["antimony"], to: ["USA"], ${year}`;

  test('is 476 t of what they imported, a tenth, and short where nobody gives way', async () => {
    const found = await ask(
      `${input}, rule: PRO_RATA`,
      `${stages} rows(first: 2) { ${rows} } assumptions sources { key }`,
    );
    const [first, second] = found.rows;
    expect(first).toMatchObject({
      ...{ country: { iso3: 'USA' }, baseline: 4696.485, lostDirectly: 475.991, lostAtSuppliers: 0, replacedTonnes: 0 },
      ...{ replaced: [], short: 475.991, unmet: 475.991 },
      binding: { constraint: 'CAPACITY', sentence: 'All who may sell there make what they can.' },
    });
    expect(first.shortShare).toBeCloseTo(475.991 / 4696.485, 9);
    expect(second).toMatchObject({ lostDirectly: 0, short: 0, binding: null });
    expect(found.sources).toEqual([{ key: 'cepii-baci-hs17-v202601' }, { key: 'cepii-baci-hs92-v202601' }]);
    expect(found.assumptions).toContain('No stocks: none are on record and none are given.');
  });

  test('is made up for by trade that is diverted, where one hand shares out what is left', async () => {
    const { stages: all, rows: of } = await ask(input, `${stages} rows(countries: ["USA"]) { ${rows} }`);
    const traded = all.find(
      ({ product }: { product: { slug: string } | null }) => product?.slug === 'unwrought-antimony',
    );
    expect(traded).toMatchObject({
      product: { slug: 'unwrought-antimony' },
      year: 2024,
      lostDirectly: 475.991,
      short: 0,
    });
    // Besides the ore, of which none comes from China.
    expect(of).toHaveLength(2);
    const metal = of.find(({ baseline }: { baseline: number }) => baseline === 4696.485);
    expect(metal.replacedTonnes).toBeGreaterThanOrEqual(475.991);
    expect(metal.short).toBe(0);
  });

  test('cannot be followed at the stages where nobody knows who buys from whom', async () => {
    const { stages: all } = await ask(input, stages);
    const [mine, oxide] = all;
    // Ore is followed by its trade since that is loaded.
    expect(mine).toMatchObject({ product: { slug: 'antimony-ore' }, stage: 'EXTRACTION', basis: 'TRADE', short: 0 });
    expect(oxide).toMatchObject({ basis: 'WORLD_SHARES', short: null, missing: 'NOT_AVAILABLE' });
  });
});

describe("a quota of 96,600 t on DR Congo's cobalt", () => {
  test('takes 133,400 t from a mine production of 314,600, by the figures of 2025', async () => {
    const cut = 1 - 96_600 / 230_000;
    const { stages: all } = await ask(`countries: ["COD"], minerals: ["cobalt"], cut: ${cut}, ${year}`, stages);
    const [mine] = all;
    expect(mine).toMatchObject({
      ...{ mineral: { slug: 'cobalt' }, stage: 'EXTRACTION', basis: 'WORLD_PRODUCTION', year: 2025 },
      sources: [{ key: 'usgs-mcs-2026' }],
    });
    expect(mine.lostDirectly).toBeCloseTo(230_000 - 96_600, 3);
    expect(mine.baseline).toBeCloseTo(314_600, 3);
    expect(mine.shareStopped).toBeCloseTo(133_400 / 314_600, 6);
    expect(mine.short).toBeCloseTo(133_400, 3);
  });

  test('is not "a stop that changes nothing" at refining: what the country makes there is not on record, and what is lost of the ore is not followed', async () => {
    const { stages: all } = await ask(
      `countries: ["COD"], minerals: ["cobalt"], ${year}`,
      `${stages.replace(/}$/, 'products { slug } shareStoppedAtLeast shareStoppedAtMost isLowerBound notFollowed { product { slug } mineral { slug } stage shareLost explanation } }')} rows(first: 100) { stage { products { slug } } isLowerBound }`, // oxfmt-ignore
    );
    const [mine, refining] = all;
    const oxides = all.find(({ product }: { product: { slug: string } | null }) => product?.slug === 'cobalt-oxides');
    expect(mine).toMatchObject({ isLowerBound: false, notFollowed: [] });
    expect(refining).toMatchObject({
      ...{ mineral: { slug: 'cobalt' }, stage: 'REFINING', basis: 'WORLD_PRODUCTION', year: 2024 },
      ...{ shareStopped: null, lostDirectly: null, short: null, shortShare: null, missing: 'NOT_AVAILABLE' },
      // 23,610 of 250,150 t are of countries that are not named.
      ...{ shareStoppedAtLeast: 0, shareStoppedAtMost: expect.closeTo(0.0944, 4) },
      notFollowed: [{ product: null, mineral: { slug: 'cobalt' }, stage: 'EXTRACTION', shareLost: mine.shortShare }],
    });
    expect(refining.explanation).not.toMatch(/none|nothing/);
    expect(refining.explanation).toMatch(/73\.1 % of the supply of Cobalt at extraction.*is not followed to it/);
    expect(refining.explanation).toMatch(/How much Democratic Republic of the Congo makes is not on record .*9\.4 %/);
    expect(oxides).toMatchObject({
      ...{ product: { slug: 'cobalt-oxides' }, basis: 'TRADE', isLowerBound: true, missing: null },
      notFollowed: [{ mineral: { slug: 'cobalt' }, shareLost: mine.shortShare }],
    });
  });

  test('takes twice as much in two years', async () => {
    const of = async (months: number) =>
      (await ask(`countries: ["COD"], minerals: ["cobalt"], cut: 0.5, from: "2026-01-01", months: ${months}`, stages))
        .stages[0];
    const [one, two] = [await of(12), await of(24)];
    expect(two.short).toBeCloseTo(2 * one.short, 3);
    expect(two.shortShare).toBeCloseTo(one.shortShare, 9);
  });
});

describe('dysprosium that China stops', () => {
  test('is known as a share alone, at most all of what is separated: Lynas Malaysia is in the graph, and not in the shares of 2020', async () => {
    const found = await ask(
      `countries: ["CHN"], minerals: ["dysprosium"], ${year}`,
      `${stages.replace(/}$/, 'shareStoppedAtLeast shareStoppedAtMost otherPlants { slug } }')} rows { short } size { flows variables } leftOut { product { slug } explanation } assumptions`, // oxfmt-ignore
    );
    const oxide = found.stages[0];
    expect(oxide).toMatchObject({
      ...{ mineral: { slug: 'dysprosium' }, stage: 'REFINING', basis: 'WORLD_SHARES' },
      ...{ shareStopped: null, shareStoppedAtLeast: null, shareStoppedAtMost: 1 },
      otherPlants: [{ slug: 'lynas-kuantan' }],
      short: null,
      missing: 'NOT_AVAILABLE',
    });
    expect(oxide.explanation).toMatch(
      /^Lynas Malaysia \(Malaysia\) makes it too and runs: the shares of 2020 leave it out/,
    );
    expect(found.assumptions.join(' ')).toMatch(/they are Lynas Malaysia \(Malaysia\)/);
    expect(found.rows).toEqual([]);
    expect(found.size).toEqual({ flows: 0, variables: 0 });
    const magnets = found.leftOut.find(
      ({ product }: { product: { slug: string } }) => product.slug === 'permanent-magnets',
    );
    expect(magnets.explanation).toMatch(/name it in "products" to stop it/);
    const downstream = found.stages.find(
      ({ product }: { product: { slug: string } | null }) => product?.slug === 'sintered-ndfeb-magnets',
    );
    expect(downstream).toMatchObject({ stopped: false, short: null, missing: 'NOT_AVAILABLE' });
    expect(downstream.explanation).toMatch(/^It is made of what stops/);
  });
});

describe('gallium that China stops', () => {
  test('is replaced by the 7 t of Japan and 4 t of Russia that are capacity and not production', async () => {
    const { stages: all, rows: of } = await ask(
      `countries: ["CHN"], minerals: ["gallium"], ${year}`,
      `${stages} rows { ${rows} }`,
    );
    expect(all[0]).toMatchObject({ baseline: 909, lostDirectly: 900, replaced: 11, short: 889, spareCapacity: 11 });
    expect(of[0].replaced).toEqual([
      { kind: 'OTHER_SUPPLIER', by: { iso3: 'JPN' }, tonnes: 7 },
      { kind: 'OTHER_SUPPLIER', by: { iso3: 'RUS' }, tonnes: 4 },
    ]);
    expect(of[0].country).toBeNull();
  });

  test('is short by what is given: 100 t that Australia could make, 50 t of stock and a tenth done without', async () => {
    const given = `spareCapacity: [{country: "AUS", product: "gallium-metal", tonnesPerYear: 100}], stocks: [{country: "USA", product: "gallium-metal", tonnes: 50}],
      substitution: [{product: "gallium-metal", share: 0.1}]`;
    const { stages: all } = await ask(`countries: ["CHN"], minerals: ["gallium"], ${given}, ${year}`, stages);
    // 900 lost - 11 on record - 100 - 50 - a tenth of 909.
    expect(all[0].short).toBeCloseTo(900 - 11 - 100 - 50 - 90.9, 3);
    expect(all[0].spareCapacity).toBe(111);
  });
});

describe.each(['LEAST_UNMET', 'PRO_RATA'])('magnets that China stops, %s', (rule) => {
  let found: any; // oxlint-disable-line typescript/no-explicit-any
  beforeAll(async () => {
    found = await ask(
      `countries: ["CHN"], products: ["850511"], rule: ${rule}, ${year}`,
      `${stages} rows(first: 100) { ${rows} } size { flows variables conditions }`,
    );
  });

  test('balance in every country: nothing is created or lost', () => {
    expect(found.rows.length).toBe(100);
    for (const row of found.rows as Record<string, number>[]) {
      const { baseline = NaN, lostDirectly = NaN, lostAtSuppliers = NaN, replacedTonnes = NaN, short } = row;
      const { finalUse = NaN, unmet = NaN, usedAsInput = NaN, unused = NaN } = row;
      const has = baseline - lostDirectly - lostAtSuppliers + replacedTonnes;
      expect(has).toBeCloseTo(finalUse - unmet + usedAsInput + unused, 2);
      expect(short).toBeCloseTo(Math.max(0, baseline - has), 2);
    }
  });

  test('are 73 % of the trade of 2024 by weight, in a system of 4,189 deliveries', () => {
    const [stage] = found.stages;
    expect(stage).toMatchObject({ basis: 'TRADE', year: 2024, missing: null, spareCapacity: null });
    expect(stage.shareStopped).toBeCloseTo(0.7307, 4);
    expect(stage.short).toBeLessThanOrEqual(Number(stage.lostDirectly) + 1);
    expect(found.size.flows).toBe(4189);
  });

  test('are the same when asked again', async () => {
    const again = await ask(
      `countries: ["CHN"], products: ["850511"], rule: ${rule}, ${year}`,
      `${stages} rows(first: 100) { ${rows} } size { flows variables conditions }`,
    );
    expect(again).toEqual(found);
  });
});

describe('a what-if', () => {
  test('of a country that supplies nothing is an answer: nothing changes', async () => {
    const { stages: all } = await ask(`countries: ["Chad"], products: ["permanent-magnets"], ${year}`, stages);
    expect(all[0]).toMatchObject({ shareStopped: 0, lostDirectly: 0, short: 0 });
    expect(all[0].explanation).toMatch(/^Chad supplied none of it, by figures that hold all who do/);
  });

  test('of a year without full trade is null with the nearest year that has it', async () => {
    const { stages: all, rows: of } = await ask(
      `countries: ["CHN"], products: ["permanent-magnets"], year: 2015, ${year}`,
      `${stages} rows { short }`,
    );
    expect(all[0]).toMatchObject({ short: null, missing: 'NOT_AVAILABLE', nearestYear: 2024 });
    expect(all[0].explanation).toMatch(/2015/);
    expect(of).toEqual([]);
  });

  test('grows with the cut', async () => {
    const lost = async (cut: number) =>
      (await ask(`countries: ["CHN"], products: ["permanent-magnets"], cut: ${cut}, rule: PRO_RATA, ${year}`, stages))
        .stages[0].short;
    const [none, half, all] = [await lost(0), await lost(0.5), await lost(1)];
    expect(none).toBe(0);
    expect(half).toBeCloseTo(all / 2, 0);
  });

  test('for a coalition is one for its members', async () => {
    const { rows: of } = await ask(
      `countries: ["CHN"], products: ["permanent-magnets"], to: ["finance-ministerial-2026"], rule: PRO_RATA, ${year}`,
      'rows(first: 100) { country { iso3 } lostDirectly }',
    );
    const hit = of
      .filter(({ lostDirectly }: { lostDirectly: number }) => lostDirectly > 0)
      .map((row: { country: { iso3: string } }) => row.country.iso3);
    expect(hit).toEqual(expect.arrayContaining(['USA', 'JPN', 'POL']));
    expect(hit).not.toContain('VNM');
  });
});

describe('what others pass on of those who stop', () => {
  const magnets = `countries: ["CHN"], products: ["permanent-magnets"], to: ["USA"], rule: PRO_RATA, ${year}`;
  const lost = async (more: string) =>
    await ask(
      `${magnets}${more}`,
      'rows(countries: ["USA"]) { baseline lostDirectly } assumptions stages { explanation }',
    );

  test('goes on where nothing is given, and stops with them where it is', async () => {
    const none = await lost('');
    const some = await lost(', transshipment: [{ through: "VNM", product: "permanent-magnets", share: 0.1 }]');
    expect(some.rows[0].baseline).toBeCloseTo(none.rows[0].baseline, 3);
    expect(some.rows[0].lostDirectly).toBeGreaterThan(none.rows[0].lostDirectly);
    expect(none.assumptions.join(' ')).toMatch(/An exporter counts as the maker of what it sells/);
    expect(some.assumptions.join(' ')).toMatch(/What is passed on through others of those who stop is as given/);
    expect(some.stages[0].explanation).toMatch(/As given, 10\.0 % of what VNM sells is goods of those who stop/);
  });

  test.each([
    ['through: "CHN", product: "permanent-magnets", share: 0.1', 'transshipment.through'],
    ['through: "VNM", product: "permanent-magnets", share: 0.1, of: "JPN"', 'transshipment.of'],
    ['through: "VNM", product: "gallium-metal", share: 0.1', 'transshipment.product'],
    ['through: "VNM", product: "permanent-magnets", share: 1.1', 'transshipment.share'],
  ])('{ %s } names %s', async (one, argument) => {
    const { extensions } = await refusal(`{ disruption(input: {${magnets}, transshipment: [{${one}}]}) { months } }`);
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(extensions.argument).toMatch(new RegExp(argument.replace(/^.*\./, '')));
  });
});

describe('a what-if without a source', () => {
  test('is answered by the other that states the same, or is null with the reason', async () => {
    const cobalt = `countries: ["COD"], minerals: ["cobalt"], ${year}`;
    const { stages: other } = await ask(`${cobalt}, without: ["usgs-mcs-2026"]`, stages);
    expect(other[0]).toMatchObject({ mineral: { slug: 'cobalt' }, stage: 'EXTRACTION', year: 2024 });
    expect(other[0].sources).not.toContainEqual({ key: 'usgs-mcs-2026' });
    const { stages: none } = await ask(
      `countries: ["CHN"], products: ["permanent-magnets"], without: ["Source:cepii-baci-hs17-v202601"], ${year}`,
      stages,
    );
    expect(none[0]).toMatchObject({ basis: null, short: null, missing: 'NOT_AVAILABLE' });
  });

  test('names one that is unknown', async () => {
    const { extensions } = await refusal(
      `{ disruption(input: {countries: ["COD"], minerals: ["cobalt"], without: ["usgs-mcs-2062"], ${year}}) { months } }`,
    );
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'without' });
  });
});

describe('a variable of a what-if', () => {
  const operation = `query ($cut: Share! = 0.5) { disruption(input: {countries: ["COD"], minerals: ["cobalt"], cut: $cut, ${year}}) { stages { lostDirectly } } }`;

  test('is its default when it is not given, and names itself when it cannot be used', async () => {
    const half = await answer(operation);
    const all = await answer(operation, { cut: 1 });
    expect(all.disruption.stages[0].lostDirectly).toBeCloseTo(2 * half.disruption.stages[0].lostDirectly, 3);
    const { extensions } = await refusal(operation, { cut: 1.2 });
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'input.cut' });
  });
});

describe('a what-if that cannot be asked', () => {
  const chn = 'countries: ["CHN"], products: ["permanent-magnets"]';
  const cases: [string, string, RegExp][] = [
    [`${chn}, cut: 1.2, ${year}`, 'cut', /between 0 and 1/],
    [`${chn}, from: "2026-01-01", months: 0`, 'months', /from 1 to 120, not 0/],
    [`${chn}, from: "2026-02-30", months: 1`, 'from', /must exist/],
    [`countries: ["CHN"], products: ["permanent-magnet"], ${year}`, 'products', /no product is known/],
    [`countries: ["CHN"], minerals: ["unobtainium"], ${year}`, 'minerals', /no mineral is known/],
    [`countries: ["Atlantis"], products: ["permanent-magnets"], ${year}`, 'countries', /no country is known/],
    [`countries: [], products: ["permanent-magnets"], ${year}`, 'countries', /at least one/],
    [`countries: ["CHN"], ${year}`, 'products', /"products" and "minerals"/],
    [`countries: ["CHN"], minerals: ["boron", "nickel"], to: ["Mordor"], ${year}`, 'to', /no country is known/],
    [
      `${chn}, ${year}, stocks: [{country: "USA", product: "gallium-metal", tonnes: 1}]`,
      'stocks.product',
      /not balanced in this what-if. Balanced are 'permanent-magnets'/,
    ],
  ];
  test.each(cases)('%s names %s', async (input, argument, message) => {
    const { message: said, extensions } = await refusal(`{ disruption(input: {${input}}) { months } }`);
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: `input.${argument}` });
    expect(said).toMatch(message);
  });

  test('is too large before it is solved', async () => {
    const many = Array.from(
      { length: 11 },
      (_, index) =>
        ['"CHN"', '"JPN"', '"DEU"', '"USA"', '"FRA"', '"ITA"', '"IND"', '"KOR"', '"VNM"', '"AUS"', '"CAN"'][index],
    ).join(', ');
    const { extensions } = await refusal(
      `{ disruption(input: {countries: [${many}], products: ["permanent-magnets"], ${year}}) { months } }`,
    );
    expect(extensions).toMatchObject({ code: 'LIMIT_EXCEEDED', limit: 'countries' });
  });
});

test('who supplied before makes up the baseline, together with what is of unknown origin', async () => {
  const { disruption } = await answer(
    `{ disruption(input: {countries: ["CHN"], products: ["permanent-magnets"], from: "2026-01-01", months: 6}) {
         rows(countries: ["JPN", "DEU"]) { country { iso3 } baseline unknownSupply before(first: 100) { by { iso3 } tonnes } } } }`,
  );
  expect(disruption.rows.length).toBeGreaterThan(0);
  for (const { baseline, unknownSupply, before } of disruption.rows) {
    const sum = before.reduce((total: number, { tonnes }: { tonnes: number }) => total + tonnes, unknownSupply);
    expect(Math.abs(sum - baseline)).toBeLessThan(0.01 + baseline * 1e-6);
  }
  expect(disruption.rows[0].before[0].by.iso3).toBeTruthy();
});
