import type { View } from '../../api/context.ts';
import { cypher } from '../../graph/cypher.ts';
import { batchStatement, type Columns } from '../../graph/statement.ts';
import { figureColumns, seen } from '../../entities/observation/queries.ts';
import { figureRecord } from '../../entities/observation/record.ts';
import { productColumns } from '../../entities/product/queries.ts';
import { productRecord, type ProductRecord } from '../../entities/product/record.ts';
import type { Figure } from '../../entities/claim/figure.ts';

/** A product that holds a mineral, and for each mineral it holds that one's slug and those of its groups. */
export interface HoldingRow {
  product: ProductRecord;
  minerals: string[][];
}

/** The products that hold each mineral or, for a group, one of its members. */
export const productsHolding = batchStatement<{ mineral: string }, HoldingRow>(
  'disruption.holding',
  cypher`UNWIND $keys AS key
MATCH (:Mineral {slug: key.mineral})<-[:IN_GROUP*0..2]-(:Mineral)<-[:CONTAINS]-(item:Product)
WITH DISTINCT key, item
RETURN key.i, ${productColumns(cypher`item`)},
  [(item)-[:CONTAINS]->(rel:Mineral) | [rel.slug] + [(rel)-[:IN_GROUP*1..2]->(group:Mineral) | group.slug]] ORDER BY item.slug`,
  ([product, minerals]) => ({ product: productRecord(product as Columns), minerals: minerals as string[][] }),
);

/** All that is made of each product, to any depth. */
export const madeOfProduct = batchStatement<{ product: string }, ProductRecord>(
  'disruption.madeOf',
  cypher`UNWIND $keys AS key
MATCH (root:Product {slug: key.product})
CALL (root) {
  MATCH (root)<-[:MADE_FROM*1..]-(product:Product)
  WITH DISTINCT product ORDER BY product.slug LIMIT 201
  RETURN product
}
RETURN key.i, ${productColumns(cypher`product`)} ORDER BY product.slug`,
  ([product]) => productRecord(product as Columns),
);

/** Published capacities to make a mineral, in the years up to one. */
export const capacitiesOfMineral = batchStatement<View & { mineral: string; year: unknown }, Figure>(
  'disruption.capacities',
  cypher`UNWIND $keys AS key
MATCH (item:Observation) WHERE item.mineral = key.mineral AND item.kind = 'CAPACITY' AND item.year <= key.year AND ${seen}
RETURN key.i, ${figureColumns}`,
  ([figure]) => figureRecord(figure as Columns),
);
