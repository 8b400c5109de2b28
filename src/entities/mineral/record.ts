import type { Columns } from '../../graph/statement.ts';
import type { Connection } from '../../api/connection.ts';
import type { Confidence, MineralKind } from '../../api/generated.ts';

/** A mineral raw material or element, or a group of them. */
export interface MineralRecord {
  __typename: 'Mineral';
  key: string;
  slug: string;
  name: string;
  symbol: string | null;
  /** What it is. */
  kind: MineralKind;
  aliases: string[];
  /** Why it has no trade of its own. */
  tradeNote: string | null;
}

/** That an official list names a mineral; `source` is the key of the source. */
export interface MineralListingRecord {
  list: string;
  since: string | null;
  until: string | null;
  source: string | null;
  confidence: Confidence | null;
}

export type MineralConnectionRecord = Connection<MineralRecord>;

/** Columns as `mineralColumns` (queries.ts) returns them. */
export function mineralRecord(columns: Columns): MineralRecord {
  const [slug, name, symbol, mineralKind, aliases, tradeNote] = columns as [
    string,
    string,
    string | null,
    MineralKind,
    string[] | null,
    string | null,
  ];
  return {
    ...{ __typename: 'Mineral', key: slug, slug, name, symbol, kind: mineralKind },
    ...{ aliases: aliases ?? [], tradeNote: tradeNote ?? null },
  };
}
