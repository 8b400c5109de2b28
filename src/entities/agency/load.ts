import { z } from 'zod';
import { AgencyKind } from '../../api/generated.ts';
import { atLeast } from '../../loading/expectation.ts';
import { cell, evidence, claimsOfCells, csvTable, type SeedModule } from '../../loading/csv-table.ts';
import { cypher } from '../../graph/cypher.ts';
import { nodeRow, relationshipRemoval, relationshipRow, upsertThings } from '../../loading/upsert.ts';
import { upsertRelationshipsByKind, stepsByKind } from '../../loading/upsert-by-kind.ts';
import { nodeKinds } from '../../graph/kinds.ts';
import { storedEnd, storedThings } from '../../loading/stored.ts';

/** Ministries, banks, surveys and other public bodies. */
const agencyTable = csvTable(
  'agencies.csv',
  {
    slug: cell.slug,
    name: cell.text,
    shortName: cell.optional,
    aliases: cell.list,
    country: cell.optional,
    coalition: cell.optional,
    kind: z.enum(AgencyKind, 'is not a kind of agency'),
    description: cell.optional,
    ...evidence,
  },
  {
    stored: cypher`${storedThings(nodeKinds.Agency)}
RETURN thing {.*, country: ${storedEnd(cypher`AGENCY_OF`, nodeKinds.Country)},
  coalition: ${storedEnd(cypher`AGENCY_OF`, nodeKinds.Coalition)}} ORDER BY thing.slug`,
    key: (row) => row.slug,
    defines: 'Agency',
    references: (row) => [
      ['Country', row.country],
      ['Coalition', row.coalition],
    ],
    names: (row) => [row.slug, row.name, row.shortName, ...row.aliases],
    claims: claimsOfCells('Agency', (row) => row.slug, ['slug']),
    errors: (row) => (row.country && row.coalition ? ['it belongs to a country or to a coalition, not to both'] : []),
  },
);

const loadAgencies = upsertThings('agency', nodeKinds.Agency);
const loadAgencyOf = upsertRelationshipsByKind(
  'agency.of',
  nodeKinds.Agency,
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

export const agencySeed: SeedModule = {
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
