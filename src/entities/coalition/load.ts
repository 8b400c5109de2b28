import { eachHas, exactly } from '../../loading/expectation.ts';
import { cell, evidence, statesCells, table, type LoadRoom, type Row } from '../../loading/csv-table.ts';
import { z } from 'zod';
import { cypher } from '../../graph/cypher.ts';
import { nodeRow, relationshipLoad, relationshipRetraction, relationshipRow, thingLoad } from '../../loading/upsert.ts';
import { ends } from '../../graph/kinds.ts';

/** What a coalition can be. */
const kinds = ['UNION', 'INTERGOVERNMENTAL', 'FORUM', 'INITIATIVE', 'MEETING'] as const;

/** Unions, forums, initiatives and meetings. */
export const coalitionTable = table(
  'coalitions.csv',
  {
    slug: cell.slug,
    name: cell.text,
    kind: z.enum(kinds, 'is not a kind of coalition'),
    foundedOn: cell.date,
    endedOn: cell.date,
    description: cell.optional,
    ...evidence,
  },
  {
    key: (row) => row.slug,
    defines: 'Coalition',
    names: (row) => [row.slug, row.name],
    states: statesCells('Coalition', (row) => row.slug, ['slug']),
  },
);

/** Who belongs to a coalition, in which role, from when until when. */
export const memberTable = table(
  'coalition-members.csv',
  {
    coalition: cell.slug,
    memberKind: z.enum(['Country', 'Coalition'], 'is not Country or Coalition'),
    member: cell.text,
    from: cell.date,
    to: cell.date,
    role: cell.optional,
    ...evidence,
  },
  {
    key: (row) => [row.coalition, row.member, row.from].join(' '),
    refers: (row) => [
      ['Coalition', row.coalition],
      [row.memberKind, row.member],
    ],
    states: (row) => [
      {
        subject: [row.memberKind, row.member],
        property: 'memberOf',
        scope: row.coalition,
        value: row.role ?? 'member',
        validFrom: row.from,
        validTo: row.to,
      },
    ],
    faults: (row) => [
      ...(row.from && row.to && row.from >= row.to ? ['it ends before it begins'] : []),
      ...(row.member === row.coalition ? ['a coalition cannot be a member of itself'] : []),
    ],
  },
);
type MemberRow = Row<typeof memberTable>;

const loadCoalitions = thingLoad('coalition', ends.Coalition);
const loadCountryMembers = relationshipLoad('coalition.countryMember', ends.Country, cypher`MEMBER_OF`, ends.Coalition);
const loadCoalitionMembers = relationshipLoad(
  'coalition.coalitionMember',
  ends.Coalition,
  cypher`MEMBER_OF`,
  ends.Coalition,
);
const retractCountryMembers = relationshipRetraction(
  'coalition.countryMember',
  ends.Country,
  cypher`MEMBER_OF`,
  ends.Coalition,
);
const retractCoalitionMembers = relationshipRetraction(
  'coalition.coalitionMember',
  ends.Coalition,
  cypher`MEMBER_OF`,
  ends.Coalition,
);

const membership = ({ coalition, member, memberKind: _, ...terms }: MemberRow) =>
  relationshipRow(member, coalition, terms, terms.from ?? '');

export const coalitionRoom: LoadRoom = {
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
