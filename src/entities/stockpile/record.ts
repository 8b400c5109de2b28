import type { Connection } from '../../api/connection.ts';
import type {
  AmountBound,
  Confidence,
  DatePrecision,
  MissingReason,
  StockpileState,
  StockpileUnit,
} from '../../api/generated.ts';
import type { Columns } from '../../graph/statement.ts';

/** What a state holds, or means to hold, of a mineral. */
export interface StockpileRecord {
  __typename: 'Stockpile';
  key: string;
  slug: string;
  name: string;
  form: string | null;
  state: StockpileState;
  quantity: number | null;
  quantityMissing: MissingReason | null;
  unit: StockpileUnit | null;
  bound: AmountBound | null;
  statedOn: string | null;
  datePrecision: DatePrecision | null;
  dueOn: string | null;
  confidence: Confidence;
  note: string | null;
}

export type StockpileConnectionRecord = Connection<StockpileRecord>;

/** Columns as `stockpileColumns` (queries.ts) returns them. */
export function stockpileRecord(columns: Columns): StockpileRecord {
  const [slug, name, form, state, quantity, quantityMissing, unit, bound, ...rest] = columns;
  const [statedOn, datePrecision, dueOn, confidence, note] = rest;
  return {
    __typename: 'Stockpile',
    ...{ key: slug, slug, name, form, state, quantity, quantityMissing, unit, bound },
    ...{ statedOn, datePrecision, dueOn, confidence, note },
  } as StockpileRecord;
}
