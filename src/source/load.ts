import { cell, table, type Row } from '../../seed/table.ts';
import { cypher } from '../graph/cypher.ts';
import { nodeLoad, nodeRow, type Step } from '../graph/load.ts';

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
  (row) => row.id,
);

export const loadSources = nodeLoad('source', cypher`Source`, cypher`id`);

export const sourceSteps = (rows: readonly Row<typeof sourceTable>[]): Step[] => [
  { name: 'sources', statement: loadSources, rows: rows.map((row) => nodeRow('id', row)) },
];
