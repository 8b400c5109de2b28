import { z } from 'zod';
import { MineralKind } from '../../api/generated.ts';
import { atLeast, eachHas, exactly } from '../../loading/expectation.ts';
import { cell, evidence, claimsOfCells, csvTable, type Rows, type SeedModule } from '../../loading/csv-table.ts';
import { cypher } from '../../graph/cypher.ts';
import {
  upsertNodes,
  nodeRow,
  upsertRelationships,
  relationshipRemoval,
  relationshipRetraction,
  relationshipRow,
  upsertThings,
} from '../../loading/upsert.ts';
import { nodeKinds } from '../../graph/kinds.ts';
import { storedBetween, storedThings } from '../../loading/stored.ts';

/** Mineral raw materials, elements, and groups of them. */
export const mineralTable = csvTable(
  'minerals.csv',
  {
    slug: cell.slug,
    name: cell.text,
    symbol: cell.optional,
    kind: z.enum(MineralKind, 'is not a kind of mineral'),
    aliases: cell.list,
    ...evidence,
  },
  {
    stored: cypher`${storedThings(nodeKinds.Mineral)} RETURN thing {.*} ORDER BY thing.slug`,
    key: (row) => row.slug,
    defines: 'Mineral',
    names: (row) => [row.slug, row.name, row.symbol, ...row.aliases],
    claims: claimsOfCells('Mineral', (row) => row.slug, ['slug']),
  },
);

/** Why a mineral has no trade of its own, where no product that contains it has a code. */
export const mineralTradeTable = csvTable(
  'mineral-trade.csv',
  { mineral: cell.slug, tradeNote: cell.text, ...evidence },
  {
    stored: cypher`${storedThings(nodeKinds.Mineral)}
MATCH (claim:Claim)-[:ABOUT]->(thing)
WHERE claim.property = 'tradeNote' AND claim.value = thing.tradeNote AND claim.origin = 'seed' AND claim.retractedAt IS NULL
RETURN claim {.*, mineral: thing.slug, tradeNote: claim.value} ORDER BY thing.slug`,
    key: (row) => row.mineral,
    references: (row) => [['Mineral', row.mineral]],
    claims: (row) => [{ subject: ['Mineral', row.mineral], property: 'tradeNote', value: row.tradeNote }],
  },
);

/** Which minerals a group has; a mineral can be in several that cut across each other. */
export const mineralGroupTable = csvTable(
  'mineral-groups.csv',
  { mineral: cell.slug, group: cell.slug, ...evidence },
  {
    stored: cypher`${storedBetween(cypher`Mineral`, cypher`IN_GROUP`, cypher`Mineral`)}
MATCH (claim:Claim)-[:ABOUT]->(start)
WHERE claim.property = 'group' AND claim.scope = end.slug AND claim.source = rel.source AND claim.origin = 'seed' AND claim.retractedAt IS NULL
RETURN claim {.*, mineral: start.slug, group: end.slug} ORDER BY start.slug, end.slug`,
    key: (row) => [row.mineral, row.group].join(' '),
    references: (row) => [
      ['Mineral', row.mineral],
      ['Mineral', row.group],
    ],
    claims: (row) => [{ subject: ['Mineral', row.mineral], property: 'group', scope: row.group, value: true }],
    errors: (row) => (row.group === row.mineral ? ['a mineral cannot be its own group'] : []),
  },
);

/** Which official list names a mineral since when. */
export const mineralListTable = csvTable(
  'mineral-lists.csv',
  { mineral: cell.slug, list: cell.slug, since: cell.date, until: cell.date, ...evidence },
  {
    stored: cypher`${storedBetween(cypher`Mineral`, cypher`LISTED_IN`, cypher`MineralList`)}
RETURN rel {.*, mineral: start.slug, list: end.slug, since: rel.from, until: rel.to} ORDER BY start.slug, end.slug, rel.from`,
    key: (row) => [row.mineral, row.list, row.since].join(' '),
    references: (row) => [['Mineral', row.mineral]],
    claims: (row) => [
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

const loadMinerals = upsertThings('mineral', nodeKinds.Mineral);
const loadMineralLists = upsertNodes('mineral.list', cypher`MineralList`, cypher`slug`);
const loadMineralGroups = upsertRelationships('mineral.group', nodeKinds.Mineral, cypher`IN_GROUP`, nodeKinds.Mineral);
const loadListings = upsertRelationships('mineral.listing', nodeKinds.Mineral, cypher`LISTED_IN`, mineralListEnd);
const retractMineralGroups = relationshipRemoval(
  'mineral.group',
  nodeKinds.Mineral,
  cypher`IN_GROUP`,
  nodeKinds.Mineral,
);
const retractListings = relationshipRetraction('mineral.listing', nodeKinds.Mineral, cypher`LISTED_IN`, mineralListEnd);

const noteOf = (rows: Rows, slug: string) =>
  rows.of(mineralTradeTable).find(({ mineral }) => mineral === slug)?.tradeNote ?? null;

export const mineralSeed: SeedModule = {
  tables: [mineralTable, mineralTradeTable, mineralGroupTable, mineralListTable],
  expectations: [
    atLeast(mineralTable, 100),
    eachHas(
      mineralTable,
      mineralGroupTable,
      (row) => row.group,
      'is a group without members',
      ({ kind }) => kind === 'GROUP',
    ),
    // As the lists themselves count: a group is one entry of the lists of the European Union.
    ...Object.entries({
      'us-critical-2022': 50,
      'us-critical-2025': 60,
      'eu-critical-2023': 34,
      'eu-critical-2024': 34,
      'eu-strategic-2024': 17,
    }).map(([list, count]) => exactly(mineralListTable, count, `minerals of ${list}`, (row) => row.list === list)),
  ],
  steps: (rows) => [
    {
      name: 'minerals',
      ...loadMinerals,
      rows: rows.of(mineralTable).map((row) => nodeRow('slug', { ...row, tradeNote: noteOf(rows, row.slug) })),
    },
    {
      name: 'groups of minerals',
      statement: loadMineralGroups,
      rows: rows.of(mineralGroupTable).map(({ mineral, group, source }) => relationshipRow(mineral, group, { source })),
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
