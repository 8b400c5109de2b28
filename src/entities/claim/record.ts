import type { Columns } from '../../graph/statement.ts';
import type { ClaimRank, ClaimStatus, Confidence } from '../../api/generated.ts';
import type { Connection } from '../../api/connection.ts';
import type { Figure } from './figure.ts';

/** What a source says of one thing. */
export interface ClaimRecord {
  __typename: 'Claim';
  key: string;
  /** Global identifier of what it is said of. */
  subject: string | null;
  property: string;
  scope: string | null;
  value: string | null;
  unit: string | null;
  low: number | null;
  high: number | null;
  validFrom: string | null;
  validTo: string | null;
  recordedAt: string | null;
  retractedAt: string | null;
  confidence: Confidence;
  status: ClaimStatus;
  rank: ClaimRank;
  rankReason: string | null;
  locator: string | null;
  note: string | null;
  /** Writes how a derived claim was computed; null of others. */
  method: (() => string) | null;
  /** Where those that it competes with are: a kept claim's about its subject, a flow's in other sources, a figure's beside it; null of what is computed. */
  rivals: 'kept' | 'flow' | Figure | null;
  /** Keys of the sources. */
  sources: string[];
  /** Publisher of the source and the day it was published, for the rule of preference. */
  publisher: string | null;
  publishedOn: string | null;
}

export type ClaimConnectionRecord = Connection<ClaimRecord>;

type Stated = 'key' | 'property' | 'value' | 'confidence' | 'status' | 'sources';

/** A claim that is made from another record: what it states, and nothing else. */
export const claimOf = (stated: Pick<ClaimRecord, Stated> & Partial<ClaimRecord>): ClaimRecord => ({
  __typename: 'Claim',
  subject: null,
  scope: null,
  unit: null,
  low: null,
  high: null,
  validFrom: null,
  validTo: null,
  recordedAt: null,
  retractedAt: null,
  rank: 'NORMAL',
  rankReason: null,
  locator: null,
  note: null,
  method: null,
  rivals: null,
  publisher: null,
  publishedOn: null,
  ...stated,
});

/** Columns as `claimColumns` (queries.ts) returns them. */
export function claimRecord(columns: Columns): ClaimRecord {
  const [key, subject, property, scope, value, unit, low, high, validFrom, validTo, recordedAt, retractedAt, ...rest] =
    columns;
  const [confidence, status, rank, rankReason, locator, note, source, publisher, publishedOn] = rest;
  return {
    __typename: 'Claim',
    ...{ key, subject, property, scope, value, unit, low, high, validFrom, validTo, recordedAt, retractedAt },
    ...{ confidence, status, rank, rankReason, locator, note, publisher, publishedOn },
    method: null,
    rivals: 'kept',
    sources: [source],
  } as ClaimRecord;
}
