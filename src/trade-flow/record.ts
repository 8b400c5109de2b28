import { countryRecord, type CountryRecord } from '../country/record.ts';
import type { Row } from '../graph/statement.ts';
import type { Confidence } from '../graphql/generated.ts';
import type { Connection } from '../graphql/connection.ts';
import { productRecord, type ProductRecord } from '../product/record.ts';

/** What one country sold to another of one product in one year, with its ends. */
export interface TradeFlowRecord {
  kind: 'TradeFlow';
  key: string;
  hsCode: string;
  year: number;
  /** Current US$. */
  valueUsd: number;
  /** Net weight in tonnes. */
  tonnes: number | null;
  confidence: Confidence;
  /** Key of the source. */
  source: string;
  from: CountryRecord;
  to: CountryRecord;
  product: ProductRecord;
}

export type TradeFlowConnectionRecord = Connection<TradeFlowRecord>;

/** Columns as `flowColumns` (queries.ts) returns them. */
export function tradeFlowRecord([figures, from, to, product]: readonly Row[]): TradeFlowRecord {
  return {
    from: countryRecord(from as Row),
    to: countryRecord(to as Row),
    product: productRecord(product as Row),
    ...flowFigures(figures as Row),
  };
}

/** A flow without its ends and its product. */
export type FlowFigures = Omit<TradeFlowRecord, 'from' | 'to' | 'product'>;

/** Columns as `figures` (queries.ts) returns them. */
export function flowFigures(columns: Row): FlowFigures {
  const [key, hsCode, year, valueUsd, tonnes, confidence, source] = columns as [
    string,
    string,
    number,
    number,
    number | null,
    Confidence,
    string,
  ];
  return { kind: 'TradeFlow', key, hsCode, year, valueUsd, tonnes, confidence, source };
}
