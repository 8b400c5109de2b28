import { describe, expect, test } from 'vitest';
import { answer, refusal } from '../support.ts';

const sourceKeys = 'value rankReason source { key }';

describe('production of a country', () => {
  test('is the newest edition of a publisher; the edition it revises competes', async () => {
    const { country } = await answer(
      `{ country(code: "AU") { production(mineral: "rare-earths", year: 2024) { tonnes unit published basis estimated stage form missing
        mineral { slug } country { iso3 } preferred { ${sourceKeys} } competing { ${sourceKeys} } } } }`,
    );
    expect(country.production).toEqual({
      tonnes: 29000,
      unit: 'metric tons',
      published: '29000',
      basis: 'REO',
      estimated: true,
      stage: 'EXTRACTION',
      form: 'mine production',
      missing: null,
      mineral: { slug: 'rare-earths' },
      country: { iso3: 'AUS' },
      preferred: {
        value: '29000',
        rankReason: 'the newest figure of US Geological Survey',
        source: { key: 'usgs-mcs-2026' },
      },
      competing: [
        {
          value: '13000',
          rankReason: 'revised by a later figure of US Geological Survey',
          source: { key: 'usgs-mcs-2025' },
        },
      ],
    });
  });

  test('is what was believed on an earlier day', async () => {
    const { country } = await answer(
      `{ country(code: "AUS", knownAt: "2025-10-01") { production(mineral: "rare-earths", year: 2024) { tonnes competing { value } } } }`,
    );
    expect(country.production).toEqual({ tonnes: 13000, competing: [] });
  });

  test('of a year that had not begun on the day asked is not there', async () => {
    const { country } = await answer(
      `{ country(code: "AUS", asOf: "2023-06-01") { newest: production(mineral: "rare-earths") { year }
        later: production(mineral: "rare-earths", year: 2024) { tonnes missing nearestYear } } }`,
    );
    expect(country).toEqual({
      newest: { year: 2023 },
      later: { tonnes: null, missing: 'NOT_AVAILABLE', nearestYear: 2023 },
    });
  });

  test('keeps the figures of publishers that disagree, each with its reason', async () => {
    const { country } = await answer(
      `{ country(code: "MMR") { production(mineral: "rare-earths", year: 2023) { preferred { ${sourceKeys} } competing { ${sourceKeys} } } } }`,
    );
    const { preferred, competing } = country.production;
    expect([preferred, ...competing].map(({ value, source }) => [source.key, value]).sort()).toEqual([
      ['bgs-world-mineral-statistics-2023', '72000'],
      ['usgs-mcs-2024', '38000'],
      ['usgs-mcs-2025', '43000'],
    ]);
    expect([preferred, ...competing].every(({ rankReason }) => rankReason.length > 10)).toBe(true);
  });

  test('is given in tonnes, with the unit as published and how it was converted', async () => {
    const { country } = await answer(
      `{ country(code: "China") { gallium: production(mineral: "Ga", stage: REFINING, year: 2025) { tonnes published unit conversion }
        cobalt: production(mineral: "cobalt", stage: REFINING, year: 2024) { tonnes published unit conversion } } }`,
    );
    expect(country).toEqual({
      gallium: {
        tonnes: 900,
        published: '900000',
        unit: 'kilograms',
        conversion: 'kilograms divided by 1,000',
      },
      cobalt: {
        tonnes: 196143.357,
        published: '196.143357',
        unit: 'thousand metric tons',
        conversion: 'thousand metric tons multiplied by 1,000',
      },
    });
  });

  test('that is withheld or not published is null with the reason and the nearest year', async () => {
    const { country } = await answer(
      `{ country(code: "USA") { withheld: production(mineral: "antimony", year: 2025) { tonnes missing published nearestYear preferred { value note } }
        none: production(mineral: "rare-earths", year: 1999) { tonnes missing nearestYear preferred { value } competing { value } }
        never: production(mineral: "gallium") { year tonnes missing nearestYear forms } } }`,
    );
    expect(country).toEqual({
      withheld: {
        tonnes: null,
        missing: 'WITHHELD',
        published: 'W',
        nearestYear: 2024,
        preferred: { value: null, note: 'Published as "W": WITHHELD.' },
      },
      none: { tonnes: null, missing: 'NOT_AVAILABLE', nearestYear: 2019, preferred: null, competing: [] },
      never: { year: null, tonnes: null, missing: 'NOT_AVAILABLE', nearestYear: null, forms: [] },
    });
  });

  test('of two kinds is both together, as the choice says; each stands alone when it is asked for', async () => {
    const { country } = await answer(
      `{ country(code: "CHN") { main: production(mineral: "silicon", stage: REFINING, year: 2025) { form forms formChoice tonnes }
        metal: production(mineral: "silicon", stage: REFINING, year: 2025, form: "silicon metal production") { form tonnes } } }`,
    );
    expect(country.main).toEqual({
      form: 'ferrosilicon and silicon metal production',
      forms: ['ferrosilicon and silicon metal production', 'ferrosilicon production', 'silicon metal production'],
      formChoice: 'all kinds together: it holds ferrosilicon production, silicon metal production',
      tonnes: 7_500_000,
    });
    expect(country.metal).toEqual({ form: 'silicon metal production', tonnes: 4_000_000 });
  });

  test('is none where several forms are published and none is the whole: reliance on bauxite and on alumina', async () => {
    const { mineral } = await answer(
      `{ mineral(slug: "bauxite") { any: reliance(year: 2024) { share missing forms formChoice }
        alumina: reliance(year: 2024, form: "alumina, apparent consumption") { share formChoice } } }`,
    );
    expect(mineral).toEqual({
      any: {
        share: null,
        missing: 'SEVERAL_FORMS',
        forms: ['alumina, apparent consumption', 'bauxite, apparent consumption'],
        formChoice:
          'none of several forms is the whole: alumina, apparent consumption, bauxite, apparent consumption; ask for one',
      },
      alumina: { share: 0.63, formChoice: 'the form that was asked for' },
    });
  });

  test('of an unknown mineral is refused with what was meant', async () => {
    const error = await refusal('{ country(code: "USA") { production(mineral: "kobald") { tonnes } } }');
    expect(error.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'mineral' });
    expect(error.extensions.hint).toContain("'cobalt'");
  });
});

describe('reserves', () => {
  test('in words are kept as published', async () => {
    const { country } = await answer(
      '{ country(code: "Israel") { reserves(mineral: "potash") { year tonnes missing published preferred { value } } } }',
    );
    expect(country.reserves).toEqual({
      year: 2025,
      tonnes: null,
      missing: 'QUALITATIVE',
      published: 'Large',
      preferred: { value: 'Large' },
    });
  });

  test('of a mineral are listed largest first', async () => {
    const { mineral } = await answer(
      '{ mineral(slug: "rare-earths") { reserves(first: 3) { country { iso3 } tonnes year } all: reserves(first: 100) { tonnes missing } } }',
    );
    expect(mineral.reserves).toEqual([
      { country: { iso3: 'CHN' }, tonnes: 44_000_000, year: 2025 },
      { country: { iso3: 'BRA' }, tonnes: 21_000_000, year: 2025 },
      { country: { iso3: 'AUS' }, tonnes: 6_300_000, year: 2025 },
    ]);
    expect(mineral.all.at(-1)).toEqual({ tonnes: null, missing: 'NOT_AVAILABLE' });
  });

  test('that were revised are shown as they were known', async () => {
    const { country } = await answer(
      '{ country(code: "VNM", knownAt: "2024-06-01") { reserves(mineral: "rare-earths") { year tonnes } } }',
    );
    expect(country.reserves).toEqual({ year: 2023, tonnes: 22_000_000 });
  });
});

describe('concentration of production', () => {
  const top = async (mineral: string, year: number) => {
    const { concentration } = await answer(
      `{ concentration(mineral: "${mineral}", year: ${year}) { shares(first: 1) { country { iso3 } share } } }`,
    );
    return concentration.shares[0];
  };

  test('counts other countries in the denominator', async () => {
    for (const [mineral, iso3, share] of [
      ['tungsten', 'CHN', 0.787],
      ['cobalt', 'COD', 0.731],
      ['nickel', 'IDN', 0.669],
    ] as const) {
      const largest = await top(mineral, 2025);
      expect(largest.country.iso3).toBe(iso3);
      expect(largest.share).toBeCloseTo(share, 3);
    }
  });

  test('says that its index is a lower bound, and keeps the rounded world total beside it', async () => {
    const { concentration } = await answer(
      `{ concentration(mineral: "tungsten", stage: EXTRACTION, year: 2025) { mineral { slug } product { slug } stage form basis total worldTotal otherShare
        hhi normalizedHhi hhiIsLowerBound countries leftOut { missing } sources { key } shares(first: 100) { share tonnes valueUsd } } }`,
    );
    const { shares, hhi, otherShare, ...rest } = concentration;
    expect(rest).toMatchObject({
      mineral: { slug: 'tungsten' },
      product: null,
      stage: 'EXTRACTION',
      form: 'mine production',
      basis: 'MASS',
      total: 85140,
      worldTotal: 85000,
      hhiIsLowerBound: true,
      countries: shares.length,
      leftOut: [],
      sources: [{ key: 'usgs-mcs-2026' }],
    });
    const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
    expect(sum([otherShare, ...shares.map((one: { share: number }) => one.share)])).toBeCloseTo(1, 9);
    expect(hhi).toBeCloseTo(sum(shares.map((one: { share: number }) => one.share ** 2)), 9);
    expect(shares[0]).toEqual({ share: 67000 / 85140, tonnes: 67000, valueUsd: null });
  });

  test('is computed from one edition alone, the one known then', async () => {
    const { now, then } = await answer(
      `{ now: concentration(mineral: "rare-earths", year: 2024) { total top sources { key } }
        then: concentration(mineral: "rare-earths", year: 2024, knownAt: "2025-10-01") { total top sources { key } } }`,
    );
    expect(now).toEqual({ total: 384000, top: 270 / 384, sources: [{ key: 'usgs-mcs-2026' }] });
    expect(then).toEqual({ total: 393950, top: 270000 / 393950, sources: [{ key: 'usgs-mcs-2025' }] });
  });

  test('of refining comes from the publisher that has a table of it', async () => {
    const { concentration } = await answer(
      '{ concentration(mineral: "cobalt", stage: REFINING, year: 2024) { top sources { publisher } shares(first: 2) { country { iso3 } } } }',
    );
    expect(concentration.top).toBeCloseTo(0.784, 3);
    expect(concentration).toMatchObject({
      sources: [{ publisher: 'International Energy Agency' }],
      shares: [{ country: { iso3: 'CHN' } }, { country: { iso3: 'FIN' } }],
    });
  });

  test('names the countries whose figures are withheld and calls the index no bound', async () => {
    const { concentration } = await answer(
      '{ concentration(mineral: "lithium", year: 2025) { hhi hhiIsLowerBound leftOut { country { iso3 } missing claim { note subject { id } } } } }',
    );
    expect(concentration.hhi).toBeGreaterThan(0);
    expect(concentration.hhiIsLowerBound).toBe(false);
    expect(concentration.leftOut).toMatchObject([
      { country: { iso3: 'USA' }, missing: 'WITHHELD', claim: { note: 'Published as "W": WITHHELD.' } },
    ]);
    expect(concentration.leftOut[0].claim.subject.id).toMatch(/^Observation:/);
  });

  test('without a table for the year is null with the reason and the nearest year', async () => {
    const { gallium, scandium } = await answer(
      `{ gallium: concentration(mineral: "gallium", stage: REFINING, year: 2016) { hhi normalizedHhi top total missing nearestYear shares { share } }
        scandium: concentration(mineral: "scandium", stage: REFINING) { hhi missing worldTotal total } }`,
    );
    expect(gallium).toEqual({
      hhi: null,
      normalizedHhi: null,
      top: null,
      total: null,
      missing: 'NOT_AVAILABLE',
      nearestYear: 2019,
      shares: [],
    });
    expect(scandium).toEqual({ hhi: null, missing: 'NOT_AVAILABLE', worldTotal: 80, total: null });
  });

  test('asks for exactly one of product and mineral, and for what goes with it', async () => {
    for (const [args, argument] of [
      ['(mineral: "cobalt", product: "850511")', 'mineral'],
      ['', 'product'],
      ['(product: "850511", stage: REFINING)', 'stage'],
      ['(product: "850511", form: "mine production")', 'form'],
      ['(mineral: "cobalt", basis: VALUE)', 'basis'],
      ['(mineral: "silicon", stage: REFINING, form: "silicon")', 'form'],
      ['(mineral: "cobolt")', 'mineral'],
    ] as const) {
      const error = await refusal(`{ concentration${args} { hhi } }`);
      expect(error.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument });
    }
  });

  test('of exports is as before', async () => {
    const { concentration } = await answer(
      '{ concentration(product: "850511", year: 2024) { hhi basis mineral { slug } forms otherShare shares(first: 1) { country { iso3 } valueUsd } } }',
    );
    expect(concentration.hhi).toBeCloseTo(0.4098, 4);
    expect(concentration).toMatchObject({
      basis: 'VALUE',
      mineral: null,
      forms: [],
      otherShare: null,
      shares: [{ country: { iso3: 'CHN' }, valueUsd: '3109644424' }],
    });
  });
});

describe('what is published about a mineral', () => {
  test('reliance is a share, a bound, or null with the reason', async () => {
    const { mineral, tungsten } = await answer(
      `{ mineral(slug: "rare-earths") { now: reliance { country { iso3 } year share low form forms estimated }
          then: reliance(year: 2021) { share low high missing published }
          concentrates: reliance(form: "apparent consumption: Mineral concentrates") { share missing published }
          japan: reliance(country: "Japan") { share missing } }
        tungsten: mineral(slug: "W") { reliance(year: 2025) { share low high } } }`,
    );
    expect(mineral).toEqual({
      now: {
        country: { iso3: 'USA' },
        year: 2025,
        share: 0.67,
        low: null,
        form: 'apparent consumption: Compounds and metals',
        forms: ['apparent consumption: Compounds and metals', 'apparent consumption: Mineral concentrates'],
        estimated: true,
      },
      then: { share: null, low: 0.95, high: null, missing: null, published: '>95' },
      concentrates: { share: null, missing: 'NET_EXPORTER', published: 'E' },
      japan: { share: null, missing: 'NOT_AVAILABLE' },
    });
    expect(tungsten.reliance).toEqual({ share: null, low: 0.5, high: null });
  });

  test('import sources are a table for each form, of a country or a coalition', async () => {
    const { gallium, copper, magnesium } = await answer(
      `{ gallium: mineral(slug: "gallium") { importSources { form year yearTo otherShare source { key } shares { country { iso3 } share } } }
        copper: mineral(slug: "copper") { importSources { form } }
        magnesium: mineral(slug: "magnesium") { importSources(country: "european-union") { country { iso3 } coalition { slug } stage shares(first: 1) { country { iso3 } share claim { value unit } } } } }`,
    );
    expect(gallium.importSources).toEqual([
      {
        form: 'metal',
        year: 2021,
        yearTo: 2024,
        otherShare: 0.16,
        source: { key: 'usgs-mcs-2026' },
        shares: [
          { country: { iso3: 'CAN' }, share: 0.28 },
          { country: { iso3: 'JPN' }, share: 0.22 },
          { country: { iso3: 'CHN' }, share: 0.18 },
          { country: { iso3: 'DEU' }, share: 0.16 },
        ],
      },
    ]);
    expect(copper.importSources.map(({ form }: { form: string }) => form)).toContain('refined copper');
    expect(copper.importSources.length).toBeGreaterThan(3);
    expect(magnesium.importSources[0]).toMatchObject({
      country: null,
      coalition: { slug: 'european-union' },
      stage: 'REFINING',
      shares: [{ country: { iso3: 'CHN' }, share: 0.97, claim: { value: '97', unit: 'percent' } }],
    });
    const error = await refusal('{ mineral(slug: "gallium") { importSources(country: "Chima") { form } } }');
    expect(error.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'country' });
  });

  test('prices are listed by year, in the unit as published, a range as bounds', async () => {
    const { dysprosium, scandium } = await answer(
      `{ dysprosium: mineral(slug: "Dy") { prices(from: 2022) { year value unit estimated preferred { value } source { key } } }
        scandium: mineral(slug: "Sc") { prices(to: 2021, form: "Price, global, dollars per kilogram, range of average values: Scandium oxide, powder, 99.99% purity, 5- to 100-kilogram lot size") { value low high published } } }`,
    );
    expect(dysprosium.prices.map(({ year, value }: { year: number; value: number }) => [year, value])).toEqual([
      [2025, 239],
      [2024, 257],
      [2023, 330],
      [2022, 382],
    ]);
    expect(dysprosium.prices[0]).toMatchObject({
      unit: 'dollars per kilogram',
      estimated: true,
      preferred: { value: '239' },
      source: { key: 'usgs-mcs-2026' },
    });
    expect(scandium.prices).toEqual([{ value: null, low: 890, high: 1000, published: '890–1000' }]);
    const error = await refusal('{ mineral(slug: "Dy") { prices(from: 2025, to: 2021) { year } } }');
    expect(error.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'from' });
  });

  test('scores of the European Union come with their claims', async () => {
    const { mineral } = await answer(
      `{ mineral(slug: "gallium") { supplyRisk { year supplyRisk economicImportance claims { property value } source { key } }
        before: supplyRisk(year: 2011) { supplyRisk missing nearestYear } } }`,
    );
    expect(mineral).toEqual({
      supplyRisk: {
        year: 2023,
        supplyRisk: 3.9,
        economicImportance: 3.7,
        claims: [
          { property: 'supplyRisk', value: '3.9' },
          { property: 'economicImportance', value: '3.7' },
        ],
        source: { key: 'eu-crm-study-2023' },
      },
      before: { supplyRisk: null, missing: 'NOT_AVAILABLE', nearestYear: 2023 },
    });
  });

  test('shares by stage are those of the publishers, with the product where it is of one', async () => {
    const { magnets, dysprosium } = await answer(
      `{ magnets: mineral(slug: "magnet-rare-earths") { stageShares(year: 2024) { stage share country { iso3 } product { slug } source { key } } }
        dysprosium: mineral(slug: "Dy") { stageShares(stage: EXTRACTION, first: 2) { country { iso3 } share year yearTo } } }`,
    );
    expect(magnets.stageShares).toMatchObject([
      { stage: 'EXTRACTION', share: 0.6, product: null, country: { iso3: 'CHN' } },
      { stage: 'REFINING', share: 0.91, product: null },
      { stage: 'COMPONENT', share: 0.94, product: { slug: 'sintered-ndfeb-magnets' } },
    ]);
    expect(dysprosium.stageShares).toEqual([
      { country: { iso3: 'CHN' }, share: 0.844, year: 2016, yearTo: 2020 },
      { country: { iso3: 'MMR' }, share: 0.093, year: 2016, yearTo: 2020 },
    ]);
  });
});

describe('observations', () => {
  test('are filtered, paged and counted, and found again by their identifier', async () => {
    const where =
      '{ mineral: { eq: "cobalt" }, kind: { eq: PRODUCTION }, stage: { eq: REFINING }, year: { eq: 2024 } }';
    const { observations } = await answer(
      `{ observations(first: 4, where: ${where}) { totalCount pageInfo { hasNextPage endCursor } nodes { id aggregate country { iso3 } tonnes } } }`,
    );
    expect(observations.totalCount).toBe(7);
    const rest = await answer(
      `query ($after: String) { observations(first: 4, after: $after, where: ${where}) { pageInfo { hasNextPage } nodes { id } } }`,
      { after: observations.pageInfo.endCursor },
    );
    const ids = [...observations.nodes, ...rest.observations.nodes].map(({ id }) => id);
    expect(new Set(ids).size).toBe(7);
    expect(rest.observations.pageInfo.hasNextPage).toBe(false);

    const { node } = await answer(
      `query ($id: ID!) { node(id: $id) { id ... on Observation { kind mineral { slug } stage year value unit tonnes share conversion confidence source { key }
        claims { value unit property subject { id } } } } }`,
      { id: ids[0] },
    );
    expect(node).toMatchObject({
      id: ids[0],
      kind: 'PRODUCTION',
      mineral: { slug: 'cobalt' },
      stage: 'REFINING',
      year: 2024,
      unit: 'thousand metric tons',
      share: null,
      confidence: 'MEDIUM',
      source: { key: 'iea-critical-minerals-explorer-2024' },
      claims: [{ value: node.value, unit: node.unit, property: 'production', subject: { id: ids[0] } }],
    });
    const { node: claim } = await answer('query ($id: ID!) { node(id: $id) { ... on Claim { value status } } }', {
      id: `Claim:${ids[0]}`,
    });
    expect(claim).toEqual({ value: node.value, status: 'REPORTED' });
    expect(node.tonnes).toBeCloseTo(Number(node.value) * 1000, 6);
  });

  test('are all there, each with mineral and source, newest first', async () => {
    const { observations, mineral, graph } = await answer(
      `{ observations(first: 2) { totalCount nodes { year mineral { name } source { title } } }
        mineral(slug: "rare-earths") { observations(first: 1, where: { kind: { eq: QUOTA }, year: { gte: 2025 } }) { totalCount nodes { missing value note } } }
        graph { counts { kind count } } }`,
    );
    expect(graph.counts).toContainEqual({ kind: 'Observation', count: 7710 });
    expect(observations.totalCount).toBe(7710);
    expect(observations.nodes.map(({ year }: { year: number }) => year)).toEqual([2025, 2025]);
    expect(mineral.observations).toMatchObject({
      totalCount: 1,
      nodes: [{ missing: 'NOT_AVAILABLE', value: 'not published' }],
    });
  });

  test('about a coalition, an origin or all others say so', async () => {
    const { origin, others } = await answer(
      `{ origin: observations(first: 1, where: { kind: { eq: IMPORT_SOURCE }, mineral: { eq: "gallium" }, partner: { eq: "CHN" }, coalition: { eq: "european-union" } }) {
          nodes { country { iso3 } partner { iso3 } coalition { slug } aggregate value share tonnes } }
        others: observations(first: 1, where: { kind: { eq: PRODUCTION }, mineral: { eq: "tungsten" }, year: { eq: 2025 }, aggregate: { eq: OTHER } }) {
          nodes { country { iso3 } aggregate tonnes } } }`,
    );
    expect(origin.nodes).toEqual([
      {
        country: null,
        partner: { iso3: 'CHN' },
        coalition: { slug: 'european-union' },
        aggregate: null,
        value: '69',
        share: 0.69,
        tonnes: null,
      },
    ]);
    expect(others.nodes).toEqual([{ country: null, aggregate: 'OTHER', tonnes: 2400 }]);
  });
});
