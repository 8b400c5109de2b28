import type { ProductDependenceOrderField, OrderDirection } from '../../api/generated.ts';
import type { CoalitionRecord } from '../../entities/coalition/record.ts';
import type { RequestContext, View } from '../../api/context.ts';
import { countryByText } from '../../entities/country/queries.ts';
import type { CountryRecord } from '../../entities/country/record.ts';
import { checkAll, checkEach } from '../../api/check.ts';
import { attempt } from '../../lib/attempt.ts';
import { connection, cutPage, readPage, type PageArguments } from '../../api/connection.ts';
import { productByText } from '../../entities/product/queries.ts';
import type { ProductRecord } from '../../entities/product/record.ts';
import { readWithout } from '../../entities/source/read.ts';
import { checkNames } from '../../api/names/check-names.ts';
import { fold } from '../../lib/fold.ts';
import { requireKnown } from '../../api/names/suggest.ts';
import type { Prefetch } from './prefetch.ts';
import { productsWithTrade } from './queries/years.ts';
import { rank } from './rank.ts';
import { dependenceOfCoalition, dependenceOfCountry, type DependenceArguments } from './read.ts';
import type { DependenceConnectionRecord, DependenceRecord } from './record.ts';
import { nearestYear } from '../../lib/years.ts';

/** Arguments of the field `dependences`. */
export interface DependencesArguments extends Omit<DependenceArguments, 'product'>, PageArguments {
  /** Names of products; without any, all that have trade. */
  products?: readonly string[] | null;
  minShare?: number | null;
  orderBy?: { field: ProductDependenceOrderField; direction?: OrderDirection | null } | null;
}

/** The products of those names, each once. @throws GraphQLError BAD_USER_INPUT for a name that means nothing. */
async function readProducts(
  context: RequestContext,
  argument: string,
  names: readonly string[],
  view: View,
): Promise<ProductRecord[]> {
  const found = await checkEach(checkNames(argument, names), async (name) => {
    const [product] = await context.batch(productByText, { text: fold(name), ...view });
    return requireKnown(product, context, argument, 'Product', name);
  });
  return [...new Map(found.map((product) => [product.key, product])).values()];
}

/** The products that are asked about, and all calendar years for which one of them has trade. */
async function measuredProducts(
  context: RequestContext,
  { products, year }: DependencesArguments,
  without: string[],
  view: View,
): Promise<{ products: ProductRecord[]; years: number[] }> {
  if (products != null) {
    const named = await readProducts(context, 'products', products, view);
    return { products: named, years: named.flatMap(({ tradeYears }) => tradeYears) };
  }
  const traded = await context.batch(productsWithTrade, { knownAt: view.knownAt, without });
  return {
    products: traded.filter(({ years }) => year == null || years.includes(year)).map(({ product }) => product),
    years: traded.flatMap(({ years }) => years),
  };
}

const dependenceOf = (
  context: RequestContext,
  importer: CountryRecord | CoalitionRecord,
  args: DependenceArguments,
  view: View,
  along: Prefetch,
): Promise<DependenceRecord> =>
  importer.__typename === 'Country'
    ? dependenceOfCountry(context, importer, args, view, along)
    : dependenceOfCoalition(context, importer, args, view, along);

/**
 * How much of what a country or coalition imports comes from one country, product by product. There are few products: all are
 * measured by one statement for all importers of a level, and ranked here.
 * @throws GraphQLError BAD_USER_INPUT for unknown names and bad paging.
 */
export async function readDependences(
  context: RequestContext,
  importer: CountryRecord | CoalitionRecord,
  args: DependencesArguments,
  view: View,
  along: Prefetch,
): Promise<DependenceConnectionRecord> {
  const { basis, method, year } = args;
  const field = args.orderBy?.field ?? 'SHARE';
  const direction = args.orderBy?.direction ?? (field === 'SHARE' ? 'DESC' : 'ASC');
  const order = `dependences ${method} ${field} ${direction}`;
  const leftOut = attempt(() => readWithout(context, args.without));
  const [on, { products, years }, without, page] = await checkAll(
    async () =>
      requireKnown(
        (await context.batch(countryByText, { text: fold(args.on), ...view }))[0],
        context,
        'on',
        'Country',
        args.on,
      ),
    async () => measuredProducts(context, args, await leftOut.catch(() => []), view),
    () => leftOut,
    () => readPage(args, order),
  );
  const dependences = await Promise.all(
    products.map(({ slug }) =>
      dependenceOf(
        context,
        importer,
        { on: on.iso3, product: slug, basis, method, without, year: year ?? null },
        view,
        along,
      ),
    ),
  );
  const byName = ({ product: { name, slug } }: DependenceRecord) => [name, slug] as const;
  const ranked = await rank(context, dependences, args, { field, direction, byName }, view);
  const upwards = (direction === 'ASC') !== page.backward;
  const noTrade = dependences.every(({ tables }) => tables.tables.length === 0);
  return {
    ...connection(
      cutPage(ranked, page, upwards),
      page,
      order,
      () => ranked.length,
      (one) => ({ ...one, edge: {} }),
    ),
    missing: noTrade && ranked.every(({ share }) => share === null) ? 'NOT_AVAILABLE' : null,
    nearestYear: noTrade ? nearestYear(years, year ?? null) : null,
    coalitions: () => Promise.resolve([]),
  };
}
