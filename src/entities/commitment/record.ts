import type { Columns } from '../../graph/statement.ts';
import type { AmountBound, CommitmentState, DatePrecision, Instrument } from '../../api/generated.ts';
import type { Connection } from '../../api/connection.ts';

/** Money that someone promised, intends, committed or paid. */
export interface CommitmentRecord {
  __typename: 'Commitment';
  key: string;
  description: string;
  instrument: Instrument;
  state: CommitmentState;
  /** Exact decimal in `currency`. */
  amount: string | null;
  /** ISO 4217. */
  currency: string | null;
  bound: AmountBound | null;
  /** First day of its state. */
  announcedOn: string | null;
  datePrecision: DatePrecision | null;
  dueOn: string | null;
  /** What the amount measures. */
  scope: string | null;
  /** What it counts from: `announcedOn`, or else the day on which it became known. */
  since: string;
}

export type CommitmentConnectionRecord = Connection<CommitmentRecord>;

/** Columns as `commitmentColumns` (queries.ts) returns them. */
export function commitmentRecord(columns: Columns): CommitmentRecord {
  const [
    key,
    description,
    instrument,
    state,
    amount,
    currency,
    bound,
    announcedOn,
    datePrecision,
    dueOn,
    scope,
    since,
  ] = columns as [
    string,
    string,
    Instrument,
    CommitmentState,
    string | null,
    string | null,
    AmountBound | null,
    string | null,
    DatePrecision | null,
    string | null,
    string | null,
    string | null,
  ];
  return {
    __typename: 'Commitment',
    key,
    description,
    instrument,
    state,
    amount,
    currency,
    bound,
    announcedOn,
    datePrecision,
    dueOn,
    scope,
    since: since ?? '',
  };
}

/** Money in one currency by state, as exact decimals. Null: nothing in that state has an amount. */
export interface LedgerLineRecord {
  currency: string;
  announced: string | null;
  letterOfIntent: string | null;
  committed: string | null;
  disbursed: string | null;
  /** Of what is announced or in letters: what was due and has been neither committed nor disbursed as part of it. */
  overdue: string | null;
}

/** A commitment as far as adding up needs it. */
export interface Entry {
  key: string;
  state: CommitmentState;
  /** Exact decimal; null when none is stated. */
  amount: string | null;
  /** ISO 4217; null when no amount is stated. */
  currency: string | null;
  /** First day of its state, or without one the day on which it became known. */
  since: string | null;
  recordedAt: string | null;
  dueOn: string | null;
  /** Key of the commitment whose amount includes this one. */
  partOf: string | null;
  /** Key of the commitment that this one replaces. */
  supersedes: string | null;
}
