import type { RequestContext, View } from '../../api/context.ts';
import { int } from '../../graph/graph.ts';
import { limitExceeded } from '../../api/errors.ts';
import { followedMinerals } from './minerals.ts';
import { flowsOfProduct, MAX_PRODUCTS, producersOfMineral, productsOfChain } from './queries.ts';
import type { ChainReading } from './record.ts';

/**
 * All that the graph holds about what a product is made from and who supplies it: three statements, run once in a request for
 * each product and year.
 *
 * @param product slug
 * @param year of the trade; figures of production are the newest not later than it
 * @throws GraphQLError LIMIT_EXCEEDED when it is made from more products than one request may follow
 */
export function readSupplyChain(
  context: RequestContext,
  product: string,
  year: number,
  view: View,
): Promise<ChainReading> {
  return context.once(JSON.stringify(['supplyChain', product, year, view]), async () => {
    const [below] = await context.batch(productsOfChain, { product });
    if (!below) throw new Error(`A known product, ${product}, gave no row.`);
    if (below.length > MAX_PRODUCTS)
      throw limitExceeded(
        'product',
        `'${product}' is made from more than ${MAX_PRODUCTS} products. Ask for one further down its chain.`,
      );
    const products = new Map(below.map((one) => [one.product.slug, one]));
    const minerals = [...new Set([...followedMinerals(products, product).values()].flat())];
    const traded = below.filter((one) => one.product.tradeYears.includes(year));
    const [trade, figures] = await Promise.all([
      Promise.all(
        traded.map(async ({ product: { slug } }) => {
          const key = { product: slug, year: int(year), ...view };
          return [slug, await context.batch(flowsOfProduct, key)] as const;
        }),
      ),
      Promise.all(minerals.map((mineral) => context.batch(producersOfMineral, { mineral, year: int(year), ...view }))),
    ]);
    return { root: product, year, view, products, trade: new Map(trade), figures: figures.flat() };
  });
}
