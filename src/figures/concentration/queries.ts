import { countryColumns } from '../../entities/country/queries.ts';
import { countryRecord, type CountryRecord } from '../../entities/country/record.ts';
import { cypher } from '../../graph/cypher.ts';
import { batchStatement, type Columns } from '../../graph/statement.ts';
import type { View } from '../../api/context.ts';
import { productColumns } from '../../entities/product/queries.ts';
import { relatedMinerals } from '../../entities/mineral/queries.ts';
import { validInKeysView } from '../../graph/validity.ts';
import { matchByName } from '../../api/names/match-by-name.ts';
import { flowsInto } from '../dependence/queries/flows-into.ts';
import { holdEveryFlow, selectedTablesRecord, tablesOfProduct } from '../../entities/trade-flow/table.ts';
import { ends, flowColumns } from '../../entities/trade-flow/queries.ts';
import { tradeFlowRecord, type TradeFlowRecord } from '../../entities/trade-flow/record.ts';
import { lowestConfidence } from '../../entities/claim/confidence.ts';
import type { Confidence } from '../../api/generated.ts';
import { productRecord, type ProductRecord } from '../../entities/product/record.ts';

export interface ExportersRow {
  product: ProductRecord | null;
  year: number | null;
  /** Years that have the full data set, oldest first. */
  fullYears: number[];
  exporters: { country: CountryRecord; valueUsd: number; tonnes: number | null; flowCount: number }[];
  /** Keys of the sources; none without exporters. */
  sources: string[];
  /** The lowest among the tables; null without exporters. */
  confidence: Confidence | null;
  /** Since when the newest of the tables is known; null for always. */
  recordedAt: string | null;
  /** Which codes of which year: `HS 850511, 2024, all exporters`. */
  locator: string | null;
}

/**
 * What each country exported of a product in a year, from complete tables alone; nothing from a series known to be incomplete.
 * Tables of the sources `without` are left out.
 */
export const exportersOfProduct = batchStatement<
  { product: string; year: unknown; knownAt: string; without: readonly string[] },
  ExportersRow
>(
  'concentration.exporters',
  cypher`UNWIND $keys AS key
${matchByName(cypher`product`, cypher`Product`, cypher`key.product`, cypher`key.knownAt`)}
${tablesOfProduct(cypher`key.year`, cypher`key.knownAt`, cypher`key.without`)}
CALL (product, tables, evidence, summed) {
  WITH CASE WHEN ${holdEveryFlow} THEN tables ELSE [] END AS used, size(summed) = 1 AND size(tables) = 1 AS areSummed
  CALL (used, areSummed) {
    UNWIND CASE WHEN areSummed THEN used ELSE [] END AS table
    MATCH (one:ExportSum) WHERE one.table = table AND one.exporter IS NOT NULL
    WITH one ORDER BY one.rank
    RETURN one.exporter AS iso3, one.valueUsd AS valueUsd, one.tonnes AS tonnes, one.flows AS flows
    UNION ALL
    UNWIND CASE WHEN areSummed THEN [] ELSE used END AS table
    MATCH (flow:TradeFlow) WHERE flow.table = table AND flow.exporter IS NOT NULL AND flow.valueUsd IS NOT NULL AND flow.importer IS NOT NULL
    RETURN flow.exporter AS iso3, flow.valueUsd AS valueUsd, flow.tonnes AS tonnes, 1 AS flows
  }
  WITH iso3, sum(valueUsd) AS valueUsd, CASE WHEN count(tonnes) > 0 THEN sum(tonnes) END AS tonnes, sum(flows) AS flows
  MATCH (exporter:Country {iso3: iso3})
  RETURN collect([${countryColumns(cypher`exporter`)}, valueUsd, tonnes, flows]) AS exporters
}
RETURN key.i, CASE WHEN product IS NULL THEN null ELSE ${productColumns(cypher`product`)} END, year, coalesce(product.fullTradeYears, []), exporters,
  tables, evidence`,
  ([product, year, fullYears, exporters, tables, evidence]) => {
    const shown = (exporters as unknown[]).length > 0 ? selectedTablesRecord(tables, evidence) : null;
    return {
      product: product ? productRecord(product as Columns) : null,
      year: year as number | null,
      fullYears: fullYears as number[],
      exporters: (exporters as [Columns, number, number | null, number][]).map(
        ([country, valueUsd, tonnes, flowCount]) => ({ country: countryRecord(country), valueUsd, tonnes, flowCount }),
      ),
      sources: shown?.sources ?? [],
      confidence: lowestConfidence(shown?.confidences ?? []),
      recordedAt: shown?.recordedAt ?? null,
      locator: shown && `HS ${shown.codes.join(', ')}, ${year as number}, all exporters`,
    };
  },
);

/** The flows that a country's exports of a product in a year are the sum of, the largest first, from the same tables. */
export const flowsOfExporter = batchStatement<
  {
    product: string;
    exporter: string;
    year: unknown;
    limit: unknown;
    knownAt: string;
    without: readonly string[];
  },
  TradeFlowRecord
>(
  'concentration.flowsOfExporter',
  cypher`UNWIND $keys AS key
MATCH (product:Product {slug: key.product})
${tablesOfProduct(cypher`key.year`, cypher`key.knownAt`, cypher`key.without`)}
WITH key, product, tables, evidence WHERE ${holdEveryFlow}
CALL (key, tables) {
  MATCH (flow:TradeFlow) WHERE flow.table IN tables AND flow.exporter = key.exporter AND flow.importer IS NOT NULL AND flow.valueUsd IS NOT NULL
  WITH key, flow ORDER BY flow.valueUsd DESC, flow.id
  WITH key, collect(flow)[0..key.limit] AS flows
  UNWIND flows AS flow
  RETURN flow
}
CALL (flow) {
  ${ends}
  RETURN ${flowColumns} AS columns
}
RETURN key.i, columns ORDER BY flow.valueUsd DESC, flow.id`,
  ([columns]) => tradeFlowRecord(columns as Columns[]),
);

/** One year of an importer's trade in a product that has the full data set for it. */
export interface TradeYearRow {
  year: number;
  /** The tables of flows that it is taken from. */
  tables: string[];
  /** Keys of their sources. */
  sources: string[];
  /** By exporter, in current US$; trade among several importers is left out, here and below. */
  imports: number[];
  exported: number;
  /** What each country of the world exported; several importers are one. */
  worldExports: number[];
}

/** The years up to one, at most three, in which the trade of a country, or of several together, in a product is fully known, oldest first. */
export const tradeYearsOfImporters = batchStatement<
  View & { product: string; importers: readonly string[]; year: unknown; without: readonly string[] },
  TradeYearRow
>(
  'concentration.tradeYears',
  cypher`UNWIND $keys AS key
MATCH (product:Product {slug: key.product})
UNWIND [full IN coalesce(product.fullTradeYears, []) WHERE full <= key.year AND full > key.year - 3] AS full
${tablesOfProduct(cypher`full`, cypher`key.knownAt`, cypher`key.without`)}
WITH key, product, year, tables, evidence, [one IN evidence | one[0]] AS sources WHERE ${holdEveryFlow}
CALL (key, tables) {
  UNWIND key.importers AS importer
  ${flowsInto(cypher`tables`, cypher`importer`, cypher`key.importers`)}
  WITH flow.exporter AS exporter, sum(flow.valueUsd) AS valueUsd
  RETURN collect(valueUsd) AS imports
}
CALL (key, tables) {
  MATCH (flow:TradeFlow) WHERE flow.table IN tables AND flow.exporter IS NOT NULL AND flow.importer IS NOT NULL AND flow.valueUsd IS NOT NULL
  WITH key, flow WHERE NOT (flow.exporter IN key.importers AND flow.importer IN key.importers)
  WITH CASE WHEN flow.exporter IN key.importers THEN key.importers[0] ELSE flow.exporter END AS exporter, key.importers[0] AS own, sum(flow.valueUsd) AS valueUsd
  RETURN collect(valueUsd) AS worldExports, sum(CASE WHEN exporter = own THEN valueUsd ELSE 0 END) AS exported
}
RETURN key.i, year, tables, sources, imports, exported, worldExports ORDER BY year`,
  ([year, tables, sources, imports, exported, worldExports]) => ({
    year: year as number,
    tables: tables as string[],
    sources: [...new Set(sources as string[])].sort(),
    imports: imports as number[],
    exported: exported as number,
    worldExports: worldExports as number[],
  }),
);

/** Names of the minerals of some lists among what a product contains, or a mineral is or belongs to. `lists` is how their slugs begin. */
export const listedMinerals = batchStatement<
  View & { product: string | null; mineral: string | null; lists: string },
  string
>(
  'concentration.listedMinerals',
  cypher`UNWIND $keys AS key
CALL (key) {
  MATCH (:Product {slug: key.product})-[:CONTAINS]->(own:Mineral)
  RETURN own
  UNION
  MATCH (own:Mineral {slug: key.mineral})
  RETURN own
}
MATCH (own)${relatedMinerals}(listed:Mineral)-[rel:LISTED_IN]->(list:MineralList)
WHERE list.slug STARTS WITH key.lists AND ${validInKeysView}
WITH DISTINCT key, listed
RETURN key.i, listed.name ORDER BY listed.name`,
  ([name]) => name as string,
);
