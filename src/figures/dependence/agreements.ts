import { agreementRecord, type AgreementRecord } from '../../entities/agreement/record.ts';
import {
  ledgerEntriesOf,
  ledgerRow,
  ownedByAgreement,
  type LedgerRow,
} from '../../entities/commitment/ledger-entries.ts';
import { cypher, type Cypher } from '../../graph/cypher.ts';
import { batchStatement, type Columns } from '../../graph/statement.ts';
import type { RequestContext, View } from '../../api/context.ts';
import { covering, item, subjectsOfProduct, withCoalitions } from '../../entities/agreement/queries.ts';
import { coalitionColumns } from '../../entities/coalition/queries.ts';
import { memberRecord, type CoalitionMemberRecord } from '../../entities/coalition/record.ts';
import { countryColumns } from '../../entities/country/queries.ts';
import { validInKeysView } from '../../graph/validity.ts';
import type { DependenceRecord } from './record.ts';
import { ledgerEntries } from '../../entities/commitment/queries.ts';

/** An agreement with what its ledger is made from, where that was asked for along. */
interface AgreementWithLedger {
  agreement: AgreementRecord;
  ledger: LedgerRow[] | null;
}

// What covers a product, and whom that binds, is looked up once, however many importers ask about it.
const forImporter = (name: string, member: Cypher, ledger: Cypher) =>
  batchStatement<View & { product: string; importer: string }, AgreementWithLedger>(
    name,
    cypher`UNWIND $keys AS one
WITH one.product AS product, one.asOf AS asOf, one.knownAt AS knownAt, collect(one) AS keys
WITH keys, head(keys) AS key
CALL (key) {
  ${subjectsOfProduct}
  ${covering}
  WITH DISTINCT item
  RETURN collect([item, [(item)-[rel:BETWEEN {isParty: true}]->(party) WHERE ${validInKeysView} | party]]) AS items
}
WITH keys, items
UNWIND keys AS key
MATCH (member:${member})
${withCoalitions}
UNWIND [one IN items WHERE any(party IN one[1] WHERE party IN parties) | one[0]] AS item
WITH item, key.asOf AS asOf, key.knownAt AS knownAt, collect(key) AS keys
WITH item, [key IN keys | key.i] AS positions, head(keys) AS key ORDER BY item.since DESC, item.slug
RETURN positions, ${item}, ${ledger}`,
    ([columns, rows]) => ({
      agreement: agreementRecord(columns as Columns),
      ledger: (rows as Columns[] | null)?.map(ledgerRow) ?? null,
    }),
  );

const forImporters = (name: string, ledger: Cypher) => ({
  Country: forImporter(`agreement.forCountry${name}`, cypher`Country {iso3: key.importer}`, ledger),
  Coalition: forImporter(`agreement.forCoalition${name}`, cypher`Coalition {slug: key.importer}`, ledger),
});

/** The agreements in force that cover a product and bind an importer, itself or through a coalition above it. */
const agreementsForDependence = forImporters('', cypher`null`);

const agreementsForDependenceWithLedger = forImporters('WithLedger', ledgerEntriesOf(ownedByAgreement(cypher`item`)));

export async function agreementsFor(
  context: RequestContext,
  { country, coalition, product }: DependenceRecord,
  view: View,
  withLedger: boolean,
) {
  const importer = country?.key ?? coalition?.key ?? '';
  const statements = withLedger ? agreementsForDependenceWithLedger : agreementsForDependence;
  const key = { importer, product: product.key, ...view };
  const found = await context.batch(statements[country ? 'Country' : 'Coalition'], key);
  return found.map(({ agreement, ledger }) => {
    if (ledger) context.prime(ledgerEntries.Agreement, { key: agreement.key, ...view }, [ledger]);
    return agreement;
  });
}

/** An agreement with the members of a coalition that are parties to it. */
interface MemberAgreement {
  agreement: AgreementRecord;
  members: CoalitionMemberRecord[];
}

/** The agreements in force that cover a product and bind members of a coalition, themselves or through a coalition above them. */
const agreementsOfMembers = batchStatement<View & { product: string; importer: string }, MemberAgreement>(
  'agreement.forMembers',
  cypher`UNWIND $keys AS key
MATCH (:Coalition {slug: key.importer})<-[rel:MEMBER_OF]-(member:Country|Coalition) WHERE ${validInKeysView}
${withCoalitions}
WITH key, member, parties ORDER BY member.name
WITH key, collect([member, parties]) AS members
CALL (key) {
  ${subjectsOfProduct}
  ${covering}
  WITH DISTINCT item
  RETURN item, [(item)-[rel:BETWEEN {isParty: true}]->(party) WHERE ${validInKeysView} | party] AS bound
}
WITH key, item, [one IN members WHERE any(party IN one[1] WHERE party IN bound) | one[0]] AS members
WHERE size(members) > 0
RETURN key.i, ${item}, [member IN members | [member:Country, CASE WHEN member:Country THEN ${countryColumns(cypher`member`)} ELSE ${coalitionColumns(cypher`member`)} END]]
  ORDER BY item.since DESC, item.slug`,
  ([columns, members]) => ({
    agreement: agreementRecord(columns as Columns),
    members: (members as [boolean, Columns][]).map(([isCountry, own]) => memberRecord(isCountry, own)),
  }),
);

/** The agreements of the members of a coalition that is the importer; none for a country. */
export const memberAgreementsFor = async (
  context: RequestContext,
  { coalition, product }: DependenceRecord,
  view: View,
): Promise<MemberAgreement[]> =>
  coalition ? context.batch(agreementsOfMembers, { importer: coalition.key, product: product.key, ...view }) : [];
