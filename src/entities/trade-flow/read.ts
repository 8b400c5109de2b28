import type { GraphQLResolveInfo } from 'graphql';
import { readCountries } from '../coalition/read.ts';
import type { RequestContext, View } from '../../api/context.ts';
import type { CountryRecord } from '../country/record.ts';
import { int } from '../../graph/graph.ts';
import { attempt, checkAll, checkEach } from '../../api/check.ts';
import { connection, readPage, type PageArguments } from '../../api/connection.ts';
import { badInput } from '../../api/errors.ts';
import { compileWhere } from '../../api/list/where.ts';
import type { ProductRecord } from '../product/record.ts';
import { checkNames } from '../../api/names/check-names.ts';
import { fold } from '../../lib/fold.ts';
import { whereWithKeys } from '../../api/names/in-where.ts';
import { requireKnown } from '../../api/names/suggest.ts';
import {
  competingFlows,
  countFlowsByAnchor,
  countFlowsOfCountry,
  flowsByAnchor,
  flowsOfCountry,
  flowSumsByEnd,
  flowSumsOfCountry,
  type Anchor,
  type Direction,
  type End,
  type FlowOrder,
  type FlowsKey,
} from './queries.ts';
import { noFlows, type TradeSumRecord, type TradeFlowConnectionRecord, type TradeFlowRecord } from './record.ts';

interface OrderArguments extends PageArguments {
  orderBy?: { field: FlowOrder; direction: Direction } | null;
}

function readOrder(args: OrderArguments, byDefault: { field: FlowOrder; direction: Direction }) {
  const { field, direction } = args.orderBy ?? byDefault;
  const order = `tradeFlow ${field} ${direction}`;
  const page = readPage(args, order);
  const opposite: Direction = direction === 'ASC' ? 'DESC' : 'ASC';
  return { field, direction: page.backward ? opposite : direction, order, page };
}

const edgeOf = (field: FlowOrder) => (flow: TradeFlowRecord) => ({
  node: flow,
  position: [field === 'VALUE' ? flow.valueUsd : flow.key, flow.key] as const,
  edge: {},
});

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

const largestFirst = (sums: readonly TradeSumRecord[]) =>
  [...sums].sort(
    (a, b) =>
      (b.valueUsd ?? -1) - (a.valueUsd ?? -1) || (a.product?.slug ?? '').localeCompare(b.product?.slug ?? '', 'en'),
  );

/**
 * A page of what a country imports or exports, of each product and year from the source that is shown.
 * @throws GraphQLError BAD_USER_INPUT for unknown names or paging arguments that cannot be used.
 */
export async function readFlowsOf(
  context: RequestContext,
  end: End,
  country: CountryRecord,
  args: CountryFlowsArguments,
  view: View,
): Promise<TradeFlowConnectionRecord> {
  const byDefault = { field: 'VALUE', direction: 'DESC' } as const;
  const placed = attempt(() => readOrder(args, byDefault));
  const goods = attempt(() => productNames(args));
  const partnersArgument = end === 'importer' ? 'from' : 'to';
  const others = attempt(() =>
    args.partners == null
      ? null
      : readCountries(context, partnersArgument, checkNames(partnersArgument, args.partners), view),
  );
  const { field, direction, order, page } = await placed.catch(() => readOrder({}, byDefault));
  const { argument, names } = await goods.catch(() => productNames({}));
  const partners = await others.catch(() => null);
  const asked = {
    country: country.key,
    partners: partners?.map(({ iso3 }) => iso3) ?? null,
    year: args.year == null ? null : int(args.year),
    knownAt: view.knownAt,
  };
  const scope = names === null ? 'any' : 'named';
  const key = { products: names?.map(fold) ?? null, ...asked };
  const position = { from: page.from, to: page.to, limit: int(page.limit) };
  const [row] = await context.batch(flowsOfCountry[end][scope][field][direction], { ...position, ...key });
  if (!row) throw new Error('A known country gave no row.');
  await checkAll(
    () => checkEach(row.named, (one, i) => requireKnown(one, context, argument, 'Product', names?.[i] ?? '')),
    () => goods,
    () => others,
    () => placed,
  );
  const named = [...new Map(row.named.flatMap((one) => (one ? [[one.key, one]] : []))).values()];
  const flows = row.flows.map(({ figures, partner, product: own }): TradeFlowRecord => {
    const product = own ?? named.find(({ hsCodes }) => hsCodes.includes(figures.hsCode));
    if (!product) throw new Error(`Trade flow ${figures.key} is of no product.`);
    return end === 'importer'
      ? { from: partner, to: country, product, ...figures }
      : { from: country, to: partner, product, ...figures };
  });
  const count = async () => (await context.batch(countFlowsOfCountry[end][scope], key))[0] ?? 0;
  const sums = async () => {
    const products = names === null ? null : named.map(({ slug }) => slug).sort();
    const found = await context.batch(flowSumsOfCountry[end], { products, ...asked });
    const without = named.filter(({ slug }) => !found.some(({ product }) => product?.slug === slug));
    return largestFirst([...found, ...without.map(noFlows)]);
  };
  return { ...connection(flows, page, order, count, edgeOf(field)), sums };
}

interface Equals {
  eq?: string | null;
}
interface FlowWhere {
  product?: { slug?: Equals | null; hsCode?: Equals | null } | null;
  year?: { eq?: number | null } | null;
  from?: { iso3?: Equals | null } | null;
  to?: { iso3?: Equals | null } | null;
  source?: Equals | null;
  and?: FlowWhere[] | null;
  or?: FlowWhere[] | null;
  not?: FlowWhere | null;
}

/** Whether a condition says anything of the source, however deep. */
const namesSource = (where: FlowWhere | null | undefined): boolean =>
  where != null &&
  (where.source != null || namesSource(where.not) || [...(where.and ?? []), ...(where.or ?? [])].some(namesSource));

/** What a condition can test that the flow itself does not have. */
const ofEnds = new Set(['product.slug', 'from.name', 'to.name']);

/** The equalities at the top of a condition that an index can answer, and what is left of the condition without them. */
function anchorOf(where: FlowWhere | null | undefined): {
  anchor: Anchor;
  parameters: Omit<FlowsKey, 'knownAt'>;
} {
  const hsCode = where?.product?.hsCode?.eq ?? null;
  const slug = hsCode === null ? (where?.product?.slug?.eq ?? null) : null;
  const year = where?.year?.eq ?? null;
  const source = where?.source?.eq ?? null;
  const importer = where?.to?.iso3?.eq ?? null;
  const exporter = importer === null ? (where?.from?.iso3?.eq ?? null) : null;
  const { product, from, to } = where ?? {};
  const rest: FlowWhere = {
    ...where,
    product: {
      ...product,
      ...(hsCode === null ? { slug: withoutEq(product?.slug) } : { hsCode: withoutEq(product?.hsCode) }),
    },
    year: withoutEq(where?.year),
    source: withoutEq(where?.source),
    to: { ...to, iso3: withoutEq(to?.iso3) },
    ...(exporter === null ? {} : { from: { ...from, iso3: withoutEq(from?.iso3) } }),
  };
  const compiled = compileWhere(rest);
  const parameters = {
    slug,
    hsCode,
    year: year !== null && Number.isInteger(year) ? int(year) : year,
    source,
    everySource: namesSource(where),
    importer,
    exporter,
    where: compiled,
    needsEnds: compiled?.some((clause) => clause.some(({ field }) => ofEnds.has(field))) ?? false,
  };
  const scope = slug === null && hsCode === null ? 'all' : 'codes';
  const of = importer !== null ? 'importer' : exporter !== null ? 'exporter' : 'any';
  const pinned = scope === 'codes' || of !== 'any' || year !== null || source !== null;
  return { anchor: pinned ? `${scope}.${of}` : 'none', parameters };
}

const withoutEq = <F extends object>(filter: F | null | undefined) => ({ ...filter, eq: null });

/**
 * A page of all trade flows that fulfil a condition: of each product and year those of the source that is shown, unless the
 * condition says something of the source.
 * @throws GraphQLError BAD_USER_INPUT for paging arguments and names in `where` that cannot be used.
 */
export async function readFlows(
  context: RequestContext,
  args: OrderArguments & { where?: FlowWhere | null },
  info: GraphQLResolveInfo,
): Promise<TradeFlowConnectionRecord> {
  const view = context.view(info);
  return readFlowsWhere(context, args, whereWithKeys(context, args.where, info, view), view);
}

/** The same with a condition whose names were read. */
async function readFlowsWhere(
  context: RequestContext,
  args: OrderArguments,
  keyed: Promise<FlowWhere | null>,
  { knownAt }: View,
): Promise<TradeFlowConnectionRecord> {
  const { product, year } = (await keyed.catch(() => null)) ?? {};
  const byDefault =
    (product?.slug?.eq ?? product?.hsCode?.eq) != null && year?.eq != null
      ? ({ field: 'VALUE', direction: 'DESC' } as const)
      : ({ field: 'ID', direction: 'ASC' } as const);
  const [{ field, direction, order, page }, { anchor, parameters }] = await checkAll(
    () => readOrder(args, byDefault),
    async () => anchorOf(await keyed),
  );
  const key = { ...parameters, knownAt };
  const position = { from: page.from, to: page.to, limit: int(page.limit) };
  const rows = await context.batch(flowsByAnchor[anchor][field][direction], { ...position, ...key });
  const counted = countFlowsByAnchor[anchor === 'none' ? 'all.any' : anchor][parameters.where ? 'fitting' : 'all'];
  const count = async () => (await context.batch(counted, key))[0] ?? 0;
  const sums = async () => {
    const { everySource, source, importer, exporter } = parameters;
    if (everySource && source === null)
      throw badInput(
        'where',
        'means several sources, so that the same trade would be added up more than once.',
        'Name one source with `source: {eq: …}`, or none.',
      );
    const end = importer !== null ? 'importer' : exporter !== null ? 'exporter' : 'any';
    return largestFirst(await context.batch(flowSumsByEnd[end], key));
  };
  return { ...connection(rows, page, order, count, edgeOf(field)), sums };
}

/** The same of one product: what `where` says of the product besides must hold too. */
export function readFlowsOfProduct(
  context: RequestContext,
  { slug }: ProductRecord,
  args: OrderArguments & { where?: FlowWhere | null },
  info: GraphQLResolveInfo,
): Promise<TradeFlowConnectionRecord> {
  const view = context.view(info);
  const ofProduct = async (): Promise<FlowWhere> => {
    const where = await whereWithKeys(context, args.where, info, view);
    const and = [...(where?.and ?? []), ...(where?.product ? [{ product: where.product }] : [])];
    return { ...where, and, product: { slug: { eq: slug } } };
  };
  return readFlowsWhere(context, args, ofProduct(), view);
}

/** What other sources report of the same trade, those that hold all flows first, then the newest. */
export function readCompeting(
  context: RequestContext,
  { source, hsCode, year, from, to }: TradeFlowRecord,
  { knownAt }: View,
): Promise<TradeFlowRecord[]> {
  const ends = { exporter: from.iso3, importer: to.iso3 };
  return context.batch(competingFlows, { source, hs: hsCode, year: int(year), ...ends, knownAt });
}
