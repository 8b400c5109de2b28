import type { Confidence } from '../../api/generated.ts';
import { coalitionColumns } from '../coalition/queries.ts';
import { coalitionRecord, type CoalitionRecord } from '../coalition/record.ts';
import type { View } from '../../api/context.ts';
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
import { partyColumns } from '../party/queries.ts';
import { partyRecord } from '../party/record.ts';
import { personColumns } from '../person/queries.ts';
import { personRecord } from '../person/record.ts';
import { eventRecord, type EventParticipantRecord, type EventRecord } from './record.ts';

/** An event's own columns as one list, for any statement that has it under the given name. */
export const eventColumns = (name: Cypher) =>
  cypher`[${name}.slug, ${name}.name, ${name}.kind, ${name}.startOn, ${name}.endOn, ${name}.datePrecision, ${name}.place, ${name}.outcome]`;

const item = eventColumns(cypher`item`);

const events = <Key extends object>(name: string, match: Cypher, condition = cypher`true`) =>
  batchStatement<View & Key, EventRecord>(
    name,
    cypher`UNWIND $keys AS key
MATCH ${match}
WHERE ${inEffectInKeysView} AND ${condition}
WITH DISTINCT key, item ORDER BY item.since DESC, item.slug
RETURN key.i, ${item}`,
    ([columns]) => eventRecord(columns as Columns),
  );

type ViewOf = View & { key: string };

/** `text` is a folded slug or name. */
export const eventByText = events<{ text: string }>(
  'event.byText',
  cypher`(:Spelling {kind: 'Event', text: key.text})-[rel:NAMES]->(item:Event)`,
  recordedInKeysView,
);
export const eventByKey = events<{ key: string }>('event.byKey', cypher`(item:Event {slug: key.key})`);

/** The events that each of these took part in, was represented at or is concerned by, the newest first. */
export const eventsOf = {
  Person: events<{ key: string }>(
    'event.ofPerson',
    cypher`(:Person {slug: key.key})<-[rel:ATTENDED_BY]-(item:Event)`,
    validInKeysView,
  ),
  Country: events<{ key: string }>(
    'event.ofCountry',
    cypher`(:Country {iso3: key.key})<-[rel:INVOLVES]-(item:Event)`,
    validInKeysView,
  ),
  Coalition: events<{ key: string }>(
    'event.ofCoalition',
    cypher`(:Coalition {slug: key.key})<-[rel:INVOLVES|MEETING_OF]-(item:Event)`,
    validInKeysView,
  ),
  Agency: events<{ key: string }>(
    'event.ofAgency',
    cypher`(:Agency {slug: key.key})<-[rel:INVOLVES]-(item:Event)`,
    validInKeysView,
  ),
  Supplier: events<{ key: string }>(
    'event.ofSupplier',
    cypher`(:Supplier {slug: key.key})<-[rel:INVOLVES]-(item:Event)`,
    validInKeysView,
  ),
};

export const coalitionOfEvent = batchStatement<{ key: string }, CoalitionRecord>(
  'event.coalition',
  cypher`UNWIND $keys AS key
MATCH (:Event {slug: key.key})-[:MEETING_OF]->(coalition:Coalition)
RETURN key.i, ${coalitionColumns(cypher`coalition`)}`,
  ([columns]) => coalitionRecord(columns as Columns),
);

/** Who took part in each event: those represented, with the person where one is known, then people who stood for themselves. */
export const participantsOfEvent = batchStatement<ViewOf, EventParticipantRecord>(
  'event.participants',
  cypher`UNWIND $keys AS key
CALL (key) {
  MATCH (:Event {slug: key.key})-[rel:INVOLVES]->(party:Country|Coalition|Agency|Supplier)
  WHERE ${validInKeysView}
  OPTIONAL MATCH (person:Person {slug: rel.person})
  RETURN party, person, rel
  UNION ALL
  MATCH (:Event {slug: key.key})-[rel:ATTENDED_BY]->(person:Person)
  WHERE rel.represents IS NULL AND ${validInKeysView}
  RETURN null AS party, person, rel
}
RETURN key.i, CASE WHEN party IS NOT NULL THEN ${partyColumns(cypher`party`)} END,
  CASE WHEN person IS NOT NULL THEN ${personColumns(cypher`person`)} END, rel.role, rel.source, rel.confidence
  ORDER BY rel.role, party.name, person.name`,
  ([party, person, role, source, confidence]) => ({
    represents: party ? partyRecord(party as Columns) : null,
    person: person ? personRecord(person as Columns) : null,
    role: role as string,
    source: source as string | null,
    confidence: confidence as Confidence | null,
  }),
);

export const eventList = listStatements({
  name: 'event.list',
  match: cypher`MATCH (item:Event) WHERE ${inEffectInView}`,
  key: cypher`slug`,
  candidate: cypher`{slug: [item.slug], name: [item.name], kind: [item.kind], startOn: [${firstDayOf(cypher`item.startOn`)}], endOn: [${firstDayOf(cypher`item.endOn`)}],
    coalition: [(item)-[:MEETING_OF]->(coalition:Coalition) | coalition.slug]}`,
  related: cypher`{participants: [(item)-[rel:INVOLVES]->(party) WHERE ${validInView} | {represents: [coalesce(party.iso3, party.slug)], person: [rel.person], role: [rel.role]}]
      + [(item)-[rel:ATTENDED_BY]->(person:Person) WHERE rel.represents IS NULL AND ${validInView} | {represents: [], person: [person.slug], role: [rel.role]}]}`,
  columns: item,
  record: eventRecord,
  orderBy: { START_ON: 'since', NAME: 'name', SLUG: 'slug' },
});
