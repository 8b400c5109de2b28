import { lookThrough, type LookThrough } from '../analysis/look-through.ts';
import type { RequestContext, View } from '../context.ts';
import { int } from '../graph/graph.ts';
import { limitExceeded } from '../graphql/errors.ts';
import { buildSupplyChain, mineralsOf, type BuildOptions } from './build.ts';
import { flowsOfProduct, MOST_PRODUCTS, producersOfMineral, productsOfChain } from './queries.ts';
import type { BuiltChain, ChainReading } from './record.ts';

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
  return context.remember(JSON.stringify(['supplyChain', product, year, view]), async () => {
    const [below] = await context.batch(productsOfChain, { product });
    if (!below) throw new Error(`A known product, ${product}, gave no row.`);
    if (below.length > MOST_PRODUCTS)
      throw limitExceeded(
        'product',
        `'${product}' is made from more than ${MOST_PRODUCTS} products. Ask for one further down its chain.`,
      );
    const products = new Map(below.map((one) => [one.product.slug, one]));
    const followed = products.get(product)?.followedMineral ?? null;
    const minerals = [...new Set(below.flatMap((one) => mineralsOf(one, followed)))];
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

/** Chains that one request may have built: each takes some milliseconds in which nothing else is answered. */
const MOST_CHAINS = 200;

/**
 * The chain built from a reading, once in a request for each way to build it.
 * @throws GraphQLError LIMIT_EXCEEDED when one request asks for too many of them.
 */
export function builtChain(context: RequestContext, reading: ChainReading, options: BuildOptions): BuiltChain {
  const built = context.remember('builtChains', () => ({ count: 0 }));
  return context.remember(keyOf(reading, options), () => {
    if (++built.count > MOST_CHAINS)
      throw limitExceeded(
        'chains',
        `The operation needs more than ${MOST_CHAINS} supply chains. Ask for fewer products, years, ranges or sensitivities at once.`,
      );
    return buildSupplyChain(reading, options);
  });
}

/**
 * What the users of a chain's root depend on a country for, looking through all their suppliers; solved once in a request for all
 * users. A user that the chain does not know depends on nobody known: all of it is unknown.
 */
export function lookThroughOf(
  context: RequestContext,
  reading: ChainReading,
  options: BuildOptions,
  user: string,
  on: string,
): LookThrough {
  const { root } = reading;
  const built = builtChain(context, reading, options);
  const solved = context.remember(`${keyOf(reading, options)} ${on}`, () => {
    const users = built.chain.nodes.filter(({ product, maker }) => product === root && !maker);
    return new Map(lookThrough(built.chain, users, on).map((one) => [one.country, one]));
  });
  return (
    solved.get(built.user(user)) ?? {
      country: user,
      product: root,
      direct: 0,
      lookThrough: 0,
      elsewhere: 0,
      unknown: 1,
    }
  );
}

const keyOf = ({ root, year, view }: ChainReading, { basis, without, users, group, choice }: BuildOptions) =>
  JSON.stringify([
    'builtChain',
    root,
    year,
    view,
    basis,
    [...(without ?? [])].sort(),
    users,
    group,
    [...(choice ?? [])],
  ]);
