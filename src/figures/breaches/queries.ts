import type { View } from '../../api/context.ts';
import type { Confidence } from '../../api/generated.ts';
import { countryColumns } from '../../entities/country/queries.ts';
import { countryRecord, type CountryRecord } from '../../entities/country/record.ts';
import { productColumns } from '../../entities/product/queries.ts';
import { productRecord, type ProductRecord } from '../../entities/product/record.ts';
import { selectedTablesRecord, tablesOfProduct } from '../../entities/trade-flow/table.ts';
import { cypher } from '../../graph/cypher.ts';
import { batchStatement, type Columns } from '../../graph/statement.ts';
import { notRetractedInKeysView, validInKeysView } from '../../graph/validity.ts';

/** A country that imports, with the countries that are no third countries to it: itself and those of its union. */
export interface ImporterRow {
  country: CountryRecord;
  inside: string[];
}

/** The countries of a coalition (`among` is its slug), those of member coalitions too, or one country (its alpha-3 code). */
export const importersToTest = batchStatement<View & { among: string }, ImporterRow>(
  'breaches.importers',
  cypher`UNWIND $keys AS key
CALL (key) {
  MATCH path = (:Coalition {slug: key.among})<-[:MEMBER_OF*1..3]-(item:Country)
  WHERE all(rel IN relationships(path) WHERE ${validInKeysView})
  RETURN item
  UNION
  MATCH (item:Country {iso3: key.among})
  RETURN item
}
WITH DISTINCT key, item
RETURN key.i, ${countryColumns(cypher`item`)}, [item.iso3] + COLLECT {
  MATCH path = (item)-[:MEMBER_OF]->(:Coalition {kind: 'UNION'})<-[:MEMBER_OF]-(other:Country)
  WHERE all(rel IN relationships(path) WHERE ${validInKeysView})
  RETURN DISTINCT other.iso3
} ORDER BY item.iso3`,
  ([country, inside]) => ({ country: countryRecord(country as Columns), inside: inside as string[] }),
);

/** A product with the tables of its trade in the year asked, or in its newest complete one. */
export interface TestedProduct {
  product: ProductRecord;
  year: number | null;
  sources: string[];
  confidences: Confidence[];
  /** Whether all of its trade is known: only then can a share be given. */
  complete: boolean;
  /** By importer: all that it bought, and what it bought of the third country that sold it most; none where it bought nothing. */
  imports: ReadonlyMap<string, ImportsTested>;
}

/** US dollars, and tonnes where weights are published. */
interface ImportsTested {
  wholeUsd: number;
  wholeTonnes: number | null;
  largest: { supplier: string; valueUsd: number; tonnes: number | null } | null;
}

export interface TestKey extends View {
  year: unknown;
  without: readonly string[];
  /** Only products that hold a mineral of one of these official lists; null for all. */
  lists: readonly string[] | null;
  importers: readonly (readonly [iso3: string, inside: readonly string[]])[];
}

/** What each importer bought of each product that has a code. */
export const importsToTest = batchStatement<TestKey, TestedProduct>(
  'breaches.imports',
  cypher`UNWIND $keys AS key
MATCH (item:Product) WHERE size(item.hsCodes) > 0 AND ${notRetractedInKeysView} AND (key.lists IS NULL OR EXISTS {
  MATCH (item)-[:CONTAINS]->(:Mineral)-[rel:LISTED_IN]->(list:MineralList)
  WHERE list.slug IN key.lists AND ${validInKeysView} })
WITH key, item, item AS product
${tablesOfProduct(cypher`key.year`, cypher`key.knownAt`, cypher`key.without`)}
WITH key, product, year, tables, evidence, size(evidence) > 0 AND all(one IN evidence WHERE one[2]) AS complete
CALL (key, tables, complete) {
  UNWIND CASE WHEN complete THEN key.importers ELSE [] END AS importer
  CALL (importer, tables) {
    MATCH (flow:TradeFlow) WHERE flow.table IN tables AND flow.importer = importer[0] AND flow.valueUsd IS NOT NULL
      AND flow.exporter IS NOT NULL AND flow.exporter <> importer[0]
    WITH importer, flow.exporter AS exporter, sum(flow.valueUsd) AS valueUsd,
      CASE WHEN count(flow.tonnes) > 0 THEN sum(flow.tonnes) END AS tonnes ORDER BY valueUsd DESC, exporter
    WITH importer, collect([exporter, valueUsd, tonnes]) AS suppliers
    RETURN [importer[0], reduce(sum = 0.0, one IN suppliers | sum + one[1]), reduce(sum = null, one IN suppliers |
      CASE WHEN one[2] IS NULL THEN sum ELSE coalesce(sum, 0) + one[2] END), head([one IN suppliers WHERE NOT one[0] IN importer[1]])] AS bought
  }
  RETURN collect(bought) AS imports
}
RETURN key.i, ${productColumns(cypher`product`)}, year, tables, evidence, complete, imports ORDER BY product.slug`,
  ([product, year, tables, evidence, complete, imports]) => {
    const { sources, confidences } = selectedTablesRecord(tables, evidence);
    return {
      ...{ product: productRecord(product as Columns), year: year as number | null, sources, confidences },
      complete: complete as boolean,
      imports: new Map(
        (imports as [string, number, number | null, [string, number, number | null] | null][]).map(
          ([importer, wholeUsd, wholeTonnes, largest]) => [
            importer,
            {
              ...{ wholeUsd, wholeTonnes },
              largest: largest && { supplier: largest[0], valueUsd: largest[1], tonnes: largest[2] },
            },
          ],
        ),
      ),
    };
  },
);
