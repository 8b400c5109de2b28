import type { Row } from '../../graph/statement.ts';
import type { AmountBound, CommitmentState, DatePrecision, Instrument } from '../../api/generated.ts';
import type { Connection } from '../../api/connection.ts';

/** Money that someone promised, intends, committed or paid. */
export interface CommitmentRecord {
  kind: 'Commitment';
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
export function commitmentRecord(columns: Row): CommitmentRecord {
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
    kind: 'Commitment',
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
