import { countryColumns } from '../country/queries.ts';
import { countryRecord, type CountryRecord } from '../country/record.ts';
import { cypher } from '../graph/cypher.ts';
import { statement, type Row } from '../graph/statement.ts';
import { present } from '../graph/validity.ts';
import { productColumns } from '../product/queries.ts';
import { shownTablesRecord, tablesOfProduct } from '../trade-flow/table.ts';
import { productRecord, type ProductRecord } from '../product/record.ts';

export interface ExportersRow {
  product: ProductRecord | null;
  year: number | null;
  /** Years that have the full data set, oldest first. */
  fullYears: number[];
  exporters: { country: CountryRecord; valueUsd: number; tonnes: number | null }[];
  sources: string[];
}

/** What each country exported of a product in a year, from complete tables alone; nothing from a series known to be incomplete. */
export const exportersOfProduct = statement<{ product: string; year: unknown; knownAt: string }, ExportersRow>(
  'concentration.exporters',
  cypher`OPTIONAL MATCH (:Spelling {kind: 'Product', text: $product})-[name:NAMES]->(product:Product) WHERE ${present(cypher`name`, cypher`$knownAt`)}
${tablesOfProduct(cypher`$year`, cypher`$knownAt`)}
CALL (tables, evidence) {
  UNWIND CASE WHEN all(one IN evidence WHERE one[2]) THEN tables ELSE [] END AS table
  MATCH (flow:TradeFlow) WHERE flow.table = table AND flow.exporter IS NOT NULL AND flow.valueUsd IS NOT NULL AND flow.importer IS NOT NULL
  WITH flow.exporter AS iso3, sum(flow.valueUsd) AS valueUsd, CASE WHEN count(flow.tonnes) > 0 THEN sum(flow.tonnes) END AS tonnes
  MATCH (exporter:Country {iso3: iso3})
  RETURN collect([${countryColumns(cypher`exporter`)}, valueUsd, tonnes]) AS exporters
}
RETURN CASE WHEN product IS NULL THEN null ELSE ${productColumns(cypher`product`)} END, year, coalesce(product.fullTradeYears, []), exporters,
  tables, evidence`,
  ([product, year, fullYears, exporters, tables, evidence]) => ({
    product: product ? productRecord(product as Row) : null,
    year: year as number | null,
    fullYears: fullYears as number[],
    exporters: (exporters as [Row, number, number | null][]).map(([country, valueUsd, tonnes]) => ({
      country: countryRecord(country),
      valueUsd,
      tonnes,
    })),
    sources: (exporters as unknown[]).length > 0 ? shownTablesRecord(tables, evidence).sources : [],
  }),
);
