import type { Columns } from '../../graph/statement.ts';
import type { Connection } from '../../api/connection.ts';

/** Someone who took part in an event or signed an agreement. */
export interface PersonRecord {
  __typename: 'Person';
  key: string;
  slug: string;
  name: string;
  aliases: string[];
  /** Held when the source was written. */
  office: string | null;
}

export type PersonConnectionRecord = Connection<PersonRecord>;

/** Columns as `personColumns` (queries.ts) returns them. */
export function personRecord(columns: Columns): PersonRecord {
  const [slug, name, aliases, office] = columns as [string, string, string[] | null, string | null];
  return { __typename: 'Person', key: slug, slug, name, aliases: aliases ?? [], office };
}
