import { countryColumns } from '../country/queries.ts';
import { countryRecord, type CountryRecord } from '../country/record.ts';
import { cypher } from '../graph/cypher.ts';
import { batchStatement, statement, type Row } from '../graph/statement.ts';
import { productColumns } from '../product/queries.ts';
import { productRecord, type ProductRecord } from '../product/record.ts';

export interface ExportersRow {
  product: ProductRecord | null;
  year: number | null;
  /** Years that have the full data set, oldest first. */
  fullYears: number[];
  exporters: { country: CountryRecord; valueUsd: number; tonnes: number | null }[];
  sources: string[];
}

/** What each country exported of a product in a year that has the full data set; nothing for a series known to be incomplete. */
export const exportersOfProduct = statement<
  { product: string; year: unknown; without: readonly string[] },
  ExportersRow
>(
  'concentration.exporters',
  cypher`OPTIONAL MATCH (:Spelling {kind: 'Product', text: $product})-[:NAMES]->(product:Product)
WITH product, coalesce($year, last(product.fullTradeYears)) AS year, coalesce(product.fullTradeYears, []) AS fullYears
WITH product, year, fullYears, CASE WHEN year IN fullYears THEN product.hsCodes ELSE [] END AS codes
CALL (codes, year) {
  MATCH (flow:TradeFlow) WHERE flow.hs IN codes AND flow.year = year AND flow.valueUsd IS NOT NULL AND NOT flow.source IN $without
  WITH flow.exporter AS iso3, sum(flow.valueUsd) AS valueUsd, CASE WHEN count(flow.tonnes) > 0 THEN sum(flow.tonnes) END AS tonnes,
    collect(DISTINCT flow.source) AS sources
  MATCH (exporter:Country {iso3: iso3})
  RETURN collect([${countryColumns(cypher`exporter`)}, valueUsd, tonnes]) AS exporters, collect(sources) AS sources
}
RETURN CASE WHEN product IS NULL THEN null ELSE ${productColumns(cypher`product`)} END, year, fullYears, exporters, sources`,
  ([product, year, fullYears, exporters, sources]) => ({
    product: product ? productRecord(product as Row) : null,
    year: year as number | null,
    fullYears: fullYears as number[],
    exporters: (exporters as [Row, number, number | null][]).map(([country, valueUsd, tonnes]) => ({
      country: countryRecord(country),
      valueUsd,
      tonnes,
    })),
    sources: [...new Set((sources as string[][]).flat())].sort(),
  }),
);

/** One year of one country's trade in a product that has the full data set for it. */
export interface TradeYearRow {
  year: number;
  /** By exporter, in current US$. */
  imports: number[];
  exported: number;
  /** What each country of the world exported. */
  worldExports: number[];
}

/** The years up to one, at most three, in which a country's trade in a product is fully known, oldest first. */
export const tradeYearsOfImporter = batchStatement<
  { product: string; importer: string; year: unknown; without: readonly string[] },
  TradeYearRow
>(
  'concentration.tradeYears',
  cypher`UNWIND $keys AS key
MATCH (product:Product {slug: key.product})
UNWIND [year IN coalesce(product.fullTradeYears, []) WHERE year <= key.year AND year > key.year - 3] AS year
CALL (key, product, year) {
  MATCH (flow:TradeFlow) WHERE flow.hs IN product.hsCodes AND flow.year = year AND flow.importer = key.importer
    AND NOT flow.source IN key.without
  WITH flow.exporter AS exporter, sum(flow.valueUsd) AS valueUsd
  RETURN collect(valueUsd) AS imports
}
CALL (key, product, year) {
  MATCH (flow:TradeFlow) WHERE flow.hs IN product.hsCodes AND flow.year = year AND flow.valueUsd IS NOT NULL
    AND NOT flow.source IN key.without
  WITH flow.exporter AS exporter, sum(flow.valueUsd) AS valueUsd
  RETURN collect(valueUsd) AS worldExports, sum(CASE WHEN exporter = key.importer THEN valueUsd ELSE 0 END) AS exported
}
RETURN key.i, year, imports, exported, worldExports ORDER BY year`,
  ([year, imports, exported, worldExports]) => ({
    year: year as number,
    imports: imports as number[],
    exported: exported as number,
    worldExports: worldExports as number[],
  }),
);
