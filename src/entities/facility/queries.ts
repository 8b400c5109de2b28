import type { View } from '../../api/context.ts';
import { countryColumns } from '../country/queries.ts';
import { cypher, type Cypher } from '../../graph/cypher.ts';
import { listStatements } from '../../api/list/list.ts';
import { batchStatement, type Columns } from '../../graph/statement.ts';
import {
  firstDayOf,
  validInKeysView,
  validInView,
  notRetractedInKeysView,
  recordedInKeysView,
} from '../../graph/validity.ts';
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
WHERE ${notRetractedInKeysView} AND ${condition}
WITH DISTINCT key, item
RETURN key.i, ${item} ORDER BY item.name, item.slug`,
    ([columns]) => facilityRecord(columns as Columns),
  );

/** `text` is a folded slug or name. */
export const facilityByText = facilities<{ text: string }>(
  'facility.byText',
  cypher`(:Spelling {kind: 'Facility', text: key.text})-[rel:NAMES]->(item:Facility)`,
  recordedInKeysView,
);
export const facilityByKey = facilities<{ key: string }>('facility.byKey', cypher`(item:Facility {slug: key.key})`);
/** The first facilities in each country: those of the curated table before those of lists of mines. */
export const facilitiesOfCountry = batchStatement<View & { key: string; first: number }, FacilityRecord>(
  'facility.ofCountry',
  cypher`UNWIND $keys AS key
CALL (key) {
  MATCH (:Country {iso3: key.key})<-[:LOCATED_IN]-(item:Facility)
  WHERE ${notRetractedInKeysView}
  WITH key, item ORDER BY item.origin IS NOT NULL, item.name, item.slug
  WITH key, collect(item) AS items
  UNWIND items[..toInteger(key.first)] AS item
  RETURN item
}
RETURN key.i, ${item}`,
  ([columns]) => facilityRecord(columns as Columns),
);
/** The facilities in which each company has a part, in any role or the one asked. */
export const facilitiesOfSupplier = facilities<{ key: string; role: FacilityRole | null }>(
  'facility.ofSupplier',
  cypher`(:Supplier {slug: key.key})<-[rel:OPERATED_BY]-(item:Facility)`,
  cypher`${validInKeysView} AND (key.role IS NULL OR rel.role = key.role)`,
);
export const facilitiesOfProduct = facilities<{ key: string }>(
  'facility.ofProduct',
  cypher`(:Product {slug: key.key})<-[rel:PRODUCES]-(item:Facility)`,
  validInKeysView,
);
/** The facilities that make a product which contains each mineral, or a mineral of each group. */
export const facilitiesOfMineral = facilities<{ key: string }>(
  'facility.ofMineral',
  cypher`(:Mineral {slug: key.key})<-[:IN_GROUP*0..2]-(:Mineral)<-[:CONTAINS]-(:Product)<-[rel:PRODUCES]-(item:Facility)`,
  validInKeysView,
);

/** What lists of mines and deposits say that each facility holds or makes. */
export const mineralsOfFacility = batchStatement<{ key: string }, MineralRecord>(
  'facility.minerals',
  cypher`UNWIND $keys AS key
MATCH (:Facility {slug: key.key})-[:HAS_COMMODITY]->(mineral:Mineral)
RETURN key.i, ${mineralColumns(cypher`mineral`)} ORDER BY mineral.name`,
  ([mineral]) => mineralRecord(mineral as Columns),
);

/** Who runs each facility, owns it or takes part in it. */
export const operatorsOfFacility = batchStatement<View & { key: string }, FacilityOperatorRecord>(
  'facility.operators',
  cypher`UNWIND $keys AS key
MATCH (:Facility {slug: key.key})-[rel:OPERATED_BY]->(supplier:Supplier)
WHERE ${validInKeysView}
RETURN key.i, ${supplierColumns(cypher`supplier`)}, [rel.role, rel.share, rel.from, rel.to, rel.source, rel.confidence]
ORDER BY rel.role, coalesce(rel.share, -1) DESC, supplier.name`,
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
MATCH (:Facility {slug: key.key})-[rel:PRODUCES]->(product:Product)
WHERE ${validInKeysView} AND (key.stage IS NULL OR rel.stage IN key.stage) AND (key.status IS NULL OR rel.status IN key.status)
RETURN key.i, ${productColumns(cypher`product`)},
  [rel.stage, rel.status, rel.capacityTonnes, rel.outputTonnes, rel.year, rel.plannedFor, rel.capacityUnit, rel.locator, rel.source, rel.confidence]
ORDER BY product.name, rel.status, rel.year`,
  facilityProductionRecord,
);

/** What each product is made by or is to be made by: every facility with what it makes of it. */
export const productionOfProduct = batchStatement<View & { key: string }, PlantRecord>(
  'facility.productionOfProduct',
  cypher`UNWIND $keys AS key
MATCH (product:Product {slug: key.key})<-[rel:PRODUCES]-(facility:Facility)
WHERE ${validInKeysView}
RETURN key.i, ${facilityColumns(cypher`facility`)}, ${productColumns(cypher`product`)},
  [rel.stage, rel.status, rel.capacityTonnes, rel.outputTonnes, rel.year, rel.plannedFor, rel.capacityUnit, rel.locator, rel.source, rel.confidence]
ORDER BY facility.slug, rel.status, rel.year`,
  ([facility, product, terms]) => ({
    facility: facilityRecord(facility as Columns),
    production: facilityProductionRecord([product, terms]),
  }),
);

export const facilityList = listStatements({
  name: 'facility.list',
  match: cypher`MATCH (item:Facility)`,
  key: cypher`slug`,
  candidate: cypher`{slug: [item.slug], name: [item.name], status: [item.status], openedOn: [${firstDayOf(cypher`item.openedOn`)}], plannedFor: [item.plannedFor],
    country: [(item)-[:LOCATED_IN]->(country:Country) WHERE 'country' IN $asked | country.iso3],
    mineral: [(item)-[:HAS_COMMODITY]->(mineral:Mineral) WHERE 'mineral' IN $asked | mineral.slug],
    coalition: ${coalitionsOf(cypher`LOCATED_IN`)},
    operator: [(item)-[rel:OPERATED_BY]->(supplier:Supplier) WHERE 'operator' IN $asked AND rel.role = 'OPERATOR' AND ${validInView} | supplier.slug],
    stage: [(item)-[rel:PRODUCES]->(:Product) WHERE 'stage' IN $asked AND ${validInView} | rel.stage]}`,
  related: cypher`{products: [(item)-[made:PRODUCES]->(product:Product) WHERE 'products' IN $asked AND all(rel IN [made] WHERE ${validInView}) | ${productCandidate}]}`,
  columns: item,
  record: facilityRecord,
  orderBy: { NAME: 'name', SLUG: 'slug' },
});
