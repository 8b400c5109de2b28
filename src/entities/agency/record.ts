import type { Columns } from '../../graph/statement.ts';
import type { AgencyKind } from '../../api/generated.ts';
import type { Connection } from '../../api/connection.ts';

/** A public body. */
export interface AgencyRecord {
  __typename: 'Agency';
  key: string;
  slug: string;
  name: string;
  /** What it is commonly called; not always unique. */
  shortName: string | null;
  aliases: string[];
  /** What it is. */
  kind: AgencyKind;
  description: string | null;
}

export type AgencyConnectionRecord = Connection<AgencyRecord>;

/** Columns as `agencyColumns` (queries.ts) returns them. */
export function agencyRecord(columns: Columns): AgencyRecord {
  const [slug, name, shortName, aliases, agencyKind, description] = columns as [
    string,
    string,
    string | null,
    string[] | null,
    AgencyKind,
    string | null,
  ];
  return {
    __typename: 'Agency',
    key: slug,
    slug,
    name,
    shortName,
    aliases: aliases ?? [],
    kind: agencyKind,
    description,
  };
}
