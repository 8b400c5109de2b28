import { cypher, type Cypher } from '../../graph/cypher.ts';
import type { Columns } from '../../graph/statement.ts';
import { validInKeysView, notRetracted } from '../../graph/validity.ts';
import type { Entry } from './record.ts';

/** A commitment for a ledger, and whether it belongs there itself or is only related to one that does. */
export interface LedgerRow {
  entry: Entry;
  own: boolean;
}

/**
 * What a ledger is made from: the commitments that `owned` binds as a list, and those related to them in as many as eight steps,
 * further than any chain of parts and successors reaches: most are related to others of the list alone, which is seen at once. What was made and recorded by then is chosen when they are added up.
 * Rows as `ledgerRow` reads them.
 */
export const ledgerEntriesOf = (owned: Cypher) => cypher`COLLECT {
  ${owned}
  CALL (owned) {
    UNWIND owned AS row
    RETURN row
    UNION
    UNWIND owned AS one
    MATCH (one)-[:PART_OF|SUPERSEDES]-(near:Commitment) WHERE NOT near IN owned
    WITH DISTINCT near
    MATCH (near)-[:PART_OF|SUPERSEDES*0..7]-(row:Commitment)
    RETURN row
  }
  WITH row, owned WHERE ${notRetracted(cypher`row`, cypher`key.knownAt`)}
  RETURN [row.id, row.state, row.amount, row.currency, row.since, row.recordedAt, row.dueOn, row.partOf, row.supersedes, row IN owned]
}`;

/** Binds `owned` to the commitments that are made under the agreement `agreement`. */
export const ownedByAgreement = (agreement: Cypher) =>
  cypher`MATCH (${agreement})-[rel:HAS]->(own:Commitment) WHERE ${validInKeysView} WITH collect(own) AS owned`;

/** Columns as `ledgerEntriesOf` returns them. */
export function ledgerRow(columns: Columns): LedgerRow {
  const [key, state, amount, currency, since, recordedAt, dueOn, partOf, supersedes, own] = columns;
  return {
    entry: { key, state, amount, currency, since, recordedAt, dueOn, partOf, supersedes } as Entry,
    own: own as boolean,
  };
}
