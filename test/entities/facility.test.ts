import { describe, expect, test } from 'vitest';
import { facilityTable, operatorTable, productionTable } from '../../src/entities/facility/load.ts';
import { productInputTable } from '../../src/entities/product/input/load.ts';
import { supplyTable } from '../../src/entities/supply/load.ts';
import { readProblems } from '../loading/read-problems.ts';
import { answer } from '../support.ts';

describe('a mine or plant', () => {
  test('has its place, operator, status and what it makes: Mountain Pass, 45,455 t REO in 2024', async () => {
    const { facility } = await answer(
      `{ facility(slug: "Mountain Pass") { id slug country { iso3 } operator { slug country { iso3 } } place latitude longitude status openedOn
         production { product { slug } stage capacityTonnes capacityMissing outputTonnes outputMissing capacityUnit year status source { key } } } }`,
    );
    const made = {
      stage: 'EXTRACTION',
      capacityTonnes: null,
      capacityMissing: 'NOT_AVAILABLE',
      outputMissing: null,
      year: 2024,
    };
    expect(facility).toEqual({
      id: 'Facility:mountain-pass',
      slug: 'mountain-pass',
      country: { iso3: 'USA' },
      operator: { slug: 'mp-materials', country: { iso3: 'USA' } },
      place: 'Mountain Pass, California',
      latitude: 35.48,
      longitude: -115.53,
      status: 'OPERATING',
      openedOn: null,
      production: [
        {
          ...made,
          product: { slug: 'neodymium-praseodymium-oxide' },
          stage: 'REFINING',
          outputTonnes: 1294,
          capacityUnit: 't NdPr oxide',
          status: 'OPERATING',
          source: { key: 'ckhq-2025' },
        },
        {
          ...made,
          product: { slug: 'rare-earth-concentrate' },
          outputTonnes: 45455,
          capacityUnit: 't REO',
          status: 'OPERATING',
          source: { key: 'homeworld-fact-check' },
        },
      ],
    });
  });

  test('has a plan beside the capacity of today: Narva makes 2,000 t a year and is to make 5,000', async () => {
    const { facility } = await answer(
      '{ facility(slug: "neo-narva") { openedOn production { status capacityTonnes year } plans: production(status: [PLANNED]) { capacityTonnes } mining: production(stage: [EXTRACTION]) { status } } }',
    );
    expect(facility).toEqual({
      openedOn: '2025-09-19',
      production: [
        { status: 'OPERATING', capacityTonnes: 2000, year: 2025 },
        { status: 'PLANNED', capacityTonnes: 5000, year: null },
      ],
      plans: [{ capacityTonnes: 5000 }],
      mining: [],
    });
  });

  test('tells what was known on an earlier day: before July 2025 nothing of 10X', async () => {
    const { facility } = await answer(
      '{ facility(slug: "10X", knownAt: "2025-07-01T00:00:00Z") { name production { status } } }',
    );
    expect(facility).toEqual({ name: '10X', production: [] });
  });

  test('has owners who look through its operator, and partners', async () => {
    const { kisanfu, wagerup, catl } = await answer(
      `{ kisanfu: facility(slug: "kisanfu") { operator { slug } operators { supplier { slug } role share } }
         wagerup: facility(slug: "wagerup") { operators { supplier { slug } role share source { key } } }
         catl: supplier(slug: "CATL") { facilities { slug } operated: facilities(role: OPERATOR) { slug } } }`,
    );
    expect(kisanfu).toEqual({
      operator: { slug: 'kisanfu-mining' },
      operators: [
        { supplier: { slug: 'kisanfu-mining' }, role: 'OPERATOR', share: 1 },
        { supplier: { slug: 'cmoc' }, role: 'OWNER', share: 0.7125 },
        { supplier: { slug: 'catl' }, role: 'OWNER', share: 0.2375 },
      ],
    });
    expect(wagerup.operators).toEqual([
      {
        supplier: { slug: 'alcoa' },
        role: 'OPERATOR',
        share: null,
        source: { key: 'strategic-materials-policy-tracker' },
      },
      {
        supplier: { slug: 'sojitz' },
        role: 'PARTNER',
        share: null,
        source: { key: 'strategic-materials-policy-tracker' },
      },
    ]);
    expect(catl).toEqual({ facilities: [{ slug: 'kisanfu' }], operated: [] });
  });

  test('is found from its country, company, product and mineral', async () => {
    const { country, supplier, product, mineral, group } = await answer(
      `{ country(code: "Malaysia") { facilities { slug } } supplier(slug: "vital-materials") { subsidiaries { supplier { facilities { slug } } } }
         product(slug: "samarium-cobalt-magnets") { facilities { slug } producers { slug } }
         mineral(slug: "Ga") { facilities { slug } } group: mineral(slug: "rare-earths") { facilities { slug } } }`,
    );
    expect(country.facilities).toEqual([{ slug: 'lynas-kuantan' }]);
    expect(supplier.subsidiaries).toEqual([{ supplier: { facilities: [{ slug: 'vpms-langelsheim' }] } }]);
    expect(product).toEqual({ facilities: [{ slug: 'vac-hanau' }], producers: [{ slug: 'vacuumschmelze' }] });
    expect(mineral.facilities).toEqual([
      { slug: 'vaudreuil-gallium' },
      { slug: 'vpms-langelsheim' },
      { slug: 'wagerup' },
    ]);
    // Those of the elements count for the group, those of other minerals do not.
    const rare = group.facilities.map((one: { slug: string }) => one.slug);
    expect(rare).toEqual(expect.arrayContaining(['mountain-pass', 'neo-narva', 'white-mesa']));
    expect(rare).not.toContain('greenbushes');
    expect(new Set(rare).size).toBe(rare.length);
  });

  test('every one has a country, an operator and a source that says so', async () => {
    const { facilities } = await answer(
      '{ facilities(first: 100) { totalCount nodes { slug country { iso3 } operator { slug } sources { key } } } }',
    );
    expect(facilities.totalCount).toBe(73);
    for (const one of facilities.nodes)
      expect(one, one.slug).toMatchObject({
        country: { iso3: expect.any(String) },
        operator: { slug: expect.any(String) },
        sources: expect.arrayContaining([{ key: expect.any(String) }]),
      });
  });
});

describe('facilities are filtered', () => {
  const slugs = async (where: string) =>
    (
      await answer(`{ facilities(first: 100, orderBy: {field: SLUG}, where: {${where}}) { nodes { slug } } }`)
    ).facilities.nodes.map((one: { slug: string }) => one.slug);
  const magnets = 'slug: {eq: "sintered-ndfeb-magnets"}';

  test('to the magnet plants outside China that are planned or being built', async () => {
    expect(
      await slugs(`country: {ne: "CHN"}, products: {some: {${magnets}, status: {in: [PLANNED, UNDER_CONSTRUCTION]}}}`),
    ).toEqual(['evac-sumter', 'mp-10x', 'neo-narva', 'stillwater', 'vulcan-10000']);
  });

  test('by the year for which they are planned', async () => {
    expect(await slugs('plannedFor: {gte: 2027}')).toEqual(['eneabba-refinery', 'mp-10x', 'round-top']);
  });

  test('by operator, an owner not being one', async () => {
    expect(await slugs('operator: {eq: "cmoc"}')).toEqual([]);
    expect(await slugs('operator: {eq: "kisanfu-mining"}')).toEqual(['kisanfu']);
  });

  test('by status, stage and coalition', async () => {
    expect(await slugs('status: {eq: OPERATING}, stage: {eq: COMPONENT}, coalition: {eq: "european-union"}')).toEqual([
      'neo-narva',
      'vac-hanau',
    ]);
  });
});

describe('what a product is made from', () => {
  test('one step back with its ratio, one step on, and where there is no ratio null', async () => {
    const { metal, gallium } = await answer(
      `{ metal: product(slug: "dysprosium-metal") { madeFrom { product { slug } input { slug } tonnesPerTonne note source { key } } usedIn { product { slug } tonnesPerTonne } }
         gallium: product(slug: "gallium-metal") { madeFrom { input { name } tonnesPerTonne } } }`,
    );
    expect(metal).toEqual({
      madeFrom: [
        {
          product: { slug: 'dysprosium-metal' },
          input: { slug: 'dysprosium-oxide' },
          // Dy2O3 weighs 372.997, two Dy 325.000.
          tonnesPerTonne: 1.1477,
          note: expect.stringContaining('372.997'),
          source: { key: 'stoichiometry' },
        },
      ],
      usedIn: [{ product: { slug: 'rare-earth-alloys' }, tonnesPerTonne: null }],
    });
    expect(gallium.madeFrom).toEqual([{ input: { name: 'Bauxite' }, tonnesPerTonne: null }]);
  });
});

describe('what cannot be is told with its line', () => {
  test('of a facility: a position off the globe or half of one, an unknown status, an opening that is planned', () => {
    expect(
      readProblems(facilityTable, [
        'a,A,USA,b,91,10,,OPERATING,,,s,,LOW,',
        'c,C,USA,b,10,-180.5,,OPERATING,,,s,,LOW,',
        'd,D,USA,b,10,,,OPERATING,,,s,,LOW,',
        'e,E,USA,b,,,,RUNNING,,,s,,LOW,',
        'f,F,USA,b,,,,PLANNED,2025-01-01,2028,s,,LOW,',
      ]),
    ).toEqual([
      '2 latitude: is above 90',
      '3 longitude: is below -180',
      '5 status: is not a status of a facility',
      '4 a position needs both latitude and longitude',
      '6 what is planned has not opened yet',
    ]);
  });

  test('of its production: tonnes without a unit, output without a year', () => {
    expect(
      readProblems(productionTable, [
        'a,p,REFINING,1000,,,,OPERATING,,s,,LOW,',
        'b,p,REFINING,,t,500,,OPERATING,,s,,LOW,',
        'c,p,REFINING,-1,t,,,OPERATING,,s,,LOW,',
        'd,p,REFINING,1,t,,,PLANNED,28,s,,LOW,',
      ]),
    ).toEqual([
      '4 capacityTonnes: is below 0',
      '5 plannedFor: is before 1900',
      '2 tonnes need a capacityUnit that says what is weighed',
      '3 outputTonnes need the year in which they were made',
    ]);
  });

  test('of its parts: shares of owners above the whole, the operator counted apart', () => {
    expect(
      readProblems(operatorTable, [
        'a,b,1,operator,,,s,,LOW,',
        'a,c,0.7,owner,,,s,,LOW,',
        'a,d,0.4,owner,,,s,,LOW,',
        'a,e,1.1,partner,,,s,,LOW,',
      ]),
    ).toEqual(['5 share: is above 1', '4 shares of a held at the same time add up to 1.1000']);
  });

  test('of deliveries and inputs: nobody supplies itself, nothing is made from itself or from less than nothing', () => {
    expect(readProblems(supplyTable, ['Facility,a,Facility,a,p,,AT_MOST,,,feed,,s,,LOW,'])).toEqual([
      '2 a bound needs tonnes',
      '2 nobody supplies itself',
    ]);
    expect(readProblems(productInputTable, ['a,a,1,,,s,,LOW,', 'a,b,0,,,s,,LOW,'])).toEqual([
      '3 tonnesPerTonne: is not above 0',
      '2 a product cannot be made from itself',
    ]);
  });
});
