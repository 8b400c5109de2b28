import type { SourceRecord } from '../../entities/source/record.ts';

export interface SourceVintageRecord {
  source: SourceRecord;
  products: number;
  firstYear: number | null;
  lastYear: number | null;
  flows: number;
  figures: number;
  figuresFirstYear: number | null;
  figuresLastYear: number | null;
  facilities: number;
}

export interface LoadRecord {
  /** `seed`, or what an import read. */
  dataSet: string;
  file: string | null;
  startedAt: string;
  finishedAt: string | null;
  created: number;
  changed: number;
  unchanged: number;
  refused: number;
}

/** What the graph holds: each part is read where it is asked for. */
export interface GraphSummaryRecord {
  __typename: 'GraphSummary';
}
