import type { RequestContext, View } from '../context.ts';
import type { CountryRecord } from '../country/record.ts';
import { int } from '../graph/graph.ts';
import { connection, readPage, type PageArguments } from '../graphql/connection.ts';
import { compileWhere } from '../graphql/where.ts';
import { fold } from '../spelling/fold.ts';
import { unknownName } from '../spelling/suggest.ts';
import {
  competingFlows,
  countFlowsByAnchor,
  countFlowsOfCountry,
  flowsByAnchor,
  flowsOfCountry,
  type Anchor,
  type Direction,
  type End,
  type FlowOrder,
  type FlowsParameters,
} from './queries.ts';
import type { TradeFlowConnectionRecord, TradeFlowRecord } from './record.ts';

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

/**
 * A page of what a country imports or exports, of each product and year from the source that is shown.
 * @throws GraphQLError BAD_USER_INPUT for an unknown product or paging arguments that cannot be used.
 */
export async function readFlowsOf(
  context: RequestContext,
  end: End,
  country: CountryRecord,
  args: OrderArguments & { product?: string | null; year?: number | null },
  { knownAt }: View,
): Promise<TradeFlowConnectionRecord> {
  const { field, direction, order, page } = readOrder(args, { field: 'VALUE', direction: 'DESC' });
  const scope = args.product == null ? 'any' : 'product';
  const key = {
    country: country.key,
    product: args.product == null ? null : fold(args.product),
    year: args.year == null ? null : int(args.year),
    knownAt,
  };
  const [row] = await context.batch(flowsOfCountry[end][scope][field][direction], {
    ...key,
    from: page.from,
    to: page.to,
    limit: int(page.limit),
  });
  if (!row) throw new Error('A known country gave no row.');
  if (args.product != null && !row.product) throw await unknownName(context, 'product', 'Product', args.product);
  const flows = row.flows.map(({ figures, partner, product: own }): TradeFlowRecord => {
    const product = row.product ?? own;
    if (!product) throw new Error(`Trade flow ${figures.key} is of no product.`);
    return end === 'importer'
      ? { from: partner, to: country, product, ...figures }
      : { from: country, to: partner, product, ...figures };
  });
  const count = async () => (await context.batch(countFlowsOfCountry[end][scope], key))[0] ?? 0;
  return connection(flows, page, order, count, edgeOf(field));
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
export function anchorOf(where: FlowWhere | null | undefined): {
  anchor: Anchor;
  parameters: Omit<FlowsParameters, 'knownAt'>;
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
 * @throws GraphQLError BAD_USER_INPUT for paging arguments that cannot be used.
 */
export async function readFlows(
  context: RequestContext,
  args: OrderArguments & { where?: FlowWhere | null },
  { knownAt }: View,
): Promise<TradeFlowConnectionRecord> {
  const { anchor, parameters } = anchorOf(args.where);
  const { slug, hsCode, year } = parameters;
  const byDefault =
    (slug !== null || hsCode !== null) && year !== null
      ? ({ field: 'VALUE', direction: 'DESC' } as const)
      : ({ field: 'ID', direction: 'ASC' } as const);
  const { field, direction, order, page } = readOrder(args, byDefault);
  const rows = await context.read(flowsByAnchor[anchor][field][direction], {
    ...parameters,
    knownAt,
    from: page.from,
    to: page.to,
    limit: int(page.limit),
  });
  const counted = countFlowsByAnchor[anchor === 'none' ? 'all.any' : anchor][parameters.where ? 'fitting' : 'all'];
  const count = async () => (await context.read(counted, { ...parameters, knownAt }))[0] ?? 0;
  return connection(rows, page, order, count, edgeOf(field));
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
