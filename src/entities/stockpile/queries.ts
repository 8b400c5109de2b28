import type { View } from '../../api/context.ts';
import { listStatements } from '../../api/list/list.ts';
import { cypher, type Cypher } from '../../graph/cypher.ts';
import { batchStatement, type Columns } from '../../graph/statement.ts';
import { firstDayOf, inEffectInKeysView, inEffectInView, recordedInKeysView } from '../../graph/validity.ts';
import { agencyColumns } from '../agency/queries.ts';
import { agencyRecord } from '../agency/record.ts';
import { countryColumns } from '../country/queries.ts';
import { countryRecord } from '../country/record.ts';
import { mineralColumns } from '../mineral/queries.ts';
import { mineralRecord } from '../mineral/record.ts';
import { stockpileRecord, type StockpileRecord } from './record.ts';

/** A stockpile's own columns as one list. */
const item = cypher`[item.slug, item.name, item.form, item.state, item.quantity, item.quantityMissing, item.unit, item.bound,
  item.statedOn, item.datePrecision, item.dueOn, item.confidence, item.note]`;

const stockpiles = <Key extends object>(name: string, match: Cypher, condition = cypher`true`) =>
  batchStatement<View & Key, StockpileRecord>(
    name,
    cypher`UNWIND $keys AS key
MATCH ${match}
WHERE ${inEffectInKeysView} AND ${condition}
RETURN key.i, ${item} ORDER BY item.since DESC, item.slug`,
    ([columns]) => stockpileRecord(columns as Columns),
  );

/** `text` is a folded slug or name. */
export const stockpileByText = stockpiles<{ text: string }>(
  'stockpile.byText',
  cypher`(:Spelling {kind: 'Stockpile', text: key.text})-[rel:NAMES]->(item:Stockpile)`,
  recordedInKeysView,
);
export const stockpileByKey = stockpiles<{ key: string }>('stockpile.byKey', cypher`(item:Stockpile {slug: key.key})`);
/** What each country holds, the newest first. */
export const stockpilesOfCountry = stockpiles<{ key: string }>(
  'stockpile.ofCountry',
  cypher`(:Country {iso3: key.key})<-[:HELD_BY]-(item:Stockpile)`,
);
/** What is held of each mineral, the newest first. */
export const stockpilesOfMineral = stockpiles<{ key: string }>(
  'stockpile.ofMineral',
  cypher`(:Mineral {slug: key.key})<-[:STOCK_OF]-(item:Stockpile)`,
);

/** The statement for what a relationship of each stockpile leads to. */
const end = <Record>(name: string, match: Cypher, columns: Cypher, record: (columns: Columns) => Record) =>
  batchStatement<{ key: string }, Record>(
    name,
    cypher`UNWIND $keys AS key
MATCH (:Stockpile {slug: key.key})${match}
RETURN key.i, ${columns}`,
    ([found]) => record(found as Columns),
  );

export const countryOfStockpile = end(
  'stockpile.country',
  cypher`-[:HELD_BY]->(country:Country)`,
  countryColumns(cypher`country`),
  countryRecord,
);
export const agencyOfStockpile = end(
  'stockpile.agency',
  cypher`-[:HELD_BY]->(agency:Agency)`,
  agencyColumns(cypher`agency`),
  agencyRecord,
);
export const mineralOfStockpile = end(
  'stockpile.mineral',
  cypher`-[:STOCK_OF]->(mineral:Mineral)`,
  mineralColumns(cypher`mineral`),
  mineralRecord,
);

export const stockpileList = listStatements({
  name: 'stockpile.list',
  match: cypher`MATCH (item:Stockpile) WHERE ${inEffectInView}`,
  key: cypher`slug`,
  candidate: cypher`{slug: [item.slug], name: [item.name], form: [item.form], state: [item.state], quantity: [item.quantity],
    quantityMissing: [item.quantityMissing], unit: [item.unit], statedOn: [${firstDayOf(cypher`item.statedOn`)}], dueOn: [item.dueOn], confidence: [item.confidence],
    country: [(item)-[:HELD_BY]->(country:Country) | country.iso3], agency: [(item)-[:HELD_BY]->(agency:Agency) | agency.slug],
    mineral: [(item)-[:STOCK_OF]->(mineral:Mineral) | mineral.slug]}`,
  columns: item,
  record: stockpileRecord,
  orderBy: { NAME: 'name', SLUG: 'slug', STATED_ON: 'since' },
});
