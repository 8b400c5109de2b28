import type { View } from '../../api/context.ts';
import { cypher, type Cypher } from '../../graph/cypher.ts';
import { listStatements } from '../../api/list/list.ts';
import { batchStatement, type Columns } from '../../graph/statement.ts';
import { notRetractedInKeysView, recordedInKeysView } from '../../graph/validity.ts';
import { placeStatement } from './place.ts';
import { agencyRecord, type AgencyRecord } from './record.ts';

/** An agency's own columns as one list, for any statement that has it under the given name. */
export const agencyColumns = (name: Cypher) =>
  cypher`[${name}.slug, ${name}.name, ${name}.shortName, ${name}.aliases, ${name}.kind, ${name}.description]`;

const item = agencyColumns(cypher`item`);

const agencies = <Key extends object>(name: string, match: Cypher, condition = cypher`true`) =>
  batchStatement<View & Key, AgencyRecord>(
    name,
    cypher`UNWIND $keys AS key
MATCH ${match}
WHERE ${notRetractedInKeysView} AND ${condition}
RETURN key.i, ${item} ORDER BY item.name, item.slug`,
    ([columns]) => agencyRecord(columns as Columns),
  );

/** `text` is a folded slug or name; several agencies may share a name. */
export const agencyByText = agencies<{ text: string }>(
  'agency.byText',
  cypher`(:Spelling {kind: 'Agency', text: key.text})-[rel:NAMES]->(item:Agency)`,
  recordedInKeysView,
);
export const agencyByKey = agencies<{ key: string }>('agency.byKey', cypher`(item:Agency {slug: key.key})`);

/** The bodies of each country or coalition. */
export const agenciesOf = {
  Country: agencies<{ key: string }>(
    'agency.ofCountry',
    cypher`(:Country {iso3: key.key})<-[:AGENCY_OF]-(item:Agency)`,
  ),
  Coalition: agencies<{ key: string }>(
    'agency.ofCoalition',
    cypher`(:Coalition {slug: key.key})<-[:AGENCY_OF]-(item:Agency)`,
  ),
};

/** The country or union whose body an agency is. */
export const placeOfAgency = placeStatement(
  'agency.place',
  cypher`(:Agency {slug: key.key})-[:AGENCY_OF]->(place:Country|Coalition)`,
);

export const agencyList = listStatements({
  name: 'agency.list',
  match: cypher`MATCH (item:Agency)`,
  key: cypher`slug`,
  candidate: cypher`{slug: [item.slug], name: [item.name], shortName: [item.shortName], kind: [item.kind],
    country: [(item)-[:AGENCY_OF]->(place:Country) | place.iso3], coalition: [(item)-[:AGENCY_OF]->(place:Coalition) | place.slug]}`,
  columns: item,
  record: agencyRecord,
  orderBy: { NAME: 'name', SLUG: 'slug' },
});
