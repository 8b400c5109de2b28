import type { InputNeed } from '../../analysis/disruption-model.ts';
import type { RequestContext, View } from '../../api/context.ts';
import { productionOfProduct } from '../../entities/facility/queries.ts';
import type { ProductRecord } from '../../entities/product/record.ts';
import { int } from '../../graph/graph.ts';
import { followedMinerals } from '../supply-chain/minerals.ts';
import { productsOfChain } from '../supply-chain/queries.ts';
import { readSupplyChain } from '../supply-chain/read.ts';
import type { ChainReading } from '../supply-chain/record.ts';
import { capacitiesOfMineral } from './queries.ts';
import type { StageData } from './record.ts';
import { joinStages, stagesOf, yearOf, type StageInput } from './stages.ts';

/** What the supply of one product is known from. */
async function readStage(
  context: RequestContext,
  product: ProductRecord,
  asked: number | null,
  view: View,
): Promise<StageInput> {
  const today = Number(view.asOf.slice(0, 4));
  const first = await readSupplyChain(context, product.key, asked ?? today, view);
  const trade = first.products.get(product.key)?.fullTradeYears ?? [];
  const year = yearOf(trade, asked, today);
  const reading = year === first.year ? first : await readSupplyChain(context, product.key, year, view);
  const plants = await context.batch(productionOfProduct, { key: product.key, ...view });
  const capacities = product.tradeYears.length > 0 ? [] : await readCapacities(context, product, reading);
  return { product, reading, plants, capacities };
}

async function readCapacities(context: RequestContext, product: ProductRecord, reading: ChainReading) {
  const minerals = followedMinerals(reading.products, reading.root).get(product.key) ?? [];
  const key = { year: int(reading.year), ...reading.view };
  return (await Promise.all(minerals.map((mineral) => context.batch(capacitiesOfMineral, { mineral, ...key })))).flat();
}

/** With the nearest year that has figures, where the one that was asked for has none: an earlier one, which is used, or a later one. */
async function nearYears(
  context: RequestContext,
  stages: readonly StageData[],
  asked: number | null,
  view: View,
): Promise<StageData[]> {
  const isEmpty = ({ year, products }: StageData) => year === null && products[0]?.tradeYears.length === 0;
  const empty = asked === null ? [] : stages.filter(isEmpty);
  const today = Number(view.asOf.slice(0, 4));
  const inputs = await Promise.all(
    empty.flatMap(({ products: [product] }) => (product ? [readStage(context, product, today, view)] : [])),
  );
  const later = inputs.length > 0 ? await context.compute(stagesOf, inputs) : [];
  return stages.map((stage) => {
    const isWorld = stage.products[0]?.tradeYears.length === 0;
    if (asked === null || stage.year === asked || !isWorld) return stage;
    return { ...stage, nearestYear: stage.year ?? later[empty.indexOf(stage)]?.year ?? null };
  });
}

/** The supply of products in the year asked, as far as it is known. */
export async function readStages(
  context: RequestContext,
  products: readonly ProductRecord[],
  asked: number | null,
  view: View,
): Promise<StageData[]> {
  const inputs = await Promise.all(products.map((product) => readStage(context, product, asked, view)));
  const stages = await context.compute(stagesOf, inputs);
  return joinStages(await nearYears(context, stages, asked, view));
}

/** Which stage's tonnes go into which other's: where both are trade and one input of known ratio is all that is recorded. */
export async function readNeeds(
  context: RequestContext,
  stages: readonly StageData[],
  view: View,
): Promise<InputNeed[]> {
  const traded = new Map(
    stages.flatMap((stage) => (stage.basis === 'TRADE' && stage.product ? [[stage.key, stage]] : [])),
  );
  const links = await Promise.all(
    [...traded].map(async ([key, stage]) => {
      const reading = await readSupplyChain(context, key, stage.year ?? 0, view);
      const [only, ...more] = reading.products.get(key)?.inputs ?? [];
      if (!only || more.length > 0 || only.tonnesPerTonne === null || !traded.has(only.input)) return [];
      return [{ product: key, input: only.input, tonnesPerTonne: only.tonnesPerTonne }];
    }),
  );
  return links.flat();
}

/** By stage, the products of other stages that it is made of, one step back. */
export async function readFeeds(
  context: RequestContext,
  stages: readonly StageData[],
): Promise<Map<string, ReadonlySet<string>>> {
  const feeds = await Promise.all(
    stages.map(async ({ key, products }) => {
      const own = new Set(products.map((product) => product.key));
      const inputs = await Promise.all(
        products.map(async (product) => {
          const [below = []] = await context.batch(productsOfChain, { product: product.key });
          return below.find((one) => one.product.key === product.key)?.inputs ?? [];
        }),
      );
      return [key, new Set(inputs.flat().flatMap(({ input }) => (own.has(input) ? [] : [input])))] as const;
    }),
  );
  return new Map(feeds);
}
