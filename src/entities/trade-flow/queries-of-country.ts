import { expectFound } from '../../lib/expect-found.ts';
import { matchByName } from '../../api/names/match-by-name.ts';
import { cypher, type Cypher } from '../../graph/cypher.ts';
import type { PageBounds } from '../../graph/page.ts';
import { batchStatement, groupStatement, type BatchStatement, type Columns } from '../../graph/statement.ts';
import { variants } from '../../graph/variants.ts';
import { countryColumns } from '../country/queries.ts';
import { countryRecord, type CountryRecord } from '../country/record.ts';
import { productColumns } from '../product/queries.ts';
import { productRecord, type ProductRecord } from '../product/record.ts';
import {
  betweenCursors,
  DIRECTIONS,
  flowsOfTable,
  flowSums,
  inTableOrder,
  inWholeOrder,
  ORDERS,
  otherEnd,
  type Direction,
  type End,
  type FlowOrder,
} from './flows-of-table.ts';
import { figures } from './queries.ts';
import { flowFigures, flowSumsRecord, type FlowFigures, type TradeSumRecord } from './record.ts';
import { tablesOf } from './table.ts';

/** What is asked of a country's flows; `year` null means all years. */
interface CountryFlowsKey {
  country: string;
  /** Alpha-3 codes of the countries at the other end; null for all. */
  partners: readonly string[] | null;
  year: unknown;
  knownAt: string;
}

/** `products` are folded names, or null for all products. */
interface FlowsOfKey extends CountryFlowsKey, PageBounds {
  products: readonly string[] | null;
}

/** A flow without the country that was asked for, and without the product where some were named. */
export interface FlowOfRow {
  figures: FlowFigures;
  partner: CountryRecord;
  product: ProductRecord | null;
}
interface FlowsOfRow {
  /** What each name means, in their order; null when there is no product of that name. */
  named: (ProductRecord | null)[];
  flows: FlowOfRow[];
}

/** Whether products are named. */
type Scope = 'named' | 'any';

/** Binds what keys of the same products, year and moment have in common, looked up once: `named`, `tables` and the `keys` themselves. */
const scopeOfKeys = (scope: Scope) => cypher`UNWIND $keys AS one
WITH one.products AS products, one.year AS yearAsked, one.knownAt AS knownAt, collect(one) AS keys
${scopes[scope]}`;

const scopes: Record<Scope, Cypher> = {
  named: cypher`CALL (products, yearAsked, knownAt) {
  UNWIND products AS text
  ${matchByName(cypher`product`, cypher`Product`, cypher`text`, cypher`knownAt`)}
  ${tablesOf.codes(cypher`coalesce(product.hsCodes, [])`, cypher`yearAsked`, cypher`knownAt`)}
  WITH collect([CASE WHEN product IS NULL THEN null ELSE ${productColumns(cypher`product`)} END]) AS named, collect(tables) AS some
  RETURN named, reduce(tables = [], more IN some | tables + [table IN more WHERE NOT table IN tables]) AS tables
}`,
  any: cypher`${tablesOf.all(cypher`yearAsked`, cypher`knownAt`)}
WITH keys, [] AS named, tables`,
};

/** Whether the other end of a flow of `key.country` is one of those asked. */
const withPartner = (end: End) => cypher`(key.partners IS NULL OR ${otherEnd[end]} IN key.partners)`;

interface PageVariant {
  end: End;
  scope: Scope;
  order: FlowOrder;
  direction: Direction;
}

/** The other ends are sent once, however many flows they have. */
function flowsOf({ end, scope, order, direction }: PageVariant): BatchStatement<FlowsOfKey, FlowsOfRow> {
  const { match, keys } = flowsOfTable[end](cypher`key.country`);
  const whole = inWholeOrder(order, direction);
  const areNamed = scope === 'named';
  return groupStatement(
    `tradeFlow.of.${end}.${scope}.${order}.${direction}`,
    cypher`${scopeOfKeys(scope)}
CALL (keys, tables) {
  UNWIND keys AS key
  CALL (key, tables) {
    UNWIND tables AS table
    CALL (key, table) {
      ${match} AND ${withPartner(end)}
        AND ${betweenCursors(order, direction)}
      RETURN flow ORDER BY ${inTableOrder(end, keys, order, direction)} LIMIT $max
    }
    WITH flow ORDER BY ${whole} LIMIT $max
    ${areNamed ? cypher`` : cypher`MATCH (flow)-[:OF]->(product:Product) WITH flow, product ORDER BY ${whole}`}
    RETURN collect([${figures}, ${otherEnd[end]}, ${areNamed ? cypher`null` : productColumns(cypher`product`)}]) AS flows
  }
  RETURN collect([key.i, flows[0..key.limit]]) AS asked
}
RETURN named, asked, COLLECT {
  UNWIND asked AS one
  UNWIND one[1] AS flow
  WITH DISTINCT flow[1] AS iso3
  MATCH (partner:Country {iso3: iso3})
  RETURN ${countryColumns(cypher`partner`)}
}`,
    ([products, asked, partners]) => {
      const named = (products as [Columns | null][]).map(([product]) => (product ? productRecord(product) : null));
      const countries = new Map((partners as Columns[]).map(countryRecord).map((one) => [one.iso3, one]));
      return (asked as [number, [Columns, string, Columns | null][]][]).map(([i, flows]) => [
        i,
        {
          named,
          flows: flows.map(([own, partner, of]) => ({
            figures: flowFigures(own),
            partner: expectFound(countries.get(partner), partner),
            product: of ? productRecord(of) : null,
          })),
        },
      ]);
    },
  );
}

const ENDS: readonly End[] = ['importer', 'exporter'];
const SCOPES: readonly Scope[] = ['named', 'any'];

/** A page of each country's flows. */
export const flowsOfCountry = variants({ end: ENDS, scope: SCOPES, order: ORDERS, direction: DIRECTIONS }, flowsOf);

/** How many flows each country has, for `totalCount`. */
export const countFlowsOfCountry = variants({ end: ENDS, scope: SCOPES }, ({ end, scope }) =>
  batchStatement<Omit<FlowsOfKey, keyof PageBounds>, number>(
    `tradeFlow.countOf.${end}.${scope}`,
    cypher`${scopeOfKeys(scope)}
UNWIND keys AS key
CALL (key, tables) {
  UNWIND tables AS table
  ${flowsOfTable[end](cypher`key.country`).match} AND ${withPartner(end)}
  RETURN count(flow) AS flows
}
RETURN key.i, flows`,
    ([flows]) => flows as number,
  ),
);

/** `products` are slugs, or null for all products. */
export interface SumsOfKey extends CountryFlowsKey {
  products: readonly string[] | null;
}

const addedUp = (end: End) =>
  cypher`CALL (key, tables) { UNWIND tables AS table ${flowsOfTable[end](cypher`key.country`).match} AND ${withPartner(end)} RETURN ${flowSums} AS sums }`;

/**
 * Binds `sums` to what the flows of `key.country` in `tables` add up to. What all of one table's imports add up to is looked up; a kept
 * sum is without what a country buys of itself, and over several tables weights would differ in the last digit.
 */
const sumsOf: Record<End, Cypher> = {
  exporter: addedUp('exporter'),
  importer: cypher`OPTIONAL MATCH (one:TradeTable {id: summed[0]}) WHERE size(summed) = 1 AND size(tables) = 1
    WITH key, tables, one, one IS NOT NULL AND key.partners IS NULL
      AND NOT EXISTS { (:TradeFlow {id: one.id + ':' + key.country + ':' + key.country}) } AS areKept
    CALL (key, tables, one, areKept) {
      WITH * WHERE areKept
      MATCH (sum:ImportSum) WHERE sum.table = one.id AND sum.importer = key.country
      RETURN [sum.valueUsd, sum.tonnes, sum.weighed, sum.flows, one.year, one.year] AS sums
      UNION ALL
      WITH * WHERE NOT areKept
      ${addedUp('importer')}
      RETURN sums
    }`,
};

/** What each country's flows add up to, product by product; those of which it has none are left out. */
export const flowSumsOfCountry = variants({ end: ENDS }, ({ end }) =>
  groupStatement<SumsOfKey, TradeSumRecord>(
    `tradeFlow.sumsOf.${end}`,
    cypher`UNWIND $keys AS one
WITH one.products AS products, one.year AS yearAsked, one.knownAt AS knownAt, collect(one) AS keys
CALL (products, yearAsked, knownAt, keys) {
  MATCH (product:Product) WHERE size(product.hsCodes) > 0 AND (products IS NULL OR product.slug IN products)
  ${tablesOf.codes(cypher`product.hsCodes`, cypher`yearAsked`, cypher`knownAt`)}
  CALL (keys, tables, summed) {
    UNWIND keys AS key
    ${sumsOf[end]}
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
  ),
);
