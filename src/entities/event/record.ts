import type { Columns } from '../../graph/statement.ts';
import type { Confidence, DatePrecision, EventKind } from '../../api/generated.ts';
import type { Connection } from '../../api/connection.ts';
import type { PartyRecord } from '../party/record.ts';
import type { PersonRecord } from '../person/record.ts';

/** Something that happened on one or more days. */
export interface EventRecord {
  __typename: 'Event';
  key: string;
  slug: string;
  name: string;
  /** What it was. */
  kind: EventKind;
  startOn: string;
  /** Last day, which belongs to it. */
  endOn: string | null;
  datePrecision: DatePrecision | null;
  place: string | null;
  outcome: string | null;
}

/** That someone took part in an event, or was concerned by it; `source` is the key of the source. */
export interface EventParticipantRecord {
  person: PersonRecord | null;
  represents: PartyRecord | null;
  role: string;
  source: string | null;
  confidence: Confidence | null;
}

export type EventConnectionRecord = Connection<EventRecord>;

/** Columns as `eventColumns` (queries.ts) returns them. */
export function eventRecord(columns: Columns): EventRecord {
  const [slug, name, eventKind, startOn, endOn, datePrecision, place, outcome] = columns as [
    string,
    string,
    EventKind,
    string,
    string | null,
    DatePrecision | null,
    string | null,
    string | null,
  ];
  return { __typename: 'Event', key: slug, slug, name, kind: eventKind, startOn, endOn, datePrecision, place, outcome };
}
