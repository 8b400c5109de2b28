import { agreementColumns } from '../agreement/queries.ts';
import { agreementRecord, type AgreementRecord } from '../agreement/record.ts';
import type { View } from '../../api/context.ts';
import { facilityColumns } from '../facility/queries.ts';
import { facilityRecord, type FacilityRecord } from '../facility/record.ts';
import { cypher, type Cypher } from '../../graph/cypher.ts';
import { listStatements } from '../../api/list/list.ts';
import { withinPage, type PageBounds } from '../../graph/page.ts';
import { batchStatement, type Columns } from '../../graph/statement.ts';
import { firstDayOf, inEffectInKeysView, inEffectInView, validInKeysView, validInView } from '../../graph/validity.ts';
import { partyColumns } from '../party/queries.ts';
import { partyRecord, type PartyRecord } from '../party/record.ts';
import { programmeColumns } from '../programme/queries.ts';
import { programmeRecord, type ProgrammeRecord } from '../programme/record.ts';
import { ledgerEntriesOf, ledgerRow, ownedByAgreement, type LedgerRow } from './ledger-entries.ts';
import { commitmentRecord, type CommitmentRecord } from './record.ts';

/** A commitment's own columns as one list, for any statement that has it under the given name. */
const commitmentColumns = (name: Cypher) =>
  cypher`[${name}.id, ${name}.description, ${name}.instrument, ${name}.state, ${name}.amount, ${name}.currency, ${name}.bound,
  ${name}.announcedOn, ${name}.datePrecision, ${name}.dueOn, ${name}.scope, ${name}.since]`;

const item = commitmentColumns(cypher`item`);

const commitments = <Key extends object>(name: string, match: Cypher, condition = cypher`true`) =>
  batchStatement<Key, CommitmentRecord>(
    name,
    cypher`UNWIND $keys AS key
MATCH ${match}
WHERE ${condition}
RETURN key.i, ${item} ORDER BY item.since, item.id`,
    ([columns]) => commitmentRecord(columns as Columns),
  );

type ViewOf = View & { key: string };

/** Made and recorded by then. */
export const commitmentByKey = commitments<ViewOf>(
  'commitment.byKey',
  cypher`(item:Commitment {id: key.key})`,
  inEffectInKeysView,
);

/** What each commitment is part of, includes, supersedes and is superseded by. */
export const relatedCommitments = {
  partOf: commitments<ViewOf>(
    'commitment.partOf',
    cypher`(:Commitment {id: key.key})-[:PART_OF]->(item:Commitment)`,
    inEffectInKeysView,
  ),
  parts: commitments<ViewOf>(
    'commitment.parts',
    cypher`(:Commitment {id: key.key})<-[:PART_OF]-(item:Commitment)`,
    inEffectInKeysView,
  ),
  supersedes: commitments<ViewOf>(
    'commitment.supersedes',
    cypher`(:Commitment {id: key.key})-[:SUPERSEDES]->(item:Commitment)`,
    inEffectInKeysView,
  ),
  supersededBy: commitments<ViewOf>(
    'commitment.supersededBy',
    cypher`(:Commitment {id: key.key})<-[:SUPERSEDES]-(item:Commitment)`,
    inEffectInKeysView,
  ),
};

export interface CommitmentsKey extends View, PageBounds {
  key: string;
}
/** One page of commitments, and how many there are on all pages. */
export interface CommitmentsRow {
  commitments: CommitmentRecord[];
  total: number;
}

const page = (name: string, match: Cypher, beyond: Cypher, order: Cypher) =>
  batchStatement<CommitmentsKey, CommitmentsRow>(
    name,
    cypher`UNWIND $keys AS key
CALL (key) {
  MATCH ${match}
  WHERE ${inEffectInKeysView} AND ${validInKeysView}
  RETURN collect(DISTINCT item) AS items
}
CALL (key, items) {
  UNWIND items AS item
  WITH item WHERE ${withinPage(cypher`item.since`, cypher`item.id`, cypher`key.from`, cypher`key.to`, beyond)}
  WITH item ORDER BY item.since ${order}, item.id ${order} LIMIT $max
  RETURN collect(${item}) AS page
}
RETURN key.i, page[0..key.limit], size(items)`,
    ([rows, total]) => ({ commitments: (rows as Columns[]).map(commitmentRecord), total: total as number }),
  );

const pages = (name: string, match: Cypher) => ({
  ascending: page(`commitment.${name}.ascending`, match, cypher`>`, cypher`ASC`),
  descending: page(`commitment.${name}.descending`, match, cypher`<`, cypher`DESC`),
});

/** The commitments that belong to each of these, in the order in which they were made, cut to a page. */
export const commitmentPages = {
  ofAgreement: pages('ofAgreement', cypher`(:Agreement {slug: key.key})-[rel:HAS]->(item:Commitment)`),
  ofProgramme: pages('ofProgramme', cypher`(:Programme {slug: key.key})<-[rel:UNDER]-(item:Commitment)`),
  madeByAgency: pages('madeByAgency', cypher`(:Agency {slug: key.key})<-[rel:MADE_BY]-(item:Commitment)`),
  madeByCountry: pages('madeByCountry', cypher`(:Country {iso3: key.key})<-[rel:MADE_BY]-(item:Commitment)`),
  madeBySupplier: pages('madeBySupplier', cypher`(:Supplier {slug: key.key})<-[rel:MADE_BY]-(item:Commitment)`),
  madeToSupplier: pages('madeToSupplier', cypher`(:Supplier {slug: key.key})<-[rel:MADE_TO]-(item:Commitment)`),
  forFacility: pages('forFacility', cypher`(:Facility {slug: key.key})<-[rel:FUNDS]-(item:Commitment)`),
};

const partiesOf = (name: string, match: Cypher) =>
  batchStatement<ViewOf, PartyRecord>(
    name,
    cypher`UNWIND $keys AS key
MATCH ${match}
WHERE ${validInKeysView}
RETURN key.i, ${partyColumns(cypher`party`)} ORDER BY rel.position`,
    ([party]) => partyRecord(party as Columns),
  );

/** Who makes each commitment, in the order of the files. */
export const makersOf = partiesOf(
  'commitment.makers',
  cypher`(:Commitment {id: key.key})-[rel:MADE_BY]->(party:Country|Coalition|Agency|Supplier)`,
);
/** Who receives each commitment, in the order of the files. */
export const recipientsOf = partiesOf(
  'commitment.recipients',
  cypher`(:Commitment {id: key.key})-[rel:MADE_TO]->(party:Country|Coalition|Agency|Supplier)`,
);

export const agreementOfCommitment = batchStatement<ViewOf, AgreementRecord>(
  'commitment.agreement',
  cypher`UNWIND $keys AS key
MATCH (:Commitment {id: key.key})<-[rel:HAS]-(agreement:Agreement)
WHERE ${validInKeysView}
RETURN key.i, ${agreementColumns(cypher`agreement`)}`,
  ([columns]) => agreementRecord(columns as Columns),
);

export const programmeOfCommitment = batchStatement<ViewOf, ProgrammeRecord>(
  'commitment.programme',
  cypher`UNWIND $keys AS key
MATCH (:Commitment {id: key.key})-[rel:UNDER]->(programme:Programme)
WHERE ${validInKeysView}
RETURN key.i, ${programmeColumns(cypher`programme`)}`,
  ([columns]) => programmeRecord(columns as Columns),
);

export const facilityOfCommitment = batchStatement<ViewOf, FacilityRecord>(
  'commitment.facility',
  cypher`UNWIND $keys AS key
MATCH (:Commitment {id: key.key})-[rel:FUNDS]->(facility:Facility)
WHERE ${validInKeysView}
RETURN key.i, ${facilityColumns(cypher`facility`)}`,
  ([columns]) => facilityRecord(columns as Columns),
);

const ledgers = (name: string, owned: Cypher) =>
  batchStatement<ViewOf, LedgerRow[]>(
    name,
    cypher`UNWIND $keys AS key
RETURN key.i, ${ledgerEntriesOf(owned)}`,
    ([rows]) => (rows as Columns[]).map(ledgerRow),
  );

/** What the ledger of each of these is made from; of a commitment, what tells whether it is overdue. */
export const ledgerEntries = {
  Agreement: ledgers('commitment.ledgerOfAgreement', ownedByAgreement(cypher`:Agreement {slug: key.key}`)),
  Programme: ledgers(
    'commitment.ledgerOfProgramme',
    cypher`MATCH (:Programme {slug: key.key})<-[rel:UNDER]-(own:Commitment) WHERE ${validInKeysView} WITH collect(own) AS owned`,
  ),
  Commitment: ledgers(
    'commitment.ledgerOfCommitment',
    cypher`MATCH (own:Commitment {id: key.key}) WITH collect(own) AS owned`,
  ),
};

const keyOf = cypher`coalesce(party.iso3, party.slug)`;

export const commitmentList = listStatements({
  name: 'commitment.list',
  match: cypher`MATCH (item:Commitment) WHERE ${inEffectInView}`,
  key: cypher`id`,
  candidate: cypher`{key: [item.id], state: [item.state], instrument: [item.instrument], currency: [item.currency], announcedOn: [${firstDayOf(cypher`item.announcedOn`)}], dueOn: [item.dueOn],
    agreement: [(item)<-[rel:HAS]-(agreement:Agreement) WHERE ${validInView} | agreement.slug],
    programme: [(item)-[rel:UNDER]->(programme:Programme) WHERE ${validInView} | programme.slug],
    facility: [(item)-[rel:FUNDS]->(facility:Facility) WHERE ${validInView} | facility.slug],
    madeBy: [(item)-[rel:MADE_BY]->(party) WHERE ${validInView} | ${keyOf}],
    madeTo: [(item)-[rel:MADE_TO]->(party) WHERE ${validInView} | ${keyOf}]}`,
  columns: item,
  record: commitmentRecord,
  orderBy: { ANNOUNCED_ON: 'since', KEY: 'id' },
});
