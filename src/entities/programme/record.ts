import type { Columns } from '../../graph/statement.ts';
import type { ProgrammeKind } from '../../api/generated.ts';
import type { Connection } from '../../api/connection.ts';

/** A public programme that lends, grants, buys or designates. */
export interface ProgrammeRecord {
  kind: 'Programme';
  key: string;
  slug: string;
  name: string;
  aliases: string[];
  /** What it does; the record's own `kind` says what it is a record of. */
  programmeKind: ProgrammeKind;
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
  return { kind: 'Programme', key: slug, slug, name, aliases: aliases ?? [], programmeKind, startedOn, description };
}
