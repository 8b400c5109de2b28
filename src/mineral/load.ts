import { cell, evidence, table, type Row } from '../../seed/table.ts';
import { cypher } from '../graph/cypher.ts';
import {
  mineralEnd,
  mineralListEnd,
  nodeLoad,
  nodeRow,
  relationshipLoad,
  relationshipRetraction,
  relationshipRow,
  type Step,
} from '../graph/load.ts';

/** Mineral raw materials, elements, and groups of them. */
export const mineralTable = table(
  'minerals.csv',
  {
    slug: cell.slug,
    name: cell.text,
    symbol: cell.optional,
    kind: cell.text,
    group: cell.optional,
    aliases: cell.list,
    ...evidence,
  },
  (row) => row.slug,
);
export type MineralRow = Row<typeof mineralTable>;

/** Which official list names a mineral since when. */
export const mineralListTable = table(
  'mineral-lists.csv',
  { mineral: cell.slug, list: cell.slug, since: cell.date, until: cell.date, ...evidence },
  (row) => [row.mineral, row.list, row.since].join(' '),
);
export type MineralListRow = Row<typeof mineralListTable>;

export const loadMinerals = nodeLoad('mineral', cypher`Mineral`, cypher`slug`);
export const loadMineralLists = nodeLoad('mineral.list', cypher`MineralList`, cypher`slug`);
export const loadMineralGroups = relationshipLoad('mineral.group', mineralEnd, cypher`IN_GROUP`, mineralEnd);
export const loadListings = relationshipLoad('mineral.listing', mineralEnd, cypher`LISTED_IN`, mineralListEnd);
export const retractMineralGroups = relationshipRetraction('mineral.group', mineralEnd, cypher`IN_GROUP`, mineralEnd);
export const retractListings = relationshipRetraction('mineral.listing', mineralEnd, cypher`LISTED_IN`, mineralListEnd);

export const mineralNames = ({ slug, name, symbol, aliases }: MineralRow) =>
  [slug, name, symbol, ...aliases].filter((text) => text !== null);

export const mineralSteps = (minerals: readonly MineralRow[], listings: readonly MineralListRow[]): Step[] => [
  { name: 'minerals', statement: loadMinerals, rows: minerals.map(({ group: _, ...row }) => nodeRow('slug', row)) },
  {
    name: 'groups of minerals',
    statement: loadMineralGroups,
    rows: minerals.flatMap((row) => (row.group ? [relationshipRow(row.slug, row.group, { source: row.source })] : [])),
    retraction: retractMineralGroups,
  },
  {
    name: 'lists of minerals',
    statement: loadMineralLists,
    rows: [...new Set(listings.map((row) => row.list))].map((slug) => nodeRow('slug', { slug })),
  },
  {
    name: 'listings of minerals',
    statement: loadListings,
    rows: listings.map(({ mineral, list, since, until, ...terms }) =>
      relationshipRow(mineral, list, { from: since, to: until, ...terms }, since ?? ''),
    ),
    retraction: retractListings,
  },
];
