import { expectFound } from '../../lib/expect-found.ts';
import { latest } from '../../lib/latest.ts';
import { toTheGram } from '../../lib/to-the-gram.ts';
import { countryRecord, type CountryRecord } from '../country/record.ts';
import type { Columns } from '../../graph/statement.ts';
import type { Basis, Confidence, ReportedBy } from '../../api/generated.ts';
import type { Connection } from '../../api/connection.ts';
import { productRecord, type ProductRecord } from '../product/record.ts';
import { selectedTablesRecord, type SelectedTables } from './table.ts';

/** In what an amount of trade is measured. */
export const unitOf: Record<Basis, 'valueUsd' | 'tonnes'> = { VALUE: 'valueUsd', MASS: 'tonnes' };

/** What one country sold to another of one product in one year, with its ends. */
export interface TradeFlowRecord {
  __typename: 'TradeFlow';
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
  /** Why it counts in no figure of its product. */
  setAside: string | null;
  from: CountryRecord;
  to: CountryRecord;
  product: ProductRecord;
}

/** What is told of the table that a flow stands in: what one source has of one code and year. */
export interface FlowTable {
  title: string;
  publisher: string;
  vintage: string | null;
  reportedBy: ReportedBy;
  /** Whether it holds every flow. */
  complete: boolean;
  /** Day since which it is known; null for always. */
  recordedAt: string | null;
}

/** What one source reports of a trade. */
export interface TradeReport {
  flow: TradeFlowRecord;
  table: FlowTable;
}

/** What flows add up to. */
export interface TradeSumRecord {
  /** Null for the sum over all products. */
  product: ProductRecord | null;
  /** Current US$; null without flows. */
  valueUsd: number | null;
  /** Of the flows whose weight is published; null when none is. */
  tonnes: number | null;
  /** Number of flows whose weight is published, and of all. */
  weighed: number;
  flows: number;
  /** Of the calendar years added up; null without flows. */
  firstYear: number | null;
  lastYear: number | null;
  /** Where the flows are from: all tables that were looked through, also those in which none fits. */
  tables: SelectedTables;
}

export type TradeFlowConnectionRecord = Connection<TradeFlowRecord> & {
  /** What the flows of all pages add up to, product by product, the largest value first. */
  sums: () => Promise<TradeSumRecord[]>;
};

/** Sums as `sums` (queries.ts) returns them. */
export function flowSumsRecord(product: ProductRecord, evidence: unknown, sums: Columns): TradeSumRecord {
  const [valueUsd, tonnes, weighed, flows, firstYear, lastYear] = sums as [
    number,
    number | null,
    number,
    number,
    number,
    number,
  ];
  const tables = selectedTablesRecord([], evidence);
  return { product, valueUsd, tonnes: inGrams(tonnes), weighed, flows, firstYear, lastYear, tables };
}

const inGrams = (tonnes: number | null) => (tonnes === null ? null : toTheGram(tonnes));

/** No flows of a product. */
export const noFlows = (product: ProductRecord | null): TradeSumRecord => ({
  product,
  valueUsd: null,
  tonnes: null,
  weighed: 0,
  flows: 0,
  firstYear: null,
  lastYear: null,
  tables: selectedTablesRecord([], []),
});

/** The sum over all products. */
export function totalOf(sums: readonly TradeSumRecord[]): TradeSumRecord {
  const some = sums.filter(({ flows }) => flows > 0);
  if (some.length === 0) return noFlows(null);
  const add = (values: readonly (number | null)[]) => {
    const known = values.filter((value) => value !== null);
    return known.length > 0 ? known.reduce((sum, value) => sum + value, 0) : null;
  };
  const of = <Key extends keyof TradeSumRecord>(key: Key) => some.map((one) => one[key]);
  const tables = of('tables');
  return {
    product: null,
    valueUsd: add(of('valueUsd')),
    tonnes: inGrams(add(of('tonnes'))),
    weighed: add(of('weighed')) ?? 0,
    flows: add(of('flows')) ?? 0,
    firstYear: Math.min(...of('firstYear').filter((year) => year !== null)),
    lastYear: Math.max(...of('lastYear').filter((year) => year !== null)),
    tables: {
      tables: [],
      sources: [...new Set(tables.flatMap(({ sources }) => sources))].sort(),
      confidences: tables.flatMap(({ confidences }) => confidences),
      complete: tables.every(({ complete }) => complete),
      hasTotals: tables.some(({ hasTotals }) => hasTotals),
      codes: [...new Set(tables.flatMap(({ codes }) => codes))].sort(),
      recordedAt: latest(tables.map(({ recordedAt }) => recordedAt)),
    },
  };
}

/** Columns as `tableColumns` (queries.ts) returns them. */
export function flowTable(columns: Columns): FlowTable {
  const [title, publisher, vintage, reportedBy, complete, recordedAt] = columns as [
    string,
    string,
    string | null,
    ReportedBy,
    boolean,
    string | null,
  ];
  return { title, publisher, vintage, reportedBy, complete, recordedAt };
}

/** Columns as `flowColumns` (queries.ts) returns them. */
export function tradeFlowRecord([figures, from, to, product]: readonly Columns[]): TradeFlowRecord {
  return {
    from: countryRecord(from as Columns),
    to: countryRecord(to as Columns),
    product: productRecord(product as Columns),
    ...flowFigures(figures as Columns),
  };
}

/** A row of a page: a position, its flows with the keys of what they share, then that: exporters, importers and products. */
export function flowsOfPage([i, flows, exporters, importers, products]: Columns): [number, TradeFlowRecord][] {
  const countries = new Map(
    [exporters, importers].flatMap((some) => (some as Columns[]).map(countryRecord)).map((one) => [one.iso3, one]),
  );
  const goods = new Map((products as Columns[]).map(productRecord).map((one) => [one.slug, one]));
  return (flows as [Columns, string, string, string][]).map(([figures, from, to, product]) => [
    i as number,
    {
      from: expectFound(countries.get(from), from),
      to: expectFound(countries.get(to), to),
      product: expectFound(goods.get(product), product),
      ...flowFigures(figures),
    },
  ]);
}

/** A flow without its ends and its product. */
export type FlowFigures = Omit<TradeFlowRecord, 'from' | 'to' | 'product'>;

/** Columns as `figures` (queries.ts) returns them. */
export function flowFigures(columns: Columns): FlowFigures {
  const [key, hsCode, year, valueUsd, tonnes, confidence, source, setAside] = columns as [
    string,
    string,
    number,
    number,
    number | null,
    Confidence,
    string,
    string | null,
  ];
  return { __typename: 'TradeFlow', key, hsCode, year, valueUsd, tonnes, confidence, source, setAside };
}
