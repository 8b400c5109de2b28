import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lookThrough } from '../../../src/analysis/look-through.ts';
import { figureRecord } from '../../../src/entities/observation/record.ts';
import { productRecord } from '../../../src/entities/product/record.ts';
import { buildSupplyChain } from '../../../src/figures/supply-chain/build.ts';
import type { ChainFlow, ChainFlows, ChainProduct, ChainReading } from '../../../src/figures/supply-chain/record.ts';
import { inputWeights } from '../../../src/figures/supply-chain/weights.ts';
import { worldTables } from '../../../src/figures/supply-chain/world-table.ts';
import type { Figure } from '../../../src/entities/claim/figure.ts';

const product = (slug: string, stage: string, inputs: ChainProduct['inputs'] = [], own: Partial<ChainProduct> = {}) =>
  ({
    product: productRecord([slug, slug, stage, ['850511'], null, null, null, null, [2024]]),
    followedMineral: null,
    productionForm: null,
    minerals: ['neodymium'],
    fullTradeYears: [2024],
    inputs,
    ...own,
  }) satisfies ChainProduct;

const input = (slug: string, tonnesPerTonne: number | null = 1, contentPerTonne: number | null = null) => ({
  input: slug,
  tonnesPerTonne,
  contentPerTonne,
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

const columns = (flows: readonly ChainFlow[]): ChainFlows => ({
  exporters: flows.map(([exporter]) => exporter),
  importers: flows.map(([, importer]) => importer),
  valuesUsd: flows.map(([, , valueUsd]) => valueUsd),
  tonnes: flows.map(([, , , tonnes]) => tonnes),
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
  trade: new Map(
    Object.entries(flows).map(([slug, own]) => [
      slug,
      [{ hs: '850511', source, confidence: 'HIGH', flows: columns(own) }],
    ]),
  ),
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
        made('EXTRACTION', { JPN: 40 }, { form: 'mine production' }),
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
        made('EXTRACTION', { JPN: 5 }, { form: 'mine production' }),
      ),
      { basis: 'VALUE' },
    );
    expect(supplyOf(chain, 'JPN', 'ore')).toEqual([['CHN', 1, 'TRADE']]);
  });

  test('of a group is what comes from outside it', () => {
    const flows: ChainFlow[] = [
      ['CHN', 'DEU', 60, 6],
      ['FRA', 'DEU', 40, 4],
      ['USA', 'FRA', 20, 2],
    ];
    const chain = buildSupplyChain(reading([magnet], { magnet: flows }, []), {
      basis: 'VALUE',
      group: { name: 'union', members: ['DEU', 'FRA'] },
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

  test('amounts of two sources are not set beside each other', () => {
    const figures = [...made('REFINING', { USA: 4 }, { source: 'iea' }), ...made('EXTRACTION', { USA: 10, CHN: 90 })];
    const chain = buildSupplyChain(reading([oxide, concentrate], {}, figures), { basis: 'VALUE' });
    expect(supplyOf(chain, 'USA', 'concentrate')).toEqual([
      ['CHN', 0.9, 'WORLD_PRODUCTION'],
      ['USA', 0.1, 'WORLD_PRODUCTION'],
    ]);
  });

  test('the content of what is exported is covered first: 50 t of ore content for 200 t at 0.2 are 1, for 500 t 0.5', () => {
    const carbonate = product('carbonate', 'REFINING', [input('concentrate', 5, 0.2)]);
    const chain = buildSupplyChain(
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
      { basis: 'VALUE' },
    );
    expect(supplyOf(chain, 'CHL', 'concentrate')).toEqual([['CHL', 1, 'OWN_PRODUCTION']]);
    expect(supplyOf(chain, 'ARG', 'concentrate')[0]).toEqual(['ARG', 0.5, 'OWN_PRODUCTION']);
  });

  test('a circle of products is followed once and what nobody brings into it is unknown', () => {
    const a = product('a', 'METAL', [input('b')]);
    const b = product('b', 'METAL', [input('a')]);
    const chain = buildSupplyChain(reading([a, b], {}, made('METAL', { USA: 1 })), { basis: 'VALUE' });
    const [asked] = lookThrough(chain.chain, [{ country: chain.user('JPN'), product: 'a' }], 'CHN');
    expect(asked).toMatchObject({ lookThrough: 0, unknown: 1 });
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
            {
              hs: '850511',
              source: 'a-full',
              confidence: 'HIGH' as const,
              flows: columns([['VNM', 'JPN', 3, 1]]),
            },
            {
              hs: '850511',
              source: 'z-partial',
              confidence: 'MEDIUM' as const,
              flows: columns([['CHN', 'JPN', 1, 1]]),
            },
          ],
        ],
      ]),
    };
    expect(supplyOf(buildSupplyChain(two, { basis: 'VALUE' }), 'JPN', 'magnet')).toEqual([['VNM', 1, 'TRADE']]);
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
  const flow = fc.tuple(code, code, fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 1, max: 1e4 }));
  fc.assert(
    fc.property(
      fc.array(flow, { minLength: 1 }),
      fc.dictionary(code, fc.integer({ min: 0, max: 1e5 })),
      (flows, tonnes) => {
        const ore = product('ore', 'EXTRACTION', [], { productionForm: 'mine production' });
        const chain = buildSupplyChain(
          reading([ore], { ore: flows }, made('EXTRACTION', tonnes, { form: 'mine production' })),
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
