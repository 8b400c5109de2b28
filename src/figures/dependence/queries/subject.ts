import { countryColumns } from '../../../entities/country/queries.ts';
import { countryRecord, type CountryRecord } from '../../../entities/country/record.ts';
import { productColumns } from '../../../entities/product/queries.ts';
import { productRecord, type ProductRecord } from '../../../entities/product/record.ts';
import { sourceColumns } from '../../../entities/source/queries.ts';
import { sourceRecord, type SourceRecord } from '../../../entities/source/record.ts';
import { selectedTablesRecord, type SelectedTables } from '../../../entities/trade-flow/table.ts';
import { cypher } from '../../../graph/cypher.ts';
import type { Columns } from '../../../graph/statement.ts';

const onColumns = cypher`CASE WHEN on IS NULL THEN null ELSE ${countryColumns(cypher`on`)} END`;
const product = cypher`CASE WHEN product IS NULL THEN null ELSE ${productColumns(cypher`product`)} END`;
const sources = cypher`COLLECT { MATCH (item:Source) WHERE item.id IN [one IN evidence | one[0]] RETURN ${sourceColumns} }`;

/** What a dependence is measured of, and from which tables; the same for all importers that it is asked for. */
export interface Subject {
  on: CountryRecord | null;
  product: ProductRecord | null;
  year: number | null;
  tables: SelectedTables;
  /** Those of the tables. */
  sources: SourceRecord[];
}

export const subject = ([onValues, productValues, year, tables, evidence, sourceRows]: Columns): Subject => ({
  on: onValues ? countryRecord(onValues as Columns) : null,
  product: productValues ? productRecord(productValues as Columns) : null,
  year: year as number | null,
  tables: selectedTablesRecord(tables, evidence),
  sources: (sourceRows as Columns[]).map(sourceRecord),
});
export const subjectColumns = cypher`${onColumns}, ${product}, year, tables, evidence, ${sources}`;
