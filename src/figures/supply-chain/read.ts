import type { TaskContext } from '../../api/compute.ts';
import type { View } from '../../api/context.ts';
import { int } from '../../graph/graph.ts';
import { limitExceeded } from '../../api/errors.ts';
import { reportedImports } from '../../entities/trade-flow/reported-imports.ts';
import { followedMinerals } from './minerals.ts';
import { MAX_PRODUCTS, producersOfMineral, productsOfChain } from './queries.ts';
import type { ChainProduct, ChainReading } from './record.ts';

/** Which chain is meant. */
export interface ChainKey {
  /** Slug of the product at its end. */
  product: string;
  /** Of the trade; figures of production are the newest not later than it. */
  year: number;
  view: View;
}

/**
 * What a product is made from, to any depth, with itself, by slug.
 * @throws GraphQLError LIMIT_EXCEEDED when it is made from more products than one request may follow
 */
export function readChainProducts(context: TaskContext, product: string): Promise<Map<string, ChainProduct>> {
  return context.once(JSON.stringify(['chainProducts', product]), async () => {
    const [below] = await context.batch(productsOfChain, { product });
    if (!below) throw new Error(`A known product, ${product}, gave no row.`);
    if (below.length > MAX_PRODUCTS)
      throw limitExceeded(
        'product',
        `'${product}' is made from more than ${MAX_PRODUCTS} products. Ask for one further down its chain.`,
      );
    return new Map(below.map((one) => [one.product.slug, one]));
  });
}

/**
 * All that the graph holds about what a product is made from and who supplies it: three statements, run once in a request for
 * each product and year. Trade of a year has tens of thousands of rows: it is read by tasks, in the thread that computes.
 *
 * @throws GraphQLError LIMIT_EXCEEDED as above
 */
export function readSupplyChain(context: TaskContext, { product, year, view }: ChainKey): Promise<ChainReading> {
  return context.once(JSON.stringify(['supplyChain', product, year, view]), async () => {
    const products = await readChainProducts(context, product);
    const below = [...products.values()];
    const minerals = [...new Set([...followedMinerals(products, product).values()].flat())];
    const traded = below.filter((one) => one.product.tradeYears.includes(year));
    const [trade, figures] = await Promise.all([
      Promise.all(
        traded.map(async ({ product: { slug } }) => {
          const key = { product: slug, years: [int(year)], importers: [], without: [], knownAt: view.knownAt };
          return [slug, await context.batch(reportedImports({ of: 'all' }), key)] as const;
        }),
      ),
      Promise.all(minerals.map((mineral) => context.batch(producersOfMineral, { mineral, year: int(year), ...view }))),
    ]);
    return { root: product, year, view, products, trade: new Map(trade), figures: figures.flat() };
  });
}
