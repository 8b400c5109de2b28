import type { ClaimRecord } from '../claim/record.ts';
import { coalitionRecord, type CoalitionRecord } from '../coalition/record.ts';
import { countryRecord, type CountryRecord } from '../country/record.ts';
import type { Row } from '../../graph/statement.ts';
import type { Aggregate, Confidence, MissingReason, ObservationKind, Stage } from '../../api/generated.ts';
import type { Connection } from '../../api/connection.ts';
import { mineralRecord, type MineralRecord } from '../mineral/record.ts';
import { productRecord, type ProductRecord } from '../product/record.ts';
import type { PreferredFigure, Stated } from './choose.ts';

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
  form: string | null;
  /** Industry, for an end use. */
  sector: string | null;
  /** Whether its form is the one shown when none is asked for. */
  mainForm: boolean;
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

/** A figure with the things it is about. */
export interface ObservationRecord {
  kind: 'Observation';
  key: string;
  figure: Figure;
  mineral: MineralRecord;
  product: ProductRecord | null;
  country: CountryRecord | null;
  partner: CountryRecord | null;
  coalition: CoalitionRecord | null;
}

export type ObservationConnectionRecord = Connection<ObservationRecord>;

/** A figure with the country it names: the origin for an import source. */
export interface PlacedFigure {
  figure: Figure;
  place: CountryRecord | null;
}

/** Names of a figure's columns in the order in which `figureColumns` (queries.ts) returns them. */
export const figureNames = [
  'id',
  'measure',
  'mineral',
  'product',
  'country',
  'partner',
  'aggregate',
  'coalition',
  'stage',
  'year',
  'yearTo',
  'value',
  'number',
  'low',
  'high',
  'unit',
  'basis',
  'form',
  'sector',
  'mainForm',
  'estimated',
  'missing',
  'note',
  'source',
  'locator',
  'confidence',
  'recordedAt',
  'retractedAt',
  'publisher',
  'publishedOn',
] as const satisfies readonly (keyof Figure)[];

/** Columns as `figureColumns` (queries.ts) returns them. */
export const figureRecord = (columns: Row): Figure =>
  Object.fromEntries(figureNames.map((name, index) => [name, columns[index] ?? null])) as unknown as Figure;

/** Columns as `observationColumns` (queries.ts) returns them. */
export function observationRecord(columns: Row): ObservationRecord {
  const [figureValues, mineral, product, country, partner, coalition] = columns as [Row, Row, ...(Row | null)[]];
  const figure = figureRecord(figureValues);
  return {
    kind: 'Observation',
    key: figure.id,
    figure,
    mineral: mineralRecord(mineral),
    product: product ? productRecord(product) : null,
    country: country ? countryRecord(country) : null,
    partner: partner ? countryRecord(partner) : null,
    coalition: coalition ? coalitionRecord(coalition) : null,
  };
}

/** What is known of a mineral in a country in one year. */
export interface StatedRecord extends Stated {
  country: CountryRecord;
  mineral: MineralRecord;
  stage: Stage | null;
}

/** A figure that is shown, with those that compete with it and the country it names. */
export interface PreferredRecord extends PreferredFigure {
  country: CountryRecord | null;
}

/** One publisher's table of the origins of what a country or coalition gets in one form; at least one row. */
export interface ImportSourcesRecord {
  country: CountryRecord | null;
  coalition: CoalitionRecord | null;
  first: Figure;
  rows: PlacedFigure[];
}

/** The scores of a mineral in one assessment. */
export interface SupplyRiskRecord {
  year: number | null;
  supplyRisk: number | null;
  economicImportance: number | null;
  missing: MissingReason | null;
  nearestYear: number | null;
  claims: ClaimRecord[];
  /** Key of the source. */
  source: string | null;
}
