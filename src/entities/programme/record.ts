import type { Columns } from '../../graph/statement.ts';
import type { ProgrammeKind } from '../../api/generated.ts';
import type { Connection } from '../../api/connection.ts';

/** A public programme that lends, grants, buys or designates. */
export interface ProgrammeRecord {
  __typename: 'Programme';
  key: string;
  slug: string;
  name: string;
  aliases: string[];
  /** What it does. */
  kind: ProgrammeKind;
  startedOn: string | null;
  description: string | null;
}

export type ProgrammeConnectionRecord = Connection<ProgrammeRecord>;

/** Columns as `programmeColumns` (queries.ts) returns them. */
export function programmeRecord(columns: Columns): ProgrammeRecord {
  const [slug, name, aliases, programmeKind, startedOn, description] = columns as [
    string,
    string,
    string[] | null,
    ProgrammeKind,
    string | null,
    string | null,
  ];
  return {
    __typename: 'Programme',
    key: slug,
    slug,
    name,
    aliases: aliases ?? [],
    kind: programmeKind,
    startedOn,
    description,
  };
}
