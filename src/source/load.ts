import { cell, table, type LoadRoom } from '../../seed/table.ts';
import { ends, nodeRow, thingLoad } from '../graph/load.ts';

/** Publications and data files: what every other row names as its `source`. */
export const sourceTable = table(
  'sources.csv',
  {
    id: cell.slug,
    publisher: cell.text,
    title: cell.text,
    vintage: cell.optional,
    publishedOn: cell.date,
    url: cell.optional,
    licence: cell.optional,
    attribution: cell.optional,
    note: cell.optional,
  },
  { key: (row) => row.id, defines: 'Source', names: (row) => [row.id, row.title] },
);

export const loadSources = thingLoad('source', ends.Source);

export const sourceRoom: LoadRoom = {
  tables: [sourceTable],
  steps: (rows) => [{ name: 'sources', ...loadSources, rows: rows.of(sourceTable).map((row) => nodeRow('id', row)) }],
};
