import type { Columns } from '../../graph/statement.ts';
import type { Stage } from '../../api/generated.ts';
import type { Connection } from '../../api/connection.ts';

/** A form in which minerals are traded or made. */
export interface ProductRecord {
  __typename: 'Product';
  key: string;
  slug: string;
  name: string;
  stage: Stage;
  hsCodes: string[];
  hsRevision: string | null;
  hsText: string | null;
  aliases: string[];
  note: string | null;
  /** Years with trade flows, oldest first. */
  tradeYears: number[];
}

export type ProductConnectionRecord = Connection<ProductRecord>;

/** Columns as `productColumns` (queries.ts) returns them. */
export function productRecord(columns: Columns): ProductRecord {
  const [slug, name, stage, hsCodes, hsRevision, hsText, aliases, note, tradeYears] = columns as [
    string,
    string,
    Stage,
    string[] | null,
    string | null,
    string | null,
    string[] | null,
    string | null,
    number[] | null,
  ];
  return {
    __typename: 'Product',
    key: slug,
    slug,
    name,
    stage,
    hsCodes: hsCodes ?? [],
    hsRevision,
    hsText,
    aliases: aliases ?? [],
    note,
    tradeYears: tradeYears ?? [],
  };
}
