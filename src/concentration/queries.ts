import { countryColumns } from '../country/queries.ts';
import { countryRecord, type CountryRecord } from '../country/record.ts';
import { cypher } from '../graph/cypher.ts';
import { statement, type Row } from '../graph/statement.ts';
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
export const exportersOfProduct = statement<{ product: string; year: unknown }, ExportersRow>(
  'concentration.exporters',
  cypher`OPTIONAL MATCH (:Spelling {kind: 'Product', text: $product})-[name:NAMES]->(product:Product) WHERE name.retractedAt IS NULL
WITH product, coalesce($year, last(product.fullTradeYears)) AS year, coalesce(product.fullTradeYears, []) AS fullYears
WITH product, year, fullYears, CASE WHEN year IN fullYears THEN product.hsCodes ELSE [] END AS codes
CALL (codes, year) {
  MATCH (flow:TradeFlow) WHERE flow.hs IN codes AND flow.year = year AND flow.valueUsd IS NOT NULL
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
