import type { Columns } from '../../graph/statement.ts';
import type {
  AgreementKind,
  AgreementRelationKind,
  AgreementStatus,
  Confidence,
  DatePrecision,
} from '../../api/generated.ts';
import type { Connection } from '../../api/connection.ts';
import type { MineralRecord } from '../mineral/record.ts';
import type { PartyRecord } from '../party/record.ts';
import type { ProductRecord } from '../product/record.ts';
import type { Interval } from '../../lib/intervals.ts';
import type { AgreementDates } from './status.ts';

/** What governments agreed on minerals. */
export interface AgreementRecord extends AgreementDates {
  __typename: 'Agreement';
  key: string;
  slug: string;
  name: string;
  aliases: string[];
  /** What it is. */
  kind: AgreementKind;
  datePrecision: DatePrecision | null;
  place: string | null;
  binding: boolean | null;
  summary: string | null;
}

/** That someone takes part in an agreement; `source` is the key of the source. */
export interface AgreementParticipationRecord {
  party: PartyRecord;
  role: string;
  isParty: boolean;
  from: string | null;
  to: string | null;
  note: string | null;
  source: string | null;
  confidence: Confidence | null;
}

/** What an agreement can be about. */
export type AgreementSubjectRecord = MineralRecord | ProductRecord;

export interface AgreementRelationRecord {
  relation: AgreementRelationKind;
  agreement: AgreementRecord;
}

export type AgreementConnectionRecord = Connection<AgreementRecord>;

/** Where it stands in an interval. */
export type AgreementPeriodRecord = Interval<AgreementStatus, string | null>;

/** Columns as `agreementColumns` (queries.ts) returns them. */
export function agreementRecord(columns: Columns): AgreementRecord {
  const [
    slug,
    name,
    aliases,
    agreementKind,
    signedOn,
    effectiveOn,
    deadline,
    endedOn,
    datePrecision,
    place,
    binding,
    summary,
  ] = columns as [
    string,
    string,
    string[] | null,
    AgreementKind,
    string | null,
    string | null,
    string | null,
    string | null,
    DatePrecision | null,
    string | null,
    boolean | null,
    string | null,
  ];
  return {
    __typename: 'Agreement',
    key: slug,
    slug,
    name,
    aliases: aliases ?? [],
    kind: agreementKind,
    signedOn,
    effectiveOn,
    deadline,
    endedOn,
    datePrecision,
    place,
    binding,
    summary,
  };
}
