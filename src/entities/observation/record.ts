import type { ClaimRecord } from '../claim/record.ts';
import { coalitionRecord, type CoalitionRecord } from '../coalition/record.ts';
import { countryRecord, type CountryRecord } from '../country/record.ts';
import type { Columns } from '../../graph/statement.ts';
import type { MissingReason, Stage } from '../../api/generated.ts';
import type { Connection } from '../../api/connection.ts';
import { mineralRecord, type MineralRecord } from '../mineral/record.ts';
import { productRecord, type ProductRecord } from '../product/record.ts';
import type { Figure } from '../claim/figure.ts';

/** A figure with the things it is about. */
export interface ObservationRecord {
  __typename: 'Observation';
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
  'wording',
  'formReason',
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
export const figureRecord = (columns: Columns): Figure =>
  Object.fromEntries(figureNames.map((name, index) => [name, columns[index] ?? null])) as unknown as Figure;

/** Columns as `observationColumns` (queries.ts) returns them. */
export function observationRecord(columns: Columns): ObservationRecord {
  const [figureValues, mineral, product, country, partner, coalition] = columns as [
    Columns,
    Columns,
    ...(Columns | null)[],
  ];
  const figure = figureRecord(figureValues);
  return {
    __typename: 'Observation',
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
export interface StatedRecord extends FigureAnswer {
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

/** The figure whose value is shown, as the claim that it is, and those that compete with it. */
export interface PreferredFigure {
  figure: Figure;
  preferred: ClaimRecord;
  competing: ClaimRecord[];
}

/** What is known of one thing in one year, in one form. */
export interface FigureAnswer {
  /** The year asked for, else the newest; null when there is none. */
  year: number | null;
  form: string | null;
  /** All forms that are published. */
  forms: string[];
  /** Why this form is shown; null where nothing is published. */
  formChoice: string | null;
  figure: Figure | null;
  preferred: ClaimRecord | null;
  competing: ClaimRecord[];
  /** Why there is neither number nor bound. */
  missing: MissingReason | null;
  /** With `missing`: the nearest year that has a figure. */
  nearestYear: number | null;
}

// Types of the schema that are made from the same.
export type ProductionRecord = StatedRecord;
export type ReservesRecord = StatedRecord;
export type RelianceRecord = StatedRecord;
export type PriceRecord = PreferredRecord;
export type StageShareRecord = PreferredRecord;
export type ImportShareRecord = PlacedFigure;
export type LeftOutRecord = PlacedFigure;
export type EndUseRecord = Figure;
