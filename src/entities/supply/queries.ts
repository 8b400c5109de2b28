import type { View } from '../../api/context.ts';
import { facilityColumns } from '../facility/queries.ts';
import { cypher, type Cypher } from '../../graph/cypher.ts';
import { batchStatement } from '../../graph/statement.ts';
import { validInKeysView, recordedBy } from '../../graph/validity.ts';
import { productColumns } from '../product/queries.ts';
import { supplierColumns } from '../supplier/queries.ts';
import { supplyRecord, type SupplyRecord } from './record.ts';

const party = (name: Cypher) =>
  cypher`${name}:Facility, CASE WHEN ${name}:Facility THEN ${facilityColumns(name)} ELSE ${supplierColumns(name)} END`;

const supplies = (name: string, match: Cypher, other: Cypher) =>
  batchStatement<View & { key: string }, SupplyRecord>(
    name,
    cypher`UNWIND $keys AS key
MATCH ${match} AND ${validInKeysView}
MATCH (product:Product {slug: rel.product})
RETURN key.i, ${party(cypher`giver`)}, ${party(cypher`taker`)}, ${productColumns(cypher`product`)},
  [rel.kind, rel.tonnes, rel.bound, rel.from, rel.to, rel.note, rel.locator, rel.source, rel.confidence]
ORDER BY ${other}.name, product.name, rel.kind, rel.from`,
    supplyRecord,
  );

// Of a company: what it delivers or receives itself or at a facility it runs, without what stays within it.
const partOf = (other: Cypher) =>
  cypher`all(rel IN parts WHERE rel.role = 'OPERATOR' AND ${validInKeysView}) AND ${other} <> own
  AND NOT EXISTS { (${other})-[part:OPERATED_BY {role: 'OPERATOR'}]->(own) WHERE ${recordedBy(cypher`part`, cypher`key.knownAt`)} }`;

export const customersOf = {
  Supplier: supplies(
    'supply.customersOfSupplier',
    cypher`(own:Supplier {slug: key.key})<-[parts:OPERATED_BY*0..1]-(giver:Supplier|Facility)-[rel:SUPPLIES]->(taker:Supplier|Facility)
WHERE ${partOf(cypher`taker`)}`,
    cypher`taker`,
  ),
  Facility: supplies(
    'supply.customersOfFacility',
    cypher`(giver:Facility {slug: key.key})-[rel:SUPPLIES]->(taker:Supplier|Facility) WHERE true`,
    cypher`taker`,
  ),
};

export const suppliesFrom = {
  Supplier: supplies(
    'supply.toSupplier',
    cypher`(own:Supplier {slug: key.key})<-[parts:OPERATED_BY*0..1]-(taker:Supplier|Facility)<-[rel:SUPPLIES]-(giver:Supplier|Facility)
WHERE ${partOf(cypher`giver`)}`,
    cypher`giver`,
  ),
  Facility: supplies(
    'supply.toFacility',
    cypher`(taker:Facility {slug: key.key})<-[rel:SUPPLIES]-(giver:Supplier|Facility) WHERE true`,
    cypher`giver`,
  ),
};
