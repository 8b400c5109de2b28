import type { View } from '../../../api/context.ts';
import { figureColumns, seen } from '../../../entities/observation/queries.ts';
import { figureRecord } from '../../../entities/observation/record.ts';
import type { Figure } from '../../../entities/claim/figure.ts';
import { cypher } from '../../../graph/cypher.ts';
import { batchStatement, type Columns } from '../../../graph/statement.ts';

/** What is published of the origins of an importer's supply of a mineral. */
export interface PublishedShare {
  figure: Figure;
  /** Whether the product holds no other mineral. */
  isOnlyMineral: boolean;
}

/** What publishers say comes from the country `on` of the minerals in a product; `importer` is an alpha-3 code or a coalition's slug. */
export const publishedShares = batchStatement<
  View & { product: string; importer: string; on: string; without: readonly string[] },
  PublishedShare
>(
  'dependence.publishedShares',
  cypher`UNWIND $keys AS key
MATCH (:Product {slug: key.product})-[:CONTAINS]->(mineral:Mineral)
WITH key, collect(mineral.slug) AS minerals
UNWIND minerals AS mineral
MATCH (item:Observation) WHERE item.mineral = mineral AND item.kind = 'IMPORT_SOURCE' AND item.partner = key.on
  AND key.importer IN [item.country, item.coalition] AND NOT item.source IN key.without AND ${seen}
RETURN key.i, ${figureColumns}, size(minerals) = 1`,
  ([figure, isOnlyMineral]) => ({
    figure: figureRecord(figure as Columns),
    isOnlyMineral: isOnlyMineral as boolean,
  }),
);
