import type { GraphQLResolveInfo } from 'graphql';
import { checkAll } from '../../api/check.ts';
import { connection } from '../../api/connection.ts';
import type { RequestContext, View } from '../../api/context.ts';
import { badInput } from '../../api/errors.ts';
import { whereWithKeys } from '../../api/names/in-where.ts';
import { asksForPage } from '../../api/selection.ts';
import { int } from '../../graph/graph.ts';
import { expectFound } from '../../lib/expect-found.ts';
import type { ProductRecord } from '../product/record.ts';
import { readCondition, type FlowWhere } from './anchor.ts';
import { edgeOf, largestFirst, readOrder, type Order, type OrderArguments } from './order.ts';
import { tableId } from './load.ts';
import { reportsOfTrade, tableByKey } from './queries.ts';
import { countFlowsWhere, flowsWhere, flowSumsWhere, type Anchor, type FlowsKey } from './queries-where.ts';
import type { FlowTable, TradeFlowConnectionRecord, TradeFlowRecord, TradeReport, TradeSumRecord } from './record.ts';

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
  return readFlowsWhere(context, args, whereWithKeys(context, args.where, info, view), info);
}

/** The same with a condition whose names were read. */
async function readFlowsWhere(
  context: RequestContext,
  args: OrderArguments,
  keyed: Promise<FlowWhere | null>,
  info: GraphQLResolveInfo,
): Promise<TradeFlowConnectionRecord> {
  const { knownAt } = context.view(info);
  const { product, year } = (await keyed.catch(() => null)) ?? {};
  const isOneTable = (product?.slug?.eq ?? product?.hsCode?.eq) != null && year?.eq != null;
  const byDefault = isOneTable ? byValue : byId;
  const [{ field, direction, order, page }, { anchor, parameters }] = await checkAll(
    () => readOrder(args, byDefault),
    async () => readCondition(await keyed),
  );
  const key = { ...parameters, knownAt };
  const position = { from: page.from, to: page.to, limit: int(page.limit) };
  const read = flowsWhere(anchor, { order: field, direction });
  const rows = asksForPage(info) ? await context.batch(read, { ...position, ...key }) : [];
  const which = parameters.where ? 'fitting' : 'all';
  const among = anchor ?? everything;
  const counted = countFlowsWhere({ ...among, which });
  const count = async () => (await context.batch(counted, key))[0] ?? 0;
  const sums = () => readSums(context, among, key);
  return { ...connection(rows, page, order, count, edgeOf(field)), sums };
}

const byValue: Order = { field: 'VALUE', direction: 'DESC' };
const byId: Order = { field: 'ID', direction: 'ASC' };
const everything: Anchor = { scope: 'all', of: 'any' };

async function readSums(context: RequestContext, { of }: Anchor, key: FlowsKey): Promise<TradeSumRecord[]> {
  if (key.everySource && key.source === null)
    throw badInput(
      'where',
      'means several sources, so that the same trade would be added up more than once.',
      'Name one source with `source: {eq: …}`, or none.',
    );
  return largestFirst(await context.batch(flowSumsWhere({ of }), key));
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
  return readFlowsWhere(context, args, ofProduct(), info);
}

/** The table that a flow stands in. */
export async function readTable(
  context: RequestContext,
  { source, hsCode, year }: TradeFlowRecord,
): Promise<FlowTable> {
  const id = tableId({ source, hs: hsCode, year });
  return expectFound((await context.batch(tableByKey, { key: id }))[0], id);
}

/** What all sources report of the trade that a flow is of, itself among them, in the order in which they are preferred. */
export function readReports(
  context: RequestContext,
  { hsCode, year, from, to }: TradeFlowRecord,
  { knownAt }: View,
): Promise<TradeReport[]> {
  const ends = { exporter: from.iso3, importer: to.iso3 };
  return context.batch(reportsOfTrade, { hs: hsCode, year: int(year), ...ends, knownAt });
}
