import type { RestrictionAspect } from '../../api/generated.ts';
import { agencyColumns } from '../agency/queries.ts';
import { agencyRecord, type AgencyRecord } from '../agency/record.ts';
import type { View } from '../../api/context.ts';
import { countryColumns } from '../country/queries.ts';
import { countryRecord, type CountryRecord } from '../country/record.ts';
import { cypher, type Cypher } from '../../graph/cypher.ts';
import { listStatements } from '../../api/list/list.ts';
import { batchStatement, type Columns } from '../../graph/statement.ts';
import { notRetracted, recordedBy } from '../../graph/validity.ts';
import { relatedMinerals, relatedToProduct, mineralColumns } from '../mineral/queries.ts';
import { mineralRecord } from '../mineral/record.ts';
import { productColumns } from '../product/queries.ts';
import { productRecord } from '../product/record.ts';
import type { Reach } from './reach.ts';
import {
  exportControlRecord,
  reachRecord,
  type ExportControlRecord,
  type RestrictionRecord,
  type ExportControlSuspensionRecord,
} from './record.ts';

const inKeys = cypher`key.knownAt`;
const inView = cypher`$knownAt`;

/** Whether `item` is a control that was known by the moment asked. */
const known = (knownAt: Cypher) =>
  cypher`${notRetracted(cypher`item`, knownAt)}
  AND EXISTS { (item)-[imposed:IMPOSED_BY {jointly: false}]->(:Agency) WHERE ${recordedBy(cypher`imposed`, knownAt)} }`;

const announcedBy = (knownAt: Cypher) =>
  cypher`head([(item)-[imposed:IMPOSED_BY {jointly: false}]->(agency:Agency) WHERE ${recordedBy(cypher`imposed`, knownAt)} | ${agencyColumns(cypher`agency`)}])`;

/**
 * The columns of the control `item` as one list: its own, the agency that announced it, the items, and the suspensions from which its state
 * follows: of itself, of those that suspend it, and so on, five at most in a row.
 */
const controlColumns = (
  knownAt: Cypher,
  agency = announcedBy(knownAt),
) => cypher`[item.slug, item.name, item.number, item.kind,
  item.announcedOn, item.effectiveFrom, item.effectiveTo, item.technologies, item.summary,
  ${agency},
  [(item)<-[part:PART_OF]-(one:ExportControlItem) WHERE ${recordedBy(cypher`part`, knownAt)} |
    [one.item, one.effectiveFrom, one.effectiveTo, one.description, one.source, one.confidence]],
  [chain = (item)<-[:SUSPENDS*1..5]-(:ExportControl) | [startNode(last(relationships(chain))).slug, endNode(last(relationships(chain))).slug,
    last(relationships(chain)).item, last(relationships(chain)).from, last(relationships(chain)).to,
    last(relationships(chain)).recordedAt, last(relationships(chain)).retractedAt]]]`;

const columns = controlColumns(inKeys);

const controls = <Key extends object>(name: string, match: Cypher, and = cypher`true`) =>
  batchStatement<View & Key, ExportControlRecord>(
    `exportControl.${name}`,
    cypher`UNWIND $keys AS key
MATCH ${match}
WHERE ${and} AND ${known(inKeys)}
WITH DISTINCT key, item ORDER BY item.firstOn, item.slug
RETURN key.i, ${columns}`,
    ([control]) => exportControlRecord(control as Columns),
  );

/** `text` is a folded slug, number or name. */
export const controlByText = controls<{ text: string }>(
  'byText',
  cypher`(:Spelling {kind: 'ExportControl', text: key.text})-[rel:NAMES]->(item:ExportControl)`,
  recordedBy(cypher`rel`, inKeys),
);
export const controlByKey = controls<{ key: string }>('byKey', cypher`(item:ExportControl {slug: key.key})`);

/** The controls at the other end of a relationship that was recorded by then and has begun by the day asked. */
const related = (name: string, pattern: Cypher) =>
  controls<{ key: string }>(
    name,
    pattern,
    cypher`(rel.from IS NULL OR rel.from <= key.asOf) AND ${recordedBy(cypher`rel`, inKeys)}`,
  );

export const suspendedControls = related(
  'suspends',
  cypher`(:ExportControl {slug: key.key})-[rel:SUSPENDS]->(item:ExportControl)`,
);
export const amendedControls = related(
  'amends',
  cypher`(:ExportControl {slug: key.key})-[rel:AMENDS]->(item:ExportControl)`,
);
export const amendingControls = related(
  'amendedBy',
  cypher`(:ExportControl {slug: key.key})<-[rel:AMENDS]-(item:ExportControl)`,
);
export const succeededControls = related(
  'succeeds',
  cypher`(:ExportControl {slug: key.key})-[rel:SUCCEEDS]->(item:ExportControl)`,
);
export const succeedingControls = related(
  'succeededBy',
  cypher`(:ExportControl {slug: key.key})<-[rel:SUCCEEDS]-(item:ExportControl)`,
);

const announced = cypher`item.firstOn <= key.asOf`;

/** The controls that each country's, or each agency's, authorities had announced by the day asked. */
export const controlsImposedBy = {
  Country: controls<{ key: string }>(
    'imposedByCountry',
    cypher`(:Country {iso3: key.key})<-[:AGENCY_OF]-(:Agency)<-[rel:IMPOSED_BY]-(item:ExportControl)`,
    cypher`${announced} AND ${recordedBy(cypher`rel`, inKeys)}`,
  ),
  Agency: controls<{ key: string }>(
    'imposedByAgency',
    cypher`(:Agency {slug: key.key})<-[rel:IMPOSED_BY]-(item:ExportControl)`,
    cypher`${announced} AND ${recordedBy(cypher`rel`, inKeys)}`,
  ),
};

/** The suspensions of each control that have begun by the day asked, the oldest first, with the control that makes them. */
export const suspensionsOf = batchStatement<View & { key: string }, ExportControlSuspensionRecord>(
  'exportControl.suspensions',
  cypher`UNWIND $keys AS key
MATCH (:ExportControl {slug: key.key})<-[rel:SUSPENDS]-(item:ExportControl)
WHERE (rel.from IS NULL OR rel.from <= key.asOf) AND ${recordedBy(cypher`rel`, inKeys)} AND ${known(inKeys)}
WITH key, item, rel ORDER BY rel.from, item.slug
RETURN key.i, ${columns}, rel.item, rel.from, rel.to, rel.source, rel.confidence`,
  ([control, item, from, to, source, confidence]) =>
    ({
      by: exportControlRecord(control as Columns),
      item,
      from,
      to,
      source,
      confidence,
    }) as ExportControlSuspensionRecord,
);

export const jointAgencies = batchStatement<View & { key: string }, AgencyRecord>(
  'exportControl.jointly',
  cypher`UNWIND $keys AS key
MATCH (:ExportControl {slug: key.key})-[imposed:IMPOSED_BY {jointly: true}]->(agency:Agency)
WHERE ${recordedBy(cypher`imposed`, inKeys)}
WITH key, agency ORDER BY agency.name
RETURN key.i, ${agencyColumns(cypher`agency`)}`,
  ([agency]) => agencyRecord(agency as Columns),
);

/** What each control restricts: minerals first, then products, by name. */
export const restrictionsOf = batchStatement<View & { key: string }, Omit<RestrictionRecord, 'control'>>(
  'exportControl.restrictions',
  cypher`UNWIND $keys AS key
MATCH (:ExportControl {slug: key.key})-[rel:RESTRICTS]->(what:Mineral|Product)
WHERE ${recordedBy(cypher`rel`, inKeys)}
WITH key, rel, what, what:Product AS isProduct ORDER BY isProduct, what.name
RETURN key.i, isProduct, CASE WHEN isProduct THEN ${productColumns(cypher`what`)} ELSE ${mineralColumns(cypher`what`)} END,
  rel.item, rel.aspect, rel.codes, rel.note, rel.source, rel.confidence`,
  ([isProduct, what, item, aspect, codes, note, source, confidence]) =>
    ({
      what: isProduct ? productRecord(what as Columns) : mineralRecord(what as Columns),
      item,
      aspect,
      codes: codes ?? [],
      note,
      source,
      confidence,
    }) as Omit<RestrictionRecord, 'control'>,
);

export const countriesAimedAt = batchStatement<View & { key: string }, CountryRecord>(
  'exportControl.against',
  cypher`UNWIND $keys AS key
MATCH (:ExportControl {slug: key.key})-[rel:AGAINST]->(country:Country)
WHERE ${recordedBy(cypher`rel`, inKeys)}
WITH DISTINCT key, country ORDER BY country.name
RETURN key.i, ${countryColumns(cypher`country`)}`,
  ([country]) => countryRecord(country as Columns),
);

/** `match` binds `item` and its restrictions `hits`; a row has whom it is imposed by and aimed at besides. */
const reaching = <Key extends object>(name: string, match: Cypher, and = cypher`true`) =>
  batchStatement<View & Key, Reach<ExportControlRecord>>(
    `exportControl.${name}`,
    cypher`UNWIND $keys AS key
${match}
WITH key, item, hits, [(item)-[imposed:IMPOSED_BY]->(agency:Agency) WHERE ${recordedBy(cypher`imposed`, inKeys)} |
  [imposed.jointly, ${agencyColumns(cypher`agency`)}, [(agency)-[:AGENCY_OF]->(imposer:Country) | imposer.iso3]]] AS imposers
WITH key, item, hits, imposers, [one IN imposers WHERE NOT one[0] | one[1]] AS announcers
WHERE ${notRetracted(cypher`item`, inKeys)} AND announcers <> [] AND ${and}
WITH key, item, hits, imposers, announcers ORDER BY item.firstOn, item.slug
RETURN key.i, ${controlColumns(inKeys, cypher`head(announcers)`)}, [one IN imposers | one[2]],
  [(item)-[aim:AGAINST]->(aimed:Country) WHERE ${recordedBy(cypher`aim`, inKeys)} | [aimed.iso3, aim.item]], hits`,
    reachRecord,
  );

const hitsOf = (condition: Cypher) => cypher`MATCH (what)<-[rel:RESTRICTS]-(item:ExportControl)
WHERE ${condition} AND ${recordedBy(cypher`rel`, inKeys)}
WITH key, item, collect([rel.item, rel.aspect, direct]) AS hits`;

/** Controls that restrict each mineral, a group it belongs to or, of a group, a member or another group of one, or the ore of one of them. */
export const controlsOnMineral = reaching<{ key: string }>(
  'onMineral',
  cypher`MATCH (mineral:Mineral {slug: key.key})
CALL (mineral) {
  MATCH (mineral)${relatedMinerals}(what:Mineral)
  RETURN DISTINCT what
  UNION
  MATCH (mineral)${relatedMinerals}(:Mineral)<-[:CONTAINS]-(what:Product {stage: 'EXTRACTION'})
  RETURN DISTINCT what
}
WITH DISTINCT key, what, what = mineral AS direct
${hitsOf(cypher`true`)}`,
);

const inProduct = cypher`MATCH (product:Product {slug: key.key})
CALL (key, product) {
  RETURN product AS what, true AS direct
  UNION
  ${relatedToProduct(cypher`product`)}
  RETURN DISTINCT related AS what, false AS direct
}`;

/** Controls that restrict each product, or a mineral in it with the groups it belongs to and, of a group, the members with theirs. */
export const controlsOnProduct = reaching<{ key: string }>(
  'onProduct',
  cypher`${inProduct}
${hitsOf(cypher`true`)}`,
);

/** Those of them that the authorities of the country `from` had announced by the day asked, with what they restrict in these `aspects`. */
export const controlsOnTrade = reaching<{ key: string; from: string; aspects: readonly RestrictionAspect[] }>(
  'onTrade',
  cypher`${inProduct}
${hitsOf(cypher`rel.aspect IN key.aspects`)}`,
  cypher`${announced} AND any(one IN imposers WHERE key.from IN one[2])`,
);

/** Every control with all that it restricts: whom one without an aim reaches is known only by looking at them all. */
export const allControls = reaching<object>(
  'all',
  cypher`MATCH (item:ExportControl)
WITH key, item, [(item)-[rel:RESTRICTS]->(:Mineral|Product) WHERE ${recordedBy(cypher`rel`, inKeys)} | [rel.item, rel.aspect, true]] AS hits`,
);

/** `$states` maps slugs to the states that state.ts computes; read only where a condition asks for them. */
export const controlList = listStatements({
  name: 'exportControl.list',
  match: cypher`MATCH (item:ExportControl) WHERE item.firstOn <= $asOf AND ${known(inView)}`,
  key: cypher`slug`,
  candidate: cypher`{slug: [item.slug], name: [item.name], number: [item.number], kind: [item.kind], state: [$states[item.slug]],
    announcedOn: [item.announcedOn], effectiveFrom: [item.effectiveFrom], effectiveTo: [item.effectiveTo],
    \`imposedBy.slug\`: [(item)-[rel:IMPOSED_BY]->(agency:Agency) WHERE ${recordedBy(cypher`rel`, inView)} | agency.slug],
    \`imposedBy.name\`: [(item)-[rel:IMPOSED_BY]->(agency:Agency) WHERE ${recordedBy(cypher`rel`, inView)} | agency.name],
    \`imposedBy.country\`: [(item)-[rel:IMPOSED_BY]->(:Agency)-[:AGENCY_OF]->(imposer:Country)
      WHERE ${recordedBy(cypher`rel`, inView)} | imposer.iso3]}`,
  related: cypher`{restricts: [(item)-[rel:RESTRICTS]->(what:Mineral|Product) WHERE ${recordedBy(cypher`rel`, inView)} |
      {slug: [what.slug], name: [what.name], symbol: [what.symbol], aspect: [rel.aspect]}],
    against: [(item)-[rel:AGAINST]->(aimed:Country) WHERE ${recordedBy(cypher`rel`, inView)} | {iso3: [aimed.iso3], name: [aimed.name]}]}`,
  columns: controlColumns(inView),
  record: exportControlRecord,
  orderBy: { ANNOUNCED: 'firstOn', NAME: 'name', SLUG: 'slug' },
});
