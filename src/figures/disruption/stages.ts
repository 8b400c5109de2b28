import type { CountryRecord } from '../../entities/country/record.ts';
import type { PlantRecord } from '../../entities/facility/record.ts';
import { tonnesOf } from '../../entities/observation/unit.ts';
import type { ProductRecord } from '../../entities/product/record.ts';
import { isGrossWeight } from '../supply-chain/basis.ts';
import { buildSupplyChain } from '../supply-chain/build.ts';
import { followedMinerals } from '../supply-chain/minerals.ts';
import { WORLD_USER, type BuiltChain, type ChainReading, type WorldTable } from '../supply-chain/record.ts';
import { figuresOfProduct, worldTables } from '../supply-chain/world-table.ts';
import type { Spare, StageData } from './record.ts';
import { groupBy } from '../../lib/group-by.ts';
import { nearestYear } from '../../lib/years.ts';
import type { Figure } from '../../entities/claim/figure.ts';

/** Stands for the makers that a publisher does not name. */
export const OTHERS = 'OTHERS';

/** The year whose trade stands for an undisturbed one: the one asked, else the newest full one, else that of the day asked. */
export function yearOf(fullTradeYears: readonly number[], asked: number | null, today: number): number {
  return asked ?? fullTradeYears.filter((year) => year <= today).at(-1) ?? today;
}

const blank = (product: ProductRecord): Counted => ({
  ...{ key: product.slug, product, mineral: null, stage: product.stage, products: [product] },
  ...{
    basis: null,
    year: null,
    nearestYear: null,
    counts: null,
    flows: [],
    shares: new Map(),
    otherShare: 0,
    plants: [],
    spare: [],
    explanation: null,
    sources: [],
  },
});

/** What the supply of one product is known from. */
export interface StageInput {
  product: ProductRecord;
  reading: ChainReading;
  plants: readonly PlantRecord[];
  /** Published capacities to make its minerals. */
  capacities: readonly Figure[];
}

/** The supply of products, as far as it is known. */
export function stagesOf(inputs: readonly StageInput[], without: readonly string[] = []): StageData[] {
  const out = new Set(without);
  return inputs.map(({ product, reading: whole, plants: all, capacities: published }) => {
    const reading = withoutSources(whole, out);
    const capacities = published.filter(({ source }) => !out.has(source));
    const plants = all.filter(
      ({ production: { status, source } }) => status === 'OPERATING' && (source === null || !out.has(source)),
    );
    const { basis, ...data } =
      product.tradeYears.length > 0
        ? stageOfTrade(
            product,
            reading.products.get(product.slug)?.fullTradeYears ?? [],
            buildSupplyChain(reading, { basis: 'MASS' }),
          )
        : stageOfWorld(product, reading, capacities);
    const { spare, unknown } = spareOfPlants(plants, data.counts);
    const notKnown =
      unknown > 0 && basis !== null
        ? ` ${unknown} ${unknown === 1 ? 'plant has' : 'plants have'} a capacity on record and no output counted as the stage is, so that what could be made there besides is not known.`
        : '';
    const { counts: _counts, ...known } = data;
    return {
      ...known,
      basis,
      plants: [...new Map(plants.map(({ facility }) => [facility.key, facility])).values()],
      spare: [...data.spare, ...spare],
      explanation: `${data.explanation ?? ''}${notKnown}`,
    };
  });
}

/** The same as if some sources had never been published. A year has the full trade only where a table that is left holds every flow. */
function withoutSources(reading: ChainReading, out: ReadonlySet<string>): ChainReading {
  if (out.size === 0) return reading;
  const trade = new Map(
    [...reading.trade].map(([product, tables]) => [product, tables.filter(({ source }) => !out.has(source))]),
  );
  const products = new Map(
    [...reading.products].map(([slug, product]) => {
      const isFull = trade.get(slug)?.some(({ complete }) => complete) ?? false;
      const fullTradeYears = product.fullTradeYears.filter((year) => year !== reading.year || isFull);
      return [slug, { ...product, fullTradeYears }];
    }),
  );
  return { ...reading, products, trade, figures: reading.figures.filter(({ source }) => !out.has(source)) };
}

/** A stage with what its tonnes count; null for gross weight. */
type Counted = StageData & { counts: string | null };

/** The supply of a product by the trade of the year: what moves between countries and what they keep, in tonnes. */
function stageOfTrade(product: ProductRecord, fullTradeYears: readonly number[], built: BuiltChain): Counted {
  const { year } = built.reading;
  const rows = built.supply.filter((row) => row.product === product.slug && row.basis !== 'WORLD_PRODUCTION');
  const flows = rows.flatMap(({ country, from, tonnes }) =>
    tonnes !== null && tonnes > 0 ? [{ product: product.slug, from, to: country, tonnes }] : [],
  );
  if (!fullTradeYears.includes(year) || flows.length === 0)
    return {
      ...blank(product),
      nearestYear: nearestYear(fullTradeYears, year),
      explanation: `The trade of ${year} is not loaded in tonnes and in full.`,
    };
  const ownMakers = rows.filter(({ basis }) => basis === 'OWN_PRODUCTION').length;
  const refused = built.refused(product.slug);
  const leftOut =
    refused === null
      ? ''
      : ` What ${refused.countries.length} countries mine or make is published as ${refused.basis}, which cannot be set beside trade as customs weigh it: it is left out.`;
  return {
    ...blank(product),
    ...{ basis: 'TRADE', year, flows },
    explanation: `${
      ownMakers > 0
        ? `Imports, and for ${ownMakers} countries what they make and do not export.`
        : 'Imports alone: what countries make and use themselves is not known in tonnes, and is left out.'
    }${leftOut}`,
    sources: [...new Set(rows.flatMap(({ sources }) => sources))].sort(),
  };
}

/** The supply of a product by who makes it in the world; of several products that only a mineral's stage speaks for, one stage. */
function stageOfWorld(product: ProductRecord, reading: ChainReading, capacities: readonly Figure[]): Counted {
  const own = reading.products.get(product.slug);
  const minerals = followedMinerals(reading.products, reading.root).get(product.slug) ?? [];
  const [table] = own ? worldTables(figuresOfProduct(reading.figures, own, minerals)) : [];
  if (!table)
    return {
      ...blank(product),
      explanation: `Nobody's production of it is on record up to ${reading.year}, nor trade in it.`,
    };
  const named = table.product !== null;
  const key = named ? product.slug : `${table.mineral} ${product.stage}`;
  const stage = {
    ...blank(product),
    ...{ key, product: named ? product : null, mineral: named ? null : table.mineral },
    ...{ year: table.year, sources: [table.source], counts: table.basis },
  };
  const tonnes = table.parts.reduce((sum, part) => sum + (part.tonnes ?? 0), 0);
  const share = table.parts.reduce((sum, part) => sum + part.share, 0);
  const shares = new Map(table.parts.map((part) => [part.country, part.share]));
  // A publisher's rounding is no other maker.
  const otherShare = share > 0.999 ? 0 : 1 - share;
  if (table.parts.some((part) => part.tonnes === null))
    return {
      ...stage,
      ...{ basis: 'WORLD_SHARES', shares, otherShare },
      explanation: `Only shares of the world are published, for ${table.year}: tonnes are not known, so that nothing can be balanced.`,
    };
  // What the publisher gives for countries it does not name.
  const others = share > 0 ? Math.max(0, tonnes / share - tonnes) : 0;
  return {
    ...stage,
    ...{ basis: 'WORLD_PRODUCTION', shares, otherShare },
    spare: spareOnRecord(stage, table, capacities),
    flows: [
      ...table.parts.map((part) => ({ product: key, from: part.country, to: WORLD_USER, tonnes: part.tonnes ?? 0 })),
      ...(others > 1e-6 * tonnes ? [{ product: key, from: OTHERS, to: WORLD_USER, tonnes: others }] : []),
    ],
    explanation: `Who buys from whom is not known: the world is one user${table.basis === null ? '' : `, tonnes are ${table.basis}`}.`,
  };
}

/** Published capacity less production, by country, where one table of one source has both in the same year. */
function spareOnRecord(
  { stage, product }: Pick<StageData, 'stage' | 'product'>,
  table: WorldTable,
  capacities: readonly Figure[],
): Spare[] {
  return capacities.flatMap((figure) => {
    const sameAsMade =
      figure.source === table.source &&
      figure.mineral === table.mineral &&
      figure.basis === table.basis &&
      figure.stage === stage &&
      (figure.yearTo ?? figure.year) === table.year &&
      (figure.product === null || figure.product === product?.slug);
    const capacity = figure.number === null ? null : tonnesOf(figure.number, figure.unit);
    const made = table.parts.find(({ country }) => country === figure.country)?.tonnes ?? null;
    if (!sameAsMade || capacity === null || made === null || figure.country === null || capacity <= made) return [];
    return [{ country: figure.country, tonnesPerYear: capacity - made }];
  });
}

/**
 * Capacity less output of plants that run, by country, where both are on record in what the stage's tonnes count; and how many plants
 * have a capacity of which that cannot be said, so that what they could make besides is not known.
 */
function spareOfPlants(plants: readonly PlantRecord[], counts: string | null): { spare: Spare[]; unknown: number } {
  const withCapacity = plants.filter(({ production }) => production.capacityTonnes !== null);
  const known = withCapacity.filter(
    ({ production: { outputTonnes, capacityUnit } }) =>
      outputTonnes !== null && isCountedAs((capacityUnit ?? 't').replace(/^t ?/, ''), counts),
  );
  const spare = known.flatMap(({ facility, production: { capacityTonnes, outputTonnes } }) =>
    capacityTonnes !== null && outputTonnes !== null && capacityTonnes > outputTonnes
      ? [{ country: facility.country.iso3, tonnesPerYear: capacityTonnes - outputTonnes }]
      : [],
  );
  return { spare, unknown: withCapacity.length - known.length };
}

/** Whether tonnes of a plant, such as those of `REO` (of the thing itself where nothing is named), are those of a stage. */
const isCountedAs = (named: string, counts: string | null) => (isGrossWeight(counts) ? named === '' : named === counts);

/** Stages that only the figures of one mineral's stage speak for are one. */
export function joinStages(stages: readonly StageData[]): StageData[] {
  return [...groupBy(stages, ({ key }) => key).values()].flatMap((same) => {
    const [first] = same;
    const plants = new Map(same.flatMap((one) => one.plants).map((plant) => [plant.key, plant]));
    return first
      ? [{ ...first, products: same.flatMap(({ products }) => products), plants: [...plants.values()] }]
      : [];
  });
}

/** Names of some countries in one text, such as "China and Russia". */
export const listed = (countries: readonly Pick<CountryRecord, 'name'>[]) =>
  countries.map(({ name }) => name).join(' and ');
