import type { View } from '../../api/context.ts';
import { countryColumns } from '../country/queries.ts';
import { countryRecord, type CountryRecord } from '../country/record.ts';
import { cypher, type Cypher } from '../../graph/cypher.ts';
import { listStatements } from '../../api/list/list.ts';
import { withinPage, type PageBounds } from '../../graph/page.ts';
import { batchStatement, type Columns } from '../../graph/statement.ts';
import {
  validInKeysView,
  validInView,
  notRetractedInKeysView,
  recordedBy,
  recordedInKeysView,
} from '../../graph/validity.ts';
import {
  coalitionRecord,
  memberRecord,
  membershipTerms,
  type CoalitionRecord,
  type CoalitionMemberRecord,
  type CoalitionMembershipRecord,
  type MembershipTerms,
} from './record.ts';

/** A coalition's own columns as one list, for any statement that has it under the given name. */
export const coalitionColumns = (name: Cypher) =>
  cypher`[${name}.slug, ${name}.name, ${name}.kind, ${name}.description, ${name}.foundedOn, ${name}.endedOn]`;

const item = coalitionColumns(cypher`item`);
const coalition = ([columns]: Columns) => coalitionRecord(columns as Columns);

const byText = cypher`MATCH (:Spelling {kind: 'Coalition', text: key.text})-[rel:NAMES]->(item:Coalition)
WHERE ${recordedInKeysView}`;

/** `text` is a folded slug or name. */
export const coalitionByText = batchStatement<View & { text: string }, CoalitionRecord>(
  'coalition.byText',
  cypher`UNWIND $keys AS key
${byText}
RETURN key.i, ${item}`,
  coalition,
);

export const coalitionByKey = batchStatement<View & { key: string }, CoalitionRecord>(
  'coalition.byKey',
  cypher`UNWIND $keys AS key
MATCH (item:Coalition {slug: key.key})
WHERE ${notRetractedInKeysView}
RETURN key.i, ${item}`,
  coalition,
);

/** The members of a coalition that are coalitions themselves, by name. `text` is a folded slug or name of the whole. */
export const coalitionsWithin = batchStatement<View & { text: string }, CoalitionRecord>(
  'coalition.within',
  cypher`UNWIND $keys AS key
MATCH (:Spelling {kind: 'Coalition', text: key.text})-[names:NAMES]->(:Coalition)<-[rel:MEMBER_OF]-(item:Coalition)
WHERE ${recordedBy(cypher`names`, cypher`key.knownAt`)} AND ${validInKeysView}
RETURN key.i, ${item} ORDER BY item.name`,
  coalition,
);

export interface MembersKey extends View, PageBounds {
  key: string;
}
/** One page of a coalition's members, and how many there are on all pages. */
export interface MembersRow {
  members: { member: CoalitionMemberRecord; terms: MembershipTerms }[];
  total: number;
}

type Way = readonly [beyond: Cypher, order: Cypher];
const ways = { ascending: [cypher`>`, cypher`ASC`], descending: [cypher`<`, cypher`DESC`] } as const;

/** Binds `page` to a page of the members of a coalition, by name, and `members` to all of them. */
const membersOf = (coalition: Cypher, [beyond, order]: Way) => cypher`CALL (*) {
  MATCH (${coalition})<-[rel:MEMBER_OF]-(member:Country|Coalition)
  WHERE ${validInKeysView}
  RETURN collect([member, rel, coalesce(member.iso3, member.slug)]) AS members
}
CALL (key, members) {
  UNWIND members AS one
  WITH one[0] AS member, one[1] AS rel, one[2] AS memberKey
  WHERE ${withinPage(cypher`member.name`, cypher`memberKey`, cypher`key.from`, cypher`key.to`, beyond)}
  WITH member, rel ORDER BY member.name ${order}, memberKey ${order} LIMIT $max
  RETURN collect([member:Country, CASE WHEN member:Country THEN ${countryColumns(cypher`member`)} ELSE ${coalitionColumns(cypher`member`)} END,
    [rel.role, rel.from, rel.to, rel.source, rel.confidence]]) AS page
}`;

const membersRow = ([page, total]: Columns): MembersRow => ({
  members: (page as [boolean, Columns, Columns][]).map(([isCountry, columns, terms]) => ({
    member: memberRecord(isCountry, columns),
    terms: membershipTerms(terms),
  })),
  total: total as number,
});

const membersPage = (name: string, way: Way) =>
  batchStatement<MembersKey, MembersRow>(
    `coalition.${name}`,
    cypher`UNWIND $keys AS key
${membersOf(cypher`:Coalition {slug: key.key}`, way)}
RETURN key.i, page[0..key.limit], size(members)`,
    membersRow,
  );

/** Members of each coalition by name, cut to a page, with their number. */
export const membersPages = {
  ascending: membersPage('membersAscending', ways.ascending),
  descending: membersPage('membersDescending', ways.descending),
};

/** A coalition by its name, with a page of its members. `text` is a folded slug or name. */
export const coalitionWithMembers = batchStatement<
  Omit<MembersKey, 'key'> & { text: string },
  { coalition: CoalitionRecord; members: MembersRow }
>(
  'coalition.withMembers',
  cypher`UNWIND $keys AS key
${byText}
WITH key, item
${membersOf(cypher`item`, ways.ascending)}
RETURN key.i, ${item}, page[0..key.limit], size(members)`,
  ([columns, ...members]) => ({ coalition: coalitionRecord(columns as Columns), members: membersRow(members) }),
);

const memberships = (name: string, member: Cypher) =>
  batchStatement<View & { key: string }, CoalitionMembershipRecord>(
    name,
    cypher`UNWIND $keys AS key
MATCH (${member})-[rel:MEMBER_OF]->(item:Coalition)
WHERE ${validInKeysView}
RETURN key.i, ${item}, [rel.role, rel.from, rel.to, rel.source, rel.confidence] ORDER BY item.name`,
    ([columns, terms]) => ({ coalition: coalitionRecord(columns as Columns), ...membershipTerms(terms as Columns) }),
  );

/** The coalitions that each country or coalition belongs to. */
export const membershipsOf = {
  Country: memberships('coalition.ofCountry', cypher`:Country {iso3: key.key}`),
  Coalition: memberships('coalition.ofCoalition', cypher`:Coalition {slug: key.key}`),
};

export const coalitionList = listStatements({
  name: 'coalition.list',
  match: cypher`MATCH (item:Coalition)`,
  key: cypher`slug`,
  candidate: cypher`{slug: [item.slug], name: [item.name], kind: [item.kind]}`,
  related: cypher`{members: [(item)<-[rel:MEMBER_OF]-(member) WHERE ${validInView} | {key: [coalesce(member.iso3, member.slug)], name: [member.name], role: [rel.role]}]}`,
  columns: item,
  record: coalitionRecord,
  orderBy: { NAME: 'name', SLUG: 'slug' },
});

/** The countries that belong to each coalition, themselves or through a member that is a coalition too. */
export const countriesOfCoalition = batchStatement<View & { key: string }, CountryRecord>(
  'coalition.countries',
  cypher`UNWIND $keys AS key
MATCH path = (:Coalition {slug: key.key})<-[:MEMBER_OF*1..3]-(member:Country)
WHERE all(rel IN relationships(path) WHERE ${validInKeysView})
WITH DISTINCT key, member
RETURN key.i, ${countryColumns(cypher`member`)} ORDER BY member.name`,
  ([columns]) => countryRecord(columns as Columns),
);
