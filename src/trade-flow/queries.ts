import type { View } from '../context.ts';
import { countryColumns } from '../country/queries.ts';
import { cypher, type Cypher } from '../graph/cypher.ts';
import { fulfilsWhere } from '../graph/predicate.ts';
import { batchStatement, statement, type BatchStatement, type Row, type Statement } from '../graph/statement.ts';
import type { Clause } from '../graphql/where.ts';
import { productColumns } from '../product/queries.ts';
import { tradeFlowRecord, type TradeFlowRecord } from './record.ts';

/** A flow's own columns, then those of its ends; needs `flow`, `from`, `to` and `product` in scope. */
const flowColumns = cypher`[[flow.id, flow.hs, flow.year, flow.valueUsd, flow.tonnes, flow.confidence, flow.source],
  ${countryColumns(cypher`from`)}, ${countryColumns(cypher`to`)}, ${productColumns(cypher`product`)}]`;

const ends = cypher`MATCH (from:Country)<-[:FROM]-(flow)-[:TO]->(to:Country), (flow)-[:OF]->(product:Product)`;

export const flowByKey = batchStatement<View & { key: string }, TradeFlowRecord>(
  'tradeFlow.byKey',
  cypher`UNWIND $keys AS key
MATCH (flow:TradeFlow {id: key.key})
${ends}
RETURN key.i, ${flowColumns}`,
  ([columns]) => tradeFlowRecord(columns as Row[]),
);

export type FlowOrder = 'VALUE' | 'ID';
export type Direction = 'ASC' | 'DESC';

const sortedBy: Record<FlowOrder, Cypher> = { VALUE: cypher`flow.valueUsd`, ID: cypher`flow.id` };
const words: Record<Direction, { beyond: Cypher; order: Cypher }> = {
  ASC: { beyond: cypher`>`, order: cypher`ASC` },
  DESC: { beyond: cypher`<`, order: cypher`DESC` },
};

/** Which end of a flow the parent country is. */
export type End = 'importer' | 'exporter';

/** `product` is a folded name, or null for all products; then `year` null means all years. */
export interface FlowsOfKey {
  country: string;
  product: string | null;
  year: unknown;
  from: readonly unknown[] | null;
  limit: unknown;
}
export interface FlowsOfRow {
  productFound: boolean;
  flows: TradeFlowRecord[];
}

const ofCountry: Record<End, { named: Cypher; any: Cypher }> = {
  importer: {
    named: cypher`flow.importer = key.country`,
    any: cypher`(:Country {iso3: key.country})<-[:TO]-(flow:TradeFlow)`,
  },
  exporter: {
    named: cypher`flow.exporter = key.country`,
    any: cypher`(:Country {iso3: key.country})<-[:FROM]-(flow:TradeFlow)`,
  },
};

/** Binds `flow` to the flows of a key's country, by way of the index where a product is named. */
function flowsOfKey(end: End, productNamed: boolean): { scope: Cypher; match: Cypher } {
  if (!productNamed)
    return {
      scope: cypher`UNWIND $keys AS key WITH key, true AS productFound, [] AS codes, [] AS years`,
      match: cypher`MATCH ${ofCountry[end].any} WHERE (key.year IS NULL OR flow.year = key.year)`,
    };
  return {
    scope: cypher`UNWIND $keys AS key
OPTIONAL MATCH (:Spelling {kind: 'Product', text: key.product})-[name:NAMES]->(named:Product) WHERE name.retractedAt IS NULL
WITH key, named IS NOT NULL AS productFound, coalesce(named.hsCodes, []) AS codes,
  CASE WHEN key.year IS NULL THEN coalesce(named.tradeYears, []) ELSE [key.year] END AS years`,
    match: cypher`MATCH (flow:TradeFlow) WHERE flow.hs IN codes AND flow.year IN years AND ${ofCountry[end].named}`,
  };
}

function flowsOf(
  end: End,
  productNamed: boolean,
  order: FlowOrder,
  direction: Direction,
): BatchStatement<FlowsOfKey, FlowsOfRow> {
  const { scope, match } = flowsOfKey(end, productNamed);
  const value = sortedBy[order];
  const { beyond, order: way } = words[direction];
  return batchStatement(
    `tradeFlow.of.${end}.${productNamed ? 'product' : 'any'}.${order}.${direction}`,
    cypher`${scope}
CALL (key, codes, years) {
  ${match}
    AND (key.from IS NULL OR ${value} ${beyond} key.from[0] OR (${value} = key.from[0] AND flow.id ${beyond} key.from[1]))
  WITH flow ORDER BY ${value} ${way}, flow.id ${way} LIMIT 101
  RETURN collect(flow) AS flows
}
CALL (key, flows) {
  UNWIND range(0, size(flows) - 1) AS position
  WITH position, flows[position] AS flow WHERE position < key.limit
  ${ends}
  WITH position, ${flowColumns} AS columns ORDER BY position
  RETURN collect(columns) AS page
}
RETURN key.i, productFound, page`,
    ([productFound, page]) => ({
      productFound: productFound as boolean,
      flows: (page as Row[][]).map(tradeFlowRecord),
    }),
  );
}

function table<K extends string, V>(keys: readonly K[], make: (key: K) => V): Record<K, V> {
  return Object.fromEntries(keys.map((key) => [key, make(key)])) as Record<K, V>;
}

const ENDS: readonly End[] = ['importer', 'exporter'];
const ORDERS: readonly FlowOrder[] = ['VALUE', 'ID'];
const DIRECTIONS: readonly Direction[] = ['ASC', 'DESC'];

/** A page of each country's flows: one fixed statement for each end, with or without a product, order and direction. */
export const flowsOfCountry = table(ENDS, (end) =>
  table(['product', 'any'], (scope) =>
    table(ORDERS, (order) => table(DIRECTIONS, (direction) => flowsOf(end, scope === 'product', order, direction))),
  ),
);

/** How many flows each country has, for `totalCount`. */
export const countFlowsOfCountry = table(ENDS, (end) =>
  table(['product', 'any'], (scope) => {
    const { scope: bound, match } = flowsOfKey(end, scope === 'product');
    return batchStatement<Omit<FlowsOfKey, 'from' | 'limit'>, number>(
      `tradeFlow.countOf.${end}.${scope}`,
      cypher`${bound}
CALL (key, codes, years) { ${match} RETURN count(flow) AS flows }
RETURN key.i, flows`,
      ([flows]) => flows as number,
    );
  }),
);

/** What a condition pins down, so that an index answers: `none`, product and year, and one of the two countries besides. */
export type Anchor = 'none' | 'product' | 'productYear' | 'productYearImporter' | 'productYearExporter';

export interface FlowsParameters {
  slug: string | null;
  hsCode: string | null;
  year: unknown;
  importer: string | null;
  exporter: string | null;
  where: Clause[] | null;
}
export interface FlowsPageParameters extends FlowsParameters {
  from: readonly unknown[] | null;
  limit: unknown;
}

const codes = cypher`OPTIONAL MATCH (named:Product {slug: $slug})
UNWIND CASE WHEN $hsCode IS NULL THEN coalesce(named.hsCodes, []) ELSE [$hsCode] END AS code
`;
const anchors: Record<Anchor, { scope: Cypher; match: Cypher }> = {
  none: { scope: cypher`WITH null AS code`, match: cypher`MATCH (flow:TradeFlow) WHERE flow.id IS NOT NULL` },
  product: {
    scope: codes,
    match: cypher`MATCH (flow:TradeFlow) WHERE flow.hs = code AND flow.year IS NOT NULL AND flow.valueUsd IS NOT NULL`,
  },
  productYear: {
    scope: codes,
    match: cypher`MATCH (flow:TradeFlow) WHERE flow.hs = code AND flow.year = $year AND flow.valueUsd IS NOT NULL`,
  },
  productYearImporter: {
    scope: codes,
    match: cypher`MATCH (flow:TradeFlow) WHERE flow.hs = code AND flow.year = $year AND flow.importer = $importer`,
  },
  productYearExporter: {
    scope: codes,
    match: cypher`MATCH (flow:TradeFlow) WHERE flow.hs = code AND flow.year = $year AND flow.exporter = $exporter`,
  },
};

const candidate = cypher`WITH flow, CASE WHEN $where IS NULL THEN null ELSE {
    \`product.slug\`: [(flow)-[:OF]->(product:Product) | product.slug], \`product.hsCode\`: [flow.hs], year: [flow.year],
    \`from.iso3\`: [flow.exporter], \`from.name\`: [(flow)-[:FROM]->(country:Country) | country.name],
    \`to.iso3\`: [flow.importer], \`to.name\`: [(flow)-[:TO]->(country:Country) | country.name],
    valueUsd: [flow.valueUsd], tonnes: [flow.tonnes], source: [flow.source]} END AS candidate
  WHERE $where IS NULL OR ${fulfilsWhere}`;

function flowsPage(
  anchor: Anchor,
  order: FlowOrder,
  direction: Direction,
): Statement<FlowsPageParameters, TradeFlowRecord> {
  const { scope, match } = anchors[anchor];
  const value = sortedBy[order];
  const { beyond, order: way } = words[direction];
  // The cursor's condition is given twice: the first form is one range that an index can begin at.
  const start = direction === 'DESC' ? cypher`<=` : cypher`>=`;
  return statement(
    `tradeFlow.page.${anchor}.${order}.${direction}`,
    cypher`${scope}
CALL (code) {
  ${match} AND ${value} IS NOT NULL AND ($from IS NULL OR ${value} ${start} $from[0])
    AND ($from IS NULL OR ${value} ${beyond} $from[0] OR flow.id ${beyond} $from[1])
  ${candidate}
  RETURN flow ORDER BY ${value} ${way}, flow.id ${way} LIMIT $limit
}
WITH flow ORDER BY ${value} ${way}, flow.id ${way} LIMIT $limit
${ends}
RETURN ${flowColumns} ORDER BY ${value} ${way}, flow.id ${way}`,
    ([columns]) => tradeFlowRecord(columns as Row[]),
  );
}

const ANCHORS = Object.keys(anchors) as Anchor[];

/** A page of all flows: one fixed statement for each anchor, order and direction. */
export const flowsByAnchor = table(ANCHORS, (anchor) =>
  table(ORDERS, (order) => table(DIRECTIONS, (direction) => flowsPage(anchor, order, direction))),
);

/** How many flows fulfil a condition, for `totalCount`. */
export const countFlowsByAnchor = table(ANCHORS, (anchor) =>
  statement<FlowsParameters, number>(
    `tradeFlow.count.${anchor}`,
    cypher`${anchors[anchor].scope}
CALL (code) { ${anchors[anchor].match} ${candidate} RETURN count(flow) AS flows }
RETURN sum(flows)`,
    ([flows]) => flows as number,
  ),
);
