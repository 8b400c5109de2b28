import type { ObservationKind, Stage } from '../../api/generated.ts';
import type { MineralRecord } from '../../entities/mineral/record.ts';

/** Which figures there are about a mineral. */
export interface CoverageRecord {
  mineral: MineralRecord;
  series: FigureSeriesRecord[];
  disagreements: FigureDisagreementRecord[];
}

/** The figures of one kind, stage, form and publisher. */
export interface FigureSeriesRecord {
  kind: ObservationKind;
  stage: Stage | null;
  form: string | null;
  publisher: string;
  /** Keys. */
  sources: string[];
  years: number[];
  figures: number;
  missing: number;
}

/** Figures of several publishers for the same thing that differ; `figures` are keys, the largest first. */
export interface FigureDisagreementRecord {
  kind: ObservationKind;
  stage: Stage | null;
  form: string | null;
  year: number;
  /** 0..1, of the largest. */
  difference: number;
  figures: string[];
}

/** What there is of all minerals at each stage, and what is not. */
export interface CoverageTableRecord {
  years: number[];
  rows: CoverageRowRecord[];
}

/** One mineral at one stage: counts stand in the order of the table's years. */
export interface CoverageRowRecord {
  mineral: MineralRecord;
  stage: Stage;
  production: number[];
  shares: number[];
  trade: number[];
  /** Years without any of them, and those of them for which a group of the mineral has some. */
  holes: number[];
  byGroup: number[];
}
