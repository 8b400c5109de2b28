import type { View } from '../../api/context.ts';
import { cypher, type Cypher } from '../../graph/cypher.ts';
import { listStatements } from '../../api/list/list.ts';
import { batchStatement, type Columns } from '../../graph/statement.ts';
import { notRetractedInKeysView, recordedInKeysView } from '../../graph/validity.ts';
import { productRecord, type ProductRecord } from './record.ts';

/** A product's own columns as one list, for any statement that has it under the given name. */
export const productColumns = (name: Cypher) =>
  cypher`[${name}.slug, ${name}.name, ${name}.stage, ${name}.hsCodes, ${name}.hsRevision, ${name}.hsText, ${name}.aliases, ${name}.note, ${name}.tradeYears]`;

const item = productColumns(cypher`item`);

const products = <Key extends object>(name: string, match: Cypher, condition = cypher`true`) =>
  batchStatement<View & Key, ProductRecord>(
    name,
    cypher`UNWIND $keys AS key
MATCH ${match}
WHERE ${notRetractedInKeysView} AND ${condition}
RETURN key.i, ${item} ORDER BY item.name`,
    ([columns]) => productRecord(columns as Columns),
  );

/** `text` is a folded slug, HS code or name. */
export const productByText = products<{ text: string }>(
  'product.byText',
  cypher`(:Spelling {kind: 'Product', text: key.text})-[rel:NAMES]->(item:Product)`,
  recordedInKeysView,
);
export const productByKey = products<{ key: string }>('product.byKey', cypher`(item:Product {slug: key.key})`);
export const productsWithMineral = products<{ key: string }>(
  'product.withMineral',
  cypher`(:Mineral {slug: key.key})<-[:CONTAINS]-(item:Product)`,
);

export const productList = listStatements({
  name: 'product.list',
  match: cypher`MATCH (item:Product)`,
  key: cypher`slug`,
  candidate: cypher`{slug: [item.slug], name: [item.name], stage: [item.stage], hsCode: item.hsCodes,
    tradeYears: CASE WHEN size(item.tradeYears) > 0 THEN item.tradeYears ELSE [null] END}`,
  related: cypher`{contains: [(item)-[:CONTAINS]->(mineral:Mineral) | {slug: [mineral.slug], symbol: [mineral.symbol], name: [mineral.name]}]}`,
  columns: item,
  record: productRecord,
  orderBy: { NAME: 'name', SLUG: 'slug' },
});
