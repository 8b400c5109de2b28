import { countryRecord, type CountryRecord } from '../country/record.ts';
import type { Columns } from '../../graph/statement.ts';
import type { Connection } from '../../api/connection.ts';
import type { Confidence, CoalitionKind } from '../../api/generated.ts';

/** A union, forum, initiative or meeting. */
export interface CoalitionRecord {
  __typename: 'Coalition';
  key: string;
  slug: string;
  name: string;
  /** What it is, such as `FORUM`. */
  kind: CoalitionKind;
  description: string | null;
  foundedOn: string | null;
  endedOn: string | null;
}

export type CoalitionMemberRecord = CountryRecord | CoalitionRecord;

/** What a membership says besides who and of what. */
export interface MembershipTerms {
  role: string | null;
  from: string | null;
  to: string | null;
  /** Key of the source. */
  source: string | null;
  confidence: Confidence | null;
}

export interface CoalitionMembershipRecord extends MembershipTerms {
  coalition: CoalitionRecord;
}

export type CoalitionMemberEdgeRecord = { cursor: string; node: CoalitionMemberRecord } & MembershipTerms;
export type CoalitionMemberConnectionRecord = Connection<CoalitionMemberRecord, MembershipTerms>;
export type CoalitionConnectionRecord = Connection<CoalitionRecord>;

/** Columns as `coalitionColumns` (queries.ts) returns them. */
export function coalitionRecord(columns: Columns): CoalitionRecord {
  const [slug, name, coalitionKind, description, foundedOn, endedOn] = columns as [
    string,
    string,
    CoalitionKind,
    ...(string | null)[],
  ];
  return {
    __typename: 'Coalition',
    key: slug,
    slug,
    name,
    kind: coalitionKind,
    description: description ?? null,
    foundedOn: foundedOn ?? null,
    endedOn: endedOn ?? null,
  };
}

/** A member's columns: a country's or a coalition's, told apart by `isCountry`. */
export const memberRecord = (isCountry: boolean, columns: Columns): CoalitionMemberRecord =>
  isCountry ? countryRecord(columns) : coalitionRecord(columns);

/** Columns `[role, from, to, source, confidence]`. */
export function membershipTerms(columns: Columns): MembershipTerms {
  const [role, from, to, source, confidence] = columns as [
    string | null,
    string | null,
    string | null,
    string | null,
    Confidence | null,
  ];
  return { role, from, to, source, confidence };
}
