import type { Connection } from '../../api/connection.ts';
import type { Columns } from '../../graph/statement.ts';

/** A publication or data file, in one vintage. */
export interface SourceRecord {
  __typename: 'Source';
  key: string;
  publisher: string;
  title: string;
  vintage: string | null;
  publishedOn: string | null;
  url: string | null;
  urlMissing: string | null;
  licence: string;
  attribution: string | null;
  note: string | null;
}

export type SourceConnectionRecord = Connection<SourceRecord>;

/** Columns as `sourceColumns` (queries.ts) returns them. */
export function sourceRecord(columns: Columns): SourceRecord {
  const [key, publisher, title, vintage, publishedOn, url, urlMissing, licence, attribution, note] = columns as [
    string,
    string,
    string,
    ...(string | null)[],
  ];
  return {
    __typename: 'Source',
    key,
    publisher,
    title,
    vintage: vintage ?? null,
    publishedOn: publishedOn ?? null,
    url: url ?? null,
    urlMissing: urlMissing ?? null,
    licence: licence ?? 'none stated',
    attribution: attribution ?? null,
    note: note ?? null,
  };
}
