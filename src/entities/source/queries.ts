import type { View } from '../../api/context.ts';
import { cypher, type Cypher } from '../../graph/cypher.ts';
import { listStatements } from '../../api/list/list.ts';
import { batchStatement, type Columns } from '../../graph/statement.ts';
import { firstDayOf, notRetractedInKeysView } from '../../graph/validity.ts';
import { sourceRecord, type SourceRecord } from './record.ts';

export const sourceColumns = cypher`[item.id, item.publisher, item.title, item.vintage, item.publishedOn, item.url, item.urlMissing, item.licence, item.attribution, item.note]`;

const sources = <Key extends { key: string }>(name: string, condition: Cypher) =>
  batchStatement<Key, SourceRecord>(
    name,
    cypher`UNWIND $keys AS key
MATCH (item:Source {id: key.key})
WHERE ${condition}
RETURN key.i, ${sourceColumns}`,
    ([columns]) => sourceRecord(columns as Columns),
  );

/** What something in the view names as its source, retracted since or not. */
export const sourceByKey = sources<{ key: string }>('source.byKey', cypher`true`);
/** Sources that were not retracted by the moment asked. */
export const sourceInView = sources<View & { key: string }>('source.inView', notRetractedInKeysView);

export const sourceList = listStatements({
  name: 'source.list',
  match: cypher`MATCH (item:Source)`,
  key: cypher`id`,
  candidate: cypher`{key: [item.id], publisher: [item.publisher], title: [item.title], licence: [item.licence], publishedOn: [${firstDayOf(cypher`item.publishedOn`)}]}`,
  columns: sourceColumns,
  record: sourceRecord,
  orderBy: { KEY: 'id', PUBLISHER: 'publisher', TITLE: 'title' },
});
