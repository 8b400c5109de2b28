import { cypher } from '../../graph/cypher.ts';
import { batchStatement, type Columns } from '../../graph/statement.ts';
import { productColumns } from '../../entities/product/queries.ts';
import { productRecord, type ProductRecord } from '../../entities/product/record.ts';

/** A product, or a kind of it. */
export interface KindRow {
  product: ProductRecord;
  /** Whether it holds single minerals alone, no group of them such as all rare earths. */
  single: boolean;
}

/**
 * Each product itself, and where it bundles several minerals, the products of the same stage that hold some of these and nothing else, one
 * of them also held by the product at the end of the chain. `product` and `root` are slugs.
 */
export const kindsOfProduct = batchStatement<{ product: string; root: string }, KindRow>(
  'alternatives.kinds',
  cypher`UNWIND $keys AS key
MATCH (product:Product {slug: key.product})
CALL (key, product) {
  WITH key, product, [(product)-[:CONTAINS]->(mineral:Mineral) | mineral.slug] AS bundled
  MATCH (kind:Product)
  WITH key, product, bundled, kind, [(kind)-[:CONTAINS]->(mineral:Mineral) | mineral.slug] AS rel
  WHERE kind = product OR (kind.stage = product.stage AND size(rel) > 0 AND size(rel) < size(bundled) AND all(slug IN rel WHERE slug IN bundled)
    AND EXISTS { (kind)-[:CONTAINS]->(:Mineral)<-[:CONTAINS]-(:Product {slug: key.root}) })
  RETURN kind
}
RETURN key.i, ${productColumns(cypher`kind`)}, NOT EXISTS { (kind)-[:CONTAINS]->(:Mineral {kind: 'GROUP'}) } ORDER BY kind.slug`,
  ([product, single]) => ({ product: productRecord(product as Columns), single: single as boolean }),
);
