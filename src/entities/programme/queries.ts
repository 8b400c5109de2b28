import { placeStatement } from '../agency/place.ts';
import { agencyColumns } from '../agency/queries.ts';
import { agencyRecord, type AgencyRecord } from '../agency/record.ts';
import type { View } from '../../api/context.ts';
import { cypher, type Cypher } from '../../graph/cypher.ts';
import { listStatements } from '../../api/list/list.ts';
import { batchStatement, type Columns } from '../../graph/statement.ts';
import { notRetractedInKeysView, recordedInKeysView } from '../../graph/validity.ts';
import { programmeRecord, type ProgrammeRecord } from './record.ts';

/** A programme's own columns as one list, for any statement that has it under the given name. */
export const programmeColumns = (name: Cypher) =>
  cypher`[${name}.slug, ${name}.name, ${name}.aliases, ${name}.kind, ${name}.startedOn, ${name}.description]`;

const item = programmeColumns(cypher`item`);

const programmes = <Key extends object>(name: string, match: Cypher, condition = cypher`true`) =>
  batchStatement<View & Key, ProgrammeRecord>(
    name,
    cypher`UNWIND $keys AS key
MATCH ${match}
WHERE ${notRetractedInKeysView} AND ${condition}
RETURN key.i, ${item} ORDER BY item.name, item.slug`,
    ([columns]) => programmeRecord(columns as Columns),
  );

/** `text` is a folded slug or name. */
export const programmeByText = programmes<{ text: string }>(
  'programme.byText',
  cypher`(:Spelling {kind: 'Programme', text: key.text})-[rel:NAMES]->(item:Programme)`,
  recordedInKeysView,
);
export const programmeByKey = programmes<{ key: string }>('programme.byKey', cypher`(item:Programme {slug: key.key})`);
export const programmesOfAgency = programmes<{ key: string }>(
  'programme.ofAgency',
  cypher`(:Agency {slug: key.key})<-[:RUN_BY]-(item:Programme)`,
);
export const parentOfProgramme = programmes<{ key: string }>(
  'programme.parent',
  cypher`(:Programme {slug: key.key})-[:PAID_FROM]->(item:Programme)`,
);
export const childrenOfProgramme = programmes<{ key: string }>(
  'programme.children',
  cypher`(:Programme {slug: key.key})<-[:PAID_FROM]-(item:Programme)`,
);

export const agencyOfProgramme = batchStatement<{ key: string }, AgencyRecord>(
  'programme.agency',
  cypher`UNWIND $keys AS key
MATCH (:Programme {slug: key.key})-[:RUN_BY]->(agency:Agency)
RETURN key.i, ${agencyColumns(cypher`agency`)}`,
  ([columns]) => agencyRecord(columns as Columns),
);

/** The country or union whose programme it is. */
export const placeOfProgramme = placeStatement(
  'programme.place',
  cypher`(:Programme {slug: key.key})-[:PROGRAMME_OF]->(place:Country|Coalition)`,
);

export const programmeList = listStatements({
  name: 'programme.list',
  match: cypher`MATCH (item:Programme)`,
  key: cypher`slug`,
  candidate: cypher`{slug: [item.slug], name: [item.name], kind: [item.kind], agency: [(item)-[:RUN_BY]->(agency:Agency) | agency.slug],
    country: [(item)-[:PROGRAMME_OF]->(place:Country) | place.iso3], coalition: [(item)-[:PROGRAMME_OF]->(place:Coalition) | place.slug]}`,
  columns: item,
  record: programmeRecord,
  orderBy: { NAME: 'name', SLUG: 'slug' },
});
