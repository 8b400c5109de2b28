import type { Aggregate, Confidence, MissingReason, ObservationKind, Stage } from '../../api/generated.ts';

/** A published figure with the keys of what it is about. Exactly one of `number`, a bound and `missing` is given. */
export interface Figure {
  /** SHA-1 over what it is about, who says so and what the value is. */
  id: string;
  measure: ObservationKind;
  /** Slugs and alpha-3 codes. */
  mineral: string;
  product: string | null;
  /** Whom it is about; the importer for an import source. */
  country: string | null;
  /** The origin, for an import source. */
  partner: string | null;
  aggregate: Aggregate | null;
  coalition: string | null;
  stage: Stage | null;
  year: number;
  /** Last year of a period of several. */
  yearTo: number | null;
  /** As published. */
  value: string;
  /** In `unit`, as are the bounds. */
  number: number | null;
  low: number | null;
  high: number | null;
  unit: string;
  basis: string | null;
  /** In the words of the newest edition that has it. */
  form: string | null;
  /** In its own edition's words, where these are others. */
  wording: string | null;
  /** Why the main form of its series and year is the one it is. */
  formReason: string | null;
  /** Industry, for an end use. */
  sector: string | null;
  /** Whether its form is the one shown when none is asked for; null where none is. */
  mainForm: boolean | null;
  estimated: boolean;
  missing: MissingReason | null;
  note: string | null;
  /** Key of the source. */
  source: string;
  locator: string | null;
  confidence: Confidence;
  recordedAt: string | null;
  retractedAt: string | null;
  publisher: string | null;
  publishedOn: string | null;
}
