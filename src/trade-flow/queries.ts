import type { View } from '../context.ts';
import { countryColumns } from '../country/queries.ts';
import { countryRecord, type CountryRecord } from '../country/record.ts';
import { cypher, type Cypher } from '../graph/cypher.ts';
import { fulfilsWhere } from '../graph/predicate.ts';
import { batchStatement, statement, type BatchStatement, type Row, type Statement } from '../graph/statement.ts';
import { named } from '../spelling/named.ts';
import type { Clause } from '../graphql/where.ts';
import { productColumns } from '../product/queries.ts';
import { productRecord, type ProductRecord } from '../product/record.ts';
import { flowFigures, tradeFlowRecord, type FlowFigures, type TradeFlowRecord } from './record.ts';
import { inOrder, tablesOf, type TableScope } from './table.ts';

/** A flow's own columns, as `flowFigures` reads them. */
const figures = cypher`[flow.id, flow.hs, flow.year, flow.valueUsd, flow.tonnes, flow.confidence, flow.source]`;

/** A flow's own columns, then those of its ends; needs `flow`, `from`, `to` and `product` in scope. */
const flowColumns = cypher`[${figures}, ${countryColumns(cypher`from`)}, ${countryColumns(cypher`to`)}, ${productColumns(cypher`product`)}]`;

const ends = cypher`MATCH (from:Country)<-[:FROM]-(flow)-[:TO]->(to:Country), (flow)-[:OF]->(product:Product)`;

export const flowByKey = batchStatement<View & { key: string }, TradeFlowRecord>(
  'tradeFlow.byKey',
  cypher`UNWIND $keys AS key
MATCH (flow:TradeFlow {id: key.key})
${ends}
RETURN key.i, ${flowColumns}`,
  ([columns]) => tradeFlowRecord(columns as Row[]),
);

/** What other sources report of the same trade: the same code, year, exporter and importer. */
export interface CompetingKey {
  source: string;
  hs: string;
  year: unknown;
  exporter: string;
  importer: string;
  knownAt: string;
}

export const competingFlows = batchStatement<CompetingKey, TradeFlowRecord>(
  'tradeFlow.competing',
  cypher`UNWIND $keys AS key
MATCH (table:TradeTable) WHERE table.hs = key.hs AND table.year = key.year AND table.source <> key.source
  AND (table.recordedAt IS NULL OR table.recordedAt <= key.knownAt)
MATCH (flow:TradeFlow {id: table.id + ':' + key.exporter + ':' + key.importer})
WHERE flow.retractedAt IS NULL OR flow.retractedAt > key.knownAt
${ends}
RETURN key.i, ${flowColumns} ORDER BY ${inOrder}`,
  ([columns]) => tradeFlowRecord(columns as Row[]),
);

export type FlowOrder = 'VALUE' | 'ID';
export type Direction = 'ASC' | 'DESC';

/** Which end of a flow a country is. */
export type End = 'importer' | 'exporter';

const words: Record<Direction, { beyond: Cypher; start: Cypher; way: Cypher }> = {
  ASC: { beyond: cypher`>`, start: cypher`>=`, way: cypher`ASC` },
  DESC: { beyond: cypher`<`, start: cypher`<=`, way: cypher`DESC` },
};

const sortedBy: Record<FlowOrder, Cypher> = { VALUE: cypher`flow.valueUsd`, ID: cypher`flow.id` };

/** The order of a whole list; flows of the same value are sorted by identifier. */
const sorted: Record<FlowOrder, (way: Cypher) => Cypher> = {
  VALUE: (way) => cypher`flow.valueUsd ${way}, flow.id ${way}`,
  ID: (way) => cypher`flow.id ${way}`,
};

/** Which flows of one table: all of them, or those of one importer or exporter. */
type Ends = 'any' | End;

/** The flows of `table`, by way of the index that has them in order of value. */
const flowsOfTable: Record<Ends, (country: Cypher) => { match: Cypher; keys: Cypher[] }> = {
  any: () => ({
    match: cypher`MATCH (flow:TradeFlow) WHERE flow.table = table AND flow.valueUsd IS NOT NULL`,
    keys: [cypher`flow.table`],
  }),
  importer: (country) => ({
    match: cypher`MATCH (flow:TradeFlow) WHERE flow.table = table AND flow.importer = ${country} AND flow.valueUsd IS NOT NULL AND flow.exporter IS NOT NULL`,
    keys: [cypher`flow.table`, cypher`flow.importer`],
  }),
  exporter: (country) => ({
    match: cypher`MATCH (flow:TradeFlow) WHERE flow.table = table AND flow.exporter = ${country} AND flow.valueUsd IS NOT NULL AND flow.importer IS NOT NULL`,
    keys: [cypher`flow.table`, cypher`flow.exporter`],
  }),
};
const otherEnd: Record<End, Cypher> = { importer: cypher`flow.exporter`, exporter: cypher`flow.importer` };

/**
 * How the flows of one table are sorted. Within one table and for one country, by the other end is by identifier, and the index
 * has them so; the columns that are the same for all are named because only then is the order taken from the index.
 */
function orderInTable(of: Ends, keys: readonly Cypher[], order: FlowOrder, way: Cypher): Cypher {
  if (order === 'ID') return cypher`flow.id ${way}`;
  const last = of === 'any' ? cypher`flow.id` : otherEnd[of];
  return [...keys, cypher`flow.valueUsd`, last].map((key) => cypher`${key} ${way}`).join(', ') as Cypher;
}

/** Only what comes after the cursor. Given twice: the first form is one range that an index can begin at. */
const afterCursor = (order: FlowOrder, from: Cypher, { beyond, start }: { beyond: Cypher; start: Cypher }) =>
  cypher`(${from} IS NULL OR ${sortedBy[order]} ${start} ${from}[0])
      AND (${from} IS NULL OR ${sortedBy[order]} ${beyond} ${from}[0] OR flow.id ${beyond} ${from}[1])`;

/** `product` is a folded name, or null for all products; then `year` null means all years. */
export interface FlowsOfKey {
  country: string;
  product: string | null;
  year: unknown;
  knownAt: string;
  from: readonly unknown[] | null;
  limit: unknown;
}

/** A flow without the country that was asked for, and without the product where one was. */
export interface FlowOfRow {
  figures: FlowFigures;
  partner: CountryRecord;
  product: ProductRecord | null;
}
export interface FlowsOfRow {
  /** The product that was named; null when there is none of that name. */
  product: ProductRecord | null;
  flows: FlowOfRow[];
}

const scopeOfKey: Record<'product' | 'any', Cypher> = {
  product: cypher`UNWIND $keys AS key
${named(cypher`named`, cypher`Product`, cypher`key.product`, cypher`key.knownAt`)}
${tablesOf.codes(cypher`coalesce(named.hsCodes, [])`, cypher`key.year`, cypher`key.knownAt`)}`,
  any: cypher`UNWIND $keys AS key
${tablesOf.all(cypher`key.year`, cypher`key.knownAt`)}`,
};

/** The other end of a flow, and its product where none was named. */
const partnerOf: Record<End, Cypher> = {
  importer: cypher`(flow)-[:FROM]->(partner:Country)`,
  exporter: cypher`(flow)-[:TO]->(partner:Country)`,
};

function flowsOf(
  end: End,
  scope: 'product' | 'any',
  order: FlowOrder,
  direction: Direction,
): BatchStatement<FlowsOfKey, FlowsOfRow> {
  const { match, keys } = flowsOfTable[end](cypher`key.country`);
  const { way } = words[direction];
  const ofProduct = scope === 'product';
  return batchStatement(
    `tradeFlow.of.${end}.${scope}.${order}.${direction}`,
    cypher`${scopeOfKey[scope]}
CALL (key, tables) {
  UNWIND tables AS table
  CALL (key, table) {
    ${match}
      AND ${afterCursor(order, cypher`key.from`, words[direction])}
    RETURN flow ORDER BY ${orderInTable(end, keys, order, way)} LIMIT $most
  }
  WITH flow ORDER BY ${sorted[order](way)} LIMIT $most
  MATCH ${partnerOf[end]}${ofProduct ? cypher`` : cypher`, (flow)-[:OF]->(product:Product)`}
  WITH flow, partner${ofProduct ? cypher`` : cypher`, product`} ORDER BY ${sorted[order](way)}
  RETURN collect([${figures}, ${countryColumns(cypher`partner`)}, ${ofProduct ? cypher`null` : productColumns(cypher`product`)}]) AS flows
}
RETURN key.i, ${ofProduct ? cypher`CASE WHEN named IS NULL THEN null ELSE ${productColumns(cypher`named`)} END` : cypher`null`}, flows[0..key.limit]`,
    ([product, flows]) => ({
      product: product ? productRecord(product as Row) : null,
      flows: (flows as [Row, Row, Row | null][]).map(([own, partner, of]) => ({
        figures: flowFigures(own),
        partner: countryRecord(partner),
        product: of ? productRecord(of) : null,
      })),
    }),
  );
}

function table<K extends string, V>(keys: readonly K[], make: (key: K) => V): Record<K, V> {
  return Object.fromEntries(keys.map((key) => [key, make(key)])) as Record<K, V>;
}

const ENDS: readonly End[] = ['importer', 'exporter'];
const ORDERS: readonly FlowOrder[] = ['VALUE', 'ID'];
const DIRECTIONS: readonly Direction[] = ['ASC', 'DESC'];
const SCOPES = ['product', 'any'] as const;

/** A page of each country's flows: one fixed statement for each end, with or without a product, order and direction. */
export const flowsOfCountry = table(ENDS, (end) =>
  table(SCOPES, (scope) =>
    table(ORDERS, (order) => table(DIRECTIONS, (direction) => flowsOf(end, scope, order, direction))),
  ),
);

/** How many flows each country has, for `totalCount`. */
export const countFlowsOfCountry = table(ENDS, (end) =>
  table(SCOPES, (scope) =>
    batchStatement<Omit<FlowsOfKey, 'from' | 'limit'>, number>(
      `tradeFlow.countOf.${end}.${scope}`,
      cypher`${scopeOfKey[scope]}
CALL (key, tables) { UNWIND tables AS table ${flowsOfTable[end](cypher`key.country`).match} RETURN count(flow) AS flows }
RETURN key.i, flows`,
      ([flows]) => flows as number,
    ),
  ),
);

/**
 * What a condition pins down, so that an index answers: the tables by product or only by year or source, and one of the two
 * countries besides; `none` of it.
 */
export type Anchor = 'none' | TableAnchor;
export type TableAnchor = `${TableScope}.${Ends}`;

export interface FlowsParameters {
  slug: string | null;
  hsCode: string | null;
  year: unknown;
  /** The one source whose tables are meant; null for those that are shown, or all of them with `everySource`. */
  source: string | null;
  everySource: boolean;
  importer: string | null;
  exporter: string | null;
  where: Clause[] | null;
  /** Whether the condition is about names or the product's slug. */
  needsEnds: boolean;
  knownAt: string;
}
export interface FlowsPageParameters extends FlowsParameters {
  from: readonly unknown[] | null;
  limit: unknown;
}

const year = cypher`$year`;
const knownAt = cypher`$knownAt`;
const choice = { source: cypher`$source`, every: cypher`$everySource` };
const scopes: Record<TableScope, Cypher> = {
  codes: cypher`OPTIONAL MATCH (named:Product {slug: $slug})
${tablesOf.codes(cypher`CASE WHEN $hsCode IS NULL THEN coalesce(named.hsCodes, []) ELSE [$hsCode] END`, year, knownAt, choice)}`,
  all: tablesOf.all(year, knownAt, choice),
};

/** Whether `flow` fulfils `$where`; its ends are looked up only when the condition is about what the flow itself does not have. */
const fitting = cypher`CALL (flow) {
    WITH flow WHERE $where IS NULL RETURN true AS fits
    UNION ALL
    WITH flow WHERE $where IS NOT NULL
    OPTIONAL ${ends} WHERE $needsEnds
    WITH {\`product.slug\`: [product.slug], \`product.hsCode\`: [flow.hs], year: [flow.year], \`from.iso3\`: [flow.exporter],
      \`from.name\`: [from.name], \`to.iso3\`: [flow.importer], \`to.name\`: [to.name], valueUsd: [flow.valueUsd],
      tonnes: [flow.tonnes], source: [flow.source]} AS candidate
    WHERE ${fulfilsWhere}
    RETURN true AS fits
  }`;

/** Which flows an anchor leads to: the tables, and how the flows of one of them are found and sorted. */
function anchored(anchor: TableAnchor): { scope: Cypher; of: Ends; match: Cypher; keys: Cypher[] } {
  const [scope, of] = anchor.split('.') as [TableScope, Ends];
  const country = of === 'importer' ? cypher`$importer` : cypher`$exporter`;
  return { scope: scopes[scope], of, ...flowsOfTable[of](country) };
}

function flowsPage(
  anchor: Anchor,
  order: FlowOrder,
  direction: Direction,
): Statement<FlowsPageParameters, TradeFlowRecord> {
  const { way } = words[direction];
  const cut = cypher`ORDER BY ${sorted[order](way)} LIMIT $limit`;
  const after = afterCursor(order, cypher`$from`, words[direction]);
  const page = () => {
    if (anchor === 'none')
      return cypher`${scopes.all}
CALL (tables) {
  MATCH (flow:TradeFlow) WHERE ${sortedBy[order]} IS NOT NULL AND flow.table IN tables AND ${after}
  ${fitting}
  RETURN flow ${cut}
}`;
    const { scope, of, match, keys } = anchored(anchor);
    return cypher`${scope}
CALL (tables) {
  UNWIND tables AS table
  CALL (table) {
    ${match} AND ${after}
    ${fitting}
    RETURN flow ORDER BY ${orderInTable(of, keys, order, way)} LIMIT $limit
  }
  RETURN flow ${cut}
}`;
  };
  return statement(
    `tradeFlow.page.${anchor}.${order}.${direction}`,
    cypher`${page()}
${ends}
RETURN ${flowColumns} ORDER BY ${sorted[order](way)}`,
    ([columns]) => tradeFlowRecord(columns as Row[]),
  );
}

const TABLE_ANCHORS = ['codes', 'all'].flatMap((scope) =>
  ['any', 'importer', 'exporter'].map((of) => `${scope}.${of}` as TableAnchor),
);
const ANCHORS: readonly Anchor[] = ['none', ...TABLE_ANCHORS];

/** A page of all flows: one fixed statement for each anchor, order and direction. */
export const flowsByAnchor = table(ANCHORS, (anchor) =>
  table(ORDERS, (order) => table(DIRECTIONS, (direction) => flowsPage(anchor, order, direction))),
);

/** How many flows fulfil a condition, for `totalCount`; an index counts them alone where there is none. */
export const countFlowsByAnchor = table(TABLE_ANCHORS, (anchor) =>
  table(['all', 'fitting'] as const, (which) => {
    const { scope, match } = anchored(anchor);
    return statement<FlowsParameters, number>(
      `tradeFlow.count.${anchor}.${which}`,
      cypher`${scope}
CALL (tables) { UNWIND tables AS table ${match} ${which === 'fitting' ? fitting : cypher``} RETURN count(flow) AS flows }
RETURN flows`,
      ([flows]) => flows as number,
    );
  }),
);
