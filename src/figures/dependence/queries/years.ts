import type { Basis } from '../../../api/generated.ts';
import { productColumns } from '../../../entities/product/queries.ts';
import { productRecord, type ProductRecord } from '../../../entities/product/record.ts';
import {
  knownBy,
  selectedTablesRecord,
  tablesOfProductByYear,
  type SelectedTables,
} from '../../../entities/trade-flow/table.ts';
import { cypher } from '../../../graph/cypher.ts';
import { batchStatement, groupStatement, type Columns } from '../../../graph/statement.ts';
import { notRetracted } from '../../../graph/validity.ts';
import { importSumsRecord, type ImportSums } from '../record.ts';
import { byBasis, flowsInto, importSums, sumsInto } from './flows-into.ts';

/** A product with the calendar years of its trade, oldest first. */
export interface TradedProductRow {
  product: ProductRecord;
  years: number[];
}

/** The products that have trade, as known by a moment; tables of the sources `without` are left out. */
export const productsWithTrade = batchStatement<{ knownAt: string; without: readonly string[] }, TradedProductRow>(
  'dependence.productsWithTrade',
  cypher`UNWIND $keys AS key
CALL (key) {
  MATCH (product:Product) WHERE size(product.hsCodes) > 0 AND ${notRetracted(cypher`product`, cypher`key.knownAt`)}
  CALL (key, product) {
    MATCH (table:TradeTable) WHERE table.hs IN product.hsCodes AND NOT table.source IN key.without AND ${knownBy(cypher`key.knownAt`)}
    WITH DISTINCT table.year AS year ORDER BY year
    RETURN collect(year) AS years
  }
  WITH product, years WHERE size(years) > 0
  RETURN product, years
}
RETURN key.i, ${productColumns(cypher`product`)}, years ORDER BY product.slug`,
  ([columns, years]) => ({ product: productRecord(columns as Columns), years: years as number[] }),
);

/** Whose imports of a product from the country `on` are asked for year by year; `from` and `to` null leave that end open. */
export interface YearsKey {
  importers: readonly string[];
  product: string;
  on: string;
  from: unknown;
  to: unknown;
  without: readonly string[];
  knownAt: string;
}

/** The sums of one calendar year, and the tables they come from. */
export interface YearRow {
  year: number;
  tables: SelectedTables;
  imports: ImportSums;
}

const byYear = (basis: Basis) =>
  groupStatement<YearsKey, YearRow>(
    `dependence.byYear.${basis}`,
    cypher`UNWIND $keys AS one
WITH one.product AS slug, one.from AS from, one.to AS to, one.knownAt AS knownAt, one.without AS without, collect(one) AS keys
MATCH (product:Product {slug: slug})
${tablesOfProductByYear({ from: cypher`from`, to: cypher`to` }, cypher`knownAt`, cypher`without`)}
CALL (keys, tables, summed) {
  UNWIND keys AS key
  CALL (key, tables, summed) {
    WITH key, tables, summed, key.on AS origin, head(key.importers) AS buyer
    WHERE size(key.importers) = 1
    ${sumsInto(basis)}
    RETURN sums
    UNION ALL
    WITH key, tables, key.on AS origin
    WHERE size(key.importers) <> 1
    CALL (key, tables, origin) {
      UNWIND key.importers AS importer
      ${flowsInto(cypher`tables`, cypher`importer`, cypher`key.importers`)}
      RETURN ${importSums[basis]} AS sums
    }
    RETURN sums
  }
  RETURN collect([key.i, sums]) AS asked
}
RETURN year, tables, evidence, asked ORDER BY year`,
    ([year, tables, evidence, asked]) => {
      const shared = { year: year as number, tables: selectedTablesRecord(tables, evidence) };
      return (asked as [number, Columns][]).map(([i, sums]) => [i, { imports: importSumsRecord(sums), ...shared }]);
    },
  );

/** Each calendar year that has trade, oldest first. */
export const dependenceByYear = byBasis(byYear);
