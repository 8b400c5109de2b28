import type { Clause } from '../../api/list/where.ts';
import { fulfils } from '../../api/list/predicate.ts';
import { cypher, type Cypher } from '../../graph/cypher.ts';
import type { PageBounds } from '../../graph/page.ts';
import { batchStatement, groupStatement, type BatchStatement, type Columns } from '../../graph/statement.ts';
import { variants } from '../../graph/variants.ts';
import { countryColumns } from '../country/queries.ts';
import { productColumns } from '../product/queries.ts';
import { productRecord } from '../product/record.ts';
import {
  betweenCursors,
  DIRECTIONS,
  flowsOfTable,
  flowSums,
  inTableOrder,
  inWholeOrder,
  ORDERS,
  sortedBy,
  type Direction,
  type Ends,
  type FlowOrder,
} from './flows-of-table.ts';
import { ends, figures } from './queries.ts';
import { flowsOfPage, flowSumsRecord, type TradeFlowRecord, type TradeSumRecord } from './record.ts';
import { listedTablesOf, tablesOf, type TableScope } from './table.ts';

/**
 * What a condition pins down, so that an index answers: the tables by product (`codes`) or only by year or source (`all`), and the
 * countries at one end besides.
 */
export interface Anchor {
  scope: TableScope;
  of: Ends;
}

/** What is asked of all flows. */
export interface FlowsKey {
  slug: string | null;
  hsCode: string | null;
  year: unknown;
  /** The one source to read tables of; null for those that are shown, or all of them with `everySource`. */
  source: string | null;
  everySource: boolean;
  /** Alpha-3 codes of the countries at the end that the anchor names, each once; null for all. */
  countries: readonly string[] | null;
  /** The least and the largest value. */
  least: number | null;
  most: number | null;
  where: Clause[] | null;
  /** Whether the condition is about names or the product's slug. */
  needsEnds: boolean;
  knownAt: string;
}
type FlowsPageKey = FlowsKey & PageBounds;

const year = cypher`key.year`;
const knownAt = cypher`key.knownAt`;
const choice = { source: cypher`key.source`, every: cypher`key.everySource` };
const scopes: Record<TableScope, Cypher> = {
  codes: cypher`UNWIND $keys AS key
OPTIONAL MATCH (named:Product {slug: key.slug})
${listedTablesOf.codes(cypher`CASE WHEN key.hsCode IS NULL THEN coalesce(named.hsCodes, []) ELSE [key.hsCode] END`, year, knownAt, choice)}`,
  all: cypher`UNWIND $keys AS key
${listedTablesOf.all(year, knownAt, choice)}`,
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

/** Only the values that are asked for: one range that an index can take. */
const inRange = cypher`flow.valueUsd >= coalesce(key.least, -1.0e308) AND flow.valueUsd <= coalesce(key.most, 1.0e308)`;

/** The flows of `table`: all of them, or those of `country`, which stands for each of `key.countries` in turn. */
function flowsAt(of: Ends) {
  const { match, keys } = flowsOfTable[of](cypher`country`);
  const countries = of === 'any' ? cypher`[null]` : cypher`key.countries`;
  return {
    each: cypher`UNWIND tables AS table UNWIND ${countries} AS country`,
    match: cypher`${match} AND ${inRange}`,
    keys,
  };
}

interface PageVariant {
  order: FlowOrder;
  direction: Direction;
}

/** A page of all flows that `found` leads to, which binds `flow` to one more than the page has. What flows share is sent once. */
const pageOf = (
  name: string,
  { order, direction }: PageVariant,
  found: Cypher,
): BatchStatement<FlowsPageKey, TradeFlowRecord> =>
  groupStatement(
    `tradeFlow.page.${name}.${order}.${direction}`,
    cypher`${found}
${ends}
WITH key, flow, from, to, product ORDER BY ${inWholeOrder(order, direction)}
WITH key.i AS i, collect([${figures}, from.iso3, to.iso3, product.slug]) AS flows,
  collect(DISTINCT from) AS exporters, collect(DISTINCT to) AS importers, collect(DISTINCT product) AS products
RETURN i, flows, [country IN exporters | ${countryColumns(cypher`country`)}], [country IN importers | ${countryColumns(cypher`country`)}],
  [product IN products | ${productColumns(cypher`product`)}]`,
    flowsOfPage,
  );

/** A page of the flows of all tables. */
const flowsInOrder = variants({ order: ORDERS, direction: DIRECTIONS }, ({ order, direction }) =>
  pageOf(
    'none',
    { order, direction },
    cypher`${scopes.all}
CALL (key, tables) {
  MATCH (flow:TradeFlow) WHERE ${sortedBy[order]} IS NOT NULL AND flow.table IN tables AND ${inRange} AND ${betweenCursors(order, direction)}
  ${fitting}
  RETURN flow ORDER BY ${inWholeOrder(order, direction)} LIMIT $max
}`,
  ),
);

const ANCHORS = { scope: ['codes', 'all'], of: ['any', 'importer', 'exporter'] } as const;

/** A page of the flows that an anchor leads to. */
const flowsOfAnchor = variants(
  { ...ANCHORS, order: ORDERS, direction: DIRECTIONS },
  ({ scope, of, order, direction }) => {
    const { each, match, keys } = flowsAt(of);
    return pageOf(
      `${scope}.${of}`,
      { order, direction },
      cypher`${scopes[scope]}
CALL (key, tables) {
  ${each}
  CALL (key, table, country) {
    ${match} AND ${betweenCursors(order, direction)}
    ${fitting}
    RETURN flow ORDER BY ${inTableOrder(of, keys, order, direction)} LIMIT $max
  }
  RETURN flow ORDER BY ${inWholeOrder(order, direction)} LIMIT $max
}`,
    );
  },
);

/** A page of all flows that fulfil a condition: of those that its anchor leads to, where it has one. */
export const flowsWhere = (anchor: Anchor | null, order: PageVariant): BatchStatement<FlowsPageKey, TradeFlowRecord> =>
  anchor ? flowsOfAnchor({ ...anchor, ...order }) : flowsInOrder(order);

/** How many flows fulfil a condition, for `totalCount`; an index counts them alone where there is nothing left to test. */
export const countFlowsWhere = variants({ ...ANCHORS, which: ['all', 'fitting'] }, ({ scope, of, which }) =>
  batchStatement<FlowsKey, number>(
    `tradeFlow.count.${scope}.${of}.${which}`,
    cypher`${scopes[scope]}
CALL (key, tables) { ${flowsAt(of).each} ${flowsAt(of).match} ${which === 'fitting' ? fitting : cypher``} RETURN count(flow) AS flows }
RETURN key.i, flows`,
    ([flows]) => flows as number,
  ),
);

/**
 * What the flows that fulfil a condition add up to, product by product, from the tables of one source for each code and year:
 * those that are shown, or those of `source`.
 */
export const flowSumsWhere = variants({ of: ANCHORS.of }, ({ of }) =>
  batchStatement<FlowsKey, TradeSumRecord>(
    `tradeFlow.sums.${of}`,
    cypher`UNWIND $keys AS key
CALL (key) {
  MATCH (product:Product) WHERE size(product.hsCodes) > 0 AND (key.slug IS NULL OR product.slug = key.slug)
  ${tablesOf.codes(cypher`[code IN product.hsCodes WHERE key.hsCode IS NULL OR code = key.hsCode]`, year, knownAt, {
    source: cypher`key.source`,
    every: cypher`false`,
  })}
  CALL (key, tables) { ${flowsAt(of).each} ${flowsAt(of).match} ${fitting} RETURN ${flowSums} AS sums }
  RETURN product, evidence, sums
}
WITH key, product, evidence, sums WHERE sums[3] > 0
RETURN key.i, ${productColumns(cypher`product`)}, evidence, sums`,
    ([columns, evidence, sums]) => flowSumsRecord(productRecord(columns as Columns), evidence, sums as Columns),
  ),
);
