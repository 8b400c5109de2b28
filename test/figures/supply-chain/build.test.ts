import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lookThrough } from '../../../src/analysis/look-through.ts';
import { figureRecord } from '../../../src/entities/observation/record.ts';
import { productRecord } from '../../../src/entities/product/record.ts';
import { buildSupplyChain } from '../../../src/figures/supply-chain/build.ts';
import type { ImportTable } from '../../../src/entities/trade-flow/reported-imports.ts';
import type { ChainProduct, ChainReading } from '../../../src/figures/supply-chain/record.ts';
import { followedMinerals } from '../../../src/figures/supply-chain/minerals.ts';
import { inputWeights } from '../../../src/figures/supply-chain/weights.ts';
import { worldTables } from '../../../src/figures/supply-chain/world-table.ts';
import type { Figure } from '../../../src/entities/claim/figure.ts';
import { groupBy } from '../../../src/lib/group-by.ts';

const product = (slug: string, stage: string, inputs: ChainProduct['inputs'] = [], own: Partial<ChainProduct> = {}) =>
  ({
    product: productRecord([slug, slug, stage, ['850511'], null, null, null, null, [2024]]),
    followedMineral: null,
    productionForm: null,
    minerals: ['neodymium'],
    groups: new Map(),
    contents: [],
    fullTradeYears: [2024],
    inputs,
    ...own,
  }) satisfies ChainProduct;

const input = (slug: string, tonnesPerTonne: number | null = 1, contentPerTonne: number | null = null) => ({
  input: slug,
  tonnesPerTonne,
  contentPerTonne,
  source: 'stoichiometry',
  confidence: 'LOW' as const,
  recordedAt: null,
});

const figure = (own: Partial<Figure>): Figure => ({
  ...figureRecord([]),
  id: JSON.stringify(own),
  measure: 'PRODUCTION',
  mineral: 'neodymium',
  stage: 'EXTRACTION',
  year: 2024,
  value: '1',
  unit: 'metric tons',
  basis: 'Nd content',
  mainForm: true,
  estimated: false,
  source: 'usgs',
  publisher: 'USGS',
  confidence: 'HIGH',
  ...own,
});
const made = (stage: Figure['stage'], tonnes: Record<string, number>, own: Partial<Figure> = {}) =>
  Object.entries(tonnes).map(([country, number]) => figure({ stage, country, number, ...own }));

type ChainFlow = readonly [exporter: string, importer: string, valueUsd: number, tonnes: number | null];

/** A table that holds every flow, unless `own` says otherwise. */
const table = (flows: readonly ChainFlow[], own: Partial<ImportTable> = {}): ImportTable => ({
  ...{
    hs: '850511',
    year: 2024,
    source: 'baci',
    confidence: 'HIGH',
    complete: true,
    hasTotals: false,
    recordedAt: null,
    mirror: false,
  },
  ...{ tables: [], totals: new Map() },
  deliveries: new Map(
    [...groupBy(flows, ([, importer]) => importer)].map(([importer, of]) => [
      importer,
      of.map(([exporter, , valueUsd, tonnes]) => ({ exporter, valueUsd, tonnes })),
    ]),
  ),
  ...own,
});

const reading = (
  products: ChainProduct[],
  flows: Record<string, ChainFlow[]>,
  figures: Figure[],
  source = 'baci',
): ChainReading => ({
  root: products[0]?.product.slug ?? '',
  year: 2024,
  view: { asOf: '2026-01-01', knownAt: '2026-01-01' },
  products: new Map(products.map((one) => [one.product.slug, one])),
  trade: new Map(Object.entries(flows).map(([slug, own]) => [slug, [table(own, { source })]])),
  figures,
});

const supplyOf = (chain: ReturnType<typeof buildSupplyChain>, country: string, slug: string) =>
  chain.suppliersOf(country, slug).map(({ from, share, basis }) => [from, Math.round(share * 1e6) / 1e6, basis]);

describe('an input that has trade and is made at home too', () => {
  const magnet = product('magnet', 'COMPONENT', [input('metal')]);
  const metal = product('metal', 'METAL');
  const share = (country: string, number: number) =>
    figure({
      measure: 'STAGE_SHARE',
      stage: 'METAL',
      country,
      number,
      unit: 'percent',
      basis: 'world',
      mineral: 'neodymium',
    });
  const chain = buildSupplyChain(
    reading(
      [magnet, metal],
      {
        magnet: [
          ['CHN', 'USA', 90, 9],
          ['JPN', 'USA', 10, 1],
        ],
        metal: [
          ['VNM', 'CHN', 1, 1],
          ['CHN', 'JPN', 60, 6],
          ['VNM', 'JPN', 40, 4],
        ],
      },
      [share('CHN', 90)],
    ),
    { basis: 'VALUE' },
  );

  test('draws on the world where its own output is not weighed as its imports are: CHN makes nine tenths and imports 1 t', () => {
    expect(supplyOf(chain, 'CHN', 'metal')).toEqual([['CHN', 0.9, 'WORLD_PRODUCTION']]);
  });

  test('is what it imports where it makes none on record', () => {
    expect(supplyOf(chain, 'JPN', 'metal')).toEqual([
      ['CHN', 0.6, 'TRADE'],
      ['VNM', 0.4, 'TRADE'],
    ]);
  });
});

describe('the supply of a country', () => {
  const magnet = product('magnet', 'COMPONENT');

  test('is what it imports: 30 of 100 US$ from CHN are 0.3', () => {
    const chain = buildSupplyChain(
      reading(
        [magnet],
        {
          magnet: [
            ['CHN', 'JPN', 30, 1],
            ['VNM', 'JPN', 70, 9],
          ],
        },
        [],
      ),
      {
        basis: 'VALUE',
      },
    );
    expect(supplyOf(chain, 'JPN', 'magnet')).toEqual([
      ['CHN', 0.3, 'TRADE'],
      ['VNM', 0.7, 'TRADE'],
    ]);
  });

  test('by tonnes: 1 of 10 t from CHN is 0.1', () => {
    const chain = buildSupplyChain(
      reading(
        [magnet],
        {
          magnet: [
            ['CHN', 'JPN', 30, 1],
            ['VNM', 'JPN', 70, 9],
          ],
        },
        [],
      ),
      {
        basis: 'MASS',
      },
    );
    expect(supplyOf(chain, 'JPN', 'magnet')[0]).toEqual(['CHN', 0.1, 'TRADE']);
  });

  test('holds its own production less exports: 40 made - 10 exported beside 70 imported are 0.3', () => {
    const ore = product('ore', 'EXTRACTION', [], { productionForm: 'mine production' });
    const chain = buildSupplyChain(
      reading(
        [ore],
        {
          ore: [
            ['CHN', 'JPN', 7, 70],
            ['JPN', 'USA', 1, 10],
          ],
        },
        made('EXTRACTION', { JPN: 40 }, { form: 'mine production', basis: 'gross weight' }),
      ),
      { basis: 'VALUE' },
    );
    expect(supplyOf(chain, 'JPN', 'ore')).toEqual([
      ['CHN', 0.7, 'TRADE'],
      ['JPN', 0.3, 'OWN_PRODUCTION'],
    ]);
  });

  test('never counts what it exports beyond its production as negative: 5 made, 10 exported leave imports alone', () => {
    const ore = product('ore', 'EXTRACTION', [], { productionForm: 'mine production' });
    const chain = buildSupplyChain(
      reading(
        [ore],
        {
          ore: [
            ['CHN', 'JPN', 7, 70],
            ['JPN', 'USA', 1, 10],
          ],
        },
        made('EXTRACTION', { JPN: 5 }, { form: 'mine production', basis: 'gross weight' }),
      ),
      { basis: 'VALUE' },
    );
    expect(supplyOf(chain, 'JPN', 'ore')).toEqual([['CHN', 1, 'TRADE']]);
  });

  test('of a group is what comes from outside it, whether or not all its members buy any', () => {
    const flows: ChainFlow[] = [
      ['CHN', 'DEU', 60, 6],
      ['FRA', 'DEU', 40, 4],
      ['USA', 'FRA', 20, 2],
    ];
    const chain = buildSupplyChain(reading([magnet], { magnet: flows }, []), {
      basis: 'VALUE',
      group: { name: 'union', members: ['DEU', 'FRA', 'MLT'] },
    });
    expect(supplyOf(chain, 'union', 'magnet')).toEqual([
      ['CHN', 0.75, 'TRADE'],
      ['USA', 0.25, 'TRADE'],
    ]);
  });
});

describe('where no trade of a product is loaded', () => {
  const metal = product('metal', 'METAL', [input('oxide')]);
  const oxide = product('oxide', 'REFINING', [input('concentrate')]);
  const concentrate = product('concentrate', 'EXTRACTION');

  test('everyone draws on the world: 80 of 100 t with 10 t of others are 0.8, 0.1 and 0.1 unknown', () => {
    const figures = [
      ...made('METAL', { CHN: 80, EST: 10 }),
      figure({ stage: 'METAL', aggregate: 'OTHER', number: 10, country: null }),
    ];
    const chain = buildSupplyChain(reading([metal], {}, figures), { basis: 'VALUE' });
    expect(chain.traded).toBe(false);
    expect(supplyOf(chain, chain.user('JPN'), 'metal')).toEqual([
      ['CHN', 0.8, 'WORLD_PRODUCTION'],
      ['EST', 0.1, 'WORLD_PRODUCTION'],
    ]);
    const [world] = lookThrough(chain.chain, [{ country: chain.user('JPN'), product: 'metal' }], 'CHN');
    expect(world?.lookThrough).toBeCloseTo(0.8, 12);
    expect(world?.unknown).toBeCloseTo(0.2, 12); // What Estonia makes it of is not published here.
  });

  test('a maker draws on its own country first: 4 t of oxide from 10 t mined at home need no other ore', () => {
    const figures = [...made('REFINING', { USA: 4, MYS: 6 }), ...made('EXTRACTION', { USA: 10, CHN: 90 })];
    const chain = buildSupplyChain(reading([oxide, concentrate], {}, figures), { basis: 'VALUE' });
    expect(supplyOf(chain, 'USA', 'concentrate')).toEqual([['USA', 1, 'OWN_PRODUCTION']]);
    expect(supplyOf(chain, 'MYS', 'concentrate')).toEqual([
      ['CHN', 0.9, 'WORLD_PRODUCTION'],
      ['USA', 0.1, 'WORLD_PRODUCTION'],
    ]);
  });

  test('and on the world for the rest: 5 of 10 t at home, the others share 0.5 without it, 0.5 * 90 / 95', () => {
    const figures = [...made('REFINING', { USA: 10 }), ...made('EXTRACTION', { USA: 5, CHN: 90, AUS: 5 })];
    const chain = buildSupplyChain(reading([oxide, concentrate], {}, figures), { basis: 'VALUE' });
    expect(supplyOf(chain, 'USA', 'concentrate')).toEqual([
      ['USA', 0.5, 'OWN_PRODUCTION'],
      ['CHN', 0.473684, 'WORLD_PRODUCTION'],
      ['AUS', 0.026316, 'WORLD_PRODUCTION'],
    ]);
  });

  test('figures of one content compare whoever publishes them: China mines 41,400 t of lithium and makes 169,678 t, 0.244 of it its own', () => {
    const carbonate = product('carbonate', 'REFINING', [input('spodumene', 5.037, 0.1879)], { minerals: ['lithium'] });
    const spodumene = product('spodumene', 'EXTRACTION', [], { minerals: ['lithium'] });
    const lithium = { mineral: 'lithium', basis: 'lithium content' };
    const figures = [
      ...made('EXTRACTION', { CHN: 41_400, AUS: 82_700, CHL: 48_900 }, lithium),
      ...made('REFINING', { CHN: 169_678, CHL: 49_274 }, { ...lithium, source: 'iea', publisher: 'IEA' }),
    ];
    // What China sells abroad, 200 t of carbonate, is a small part of what it makes.
    const chain = buildSupplyChain(
      reading([carbonate, spodumene], { carbonate: [['CHN', 'JPN', 1, 200], ['CHL', 'JPN', 1, 9000]] }, figures), // oxfmt-ignore
      { basis: 'VALUE' },
    );
    expect(supplyOf(chain, 'CHN', 'spodumene')[0]).toEqual(['CHN', 0.243992, 'OWN_PRODUCTION']);
    expect(supplyOf(chain, 'CHL', 'spodumene')[0]).toEqual(['CHL', 0.99241, 'OWN_PRODUCTION']);
  });

  test('tonnes of the very product need its content: 50 t of ore content for 400 t made at 0.2 are 0.625, whatever is sold', () => {
    const carbonate = product('carbonate', 'REFINING', [input('concentrate', 5, 0.2)], { productionForm: 'carbonate' });
    const figures = [
      ...made('EXTRACTION', { CHL: 50, AUS: 100 }),
      ...made('REFINING', { CHL: 400 }, { basis: 'gross weight', form: 'carbonate' }),
    ];
    const chain = buildSupplyChain(reading([carbonate, concentrate], { carbonate: [['CHL', 'JPN', 1, 50]] }, figures), {
      basis: 'VALUE',
    });
    expect(supplyOf(chain, 'CHL', 'concentrate')[0]).toEqual(['CHL', 0.625, 'OWN_PRODUCTION']);
  });

  test('contents of two things, gross weights and dry weights are not set beside each other', () => {
    for (const [basis, other] of [
      ['Nd content', 'REO'],
      ['gross weight', 'gross weight'],
      ['dry weight', 'dry weight'],
      [null, null],
    ] as const) {
      // oxfmt-ignore
      const figures = [
        ...made('REFINING', { USA: 4 }, { basis, source: 'iea' }),
        ...made('EXTRACTION', { USA: 10, CHN: 90 }, { basis: other }),
      ];
      const chain = buildSupplyChain(reading([oxide, concentrate], {}, figures), { basis: 'VALUE' });
      expect(supplyOf(chain, 'USA', 'concentrate')).toEqual([
        ['CHN', 0.9, 'WORLD_PRODUCTION'],
        ['USA', 0.1, 'WORLD_PRODUCTION'],
      ]);
    }
  });

  test('nor are figures more than two years apart', () => {
    const of = (year: number) =>
      buildSupplyChain(
        reading([oxide, concentrate], {}, [
          ...made('REFINING', { USA: 20 }, { source: 'iea', year }),
          ...made('EXTRACTION', { USA: 10, CHN: 90 }),
        ]),
        { basis: 'VALUE' },
      );
    expect(supplyOf(of(2022), 'USA', 'concentrate')[0]).toEqual(['USA', 0.5, 'OWN_PRODUCTION']);
    expect(supplyOf(of(2021), 'USA', 'concentrate')[0]).toEqual(['CHN', 0.9, 'WORLD_PRODUCTION']);
  });

  test('where nobody says what is made, the content of what is exported is covered first, and it may be none: 50 t for 500 t at 0.2 are 0.5 at most', () => {
    const carbonate = product('carbonate', 'REFINING', [input('concentrate', 5, 0.2)]);
    const built = (choice: [string, number][] = []) =>
      buildSupplyChain(
        reading(
          [carbonate, concentrate],
          {
            carbonate: [
              ['CHL', 'JPN', 1, 200],
              ['ARG', 'JPN', 1, 500],
            ],
          },
          made('EXTRACTION', { CHL: 50, ARG: 50, AUS: 100 }),
        ),
        { basis: 'VALUE', choice: new Map(choice) },
      );
    const chain = built();
    expect(supplyOf(chain, 'CHL', 'concentrate')).toEqual([['CHL', 1, 'OWN_PRODUCTION']]);
    expect(supplyOf(chain, 'ARG', 'concentrate')[0]).toEqual(['ARG', 0.5, 'OWN_PRODUCTION']);
    const [[choice] = ['']] = [...chain.competing];
    expect(supplyOf(built([[choice, 1]]), 'ARG', 'concentrate')).toEqual([
      ['AUS', 0.5, 'WORLD_PRODUCTION'],
      ['ARG', 0.25, 'WORLD_PRODUCTION'],
      ['CHL', 0.25, 'WORLD_PRODUCTION'],
    ]);
  });

  test('the more is made, the less of it is own, and never more than is mined; how it is split between sources changes nothing', () => {
    const amount = fc.integer({ min: 1, max: 1e6 });
    fc.assert(
      fc.property(amount, amount, amount, (mined, less, more) => {
        const own = (refined: number, source: string) =>
          supplyOf(
            buildSupplyChain(
              reading([oxide, concentrate], {}, [
                ...made('REFINING', { USA: refined }, { source }),
                ...made('EXTRACTION', { USA: mined, CHN: 1 }),
              ]),
              { basis: 'VALUE' },
            ),
            'USA',
            'concentrate',
          )[0]?.[1] as number;
        const [low, high] = [Math.min(less, more), Math.max(less, more)];
        expect(own(high, 'usgs')).toBeLessThanOrEqual(own(low, 'usgs'));
        expect(own(low, 'usgs')).toBeCloseTo(Math.min(1, mined / low), 5);
        expect(own(low, 'iea')).toBe(own(low, 'usgs'));
      }),
      { numRuns: 30 },
    );
  });

  test('a circle of products is followed once and what nobody brings into it is unknown', () => {
    const a = product('a', 'METAL', [input('b')]);
    const b = product('b', 'METAL', [input('a')]);
    const chain = buildSupplyChain(reading([a, b], {}, made('METAL', { USA: 1 })), { basis: 'VALUE' });
    const [asked] = lookThrough(chain.chain, [{ country: chain.user('JPN'), product: 'a' }], 'CHN');
    expect(asked).toMatchObject({ lookThrough: 0, unknown: 1 });
  });
});

describe('a maker that is on record as making an input that is traded too', () => {
  const magnet = product('magnet', 'COMPONENT', [input('metal')]);
  const metal = product('metal', 'METAL');
  const flows: Record<string, ChainFlow[]> = {
    magnet: [['CHN', 'JPN', 60, 6], ['VNM', 'JPN', 40, 4]], // oxfmt-ignore
    metal: [['VNM', 'CHN', 10, 1], ['CHN', 'VNM', 100, 10]], // oxfmt-ignore
  };

  test('does not live on its imports alone: China makes nine tenths of the metal of which it buys a little', () => {
    const shares = made('METAL', { CHN: 90 }, { measure: 'STAGE_SHARE', unit: 'percent', basis: null });
    const chain = buildSupplyChain(reading([magnet, metal], flows, shares), { basis: 'VALUE' });
    expect(supplyOf(chain, 'CHN', 'metal')).toEqual([['CHN', 0.9, 'WORLD_PRODUCTION']]);
    expect(supplyOf(chain, 'VNM', 'metal')).toEqual([['CHN', 1, 'TRADE']]);
  });

  test('but for shares of the stage that it is itself known from: they say nothing of the input', () => {
    const shares = made('METAL', { CHN: 90 }, { measure: 'STAGE_SHARE', unit: 'percent', basis: null });
    const alloy = product('magnet', 'METAL', [input('metal')]);
    const chain = buildSupplyChain(reading([alloy, metal], flows, shares), { basis: 'VALUE' });
    expect(supplyOf(chain, 'CHN', 'metal')).toEqual([['VNM', 1, 'TRADE']]);
  });
});

describe('production beside trade', () => {
  const ore = (contents: ChainProduct['contents'] = []) =>
    product('ore', 'EXTRACTION', [], { productionForm: 'mine production', contents });
  const flows: Record<string, ChainFlow[]> = { ore: [['ZAF', 'CHN', 9, 60], ['CHN', 'JPN', 1, 10]] }; // oxfmt-ignore
  const chain = (basis: string | null, contents: ChainProduct['contents'] = []) =>
    buildSupplyChain(
      reading([ore(contents)], flows, made('EXTRACTION', { CHN: 30, ZAF: 100 }, { form: 'mine production', basis })),
      { basis: 'MASS' },
    );

  test('counts where it weighs the same: of 30 mined 10 are exported, 20 beside 60 imported', () => {
    for (const basis of ['gross weight', null]) {
      expect(supplyOf(chain(basis), 'CHN', 'ore')).toEqual([
        ['ZAF', 0.75, 'TRADE'],
        ['CHN', 0.25, 'OWN_PRODUCTION'],
      ]);
      expect(chain(basis).ownProduction('CHN')).toBe('COUNTED');
      expect(chain(basis).ownProduction('JPN')).toBe('NOT_ON_RECORD');
    }
  });

  test.each(['manganese content', 'dry weight', 'REO', 'lithium carbonate equivalent', 'Nd content'])(
    'counting %s is refused, and said',
    (basis) => {
      const { ownProduction } = chain(basis);
      expect(supplyOf(chain(basis), 'CHN', 'ore')).toEqual([['ZAF', 1, 'TRADE']]);
      expect(ownProduction('CHN')).toBe('NOT_COMPARABLE');
      expect(ownProduction('JPN')).toBe('NOT_ON_RECORD');
    },
  );

  test('is converted by what is on record: 30 t of content at 0.5 weigh 60, of which 50 stay', () => {
    const converted = chain('Mn content', [{ basis: 'Mn content', perTonne: 0.5 }]);
    expect(supplyOf(converted, 'CHN', 'ore')[1]).toEqual(['CHN', 0.454545, 'OWN_PRODUCTION']);
    expect(converted.ownProduction('CHN')).toBe('COUNTED');
    expect(chain('Mn content', [{ basis: 'REO', perTonne: 0.5 }]).ownProduction('CHN')).toBe('NOT_COMPARABLE');
  });

  test('of gross weight comes before newer content: 2023 stands beside the trade of 2024', () => {
    const figures = [
      ...made('EXTRACTION', { CHN: 30 }, { form: 'mine production', basis: 'gross weight', year: 2023, source: 'bgs' }),
      ...made('EXTRACTION', { CHN: 9, ZAF: 40 }, { form: 'mine production', basis: 'manganese content' }),
    ];
    const built = buildSupplyChain(reading([ore()], flows, figures), { basis: 'MASS' });
    expect(built.ownProduction('CHN')).toBe('COUNTED');
    expect(built.row('CHN', 'ore', 'CHN')).toMatchObject({ year: 2023, sources: ['bgs'], tonnes: 20 });
  });

  test('that is withheld is not none', () => {
    const figures = [
      ...made('EXTRACTION', { ZAF: 100 }, { form: 'mine production', basis: 'gross weight' }),
      figure({
        stage: 'EXTRACTION',
        country: 'JPN',
        form: 'mine production',
        basis: 'gross weight',
        missing: 'WITHHELD',
      }),
    ];
    const built = buildSupplyChain(reading([ore()], flows, figures), { basis: 'MASS' });
    expect(built.ownProduction('JPN')).toBe('WITHHELD');
  });
});

describe('what a chain is followed for', () => {
  const groups = new Map([['dysprosium', ['heavy-rare-earths', 'rare-earths']]]);
  const oxide = product('oxide', 'REFINING', [input('concentrate')], { minerals: ['dysprosium'], groups });
  const concentrate = product('concentrate', 'EXTRACTION', [], { minerals: ['rare-earths'] });
  const chainOf = (...figures: Figure[]) =>
    buildSupplyChain(reading([oxide, concentrate], {}, [...made('REFINING', { CHN: 1 }, { mineral: 'dysprosium' }), ...figures]), { basis: 'VALUE' }); // oxfmt-ignore
  const ofGroup = made('EXTRACTION', { USA: 45_500, CHN: 270_000 }, { mineral: 'rare-earths', basis: 'REO' });

  test('is the mineral at its end: what a country mines of the group says nothing of a member', () => {
    expect(supplyOf(chainOf(...ofGroup), 'CHN', 'concentrate')).toEqual([]);
    const own = made('EXTRACTION', { MMR: 20, CHN: 80 }, { mineral: 'dysprosium', measure: 'STAGE_SHARE', unit: 'percent' }); // oxfmt-ignore
    expect(supplyOf(chainOf(...ofGroup, ...own), 'CHN', 'concentrate')).toEqual([
      ['CHN', 0.8, 'WORLD_PRODUCTION'],
      ['MMR', 0.2, 'WORLD_PRODUCTION'],
    ]);
  });

  test('is that mineral however many steps hold its group alone', () => {
    const carbonate = product('carbonate', 'REFINING', [input('concentrate')], { minerals: ['rare-earths'] });
    const end = { ...oxide, inputs: [input('carbonate')] };
    const products = new Map([end, carbonate, concentrate].map((one) => [one.product.slug, one]));
    expect([...followedMinerals(products, 'oxide').values()]).toEqual([['dysprosium'], ['dysprosium'], ['dysprosium']]);
    expect(followedMinerals(products, 'carbonate').get('concentrate')).toEqual(['rare-earths']);
  });

  test('is what an input holds itself where the two have nothing in common: gallium comes of bauxite', () => {
    const gallium = product('gallium', 'REFINING', [input('bauxite')], { minerals: ['gallium'] });
    const bauxite = product('bauxite', 'EXTRACTION', [], { minerals: ['aluminium', 'bauxite'] });
    const products = new Map([gallium, bauxite].map((one) => [one.product.slug, one]));
    expect(followedMinerals(products, 'gallium').get('bauxite')).toEqual(['aluminium', 'bauxite']);
  });
});

describe('sources', () => {
  const magnet = product('magnet', 'COMPONENT', [input('metal')]);
  const metal = product('metal', 'METAL');
  const figures = [
    ...made('METAL', { CHN: 9, EST: 1 }, { source: 'usgs' }),
    ...made('METAL', { CHN: 7, EST: 3 }, { source: 'bgs', publisher: 'BGS', confidence: 'MEDIUM' }),
  ];
  const whole = reading([magnet, metal], { magnet: [['VNM', 'JPN', 1, 1]] }, figures);
  const exposure = (options: Partial<Parameters<typeof buildSupplyChain>[1]>) => {
    const chain = buildSupplyChain(whole, { basis: 'VALUE', ...options });
    return lookThrough(chain.chain, [{ country: chain.user('JPN'), product: 'magnet' }], 'CHN')[0]?.lookThrough;
  };

  test('that compete are told and can be chosen between: 0.9 by the first, 0.7 by the second', () => {
    expect(buildSupplyChain(whole, { basis: 'VALUE' }).competing).toEqual(new Map([['metal', 2]]));
    expect(exposure({})).toBeCloseTo(0.9, 12);
    expect(exposure({ choice: new Map([['metal', 1]]) })).toBeCloseTo(0.7, 12);
  });

  test('that are left out leave the others: 0.7, and without both nothing is known', () => {
    expect(exposure({ without: new Set(['usgs']) })).toBeCloseTo(0.7, 12);
    expect(exposure({ without: new Set(['usgs', 'bgs']) })).toBe(0);
  });

  test('of trade are never mixed: the first stands, in the order in which tables are shown', () => {
    const two = {
      ...whole,
      trade: new Map([
        [
          'magnet',
          [
            table([['VNM', 'JPN', 3, 1]], { source: 'a-full' }),
            table([['CHN', 'JPN', 1, 1]], { source: 'z-partial', complete: false, confidence: 'MEDIUM' }),
          ],
        ],
      ]),
    };
    expect(supplyOf(buildSupplyChain(two, { basis: 'VALUE' }), 'JPN', 'magnet')).toEqual([['VNM', 1, 'TRADE']]);
  });
});

describe('a table of trade that is not the whole', () => {
  const magnet = product('magnet', 'COMPONENT');
  const bought: ChainFlow[] = [
    ['CHN', 'JPN', 300, 3],
    ['VNM', 'JPN', 200, 2],
  ];
  const total = (valueUsd: number, own: Partial<ImportTable> = {}) =>
    table(bought, {
      ...{ source: 'comtrade', complete: false, hasTotals: true, ...own },
      totals: new Map([['JPN', { valueUsd, tonnes: valueUsd / 100, unnamedUsd: null, unnamedTonnes: null, returnedUsd: null, returnedTonnes: null }]]), // oxfmt-ignore
    });
  const chainOf = (...tables: ImportTable[]) =>
    buildSupplyChain({ ...reading([magnet], {}, []), trade: new Map([['magnet', tables]]) }, { basis: 'VALUE' });
  const behind = (chain: ReturnType<typeof chainOf>) =>
    lookThrough(chain.chain, [{ country: 'JPN', product: 'magnet' }], 'CHN')[0];

  test('is divided by the total that its publisher declares: 300 of 1000, and 500 of nobody', () => {
    const chain = chainOf(total(1000));
    expect(supplyOf(chain, 'JPN', 'magnet')).toEqual([
      ['CHN', 0.3, 'TRADE'],
      ['VNM', 0.2, 'TRADE'],
    ]);
    expect(behind(chain)).toMatchObject({ lookThrough: 0.3, unknown: expect.closeTo(0.7, 12) });
  });

  test('gives no share without one', () => {
    const chain = chainOf(table(bought, { complete: false }));
    expect(chain.supplied('JPN')).toBe(false);
    expect(chain.used('JPN')).toBe(0);
    expect(behind(chain)).toMatchObject({ lookThrough: 0, unknown: 1 });
  });

  test('comes after one that holds every flow, and before a mirror of what exporters report', () => {
    const full = table([['VNM', 'JPN', 1, 1]], { source: 'baci' });
    expect(supplyOf(chainOf(total(1000), full), 'JPN', 'magnet')).toEqual([['VNM', 1, 'TRADE']]);
    const mirror = table([['CHN', 'JPN', 9, 1]], { source: 'mirror', complete: false, mirror: true });
    expect(supplyOf(chainOf(mirror, total(1000)), 'JPN', 'magnet')[0]).toEqual(['CHN', 0.3, 'TRADE']);
  });

  test('never gives more with a larger total, whatever is bought', () => {
    const amount = fc.integer({ min: 1, max: 1e6 });
    fc.assert(
      fc.property(amount, amount, (less, more) => {
        const [low, high] = [500 + Math.min(less, more), 500 + Math.max(less, more)];
        const share = (value: number) => behind(chainOf(total(value)));
        expect(share(high)?.lookThrough).toBeLessThanOrEqual((share(low)?.lookThrough ?? 0) + 1e-12);
        expect(share(high)?.lookThrough).toBeCloseTo(300 / high, 9);
      }),
    );
  });
});

describe('a table of the world', () => {
  const choose = (...rows: Figure[][]) => worldTables(rows.flat())[0];

  test('that names the product comes before a newer one of its stage', () => {
    const named = made('COMPONENT', { CHN: 94 }, { product: 'magnet', year: 2020 });
    expect(choose(made('COMPONENT', { CHN: 50, JPN: 50 }), named)).toMatchObject({ product: 'magnet', year: 2020 });
  });

  test('else the newest stands, and tonnes before shares of the same year', () => {
    const shares = made('REFINING', { CHN: 91 }, { measure: 'STAGE_SHARE', unit: 'percent', source: 'atlas' });
    const old = made('REFINING', { CHN: 1 }, { year: 2023 });
    expect(choose(old, shares)).toMatchObject({
      source: 'atlas',
      year: 2024,
      parts: [{ country: 'CHN', share: 0.91 }],
    });
    expect(choose(old, shares, made('REFINING', { CHN: 3, MYS: 1 }))?.parts[0]).toMatchObject({
      share: 0.75,
      tonnes: 3,
    });
  });

  test('takes "more than 90 percent" as 0.9 and leaves the rest open', () => {
    const bound = [figure({ measure: 'STAGE_SHARE', unit: 'percent', country: 'CHN', low: 90, value: '>90' })];
    expect(choose(bound)?.parts).toEqual([{ country: 'CHN', share: 0.9, tonnes: null }]);
  });

  test('brings rounded shares that pass 1 down to it: 60 + 41 of 100', () => {
    const rounded = made('REFINING', { CHN: 60, MYS: 41 }, { measure: 'STAGE_SHARE', unit: 'percent' });
    expect(choose(rounded)?.parts.map(({ share }) => share.toFixed(4))).toEqual(['0.5941', '0.4059']);
  });
});

describe('the weights of inputs', () => {
  const weights = (...inputs: ChainProduct['inputs']) =>
    inputWeights([{ product: { slug: 'magnet' }, inputs }]).map(({ input: slug, weight }) => [slug, weight]);

  test('are tonnes per tonne over those of all inputs: 0.3 and 0.1 weigh 0.75 and 0.25', () => {
    expect(weights(input('metal', 0.3), input('iron', 0.1))).toEqual([
      ['metal', expect.closeTo(0.75, 12)],
      ['iron', expect.closeTo(0.25, 12)],
    ]);
  });

  test('a sole input weighs 1 without a ratio; among several one without a ratio is left out', () => {
    expect(weights(input('ore', null))).toEqual([['ore', 1]]);
    expect(weights(input('metal', 0.3), input('terbium', null))).toEqual([['metal', 1]]);
    expect(weights(input('dysprosium', null), input('terbium', null))).toEqual([]);
  });
});

test('shares of supply, whatever the flows, add up to 1 for everyone who imports', () => {
  const code = fc.constantFrom('AUS', 'CHN', 'JPN', 'USA', 'VNM');
  const flow = fc
    .tuple(code, code, fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 1, max: 1e4 }))
    // What comes back to the country it left is no import.
    .filter(([from, to]) => from !== to);
  fc.assert(
    fc.property(
      fc.array(flow, { minLength: 1 }),
      fc.dictionary(code, fc.integer({ min: 0, max: 1e5 })),
      (flows, tonnes) => {
        const ore = product('ore', 'EXTRACTION', [], { productionForm: 'mine production' });
        const chain = buildSupplyChain(
          reading(
            [ore],
            { ore: flows },
            made('EXTRACTION', tonnes, { form: 'mine production', basis: 'gross weight' }),
          ),
          {
            basis: 'VALUE',
          },
        );
        for (const importer of new Set(flows.map(([, to]) => to))) {
          const sum = chain.suppliersOf(importer, 'ore').reduce((all, { share }) => all + share, 0);
          expect(sum).toBeCloseTo(1, 9);
        }
      },
    ),
  );
});
