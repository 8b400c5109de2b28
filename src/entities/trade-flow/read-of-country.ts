import type { GraphQLResolveInfo } from 'graphql';
import { checkAll, checkEach } from '../../api/check.ts';
import { attempt } from '../../lib/attempt.ts';
import { connection } from '../../api/connection.ts';
import type { RequestContext, View } from '../../api/context.ts';
import { badInput } from '../../api/errors.ts';
import { checkNames } from '../../api/names/check-names.ts';
import { requireKnown } from '../../api/names/suggest.ts';
import { asksForPage } from '../../api/selection.ts';
import { int } from '../../graph/graph.ts';
import { fold } from '../../lib/fold.ts';
import { readCountries } from '../coalition/read.ts';
import type { CountryRecord } from '../country/record.ts';
import type { ProductRecord } from '../product/record.ts';
import type { End } from './flows-of-table.ts';
import { edgeOf, largestFirst, readOrder, type Order, type OrderArguments } from './order.ts';
import {
  countFlowsOfCountry,
  flowsOfCountry,
  flowSumsOfCountry,
  type FlowOfRow,
  type SumsOfKey,
} from './queries-of-country.ts';
import { noFlows, type TradeFlowConnectionRecord, type TradeFlowRecord, type TradeSumRecord } from './record.ts';

/** Arguments of the fields `imports` and `exports`; names as the caller wrote them. */
export interface CountryFlowsArguments extends OrderArguments {
  product?: string | null;
  products?: readonly string[] | null;
  /** Names of countries or coalitions at the other end. */
  partners?: readonly string[] | null;
  year?: number | null;
}

/** The argument that names products, and the names. */
function productNames({ product, products }: CountryFlowsArguments) {
  if (product != null && products != null)
    throw badInput('products', 'cannot be used together with "product".', 'Give all of them as "products".');
  if (product != null) return { argument: 'product', names: [product] };
  return { argument: 'products', names: products == null ? null : checkNames('products', products) };
}

const byDefault: Order = { field: 'VALUE', direction: 'DESC' };

/**
 * A page of what a country imports or exports, of each product and year from the source that is shown.
 * @throws GraphQLError BAD_USER_INPUT for unknown names or paging arguments that cannot be used.
 */
export async function readFlowsOf(
  context: RequestContext,
  end: End,
  country: CountryRecord,
  args: CountryFlowsArguments,
  info: GraphQLResolveInfo,
): Promise<TradeFlowConnectionRecord> {
  const view = context.view(info);
  const placed = attempt(() => readOrder(args, byDefault));
  const goods = attempt(() => productNames(args));
  const others = attempt(() => readPartners(context, end, args.partners, view));
  const { field, direction, order, page } = await placed.catch(() => readOrder({}, byDefault));
  const { argument, names } = await goods.catch(() => productNames({}));
  const asked = {
    country: country.key,
    partners: await others.catch(() => null),
    year: args.year == null ? null : int(args.year),
    knownAt: view.knownAt,
  };
  const scope = names === null ? 'any' : 'named';
  const key = { products: names?.map(fold) ?? null, ...asked };
  const position = { from: page.from, to: page.to, limit: int(asksForPage(info) ? page.limit : 0) };
  const [row] = await context.batch(flowsOfCountry({ end, scope, order: field, direction }), { ...position, ...key });
  if (!row) throw new Error('A known country gave no row.');
  await checkAll(
    () => checkEach(row.named, (one, i) => requireKnown(one, context, argument, 'Product', names?.[i] ?? '')),
    () => goods,
    () => others,
    () => placed,
  );
  const named = [...new Map(row.named.flatMap((one) => (one ? [[one.key, one]] : []))).values()];
  const flows = row.flows.map((flow) => flowOf(end, country, named, flow));
  const count = async () => (await context.batch(countFlowsOfCountry({ end, scope }), key))[0] ?? 0;
  const sums = () => readSums(context, end, asked, names === null ? null : named);
  return { ...connection(flows, page, order, count, edgeOf(field)), sums };
}

/** Alpha-3 codes of the countries at the other end; null for all. */
async function readPartners(
  context: RequestContext,
  end: End,
  partners: CountryFlowsArguments['partners'],
  view: View,
): Promise<string[] | null> {
  if (partners == null) return null;
  const argument = end === 'importer' ? 'from' : 'to';
  const countries = await readCountries(context, argument, checkNames(argument, partners), view);
  return countries.map(({ iso3 }) => iso3);
}

/** A flow with both its ends, and the product among those named where it does not come with its own. */
function flowOf(
  end: End,
  country: CountryRecord,
  named: readonly ProductRecord[],
  { figures, partner, product: own }: FlowOfRow,
): TradeFlowRecord {
  const product = own ?? named.find(({ hsCodes }) => hsCodes.includes(figures.hsCode));
  if (!product) throw new Error(`Trade flow ${figures.key} is of no product.`);
  const [from, to] = end === 'importer' ? [partner, country] : [country, partner];
  return { from, to, product, ...figures };
}

/** What a country's flows add up to, product by product: of all products, or of those named, with those that it has none of. */
async function readSums(
  context: RequestContext,
  end: End,
  asked: Omit<SumsOfKey, 'products'>,
  named: readonly ProductRecord[] | null,
): Promise<TradeSumRecord[]> {
  const products = named?.map(({ slug }) => slug).sort() ?? null;
  const found = await context.batch(flowSumsOfCountry({ end }), { products, ...asked });
  const without = named?.filter(({ slug }) => !found.some(({ product }) => product?.slug === slug)) ?? [];
  return largestFirst([...found, ...without.map(noFlows)]);
}
