import type { View } from '../../api/context.ts';
import { cypher, type Cypher } from '../../graph/cypher.ts';
import { listStatements } from '../../api/list/list.ts';
import { batchStatement, type Columns } from '../../graph/statement.ts';
import { validInKeysView, validInView, notRetractedInKeysView, recordedInKeysView } from '../../graph/validity.ts';
import { mineralRecord, type MineralListingRecord, type MineralRecord } from './record.ts';

/** A mineral's own columns as one list, for any statement that has it under the given name. */
export const mineralColumns = (name: Cypher) =>
  cypher`[${name}.slug, ${name}.name, ${name}.symbol, ${name}.kind, ${name}.aliases, ${name}.tradeNote]`;

/**
 * The way from a mineral to what speaks of it too: itself, the groups it belongs to and, of a group, the members with theirs.
 * Stands between two nodes of a pattern.
 */
export const relatedMinerals = cypher`<-[:IN_GROUP*0..1]-(:Mineral)-[:IN_GROUP*0..1]->`;

/** Binds `related` to what speaks of a mineral in a product: each of them once. */
export const relatedToProduct = (
  product: Cypher,
) => cypher`MATCH (${product})-[:CONTAINS]->(:Mineral)<-[:IN_GROUP*0..1]-(near:Mineral)
  WITH DISTINCT near
  MATCH (near)-[:IN_GROUP*0..1]->(related:Mineral)`;

const item = mineralColumns(cypher`item`);

const minerals = <Key extends object>(name: string, match: Cypher, condition = cypher`true`) =>
  batchStatement<View & Key, MineralRecord>(
    name,
    cypher`UNWIND $keys AS key
MATCH ${match}
WHERE ${notRetractedInKeysView} AND ${condition}
RETURN key.i, ${item} ORDER BY item.name`,
    ([columns]) => mineralRecord(columns as Columns),
  );

/** `text` is a folded slug, symbol or name. */
export const mineralByText = minerals<{ text: string }>(
  'mineral.byText',
  cypher`(:Spelling {kind: 'Mineral', text: key.text})-[rel:NAMES]->(item:Mineral)`,
  recordedInKeysView,
);
export const mineralByKey = minerals<{ key: string }>('mineral.byKey', cypher`(item:Mineral {slug: key.key})`);
export const groupsOfMineral = minerals<{ key: string }>(
  'mineral.groups',
  cypher`(:Mineral {slug: key.key})-[:IN_GROUP]->(item:Mineral)`,
);
export const membersOfMineral = minerals<{ key: string }>(
  'mineral.members',
  cypher`(:Mineral {slug: key.key})<-[:IN_GROUP]-(item:Mineral)`,
);
export const mineralsInProduct = minerals<{ key: string }>(
  'mineral.inProduct',
  cypher`(:Product {slug: key.key})-[:CONTAINS]->(item:Mineral)`,
);

/** What is followed of each product when looking through: the mineral that is set for it, else all that it contains. */
export const mineralsFollowed = minerals<{ key: string }>(
  'mineral.followed',
  cypher`(product:Product {slug: key.key})
UNWIND CASE WHEN product.followedMineral IS NULL THEN [(product)-[:CONTAINS]->(mineral:Mineral) | mineral.slug] ELSE [product.followedMineral] END AS followed
MATCH (item:Mineral {slug: followed})`,
);

export const listingsOfMineral = batchStatement<View & { key: string }, MineralListingRecord>(
  'mineral.listings',
  cypher`UNWIND $keys AS key
MATCH (:Mineral {slug: key.key})-[rel:LISTED_IN]->(list:MineralList)
WHERE ${validInKeysView}
RETURN key.i, list.slug, rel.from, rel.to, rel.source, rel.confidence ORDER BY list.slug`,
  ([list, since, until, source, confidence]) => ({ list, since, until, source, confidence }) as MineralListingRecord,
);

export const mineralList = listStatements({
  name: 'mineral.list',
  match: cypher`MATCH (item:Mineral)`,
  key: cypher`slug`,
  candidate: cypher`{slug: [item.slug], name: [item.name], symbol: [item.symbol], kind: [item.kind],
    group: [(item)-[:IN_GROUP]->(group:Mineral) | group.slug]}`,
  related: cypher`{lists: [(item)-[rel:LISTED_IN]->(list:MineralList) WHERE ${validInView} | {list: [list.slug], since: [rel.from]}]}`,
  columns: item,
  record: mineralRecord,
  orderBy: { NAME: 'name', SLUG: 'slug' },
});
