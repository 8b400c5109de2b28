import { calendarYear } from '../../lib/years.ts';
import type { InputNeed } from '../../analysis/disruption-model.ts';
import type { TaskContext } from '../../api/compute.ts';
import type { View } from '../../api/context.ts';
import { productionOfProduct } from '../../entities/facility/queries.ts';
import type { ProductRecord } from '../../entities/product/record.ts';
import { int } from '../../graph/graph.ts';
import { followedMinerals } from '../supply-chain/minerals.ts';
import { readChainProducts, readSupplyChain } from '../supply-chain/read.ts';
import type { ChainReading } from '../supply-chain/record.ts';
import { capacitiesOfMineral } from './queries.ts';
import type { StageData } from './record.ts';
import { joinStages, stagesOf, yearOf, type StageInput } from './stages.ts';

/** What the supply of one product is known from. */
async function readStage(
  context: TaskContext,
  product: ProductRecord,
  asked: number | null,
  view: View,
): Promise<StageInput> {
  const today = calendarYear(view.asOf);
  const products = await readChainProducts(context, product.key);
  const year = yearOf(products.get(product.key)?.fullTradeYears ?? [], asked, today);
  const reading = await readSupplyChain(context, { product: product.key, year, view });
  const plants = await context.batch(productionOfProduct, { key: product.key, ...view });
  const capacities = product.tradeYears.length > 0 ? [] : await readCapacities(context, product, reading);
  return { product, reading, plants, capacities };
}

async function readCapacities(context: TaskContext, product: ProductRecord, reading: ChainReading) {
  const minerals = followedMinerals(reading.products, reading.root).get(product.key) ?? [];
  const key = { year: int(reading.year), ...reading.view };
  return (await Promise.all(minerals.map((mineral) => context.batch(capacitiesOfMineral, { mineral, ...key })))).flat();
}

/** Which figures are looked for. */
interface Asked {
  /** Null: the newest of each product. */
  year: number | null;
  /** Keys of sources to leave out. */
  without: readonly string[];
}

/** The supply of each product by itself. */
const readEach = async (
  context: TaskContext,
  products: readonly ProductRecord[],
  { year, without }: Asked,
  view: View,
): Promise<StageData[]> =>
  stagesOf(await Promise.all(products.map((product) => readStage(context, product, year, view))), without);

/** With the nearest year that has figures, where the one that was asked for has none: an earlier one, which is used, or a later one. */
async function nearYears(
  context: TaskContext,
  stages: readonly StageData[],
  { year: asked, without }: Asked,
  view: View,
): Promise<StageData[]> {
  const isEmpty = ({ year, products }: StageData) => year === null && products[0]?.tradeYears.length === 0;
  const empty = asked === null ? [] : stages.filter(isEmpty);
  const today = calendarYear(view.asOf);
  const products = empty.flatMap(({ products: [product] }) => product ?? []);
  const later = products.length > 0 ? await readEach(context, products, { year: today, without }, view) : [];
  return stages.map((stage) => {
    const isWorld = stage.products[0]?.tradeYears.length === 0;
    if (asked === null || stage.year === asked || !isWorld) return stage;
    return { ...stage, nearestYear: stage.year ?? later[empty.indexOf(stage)]?.year ?? null };
  });
}

/** The supply of products in the year asked, as far as it is known. */
export async function readStages(
  context: TaskContext,
  products: readonly ProductRecord[],
  asked: Asked,
  view: View,
): Promise<StageData[]> {
  const stages = await readEach(context, products, asked, view);
  return joinStages(await nearYears(context, stages, asked, view));
}

/** Which stage's tonnes go into which other's: where both are trade and one input of known ratio is all that is recorded. */
export async function readNeeds(context: TaskContext, stages: readonly StageData[]): Promise<InputNeed[]> {
  const traded = stages.filter(({ basis, product }) => basis === 'TRADE' && product).map(({ key }) => key);
  const links = await Promise.all(
    traded.map(async (product) => {
      const [only, ...more] = (await readChainProducts(context, product)).get(product)?.inputs ?? [];
      if (!only || more.length > 0 || only.tonnesPerTonne === null || !traded.includes(only.input)) return [];
      return [{ product, input: only.input, tonnesPerTonne: only.tonnesPerTonne }];
    }),
  );
  return links.flat();
}

/** By stage, the products of other stages that it is made of, one step back. */
export async function readFeeds(
  context: TaskContext,
  stages: readonly StageData[],
): Promise<Map<string, ReadonlySet<string>>> {
  const feeds = await Promise.all(
    stages.map(async ({ key, products }) => {
      const own = new Set(products.map((product) => product.key));
      const inputs = await Promise.all(
        products.map(async (product) => (await readChainProducts(context, product.key)).get(product.key)?.inputs ?? []),
      );
      return [key, new Set(inputs.flat().flatMap(({ input }) => (own.has(input) ? [] : [input])))] as const;
    }),
  );
  return new Map(feeds);
}
