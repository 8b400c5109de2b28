import type { View } from '../../api/context.ts';
import { cypher } from '../../graph/cypher.ts';
import { batchStatement, type Columns } from '../../graph/statement.ts';
import { figureColumns, seen } from '../../entities/observation/queries.ts';
import { figureRecord } from '../../entities/observation/record.ts';
import { productColumns } from '../../entities/product/queries.ts';
import { chainProduct, type ChainProduct } from './record.ts';
import type { Figure } from '../../entities/claim/figure.ts';

/** Products in one chain: more are refused. The statement below reads one more, which tells that there are too many. */
export const MAX_PRODUCTS = 200;

/**
 * The products that one is made from, to any depth, itself among them. Only distinct ends are asked for, so that a circle or a
 * dense graph is walked once.
 */
export const productsOfChain = batchStatement<{ product: string }, ChainProduct[]>(
  'supplyChain.products',
  cypher`UNWIND $keys AS key
MATCH (root:Product {slug: key.product})
CALL (root) {
  MATCH (root)-[:MADE_FROM*0..]->(product:Product)
  WITH DISTINCT product ORDER BY product.slug LIMIT 201
  RETURN collect([${productColumns(cypher`product`)}, [product.followedMineral, product.productionForm, product.fullTradeYears],
    [[(product)-[:CONTAINS]->(mineral:Mineral) | [mineral.slug, [(mineral)-[:IN_GROUP*1..2]->(group:Mineral) | group.slug]]],
      [(product)-[rel:COUNTED_AS]->(:Mineral) | [rel.basis, rel.contentPerTonne]]],
    [(product)-[rel:MADE_FROM]->(input:Product) | [input.slug, rel.tonnesPerTonne, rel.contentPerTonne, rel.source, rel.confidence, rel.recordedAt]]]) AS products
}
RETURN key.i, products`,
  ([products]) => (products as Columns[]).map(chainProduct),
);

/** What is published of who produces a mineral, in tonnes or as shares of the world, in the years up to one. */
export const producersOfMineral = batchStatement<View & { mineral: string; year: unknown }, Figure>(
  'supplyChain.producers',
  cypher`UNWIND $keys AS key
UNWIND ['PRODUCTION', 'STAGE_SHARE'] AS kind
MATCH (item:Observation) WHERE item.mineral = key.mineral AND item.kind = kind AND item.year <= key.year AND ${seen}
RETURN key.i, ${figureColumns}`,
  ([figure]) => figureRecord(figure as Columns),
);
