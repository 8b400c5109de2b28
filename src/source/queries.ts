import { cypher } from '../graph/cypher.ts';
import { listStatements } from '../graph/list.ts';
import { batchStatement, type Row } from '../graph/statement.ts';
import { sourceRecord } from './record.ts';

export const sourceColumns = cypher`[item.id, item.publisher, item.title, item.vintage, item.publishedOn, item.url, item.licence, item.attribution, item.note]`;

export const sourceByKey = batchStatement<{ key: string }, ReturnType<typeof sourceRecord>>(
  'source.byKey',
  cypher`UNWIND $keys AS key
MATCH (item:Source {id: key.key})
RETURN key.i, ${sourceColumns}`,
  ([columns]) => sourceRecord(columns as Row),
);

export const sourceList = listStatements({
  name: 'source.list',
  match: cypher`MATCH (item:Source)`,
  key: cypher`id`,
  candidate: cypher`{key: [item.id], publisher: [item.publisher], title: [item.title], licence: [item.licence], publishedOn: [item.publishedOn]}`,
  columns: sourceColumns,
  record: sourceRecord,
  orderBy: { KEY: 'id', PUBLISHER: 'publisher', TITLE: 'title' },
});
