import { cell, evidence, table, type Row } from '../../seed/table.ts';
import { z } from 'zod';
import { cypher } from '../graph/cypher.ts';
import {
  coalitionEnd,
  countryEnd,
  nodeLoad,
  nodeRow,
  relationshipLoad,
  relationshipRetraction,
  relationshipRow,
  type Step,
} from '../graph/load.ts';

/** Unions, forums, initiatives and meetings. */
export const coalitionTable = table(
  'coalitions.csv',
  {
    slug: cell.slug,
    name: cell.text,
    kind: cell.text,
    foundedOn: cell.date,
    endedOn: cell.date,
    description: cell.optional,
    ...evidence,
  },
  (row) => row.slug,
);
export type CoalitionRow = Row<typeof coalitionTable>;

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
  (row) => [row.coalition, row.member, row.from].join(' '),
);
export type MemberRow = Row<typeof memberTable>;

export const loadCoalitions = nodeLoad('coalition', cypher`Coalition`, cypher`slug`);
export const loadCountryMembers = relationshipLoad(
  'coalition.countryMember',
  countryEnd,
  cypher`MEMBER_OF`,
  coalitionEnd,
);
export const loadCoalitionMembers = relationshipLoad(
  'coalition.coalitionMember',
  coalitionEnd,
  cypher`MEMBER_OF`,
  coalitionEnd,
);
export const retractCountryMembers = relationshipRetraction(
  'coalition.countryMember',
  countryEnd,
  cypher`MEMBER_OF`,
  coalitionEnd,
);
export const retractCoalitionMembers = relationshipRetraction(
  'coalition.coalitionMember',
  coalitionEnd,
  cypher`MEMBER_OF`,
  coalitionEnd,
);

export const coalitionNames = ({ slug, name }: CoalitionRow) => [slug, name];

const membership = ({ coalition, member, memberKind: _, ...terms }: MemberRow) =>
  relationshipRow(member, coalition, terms, terms.from ?? '');

export const coalitionSteps = (coalitions: readonly CoalitionRow[], members: readonly MemberRow[]): Step[] => [
  { name: 'coalitions', statement: loadCoalitions, rows: coalitions.map((row) => nodeRow('slug', row)) },
  {
    name: 'memberships of countries',
    statement: loadCountryMembers,
    rows: members.filter((row) => row.memberKind === 'Country').map(membership),
    retraction: retractCountryMembers,
  },
  {
    name: 'memberships of coalitions',
    statement: loadCoalitionMembers,
    rows: members.filter((row) => row.memberKind === 'Coalition').map(membership),
    retraction: retractCoalitionMembers,
  },
];
