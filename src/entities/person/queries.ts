import { placeStatement } from '../agency/place.ts';
import { agencyColumns } from '../agency/queries.ts';
import { agencyRecord, type AgencyRecord } from '../agency/record.ts';
import type { View } from '../../api/context.ts';
import { cypher, type Cypher } from '../../graph/cypher.ts';
import { listStatements } from '../../api/list/list.ts';
import { batchStatement, type Columns } from '../../graph/statement.ts';
import { notRetractedInKeysView, recordedInKeysView } from '../../graph/validity.ts';
import { personRecord, type PersonRecord } from './record.ts';

/** A person's own columns as one list, for any statement that has it under the given name. */
export const personColumns = (name: Cypher) => cypher`[${name}.slug, ${name}.name, ${name}.aliases, ${name}.office]`;

const item = personColumns(cypher`item`);

const people = <Key extends object>(name: string, match: Cypher, condition = cypher`true`) =>
  batchStatement<View & Key, PersonRecord>(
    name,
    cypher`UNWIND $keys AS key
MATCH ${match}
WHERE ${notRetractedInKeysView} AND ${condition}
RETURN key.i, ${item} ORDER BY item.name, item.slug`,
    ([columns]) => personRecord(columns as Columns),
  );

/** `text` is a folded slug or name. */
export const personByText = people<{ text: string }>(
  'person.byText',
  cypher`(:Spelling {kind: 'Person', text: key.text})-[rel:NAMES]->(item:Person)`,
  recordedInKeysView,
);
export const personByKey = people<{ key: string }>('person.byKey', cypher`(item:Person {slug: key.key})`);
export const peopleOfAgency = people<{ key: string }>(
  'person.ofAgency',
  cypher`(:Agency {slug: key.key})<-[:WORKS_FOR]-(item:Person)`,
);

export const agencyOfPerson = batchStatement<{ key: string }, AgencyRecord>(
  'person.agency',
  cypher`UNWIND $keys AS key
MATCH (:Person {slug: key.key})-[:WORKS_FOR]->(agency:Agency)
RETURN key.i, ${agencyColumns(cypher`agency`)}`,
  ([columns]) => agencyRecord(columns as Columns),
);

/** The country or union that a person serves. */
export const placeOfPerson = placeStatement(
  'person.place',
  cypher`(:Person {slug: key.key})-[:SERVES]->(place:Country|Coalition)`,
);

export const personList = listStatements({
  name: 'person.list',
  match: cypher`MATCH (item:Person)`,
  key: cypher`slug`,
  candidate: cypher`{slug: [item.slug], name: [item.name], office: [item.office],
    agency: [(item)-[:WORKS_FOR]->(agency:Agency) | agency.slug],
    country: [(item)-[:SERVES]->(place:Country) | place.iso3], coalition: [(item)-[:SERVES]->(place:Coalition) | place.slug]}`,
  columns: item,
  record: personRecord,
  orderBy: { NAME: 'name', SLUG: 'slug' },
});
