import { describe, expect, test } from 'vitest';
import { answer, refusal } from '../support.ts';

describe('concentration', () => {
  test('of magnet exports in 2024: C1 0.6266, C3 0.7719, by the one full year', async () => {
    const { concentration } = await answer(
      '{ concentration(product: "850511", year: 2024) { hhi c1 c3 top two: concentrationRatio(n: 2) byYear { year hhi c1 c3 countries sources { key } } } }',
    );
    expect(concentration).toMatchObject({
      c1: expect.closeTo(0.6266, 4),
      two: expect.closeTo(0.7129, 4),
      c3: expect.closeTo(0.7719, 4),
    });
    expect(concentration.top).toBe(concentration.c1);
    expect(concentration.byYear).toEqual([
      {
        year: 2024,
        hhi: concentration.hhi,
        c1: concentration.c1,
        c3: concentration.c3,
        countries: 145,
        sources: [{ key: 'cepii-baci-hs17-v202601' }],
      },
    ]);
  });

  test('of production by year: each year from one table, newest first', async () => {
    const { concentration } = await answer(
      '{ concentration(mineral: "cobalt", stage: REFINING) { byYear(first: 3) { year c1 normalizedHhi sources { key } } } }',
    );
    expect(concentration.byYear.map(({ year }: { year: number }) => year)).toEqual([2024, 2023, 2022]);
    for (const { sources } of concentration.byYear) expect(sources).toHaveLength(1);
  });

  test('without one source another table answers, and without trade none does', async () => {
    const { cobalt, magnets } = await answer(
      `{ cobalt: concentration(mineral: "cobalt", year: 2024, without: ["usgs-mcs-2026"]) { sources { key } }
         magnets: concentration(product: "850511", year: 2024, without: ["cepii-baci-hs17-v202601"]) { hhi missing c3 } }`,
    );
    expect(cobalt.sources).not.toContainEqual({ key: 'usgs-mcs-2026' });
    expect(cobalt.sources).toHaveLength(1);
    expect(magnets).toEqual({ hhi: null, missing: 'NOT_AVAILABLE', c3: null });
    expect(await refusal('{ concentration(product: "850511", without: ["nobody"]) { hhi } }')).toMatchObject({
      extensions: { code: 'BAD_USER_INPUT', argument: 'without' },
    });
  });
});

describe('the evidence of a concentration', () => {
  const figures = 'id confidence sources { key } claims { id value status confidence method sources { key } }';

  test('is read again by its id, and by that of the claim that it is: exports of magnets', async () => {
    const { concentration } = await answer(
      `{ concentration(product: "850511", year: 2024) { ${figures} hhi shares(first: 1) { ${figures} share } } }`,
    );
    const [china] = concentration.shares;
    expect(concentration).toMatchObject({
      confidence: 'HIGH',
      claims: [{ value: String(concentration.hhi), status: 'DERIVED', sources: [{ key: 'cepii-baci-hs17-v202601' }] }],
    });
    expect(china.claims[0].method).toMatch(/^3,109,644,424 US\$ that China sold in 188 flows, divided by 4,962,/);
    const again = await answer(
      `query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Concentration { hhi } ... on ConcentrationShare { share concentration { id } } ... on Claim { value subject { id } } } }`,
      { ids: [concentration.id, china.id, concentration.claims[0].id, china.claims[0].id] },
    );
    expect(again.nodes).toEqual([
      { id: concentration.id, hhi: concentration.hhi },
      { id: china.id, share: china.share, concentration: { id: concentration.id } },
      { id: concentration.claims[0].id, value: String(concentration.hhi), subject: { id: concentration.id } },
      { id: china.claims[0].id, value: String(china.share), subject: { id: china.id } },
    ]);
  });

  test("is the flows that a country's exports are the sum of: as many as counted, the largest first", async () => {
    const { concentration } = await answer(
      '{ concentration(product: "850511", year: 2024) { shares(first: 4) { country { iso3 } valueUsd flowCount flows(first: 100) { valueUsd from { iso3 } year } } } }',
    );
    const last = concentration.shares.at(-1);
    expect(last.flows).toHaveLength(last.flowCount);
    const values = last.flows.map((flow: { valueUsd: string }) => Number(flow.valueUsd));
    expect(values).toEqual(values.toSorted((a: number, b: number) => b - a));
    expect(values.reduce((sum: number, value: number) => sum + value)).toBe(Number(last.valueUsd));
    for (const { from, year } of last.flows) expect([from.iso3, year]).toEqual([last.country.iso3, 2024]);
  });

  test('is the published figure of a country, for production and along a chain', async () => {
    const { concentration, concentrationProfile } = await answer(
      `{ concentration(mineral: "cobalt", stage: REFINING, year: 2024) { total shares(first: 5) { country { iso3 } tonnes flowCount flows { id } confidence observation { number unit country { iso3 } confidence } } }
         concentrationProfile(mineral: "magnet-rare-earths") { stages { largest { iso3 } source { key } observation { country { iso3 } source { key } } } } }`,
    );
    for (const { country, tonnes, observation, confidence, ...trade } of concentration.shares) {
      expect(observation).toMatchObject({ country, confidence, unit: 'thousand metric tons' });
      expect(observation.number * 1000).toBeCloseTo(tonnes, 6);
      expect(trade).toEqual({ flowCount: null, flows: [] });
    }
    for (const { largest, source, observation } of concentrationProfile.stages)
      expect(observation).toEqual({ country: largest, source });
  });

  test('leaves out what was left out, and an id of nothing gives nothing', async () => {
    const { concentration } = await answer(
      '{ concentration(mineral: "cobalt", year: 2024, without: ["usgs-mcs-2026"]) { id hhi sources { key } } }',
    );
    const nothing = [
      'Concentration:Mineral:cobalt:REFINING:no%20such%20form:2024:MASS:',
      'Concentration:Mineral:cobalt:REFINING:%:2024:MASS:',
      'Concentration:Product:nothing:::2024:VALUE:',
      'Concentration:Product:permanent-magnets:::2024:VALUE:nobody',
      'Concentration:Product:permanent-magnets:::2024:VALUE::',
      'ConcentrationShare:XXX:Product:permanent-magnets:::2024:VALUE:',
    ];
    const { nodes } = await answer(
      'query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Concentration { hhi sources { key } } } }',
      { ids: [concentration.id, ...nothing] },
    );
    expect(nodes).toEqual([concentration, ...nothing.map(() => null)]);
  });
});

describe('benchmarks', () => {
  const breaches = (args: string, importer = '') =>
    answer(
      `{ concentration(${args}) { breaches${importer} { benchmark breached missing supplier { iso3 } share years { year importsConcentrated exportsConcentrated notSubstitutable } } } }`,
    ).then(({ concentration }) => concentration.breaches);

  test('more than 65 % from one country breaks that of the European Union: Korea 0.87 does, Japan 0.32 does not', async () => {
    const [korea] = await breaches('product: "850511", year: 2024', '(importer: "KOR")');
    expect(korea).toMatchObject({ benchmark: 'EU_SINGLE_COUNTRY', breached: true, supplier: { iso3: 'CHN' } });
    const [japan] = await breaches('product: "850511", year: 2024', '(importer: "Japan")');
    expect(japan).toMatchObject({ breached: false, supplier: { iso3: 'PHL' }, share: expect.closeTo(0.3238, 4) });
  });

  test("GeoDep's needs two years of full data: with one the criteria of that year are shown and nothing is said", async () => {
    const [, geoDep] = await breaches('product: "850511", year: 2024', '(importer: "KOR")');
    expect(geoDep).toMatchObject({
      benchmark: 'GEODEP',
      breached: null,
      missing: 'NOT_AVAILABLE',
      years: [{ year: 2024, importsConcentrated: true, exportsConcentrated: true, notSubstitutable: true }],
    });
  });

  const figures = 'benchmark breached missing supplier { iso3 } share valueUsd tonnes totalUsd totalTonnes explanation';
  const tests = (args: string, importer: string) =>
    answer(`{ concentration(${args}) { breaches(importer: "${importer}") { ${figures} coalition { slug } } } }`).then(
      ({ concentration }) => concentration.breaches,
    );

  test('are about third countries: what Italy buys in Germany is within the Union, and arsenic is no strategic raw material', async () => {
    const [arsenic] = await tests('product: "arsenic", year: 2024', 'ITA');
    expect(arsenic).toMatchObject({
      breached: null,
      missing: 'NOT_APPLICABLE',
      supplier: null,
      totalTonnes: 1.547,
      explanation: 'Arsenic holds no strategic raw material, to which the benchmark is confined.',
    });
  });

  test('name no member of the Union as supplier of a member, whatever its share', async () => {
    const { coalition, products } = await answer(
      '{ coalition(slug: "EU") { members(first: 30) { nodes { ... on Country { iso3 } } } } products(first: 40, where: { contains: { some: { slug: { in: ["cobalt", "copper", "lithium", "tungsten", "neodymium"] } } } }) { nodes { slug } } }',
    );
    const members = new Set(coalition.members.nodes.map((one: { iso3: string }) => one.iso3));
    expect(members.size).toBe(27);
    for (const { slug } of products.nodes as { slug: string }[])
      for (const importer of ['ITA', 'FRA', 'EU']) {
        const [test] = await tests(`product: "${slug}"`, importer);
        expect(members.has(test.supplier?.iso3)).toBe(false);
        if (test.share !== null)
          expect(test.breached).toBe(test.missing === 'NOT_APPLICABLE' ? null : test.share > 0.65);
      }
  });

  test('carry value and quantity: the Union bought 35,742 of 39,297 t of its magnets in China', async () => {
    const [union] = await tests('product: "permanent-magnets", year: 2024', 'EU');
    expect(union).toMatchObject({
      breached: true,
      coalition: { slug: 'european-union' },
      supplier: { iso3: 'CHN' },
      share: expect.closeTo(0.8862, 4),
      valueUsd: '1077193795',
      tonnes: 35742.207,
      totalUsd: '1215556922',
      totalTonnes: 39296.856,
    });
    expect(union.explanation).toContain('1,077,193,795 US$ (35,742.207 t) or 88.6 %: more than 65 %');
  });

  test('refuse an importer that is neither a country nor a coalition', async () => {
    expect(
      await refusal('{ concentration(product: "850511", year: 2024) { breaches(importer: "Atlantis") { breached } } }'),
    ).toMatchObject({ extensions: { code: 'BAD_USER_INPUT', argument: 'importer' } });
  });

  test('of the world: cobalt refining breaks the first, the second is about importers', async () => {
    expect(await breaches('mineral: "cobalt", stage: REFINING, year: 2024')).toMatchObject([
      { breached: true, supplier: { iso3: 'CHN' } },
      { breached: null, missing: 'NOT_APPLICABLE' },
    ]);
  });
});

describe('the profile of a mineral', () => {
  test('of magnet rare earths rises most at refining: 0.41 mined, 0.84 refined', async () => {
    const { concentrationProfile } = await answer(
      '{ concentrationProfile(mineral: "magnet-rare-earths", year: 2024) { steepest stages { stage product { slug } year hhi rise largest { iso3 } otherShare source { key } } } }',
    );
    expect(concentrationProfile.steepest).toBe('REFINING');
    expect(concentrationProfile.stages.map(({ stage }: { stage: string }) => stage)).toEqual([
      'EXTRACTION',
      'REFINING',
      'METAL',
      'COMPONENT',
    ]);
    const [mined, refined, , magnets] = concentrationProfile.stages;
    expect(mined).toMatchObject({ hhi: expect.closeTo(0.4078, 4), rise: null, largest: { iso3: 'CHN' } });
    expect(refined.rise).toBeCloseTo(refined.hhi - mined.hhi, 12);
    expect(magnets).toMatchObject({ product: { slug: 'sintered-ndfeb-magnets' }, otherShare: expect.closeTo(0.06, 9) });
  });

  test('of a year before all figures is empty with the nearest year; an unknown mineral is refused', async () => {
    const { concentrationProfile } = await answer(
      '{ concentrationProfile(mineral: "cobalt", year: 1999) { stages { stage } steepest missing nearestYear } }',
    );
    expect(concentrationProfile).toEqual({ stages: [], steepest: null, missing: 'NOT_AVAILABLE', nearestYear: 2017 });
    expect(await refusal('{ concentrationProfile(mineral: "unobtainium") { steepest } }')).toMatchObject({
      extensions: { code: 'BAD_USER_INPUT', argument: 'mineral' },
    });
  });
});

describe('reliance computed beside the published', () => {
  const computed =
    'computed { share missing production imports exports difference explanation product { slug } sources { key } }';

  test('copper of the United States in 2024: (892 - 127) / (921 + 765) thousand tonnes = 0.454, published 45 %', async () => {
    const { mineral } = await answer(`{ mineral(slug: "copper") { reliance(year: 2024) { share ${computed} } } }`);
    const { imports, exports, production, share } = mineral.reliance.computed as Record<string, number>;
    expect(mineral.reliance.computed).toMatchObject({
      share: expect.closeTo(0.4539, 4),
      difference: expect.closeTo(0.0039, 4),
      product: { slug: 'copper-cathodes' },
      sources: [{ key: 'cepii-baci-hs17-v202601' }, { key: 'usgs-mcs-2026' }],
    });
    const net = Number(imports) - Number(exports);
    expect(share).toBeCloseTo(net / (Number(production) + net), 12);
  });

  test('is null with the reason where a part is withheld, no code weighs the same, or the year has no trade', async () => {
    const { bauxite, tungsten, copper } = await answer(
      `{ bauxite: mineral(slug: "bauxite") { reliance(year: 2024) { ${computed} } }
         tungsten: mineral(slug: "tungsten") { reliance(year: 2024) { ${computed} } }
         copper: mineral(slug: "copper") { reliance(year: 2025) { published ${computed} } } }`,
    );
    expect(bauxite.reliance.computed).toMatchObject({ share: null, missing: 'WITHHELD' });
    expect(tungsten.reliance.computed).toMatchObject({ share: null, missing: 'NOT_AVAILABLE', product: null });
    expect(copper.reliance).toMatchObject({ published: '57', computed: { share: null, missing: 'NOT_AVAILABLE' } });
    expect(copper.reliance.computed.explanation).toContain('nearest year with data is 2024');
  });
});
