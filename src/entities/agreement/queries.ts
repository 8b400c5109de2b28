import type { View } from '../../api/context.ts';
import { eventColumns } from '../event/queries.ts';
import { eventRecord, type EventRecord } from '../event/record.ts';
import { cypher, type Cypher } from '../../graph/cypher.ts';
import { listStatements } from '../../api/list/list.ts';
import { batchStatement, type Columns } from '../../graph/statement.ts';
import {
  firstDayOf,
  inEffectInKeysView,
  inEffectInView,
  validInKeysView,
  validInView,
  recordedInKeysView,
} from '../../graph/validity.ts';
import { relatedMinerals, relatedToProduct, mineralColumns } from '../mineral/queries.ts';
import { mineralRecord } from '../mineral/record.ts';
import { partyColumns } from '../party/queries.ts';
import { partyRecord } from '../party/record.ts';
import { productColumns } from '../product/queries.ts';
import { productRecord } from '../product/record.ts';
import {
  agreementRecord,
  type AgreementParticipationRecord,
  type AgreementRecord,
  type AgreementRelationRecord,
  type AgreementSubjectRecord,
} from './record.ts';

/** An agreement's own columns as one list, for any statement that has it under the given name. */
export const agreementColumns = (name: Cypher) =>
  cypher`[${name}.slug, ${name}.name, ${name}.aliases, ${name}.kind, ${name}.signedOn, ${name}.effectiveOn, ${name}.deadline, ${name}.endedOn,
  ${name}.datePrecision, ${name}.place, ${name}.binding, ${name}.summary]`;

export const item = agreementColumns(cypher`item`);

/** `match` is all between the keys and the rows; it binds `item`. */
const agreements = <Key extends object>(name: string, match: Cypher) =>
  batchStatement<Key, AgreementRecord>(
    name,
    cypher`UNWIND $keys AS key
${match}
WITH DISTINCT key, item ORDER BY item.since DESC, item.slug
RETURN key.i, ${item}`,
    ([columns]) => agreementRecord(columns as Columns),
  );

type ViewOf = View & { key: string };

/** `text` is a folded slug or name. Agreements that were not made or recorded by then are not there. */
export const agreementByText = agreements<View & { text: string }>(
  'agreement.byText',
  cypher`MATCH (:Spelling {kind: 'Agreement', text: key.text})-[rel:NAMES]->(item:Agreement) WHERE ${recordedInKeysView} AND ${inEffectInKeysView}`,
);
export const agreementByKey = agreements<ViewOf>(
  'agreement.byKey',
  cypher`MATCH (item:Agreement {slug: key.key}) WHERE ${inEffectInKeysView}`,
);

/** Made and recorded by then, and not ended. */
const inForce = cypher`${inEffectInKeysView} AND (item.endedOn IS NULL OR item.endedOn > key.asOf)`;

/** The agreements made at each event. */
export const agreementsAtEvent = agreements<ViewOf>(
  'agreement.atEvent',
  cypher`MATCH (:Event {slug: key.key})<-[:MADE_AT]-(item:Agreement) WHERE ${inEffectInKeysView}`,
);

/** `member` itself and the coalitions above it, as far as the memberships hold in the view: bound as `parties`. */
export const withCoalitions = cypher`CALL (key, member) {
  MATCH path = (member)-[:MEMBER_OF*0..3]->(party)
  WHERE all(rel IN relationships(path) WHERE ${validInKeysView})
  RETURN collect(DISTINCT party) AS parties
}`;

const agreementsOfParties = cypher`UNWIND parties AS party
MATCH (party)<-[rel:BETWEEN {isParty: true}]-(item:Agreement) WHERE ${validInKeysView} AND ${inForce}`;

const alone = cypher`MATCH (member)<-[rel:BETWEEN {isParty: true}]-(item:Agreement) WHERE ${validInKeysView} AND ${inForce}`;

/** The agreements in force that each of these is a party to; countries and coalitions through coalitions above them too. */
export const agreementsOf = {
  Country: agreements<ViewOf>(
    'agreement.ofCountry',
    cypher`MATCH (member:Country {iso3: key.key}) ${withCoalitions} ${agreementsOfParties}`,
  ),
  Coalition: agreements<ViewOf>(
    'agreement.ofCoalition',
    cypher`MATCH (member:Coalition {slug: key.key}) ${withCoalitions} ${agreementsOfParties}`,
  ),
  Agency: agreements<ViewOf>('agreement.ofAgency', cypher`MATCH (member:Agency {slug: key.key}) ${alone}`),
  Supplier: agreements<ViewOf>('agreement.ofSupplier', cypher`MATCH (member:Supplier {slug: key.key}) ${alone}`),
};

/** What an agreement must name to cover a product: the product, or a mineral in it with its related minerals; bound as `thing`. */
export const subjectsOfProduct = cypher`CALL (key) {
  MATCH (thing:Product {slug: key.product})
  RETURN thing
  UNION
  ${relatedToProduct(cypher`:Product {slug: key.product}`)}
  RETURN related AS thing
}`;

export const covering = cypher`MATCH (thing)<-[rel:COVERS]-(item:Agreement) WHERE ${validInKeysView} AND ${inForce}`;

/** The agreements in force that cover each mineral, a group it belongs to or, of a group, a member or another group of one. */
export const agreementsCoveringMineral = agreements<ViewOf>(
  'agreement.coveringMineral',
  cypher`MATCH (:Mineral {slug: key.key})${relatedMinerals}(thing:Mineral) ${covering}`,
);

/** The agreements in force that cover each product, a mineral in it, or a related mineral. `product` is a slug. */
export const agreementsCoveringProduct = agreements<View & { product: string }>(
  'agreement.coveringProduct',
  cypher`${subjectsOfProduct} ${covering}`,
);

/** Who takes part in each agreement, parties first. */
export const participationsIn = batchStatement<ViewOf, AgreementParticipationRecord>(
  'agreement.participations',
  cypher`UNWIND $keys AS key
MATCH (:Agreement {slug: key.key})-[rel:BETWEEN]->(party:Country|Coalition|Agency|Supplier)
WHERE ${validInKeysView}
RETURN key.i, ${partyColumns(cypher`party`)}, rel.role, rel.isParty, rel.from, rel.to, rel.note, rel.source, rel.confidence
  ORDER BY rel.isParty DESC, party.name, rel.role`,
  ([party, role, isParty, from, to, note, source, confidence]) =>
    ({
      party: partyRecord(party as Columns),
      role,
      isParty,
      from,
      to,
      note,
      source,
      confidence,
    }) as AgreementParticipationRecord,
);

/** What each agreement names: minerals and products, by name. */
export const subjectsOfAgreement = batchStatement<ViewOf, AgreementSubjectRecord>(
  'agreement.covers',
  cypher`UNWIND $keys AS key
MATCH (:Agreement {slug: key.key})-[rel:COVERS]->(thing:Mineral|Product)
WHERE ${validInKeysView}
RETURN key.i, thing:Mineral, CASE WHEN thing:Mineral THEN ${mineralColumns(cypher`thing`)} ELSE ${productColumns(cypher`thing`)} END
  ORDER BY thing.name`,
  ([isMineral, columns]) => (isMineral ? mineralRecord(columns as Columns) : productRecord(columns as Columns)),
);

/** The agreements that each follows or builds on, and those that follow or build on it. */
export const relationsOfAgreement = batchStatement<ViewOf, AgreementRelationRecord>(
  'agreement.relations',
  cypher`UNWIND $keys AS key
MATCH (one:Agreement {slug: key.key})-[rel:SUCCEEDS|BUILDS_ON]-(item:Agreement)
WHERE ${inEffectInKeysView} AND ${validInKeysView}
RETURN key.i, type(rel), startNode(rel) = one, ${item} ORDER BY item.since, item.slug`,
  ([type, outwards, columns]) => {
    const succeeds = type === 'SUCCEEDS';
    const relation = succeeds ? (outwards ? 'SUCCEEDS' : 'SUCCEEDED_BY') : outwards ? 'BUILDS_ON' : 'BUILT_ON_BY';
    return { relation, agreement: agreementRecord(columns as Columns) };
  },
);

export const eventOfAgreement = batchStatement<{ key: string }, EventRecord>(
  'agreement.event',
  cypher`UNWIND $keys AS key
MATCH (:Agreement {slug: key.key})-[:MADE_AT]->(event:Event)
RETURN key.i, ${eventColumns(cypher`event`)}`,
  ([columns]) => eventRecord(columns as Columns),
);

export const agreementList = listStatements({
  name: 'agreement.list',
  match: cypher`MATCH (item:Agreement) WHERE ${inEffectInView}`,
  key: cypher`slug`,
  candidate: cypher`{slug: [item.slug], name: [item.name], kind: [item.kind], signedOn: [${firstDayOf(cypher`item.signedOn`)}], deadline: [item.deadline], endedOn: [item.endedOn]}`,
  related: cypher`{parties: [(item)-[rel:BETWEEN]->(party) WHERE ${validInView} | {key: [coalesce(party.iso3, party.slug)], role: [rel.role]}],
    covers: [(item)-[rel:COVERS]->(thing) WHERE ${validInView} | {slug: [thing.slug]}]}`,
  columns: item,
  record: agreementRecord,
  orderBy: { SIGNED_ON: 'since', NAME: 'name', SLUG: 'slug' },
});
