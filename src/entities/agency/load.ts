import { z } from 'zod';
import { atLeast } from '../../loading/expectation.ts';
import { cell, evidence, statesCells, table, type LoadRoom } from '../../loading/csv-table.ts';
import { cypher } from '../../graph/cypher.ts';
import { nodeRow, relationshipRemoval, relationshipRow, thingLoad } from '../../loading/upsert.ts';
import { loadByKind, stepsByKind } from '../../loading/upsert-by-kind.ts';
import { ends } from '../../graph/kinds.ts';

/** What a public body can be. */
const kinds = [
  'MINISTRY',
  'GOVERNMENT',
  'REGULATOR',
  'CUSTOMS',
  'EXPORT_CREDIT_AGENCY',
  'DEVELOPMENT_FINANCE',
  'PUBLIC_FUND',
  'GEOLOGICAL_SURVEY',
  'RESEARCH',
  'INTERGOVERNMENTAL',
] as const;

/** Ministries, banks, surveys and other public bodies. */
const agencyTable = table(
  'agencies.csv',
  {
    slug: cell.slug,
    name: cell.text,
    shortName: cell.optional,
    aliases: cell.list,
    country: cell.optional,
    coalition: cell.optional,
    kind: z.enum(kinds, 'is not a kind of agency'),
    description: cell.optional,
    ...evidence,
  },
  {
    key: (row) => row.slug,
    defines: 'Agency',
    refers: (row) => [
      ['Country', row.country],
      ['Coalition', row.coalition],
    ],
    names: (row) => [row.slug, row.name, row.shortName, ...row.aliases],
    states: statesCells('Agency', (row) => row.slug, ['slug']),
    faults: (row) => (row.country && row.coalition ? ['it belongs to a country or to a coalition, not to both'] : []),
  },
);

const loadAgencies = thingLoad('agency', ends.Agency);
const loadAgencyOf = loadByKind(
  'agency.of',
  ends.Agency,
  cypher`AGENCY_OF`,
  ['Country', 'Coalition'],
  relationshipRemoval,
);

/** A thing's rows that lead to the country and to the coalition it belongs to. */
export function placeRows({ slug, country, coalition, source }: Placed) {
  return [
    ...(country ? [['Country', relationshipRow(slug, country, { source })] as const] : []),
    ...(coalition ? [['Coalition', relationshipRow(slug, coalition, { source })] as const] : []),
  ];
}

interface Placed {
  slug: string;
  country: string | null;
  coalition: string | null;
  source: string;
}

export const agencyRoom: LoadRoom = {
  tables: [agencyTable],
  expectations: [atLeast(agencyTable, 35)],
  steps: (rows) => [
    {
      name: 'agencies',
      ...loadAgencies,
      rows: rows.of(agencyTable).map(({ country: _, coalition: __, ...row }) => nodeRow('slug', row)),
    },
    ...stepsByKind('whose agencies they are', loadAgencyOf, rows.of(agencyTable).flatMap(placeRows)),
  ],
};
