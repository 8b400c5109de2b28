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
