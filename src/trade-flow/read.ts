import type { RequestContext } from '../context.ts';
import type { CountryRecord } from '../country/record.ts';
import { int } from '../graph/graph.ts';
import { connection, readPage, type PageArguments } from '../graphql/connection.ts';
import { compileWhere } from '../graphql/where.ts';
import { fold } from '../spelling/fold.ts';
import { unknownName } from '../spelling/suggest.ts';
import {
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
 * A page of what a country imports or exports.
 * @throws GraphQLError BAD_USER_INPUT for an unknown product or paging arguments that cannot be used.
 */
export async function readFlowsOf(
  context: RequestContext,
  end: End,
  country: CountryRecord,
  args: OrderArguments & { product?: string | null; year?: number | null },
): Promise<TradeFlowConnectionRecord> {
  const { field, direction, order, page } = readOrder(args, { field: 'VALUE', direction: 'DESC' });
  const scope = args.product == null ? 'any' : 'product';
  const key = {
    country: country.key,
    product: args.product == null ? null : fold(args.product),
    year: args.year == null ? null : int(args.year),
  };
  const [row] = await context.batch(flowsOfCountry[end][scope][field][direction], {
    ...key,
    from: page.from,
    limit: int(page.limit),
  });
  if (!row?.productFound) throw await unknownName(context, 'product', 'Product', args.product ?? '');
  const count = async () => (await context.batch(countFlowsOfCountry[end][scope], key))[0] ?? 0;
  return connection(row.flows, page, order, count, edgeOf(field));
}

interface FlowWhere {
  product?: { slug?: Equals | null; hsCode?: Equals | null } | null;
  year?: { eq?: number | null } | null;
  from?: { iso3?: Equals | null } | null;
  to?: { iso3?: Equals | null } | null;
}
interface Equals {
  eq?: string | null;
}

/** The top-level equalities of a condition that an index can answer. */
export function anchorOf(where: FlowWhere | null | undefined): {
  anchor: Anchor;
  parameters: Omit<FlowsParameters, 'where'>;
} {
  const hsCode = where?.product?.hsCode?.eq ?? null;
  const slug = hsCode === null ? (where?.product?.slug?.eq ?? null) : null;
  const year = where?.year?.eq ?? null;
  const importer = where?.to?.iso3?.eq ?? null;
  const exporter = where?.from?.iso3?.eq ?? null;
  const parameters = {
    slug,
    hsCode,
    year: year !== null && Number.isInteger(year) ? int(year) : year,
    importer,
    exporter,
  };
  if (slug === null && hsCode === null) return { anchor: 'none', parameters };
  if (year === null) return { anchor: 'product', parameters };
  if (importer !== null) return { anchor: 'productYearImporter', parameters };
  return { anchor: exporter === null ? 'productYear' : 'productYearExporter', parameters };
}

/**
 * A page of all trade flows that fulfil a condition.
 * @throws GraphQLError BAD_USER_INPUT for paging arguments that cannot be used.
 */
export async function readFlows(
  context: RequestContext,
  args: OrderArguments & { where?: FlowWhere | null },
): Promise<TradeFlowConnectionRecord> {
  const { anchor, parameters } = anchorOf(args.where);
  const anchored = anchor !== 'none' && anchor !== 'product';
  const byDefault = anchored
    ? ({ field: 'VALUE', direction: 'DESC' } as const)
    : ({ field: 'ID', direction: 'ASC' } as const);
  const { field, direction, order, page } = readOrder(args, byDefault);
  const where = compileWhere(args.where);
  const rows = await context.read(flowsByAnchor[anchor][field][direction], {
    ...parameters,
    where,
    from: page.from,
    limit: int(page.limit),
  });
  const count = async () => (await context.read(countFlowsByAnchor[anchor], { ...parameters, where }))[0] ?? 0;
  return connection(rows, page, order, count, edgeOf(field));
}
