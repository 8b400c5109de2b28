import type { OrderDirection, TradeFlowOrderField } from '../../api/generated.ts';
import type { View } from '../../api/context.ts';
import { countryColumns } from '../country/queries.ts';
import { countryRecord, type CountryRecord } from '../country/record.ts';
import { cypher, type Cypher } from '../../graph/cypher.ts';
import type { PageBounds } from '../../graph/page.ts';
import { fulfils } from '../../api/list/predicate.ts';
import { batchStatement, groupStatement, type BatchStatement, type Columns } from '../../graph/statement.ts';
import { matchByName } from '../../api/names/match-by-name.ts';
import type { Clause } from '../../api/list/where.ts';
import { productColumns } from '../product/queries.ts';
import { productRecord, type ProductRecord } from '../product/record.ts';
import {
  flowFigures,
  flowSumsRecord,
  tradeFlowRecord,
  type FlowFigures,
  type TradeSumRecord,
  type TradeFlowRecord,
} from './record.ts';
import { inOrder, tablesOf, type TableScope } from './table.ts';
import { recorded } from '../../graph/validity.ts';

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
  ([columns]) => tradeFlowRecord(columns as Columns[]),
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
  AND (${recorded(cypher`table`, cypher`key.knownAt`)})
MATCH (flow:TradeFlow {id: table.id + ':' + key.exporter + ':' + key.importer})
WHERE flow.retractedAt IS NULL OR flow.retractedAt > key.knownAt
${ends}
RETURN key.i, ${flowColumns} ORDER BY ${inOrder}`,
  ([columns]) => tradeFlowRecord(columns as Columns[]),
);

export type FlowOrder = TradeFlowOrderField;
export type Direction = OrderDirection;

/** Which end of a flow a country is. */
export type End = 'importer' | 'exporter';

type Words = Record<'beyond' | 'start' | 'short' | 'end' | 'way', Cypher>;

const words: Record<Direction, Words> = {
  ASC: { beyond: cypher`>`, start: cypher`>=`, short: cypher`<`, end: cypher`<=`, way: cypher`ASC` },
  DESC: { beyond: cypher`<`, start: cypher`<=`, short: cypher`>`, end: cypher`>=`, way: cypher`DESC` },
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

/** Only what stands between the cursors of a page. Each is given twice: the first form is one range that an index can take. */
function betweenCursors(order: FlowOrder, from: Cypher, to: Cypher, { beyond, start, short, end }: Words): Cypher {
  const value = sortedBy[order];
  return cypher`(${from} IS NULL OR ${value} ${start} ${from}[0])
      AND (${from} IS NULL OR ${value} ${beyond} ${from}[0] OR flow.id ${beyond} ${from}[1])
      AND (${to} IS NULL OR ${value} ${end} ${to}[0])
      AND (${to} IS NULL OR ${value} ${short} ${to}[0] OR flow.id ${short} ${to}[1])`;
}

/** What is asked of a country's flows; `year` null means all years. */
interface CountryFlowsKey {
  country: string;
  /** Alpha-3 codes of the countries at the other end; null for all. */
  partners: readonly string[] | null;
  year: unknown;
  knownAt: string;
}

/** `products` are folded names, or null for all products. */
export interface FlowsOfKey extends CountryFlowsKey, PageBounds {
  products: readonly string[] | null;
}

/** A flow without the country that was asked for, and without the product where some were named. */
interface FlowOfRow {
  figures: FlowFigures;
  partner: CountryRecord;
  product: ProductRecord | null;
}
export interface FlowsOfRow {
  /** What each name means, in their order; null when there is no product of that name. */
  named: (ProductRecord | null)[];
  flows: FlowOfRow[];
}

const scopeOfKey: Record<'named' | 'any', Cypher> = {
  named: cypher`UNWIND $keys AS key
CALL (key) {
  UNWIND key.products AS text
  ${matchByName(cypher`product`, cypher`Product`, cypher`text`, cypher`key.knownAt`)}
  ${tablesOf.codes(cypher`coalesce(product.hsCodes, [])`, cypher`key.year`, cypher`key.knownAt`)}
  WITH collect([CASE WHEN product IS NULL THEN null ELSE ${productColumns(cypher`product`)} END]) AS named, collect(tables) AS some
  RETURN named, reduce(tables = [], more IN some | tables + [table IN more WHERE NOT table IN tables]) AS tables
}`,
  any: cypher`UNWIND $keys AS key
${tablesOf.all(cypher`key.year`, cypher`key.knownAt`)}`,
};

/** Whether the other end of a flow of `key.country` is one of those asked. */
const withPartner = (end: End) => cypher`(key.partners IS NULL OR ${otherEnd[end]} IN key.partners)`;

/** The other end of a flow, and its product where none was named. */
const partnerOf: Record<End, Cypher> = {
  importer: cypher`(flow)-[:FROM]->(partner:Country)`,
  exporter: cypher`(flow)-[:TO]->(partner:Country)`,
};

function flowsOf(
  end: End,
  scope: 'named' | 'any',
  order: FlowOrder,
  direction: Direction,
): BatchStatement<FlowsOfKey, FlowsOfRow> {
  const { match, keys } = flowsOfTable[end](cypher`key.country`);
  const { way } = words[direction];
  const areNamed = scope === 'named';
  return batchStatement(
    `tradeFlow.of.${end}.${scope}.${order}.${direction}`,
    cypher`${scopeOfKey[scope]}
CALL (key, tables) {
  UNWIND tables AS table
  CALL (key, table) {
    ${match} AND ${withPartner(end)}
      AND ${betweenCursors(order, cypher`key.from`, cypher`key.to`, words[direction])}
    RETURN flow ORDER BY ${orderInTable(end, keys, order, way)} LIMIT $max
  }
  WITH flow ORDER BY ${sorted[order](way)} LIMIT $max
  MATCH ${partnerOf[end]}${areNamed ? cypher`` : cypher`, (flow)-[:OF]->(product:Product)`}
  WITH flow, partner${areNamed ? cypher`` : cypher`, product`} ORDER BY ${sorted[order](way)}
  RETURN collect([${figures}, ${countryColumns(cypher`partner`)}, ${areNamed ? cypher`null` : productColumns(cypher`product`)}]) AS flows
}
RETURN key.i, ${areNamed ? cypher`named` : cypher`[]`}, flows[0..key.limit]`,
    ([products, flows]) => ({
      named: (products as [Columns | null][]).map(([product]) => (product ? productRecord(product) : null)),
      flows: (flows as [Columns, Columns, Columns | null][]).map(([own, partner, of]) => ({
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
const SCOPES = ['named', 'any'] as const;

/** A page of each country's flows: one fixed statement for each end, with or without names of products, order and direction. */
export const flowsOfCountry = table(ENDS, (end) =>
  table(SCOPES, (scope) =>
    table(ORDERS, (order) => table(DIRECTIONS, (direction) => flowsOf(end, scope, order, direction))),
  ),
);

/** How many flows each country has, for `totalCount`. */
export const countFlowsOfCountry = table(ENDS, (end) =>
  table(SCOPES, (scope) =>
    batchStatement<Omit<FlowsOfKey, keyof PageBounds>, number>(
      `tradeFlow.countOf.${end}.${scope}`,
      cypher`${scopeOfKey[scope]}
CALL (key, tables) {
  UNWIND tables AS table
  ${flowsOfTable[end](cypher`key.country`).match} AND ${withPartner(end)}
  RETURN count(flow) AS flows
}
RETURN key.i, flows`,
      ([flows]) => flows as number,
    ),
  ),
);

/** Sums of the flows bound to `flow`; columns as `flowSumsRecord` reads them. */
const sums = cypher`[sum(flow.valueUsd), CASE WHEN count(flow.tonnes) > 0 THEN sum(flow.tonnes) END, count(flow.tonnes), count(flow),
    min(flow.year), max(flow.year)]`;

/** `products` are slugs, or null for all products. */
export interface SumsOfKey extends CountryFlowsKey {
  products: readonly string[] | null;
}

const sumsOf = (end: End) =>
  groupStatement<SumsOfKey, TradeSumRecord>(
    `tradeFlow.sumsOf.${end}`,
    cypher`UNWIND $keys AS one
WITH one.products AS products, one.year AS yearAsked, one.knownAt AS knownAt, collect(one) AS keys
CALL (products, yearAsked, knownAt, keys) {
  MATCH (product:Product) WHERE size(product.hsCodes) > 0 AND (products IS NULL OR product.slug IN products)
  ${tablesOf.codes(cypher`product.hsCodes`, cypher`yearAsked`, cypher`knownAt`)}
  CALL (keys, tables) {
    UNWIND keys AS key
    CALL (key, tables) { UNWIND tables AS table ${flowsOfTable[end](cypher`key.country`).match} AND ${withPartner(end)} RETURN ${sums} AS sums }
    WITH key, sums WHERE sums[3] > 0
    RETURN collect([key.i, sums]) AS asked
  }
  RETURN product, evidence, asked
}
WITH product, evidence, asked WHERE size(asked) > 0
RETURN ${productColumns(cypher`product`)}, evidence, asked`,
    ([columns, evidence, asked]) => {
      const product = productRecord(columns as Columns);
      return (asked as [number, Columns][]).map(([i, sums]) => [i, flowSumsRecord(product, evidence, sums)]);
    },
  );

/** What each country's flows add up to, product by product; those of which it has none are left out. */
export const flowSumsOfCountry = table(ENDS, sumsOf);

/**
 * What a condition pins down, so that an index answers: the tables by product or only by year or source, and one of the two
 * countries besides; `none` of it.
 */
export type Anchor = 'none' | TableAnchor;
export type TableAnchor = `${TableScope}.${Ends}`;

/** What is asked of all flows. */
export interface FlowsKey {
  slug: string | null;
  hsCode: string | null;
  year: unknown;
  /** The one source to read tables of; null for those that are shown, or all of them with `everySource`. */
  source: string | null;
  everySource: boolean;
  importer: string | null;
  exporter: string | null;
  where: Clause[] | null;
  /** Whether the condition is about names or the product's slug. */
  needsEnds: boolean;
  knownAt: string;
}
export type FlowsPageKey = FlowsKey & PageBounds;

const year = cypher`key.year`;
const knownAt = cypher`key.knownAt`;
const choice = { source: cypher`key.source`, every: cypher`key.everySource` };
const scopes: Record<TableScope, Cypher> = {
  codes: cypher`UNWIND $keys AS key
OPTIONAL MATCH (named:Product {slug: key.slug})
${tablesOf.codes(cypher`CASE WHEN key.hsCode IS NULL THEN coalesce(named.hsCodes, []) ELSE [key.hsCode] END`, year, knownAt, choice)}`,
  all: cypher`UNWIND $keys AS key
${tablesOf.all(year, knownAt, choice)}`,
};

/** Whether `flow` fulfils `key.where`; its ends are looked up only when the condition is about what the flow itself does not have. */
const fitting = cypher`CALL (key, flow) {
    WITH key, flow WHERE key.where IS NULL RETURN true AS fits
    UNION ALL
    WITH key, flow WHERE key.where IS NOT NULL
    OPTIONAL ${ends} WHERE key.needsEnds
    WITH key, {\`product.slug\`: [product.slug], \`product.hsCode\`: [flow.hs], year: [flow.year], \`from.iso3\`: [flow.exporter],
      \`from.name\`: [from.name], \`to.iso3\`: [flow.importer], \`to.name\`: [to.name], valueUsd: [flow.valueUsd],
      tonnes: [flow.tonnes], source: [flow.source]} AS candidate
    WHERE ${fulfils(cypher`key.where`)}
    RETURN true AS fits
  }`;

/** The country that an anchor names. */
const countryOf = (of: Ends) => (of === 'importer' ? cypher`key.importer` : cypher`key.exporter`);

/** Which flows an anchor leads to: the tables, and how the flows of one of them are found and sorted. */
function anchored(anchor: TableAnchor): { scope: Cypher; of: Ends; match: Cypher; keys: Cypher[] } {
  const [scope, of] = anchor.split('.') as [TableScope, Ends];
  return { scope: scopes[scope], of, ...flowsOfTable[of](countryOf(of)) };
}

function flowsPage(
  anchor: Anchor,
  order: FlowOrder,
  direction: Direction,
): BatchStatement<FlowsPageKey, TradeFlowRecord> {
  const { way } = words[direction];
  const cut = cypher`ORDER BY ${sorted[order](way)} LIMIT $max`;
  const between = betweenCursors(order, cypher`key.from`, cypher`key.to`, words[direction]);
  const page = () => {
    if (anchor === 'none')
      return cypher`${scopes.all}
CALL (key, tables) {
  MATCH (flow:TradeFlow) WHERE ${sortedBy[order]} IS NOT NULL AND flow.table IN tables AND ${between}
  ${fitting}
  RETURN flow ${cut}
}`;
    const { scope, of, match, keys } = anchored(anchor);
    return cypher`${scope}
CALL (key, tables) {
  UNWIND tables AS table
  CALL (key, table) {
    ${match} AND ${between}
    ${fitting}
    RETURN flow ORDER BY ${orderInTable(of, keys, order, way)} LIMIT $max
  }
  RETURN flow ${cut}
}`;
  };
  return batchStatement(
    `tradeFlow.page.${anchor}.${order}.${direction}`,
    cypher`${page()}
${ends}
RETURN key.i, ${flowColumns} ORDER BY ${sorted[order](way)}`,
    ([columns]) => tradeFlowRecord(columns as Columns[]),
  );
}

const ENDS_OF_TABLE: readonly Ends[] = ['any', 'importer', 'exporter'];
const TABLE_ANCHORS = ['codes', 'all'].flatMap((scope) => ENDS_OF_TABLE.map((of) => `${scope}.${of}` as TableAnchor));
const ANCHORS: readonly Anchor[] = ['none', ...TABLE_ANCHORS];

/** A page of all flows: one fixed statement for each anchor, order and direction. */
export const flowsByAnchor = table(ANCHORS, (anchor) =>
  table(ORDERS, (order) => table(DIRECTIONS, (direction) => flowsPage(anchor, order, direction))),
);

/** How many flows fulfil a condition, for `totalCount`; an index counts them alone where there is none. */
export const countFlowsByAnchor = table(TABLE_ANCHORS, (anchor) =>
  table(['all', 'fitting'] as const, (which) => {
    const { scope, match } = anchored(anchor);
    return batchStatement<FlowsKey, number>(
      `tradeFlow.count.${anchor}.${which}`,
      cypher`${scope}
CALL (key, tables) { UNWIND tables AS table ${match} ${which === 'fitting' ? fitting : cypher``} RETURN count(flow) AS flows }
RETURN key.i, flows`,
      ([flows]) => flows as number,
    );
  }),
);

/**
 * What the flows that fulfil a condition add up to, product by product, from the tables of one source for each code and year:
 * those that are shown, or those of `source`.
 */
export const flowSumsByEnd = table(ENDS_OF_TABLE, (of) =>
  batchStatement<FlowsKey, TradeSumRecord>(
    `tradeFlow.sums.${of}`,
    cypher`UNWIND $keys AS key
CALL (key) {
  MATCH (product:Product) WHERE size(product.hsCodes) > 0 AND (key.slug IS NULL OR product.slug = key.slug)
  ${tablesOf.codes(cypher`[code IN product.hsCodes WHERE key.hsCode IS NULL OR code = key.hsCode]`, year, knownAt, {
    source: cypher`key.source`,
    every: cypher`false`,
  })}
  CALL (key, tables) { UNWIND tables AS table ${flowsOfTable[of](countryOf(of)).match} ${fitting} RETURN ${sums} AS sums }
  RETURN product, evidence, sums
}
WITH key, product, evidence, sums WHERE sums[3] > 0
RETURN key.i, ${productColumns(cypher`product`)}, evidence, sums`,
    ([columns, evidence, sums]) => flowSumsRecord(productRecord(columns as Columns), evidence, sums as Columns),
  ),
);
