import type { View } from '../../api/context.ts';
import { cypher, type Cypher } from '../../graph/cypher.ts';
import { listStatements } from '../../api/list/list.ts';
import { batchStatement, type Columns } from '../../graph/statement.ts';
import { validInView, notRetractedInKeysView, recordedInKeysView } from '../../graph/validity.ts';
import { countryRecord } from './record.ts';

/** A country's own columns as one list, for any statement that has it under the given name. */
export const countryColumns = (name: Cypher) =>
  cypher`[${name}.iso3, ${name}.iso2, ${name}.numeric, ${name}.name, ${name}.officialName, ${name}.from, ${name}.to]`;

const item = countryColumns(cypher`item`);
const country = ([columns]: Columns) => countryRecord(columns as Columns);

/** `text` is a folded code or name. */
export const countryByText = batchStatement<View & { text: string }, ReturnType<typeof countryRecord>>(
  'country.byText',
  cypher`UNWIND $keys AS key
MATCH (:Spelling {kind: 'Country', text: key.text})-[rel:NAMES]->(item:Country)
WHERE ${recordedInKeysView}
RETURN key.i, ${item}`,
  country,
);

export const countryByKey = batchStatement<View & { key: string }, ReturnType<typeof countryRecord>>(
  'country.byKey',
  cypher`UNWIND $keys AS key
MATCH (item:Country {iso3: key.key})
WHERE ${notRetractedInKeysView}
RETURN key.i, ${item}`,
  country,
);

export const successorsOfCountry = batchStatement<{ key: string }, ReturnType<typeof countryRecord>>(
  'country.successors',
  cypher`UNWIND $keys AS key
MATCH (:Country {iso3: key.key})-[:SUCCEEDED_BY]->(item:Country)
RETURN key.i, ${item} ORDER BY item.name`,
  country,
);

export const spellingsOfCountry = batchStatement<View & { key: string }, { text: string; publisher: string | null }>(
  'country.spellings',
  cypher`UNWIND $keys AS key
MATCH (:Country {iso3: key.key})<-[rel:NAMES]-(spelling:Spelling)
WHERE ${recordedInKeysView} AND spelling.written IS NOT NULL
RETURN key.i, spelling.written, spelling.publisher ORDER BY spelling.written`,
  ([text, publisher]) => ({ text: text as string, publisher: publisher as string | null }),
);

export const countryList = listStatements({
  name: 'country.list',
  match: cypher`MATCH (item:Country)`,
  key: cypher`iso3`,
  candidate: cypher`{iso3: [item.iso3], iso2: [item.iso2], name: [item.name], officialName: [item.officialName], to: [item.to]}`,
  related: cypher`{memberships: [(item)-[rel:MEMBER_OF]->(coalition:Coalition) WHERE ${validInView} | {coalition: [coalition.slug], role: [rel.role]}]}`,
  columns: item,
  record: countryRecord,
  orderBy: { NAME: 'name', ISO3: 'iso3' },
});
