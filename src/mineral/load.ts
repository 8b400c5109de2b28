import { cell, evidence, statesCells, table, type LoadRoom } from '../../seed/table.ts';
import { cypher } from '../graph/cypher.ts';
import {
  ends,
  nodeLoad,
  nodeRow,
  relationshipLoad,
  relationshipRemoval,
  relationshipRetraction,
  relationshipRow,
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
  {
    key: (row) => row.slug,
    defines: 'Mineral',
    refers: (row) => [['Mineral', row.group]],
    names: (row) => [row.slug, row.name, row.symbol, ...row.aliases],
    states: statesCells('Mineral', (row) => row.slug, ['slug']),
    faults: (row) => (row.group === row.slug ? ['a mineral cannot be its own group'] : []),
  },
);

/** Which official list names a mineral since when. */
export const mineralListTable = table(
  'mineral-lists.csv',
  { mineral: cell.slug, list: cell.slug, since: cell.date, until: cell.date, ...evidence },
  {
    key: (row) => [row.mineral, row.list, row.since].join(' '),
    refers: (row) => [['Mineral', row.mineral]],
    states: (row) => [
      {
        subject: ['Mineral', row.mineral],
        property: 'listedIn',
        scope: row.list,
        value: true,
        validFrom: row.since,
        validTo: row.until,
      },
    ],
  },
);

const mineralListEnd = { label: cypher`MineralList`, key: cypher`slug` };

export const loadMinerals = nodeLoad('mineral', cypher`Mineral`, cypher`slug`);
export const loadMineralLists = nodeLoad('mineral.list', cypher`MineralList`, cypher`slug`);
export const loadMineralGroups = relationshipLoad('mineral.group', ends.Mineral, cypher`IN_GROUP`, ends.Mineral);
export const loadListings = relationshipLoad('mineral.listing', ends.Mineral, cypher`LISTED_IN`, mineralListEnd);
export const retractMineralGroups = relationshipRemoval('mineral.group', ends.Mineral, cypher`IN_GROUP`, ends.Mineral);
export const retractListings = relationshipRetraction(
  'mineral.listing',
  ends.Mineral,
  cypher`LISTED_IN`,
  mineralListEnd,
);

export const mineralRoom: LoadRoom = {
  tables: [mineralTable, mineralListTable],
  steps: (rows) => [
    {
      name: 'minerals',
      statement: loadMinerals,
      rows: rows.of(mineralTable).map(({ group: _, ...row }) => nodeRow('slug', row)),
    },
    {
      name: 'groups of minerals',
      statement: loadMineralGroups,
      rows: rows
        .of(mineralTable)
        .flatMap((row) => (row.group ? [relationshipRow(row.slug, row.group, { source: row.source })] : [])),
      retraction: retractMineralGroups,
    },
    {
      name: 'lists of minerals',
      statement: loadMineralLists,
      rows: [...new Set(rows.of(mineralListTable).map((row) => row.list))].map((slug) => nodeRow('slug', { slug })),
    },
    {
      name: 'listings of minerals',
      statement: loadListings,
      rows: rows
        .of(mineralListTable)
        .map(({ mineral, list, since, until, ...terms }) =>
          relationshipRow(mineral, list, { from: since, to: until, ...terms }, since ?? ''),
        ),
      retraction: retractListings,
    },
  ],
};
