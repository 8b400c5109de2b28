import { agencyColumns } from '../agency/queries.ts';
import type { View } from '../../api/context.ts';
import { countryColumns } from '../country/queries.ts';
import { cypher, type Cypher } from '../../graph/cypher.ts';
import { listStatements } from '../../api/list/list.ts';
import { batchStatement, type Columns } from '../../graph/statement.ts';
import { validInKeysView, validInView, notRetractedInKeysView, recordedInKeysView } from '../../graph/validity.ts';
import { ownershipRecord, supplierRecord, type OwnershipRecord, type SupplierRecord } from './record.ts';

/**
 * A supplier's own columns as one list, its country's among them, for any statement that has it under the given name.
 */
export const supplierColumns = (name: Cypher) =>
  cypher`[${name}.slug, ${name}.name, ${name}.legalName, ${name}.aliases, ${name}.stages, ${name}.status, ${name}.description,
    head([(${name})-[:BASED_IN]->(country:Country) | ${countryColumns(cypher`country`)}])]`;

const item = supplierColumns(cypher`item`);

const suppliers = <Key extends object>(name: string, match: Cypher, condition = cypher`true`) =>
  batchStatement<View & Key, SupplierRecord>(
    name,
    cypher`UNWIND $keys AS key
MATCH ${match}
WHERE ${notRetractedInKeysView} AND ${condition}
WITH DISTINCT key, item
RETURN key.i, ${item} ORDER BY item.name, item.slug`,
    ([columns]) => supplierRecord(columns as Columns),
  );

/** `text` is a folded slug or name; several companies may share a name. */
export const supplierByText = suppliers<{ text: string }>(
  'supplier.byText',
  cypher`(:Spelling {kind: 'Supplier', text: key.text})-[rel:NAMES]->(item:Supplier)`,
  recordedInKeysView,
);
export const supplierByKey = suppliers<{ key: string }>('supplier.byKey', cypher`(item:Supplier {slug: key.key})`);
export const suppliersOfCountry = suppliers<{ key: string }>(
  'supplier.ofCountry',
  cypher`(:Country {iso3: key.key})<-[:BASED_IN]-(item:Supplier)`,
);
/** The companies that run, own or take part in a facility which makes, or is to make, each product. */
export const producersOfProduct = suppliers<{ key: string }>(
  'supplier.ofProduct',
  cypher`path = (:Product {slug: key.key})<-[:PRODUCES]-(:Facility)-[:OPERATED_BY]->(item:Supplier)`,
  cypher`all(rel IN relationships(path) WHERE ${validInKeysView})`,
);

const ownershipColumns = cypher`${supplierColumns(cypher`supplier`)}, head(labels(owner)),
  CASE WHEN owner:Country THEN ${countryColumns(cypher`owner`)} WHEN owner:Agency THEN ${agencyColumns(cypher`owner`)} ELSE ${supplierColumns(cypher`owner`)} END,
  [rel.share, rel.kind, rel.from, rel.to, rel.locator, rel.source, rel.confidence]`;

// The largest first, what is not known last.
const byShare = cypher`coalesce(rel.share, -1) DESC`;

/** `minShare` leaves out smaller shares; those that are not known are always given. */
export interface OwnershipKey extends View {
  key: string;
  minShare: number | null;
}

const ownerships = (name: string, match: Cypher, order: Cypher) =>
  batchStatement<OwnershipKey, OwnershipRecord>(
    name,
    cypher`UNWIND $keys AS key
MATCH ${match}
WHERE ${validInKeysView} AND (key.minShare IS NULL OR rel.share IS NULL OR rel.share >= key.minShare)
RETURN key.i, ${ownershipColumns} ORDER BY ${byShare}, ${order}.name`,
    ownershipRecord,
  );

/** Who holds each company itself. */
export const ownersOfSupplier = ownerships(
  'supplier.owners',
  cypher`(supplier:Supplier {slug: key.key})-[rel:OWNED_BY]->(owner:Supplier|Agency|Country)`,
  cypher`owner`,
);
/** What each company holds itself. */
export const holdingsOfSupplier = ownerships(
  'supplier.holdings',
  cypher`(owner:Supplier {slug: key.key})<-[rel:OWNED_BY]-(supplier:Supplier)`,
  cypher`supplier`,
);

/** Whether any holding of each company is on record, of whatever day. */
export const everHeld = batchStatement<View & { key: string }, boolean>(
  'supplier.everHeld',
  cypher`UNWIND $keys AS key
RETURN key.i, EXISTS { (:Supplier {slug: key.key})-[rel:OWNED_BY]->() WHERE ${recordedInKeysView} }`,
  ([held]) => held as boolean,
);

/** All ownerships on the chains above each company, each once; a chain is followed over eight of them (`LONGEST_CHAIN`). */
export const ownershipsAbove = batchStatement<View & { key: string }, OwnershipRecord>(
  'supplier.ownershipsAbove',
  cypher`UNWIND $keys AS key
MATCH path = (:Supplier {slug: key.key})-[:OWNED_BY*1..8]->(:Supplier|Agency|Country)
WHERE all(rel IN relationships(path) WHERE ${validInKeysView})
WITH DISTINCT key, last(relationships(path)) AS rel
WITH key, rel, startNode(rel) AS supplier, endNode(rel) AS owner
RETURN key.i, ${ownershipColumns}`,
  ownershipRecord,
);

/** The coalitions that the country at the end of `place` belongs to, itself or through a member such as the European Union. */
export const coalitionsOf = (place: Cypher) =>
  cypher`[path = (item)-[:${place}]->(:Country)-[:MEMBER_OF*1..2]->(coalition:Coalition)
      WHERE 'coalition' IN $asked AND all(rel IN tail(relationships(path)) WHERE ${validInView}) | coalition.slug]`;

/** What a product on the end of `made` is tested for. */
export const productCandidate = cypher`{slug: [product.slug], stage: [made.stage], status: [made.status],
        capacityTonnes: [made.capacityTonnes], plannedFor: [made.plannedFor],
        mineral: [(product)-[:CONTAINS]->(:Mineral)-[:IN_GROUP*0..2]->(mineral:Mineral) | mineral.slug]}`;

export const supplierList = listStatements({
  name: 'supplier.list',
  match: cypher`MATCH (item:Supplier)`,
  key: cypher`slug`,
  candidate: cypher`{slug: [item.slug], name: [item.name], legalName: [item.legalName], aliases: item.aliases, stage: item.stages, status: [item.status],
    country: [(item)-[:BASED_IN]->(country:Country) | country.iso3],
    coalition: ${coalitionsOf(cypher`BASED_IN`)}}`,
  related: cypher`{owners: [path = (item)-[:OWNED_BY*1..8]->(owner) WHERE all(rel IN relationships(path) WHERE ${validInView}) |
      {key: [coalesce(owner.iso3, owner.slug)], name: [owner.name], kind: [toUpper(head(labels(owner)))], steps: [length(path)],
        share: [reduce(share = 1.0, rel IN relationships(path) | share * rel.share)],
        country: [(owner)-[:BASED_IN|AGENCY_OF*0..1]->(country:Country) | country.iso3]}],
    products: [path = (item)<-[:OPERATED_BY]-(:Facility)-[made:PRODUCES]->(product:Product)
      WHERE all(rel IN relationships(path) WHERE ${validInView}) | ${productCandidate}]}`,
  columns: item,
  record: supplierRecord,
  orderBy: { NAME: 'name', SLUG: 'slug' },
});
