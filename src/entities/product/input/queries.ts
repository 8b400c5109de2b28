import type { View } from '../../../api/context.ts';
import { cypher, type Cypher } from '../../../graph/cypher.ts';
import { batchStatement } from '../../../graph/statement.ts';
import { notRetracted } from '../../../graph/validity.ts';
import { productColumns } from '../queries.ts';
import { productInputRecord, type ProductInputRecord } from './record.ts';

const inputs = (name: string, match: Cypher, order: Cypher) =>
  batchStatement<View & { key: string }, ProductInputRecord>(
    name,
    cypher`UNWIND $keys AS key
MATCH ${match}
WHERE ${notRetracted(cypher`product`, cypher`key.knownAt`)}
RETURN key.i, ${productColumns(cypher`product`)}, ${productColumns(cypher`input`)}, [rel.tonnesPerTonne, rel.note, rel.source, rel.confidence] ORDER BY ${order}.name`,
    productInputRecord,
  );

/** What each product is made from. */
export const inputsOfProduct = inputs(
  'productInput.of',
  cypher`(product:Product {slug: key.key})-[rel:MADE_FROM]->(input:Product)`,
  cypher`input`,
);

/** What is made from each product. */
export const usesOfProduct = inputs(
  'productInput.uses',
  cypher`(input:Product {slug: key.key})<-[rel:MADE_FROM]-(product:Product)`,
  cypher`product`,
);
