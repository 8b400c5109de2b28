import { CoalitionKind } from '../../api/generated.ts';
import { eachHas, exactly } from '../../loading/expectation.ts';
import { cell, evidence, claimsOfCells, csvTable, type SeedModule, type CsvRow } from '../../loading/csv-table.ts';
import { z } from 'zod';
import { cypher } from '../../graph/cypher.ts';
import {
  nodeRow,
  upsertRelationships,
  relationshipRetraction,
  relationshipRow,
  upsertThings,
} from '../../loading/upsert.ts';
import { nodeKinds } from '../../graph/kinds.ts';
import { periodErrors } from '../../loading/period.ts';
import { keyOf, storedBetween, storedThings } from '../../loading/stored.ts';

/** What a coalition can be. */
/** Unions, forums, initiatives and meetings. */
export const coalitionTable = csvTable(
  'coalitions.csv',
  {
    slug: cell.slug,
    name: cell.text,
    kind: z.enum(CoalitionKind, 'is not a kind of coalition'),
    foundedOn: cell.partialDate,
    endedOn: cell.partialDate,
    description: cell.optional,
    ...evidence,
  },
  {
    stored: cypher`${storedThings(nodeKinds.Coalition)} RETURN thing {.*} ORDER BY thing.slug`,
    key: (row) => row.slug,
    defines: 'Coalition',
    names: (row) => [row.slug, row.name],
    claims: claimsOfCells('Coalition', (row) => row.slug, ['slug']),
  },
);

/** Who belongs to a coalition, in which role, from when until when. */
export const memberTable = csvTable(
  'coalition-members.csv',
  {
    coalition: cell.slug,
    memberKind: z.enum(['Country', 'Coalition'], 'is not Country or Coalition'),
    member: cell.text,
    from: cell.partialDate,
    to: cell.partialDate,
    role: cell.optional,
    ...evidence,
  },
  {
    stored: cypher`${storedBetween(cypher`Country|Coalition`, cypher`MEMBER_OF`, cypher`Coalition`)}
RETURN rel {.*, coalition: end.slug, memberKind: labels(start)[0], member: ${keyOf(cypher`start`)}}
ORDER BY end.slug, labels(start)[0], ${keyOf(cypher`start`)}, rel.from`,
    key: (row) => [row.coalition, row.member, row.from].join(' '),
    references: (row) => [
      ['Coalition', row.coalition],
      [row.memberKind, row.member],
    ],
    claims: (row) => [
      {
        subject: [row.memberKind, row.member],
        property: 'memberOf',
        scope: row.coalition,
        value: row.role ?? 'member',
        validFrom: row.from,
        validTo: row.to,
      },
    ],
    errors: (row) => [
      ...periodErrors(row.from, row.to),
      ...(row.member === row.coalition ? ['a coalition cannot be a member of itself'] : []),
    ],
  },
);
type MemberRow = CsvRow<typeof memberTable>;

const loadCoalitions = upsertThings('coalition', nodeKinds.Coalition);
const loadCountryMembers = upsertRelationships(
  'coalition.countryMember',
  nodeKinds.Country,
  cypher`MEMBER_OF`,
  nodeKinds.Coalition,
);
const loadCoalitionMembers = upsertRelationships(
  'coalition.coalitionMember',
  nodeKinds.Coalition,
  cypher`MEMBER_OF`,
  nodeKinds.Coalition,
);
const retractCountryMembers = relationshipRetraction(
  'coalition.countryMember',
  nodeKinds.Country,
  cypher`MEMBER_OF`,
  nodeKinds.Coalition,
);
const retractCoalitionMembers = relationshipRetraction(
  'coalition.coalitionMember',
  nodeKinds.Coalition,
  cypher`MEMBER_OF`,
  nodeKinds.Coalition,
);

const membership = ({ coalition, member, memberKind: _, ...terms }: MemberRow) =>
  relationshipRow(member, coalition, terms, terms.from ?? '');

export const coalitionSeed: SeedModule = {
  tables: [coalitionTable, memberTable],
  expectations: [
    eachHas(coalitionTable, memberTable, (row) => row.coalition, 'has no member'),
    exactly(
      memberTable,
      27,
      'members of the European Union today',
      (row) => row.coalition === 'european-union' && row.to === null,
    ),
  ],
  steps: (rows) => [
    { name: 'coalitions', ...loadCoalitions, rows: rows.of(coalitionTable).map((row) => nodeRow('slug', row)) },
    {
      name: 'memberships of countries',
      statement: loadCountryMembers,
      rows: rows
        .of(memberTable)
        .filter((row) => row.memberKind === 'Country')
        .map(membership),
      retraction: retractCountryMembers,
    },
    {
      name: 'memberships of coalitions',
      statement: loadCoalitionMembers,
      rows: rows
        .of(memberTable)
        .filter((row) => row.memberKind === 'Coalition')
        .map(membership),
      retraction: retractCoalitionMembers,
    },
  ],
};
