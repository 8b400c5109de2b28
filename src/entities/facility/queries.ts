import type { View } from '../../api/context.ts';
import { countryColumns } from '../country/queries.ts';
import { cypher, type Cypher } from '../../graph/cypher.ts';
import { listStatements } from '../../api/list/list.ts';
import { batchStatement, type Row } from '../../graph/statement.ts';
import { heldInKeysView, heldInView, presentInKeysView, recordedInKeysView } from '../../graph/validity.ts';
import type { FacilityRole, FacilityStatus, Stage } from '../../api/generated.ts';
import { mineralColumns } from '../mineral/queries.ts';
import { mineralRecord, type MineralRecord } from '../mineral/record.ts';
import { productColumns } from '../product/queries.ts';
import { coalitionsOf, productCandidate, supplierColumns } from '../supplier/queries.ts';
import {
  facilityOperatorRecord,
  facilityProductionRecord,
  facilityRecord,
  type FacilityOperatorRecord,
  type FacilityProductionRecord,
  type FacilityRecord,
  type PlantRecord,
} from './record.ts';

/**
 * A facility's own columns as one list, its country's and its operator's among them, for any statement that has it under the
 * given name. Like its name, both are shown as the files have them now; of a retracted facility, as they had them last.
 */
export const facilityColumns = (name: Cypher) =>
  cypher`[${name}.slug, ${name}.name, ${name}.place, ${name}.latitude, ${name}.longitude, ${name}.status, ${name}.openedOn, ${name}.plannedFor, ${name}.types,
    head([(${name})-[:LOCATED_IN]->(country:Country) | ${countryColumns(cypher`country`)}]),
    head([(${name})-[part:OPERATED_BY {role: 'OPERATOR'}]->(operator:Supplier) WHERE (part.retractedAt IS NULL OR part.retractedAt = ${name}.retractedAt) AND part.to IS NULL | ${supplierColumns(cypher`operator`)}])]`;

const item = facilityColumns(cypher`item`);

const facilities = <Key extends object>(name: string, match: Cypher, condition = cypher`true`) =>
  batchStatement<View & Key, FacilityRecord>(
    name,
    cypher`UNWIND $keys AS key
MATCH ${match}
WHERE ${presentInKeysView} AND ${condition}
WITH DISTINCT key, item
RETURN key.i, ${item} ORDER BY item.name, item.slug`,
    ([columns]) => facilityRecord(columns as Row),
  );

/** `text` is a folded slug or name. */
export const facilityByText = facilities<{ text: string }>(
  'facility.byText',
  cypher`(:Spelling {kind: 'Facility', text: key.text})-[held:NAMES]->(item:Facility)`,
  recordedInKeysView,
);
export const facilityByKey = facilities<{ key: string }>('facility.byKey', cypher`(item:Facility {slug: key.key})`);
/** The first facilities in each country: those of the curated table before those of lists of mines. */
export const facilitiesOfCountry = batchStatement<View & { key: string; first: number }, FacilityRecord>(
  'facility.ofCountry',
  cypher`UNWIND $keys AS key
CALL (key) {
  MATCH (:Country {iso3: key.key})<-[:LOCATED_IN]-(item:Facility)
  WHERE ${presentInKeysView}
  WITH key, item ORDER BY item.origin IS NOT NULL, item.name, item.slug
  WITH key, collect(item) AS items
  UNWIND items[..toInteger(key.first)] AS item
  RETURN item
}
RETURN key.i, ${item}`,
  ([columns]) => facilityRecord(columns as Row),
);
/** The facilities in which each company has a part, in any role or the one asked. */
export const facilitiesOfSupplier = facilities<{ key: string; role: FacilityRole | null }>(
  'facility.ofSupplier',
  cypher`(:Supplier {slug: key.key})<-[held:OPERATED_BY]-(item:Facility)`,
  cypher`${heldInKeysView} AND (key.role IS NULL OR held.role = key.role)`,
);
export const facilitiesOfProduct = facilities<{ key: string }>(
  'facility.ofProduct',
  cypher`(:Product {slug: key.key})<-[held:PRODUCES]-(item:Facility)`,
  heldInKeysView,
);
/** The facilities that make a product which contains each mineral, or a mineral of each group. */
export const facilitiesOfMineral = facilities<{ key: string }>(
  'facility.ofMineral',
  cypher`(:Mineral {slug: key.key})<-[:IN_GROUP*0..2]-(:Mineral)<-[:CONTAINS]-(:Product)<-[held:PRODUCES]-(item:Facility)`,
  heldInKeysView,
);

/** What lists of mines and deposits say that each facility holds or makes. */
export const mineralsOfFacility = batchStatement<{ key: string }, MineralRecord>(
  'facility.minerals',
  cypher`UNWIND $keys AS key
MATCH (:Facility {slug: key.key})-[:HAS_COMMODITY]->(mineral:Mineral)
RETURN key.i, ${mineralColumns(cypher`mineral`)} ORDER BY mineral.name`,
  ([mineral]) => mineralRecord(mineral as Row),
);

/** Who runs each facility, owns it or takes part in it. */
export const operatorsOfFacility = batchStatement<View & { key: string }, FacilityOperatorRecord>(
  'facility.operators',
  cypher`UNWIND $keys AS key
MATCH (:Facility {slug: key.key})-[held:OPERATED_BY]->(supplier:Supplier)
WHERE ${heldInKeysView}
RETURN key.i, ${supplierColumns(cypher`supplier`)}, [held.role, held.share, held.from, held.to, held.source]
ORDER BY held.role, coalesce(held.share, -1) DESC, supplier.name`,
  facilityOperatorRecord,
);

export interface ProductionKey extends View {
  key: string;
  stage: readonly Stage[] | null;
  status: readonly FacilityStatus[] | null;
}

/** What each facility makes or is to make, from the mine onwards. */
export const productionOfFacility = batchStatement<ProductionKey, FacilityProductionRecord>(
  'facility.production',
  cypher`UNWIND $keys AS key
MATCH (:Facility {slug: key.key})-[held:PRODUCES]->(product:Product)
WHERE ${heldInKeysView} AND (key.stage IS NULL OR held.stage IN key.stage) AND (key.status IS NULL OR held.status IN key.status)
RETURN key.i, ${productColumns(cypher`product`)},
  [held.stage, held.status, held.capacityTonnes, held.outputTonnes, held.year, held.plannedFor, held.capacityUnit, held.locator, held.source]
ORDER BY product.name, held.status, held.year`,
  facilityProductionRecord,
);

/** What each product is made by or is to be made by: every facility with what it makes of it. */
export const productionOfProduct = batchStatement<View & { key: string }, PlantRecord>(
  'facility.productionOfProduct',
  cypher`UNWIND $keys AS key
MATCH (product:Product {slug: key.key})<-[held:PRODUCES]-(facility:Facility)
WHERE ${heldInKeysView}
RETURN key.i, ${facilityColumns(cypher`facility`)}, ${productColumns(cypher`product`)},
  [held.stage, held.status, held.capacityTonnes, held.outputTonnes, held.year, held.plannedFor, held.capacityUnit, held.locator, held.source]
ORDER BY facility.slug, held.status, held.year`,
  ([facility, product, terms]) => ({
    facility: facilityRecord(facility as Row),
    production: facilityProductionRecord([product, terms]),
  }),
);

export const facilityList = listStatements({
  name: 'facility.list',
  match: cypher`MATCH (item:Facility)`,
  key: cypher`slug`,
  candidate: cypher`{slug: [item.slug], name: [item.name], status: [item.status], openedOn: [item.openedOn], plannedFor: [item.plannedFor],
    country: [(item)-[:LOCATED_IN]->(country:Country) WHERE 'country' IN $asked | country.iso3],
    mineral: [(item)-[:HAS_COMMODITY]->(mineral:Mineral) WHERE 'mineral' IN $asked | mineral.slug],
    coalition: ${coalitionsOf(cypher`LOCATED_IN`)},
    operator: [(item)-[held:OPERATED_BY]->(supplier:Supplier) WHERE 'operator' IN $asked AND held.role = 'OPERATOR' AND ${heldInView} | supplier.slug],
    stage: [(item)-[held:PRODUCES]->(:Product) WHERE 'stage' IN $asked AND ${heldInView} | held.stage],
    products: [(item)-[made:PRODUCES]->(product:Product) WHERE 'products' IN $asked AND all(held IN [made] WHERE ${heldInView}) | ${productCandidate}]}`,
  columns: item,
  record: facilityRecord,
  orderBy: { NAME: 'name', SLUG: 'slug' },
});
