import type { JudgedYear } from '../../analysis/geodep-criterion.ts';
import type { CoalitionRecord } from '../../entities/coalition/record.ts';
import type { CountryRecord } from '../../entities/country/record.ts';
import type { SupplierShareRecord } from '../dependence/record.ts';
import type { Basis, Benchmark, MissingReason, Stage, Confidence } from '../../api/generated.ts';
import type { MineralRecord } from '../../entities/mineral/record.ts';
import type { PlacedFigure } from '../../entities/observation/record.ts';
import type { Figure } from '../../entities/claim/figure.ts';
import type { ProductRecord } from '../../entities/product/record.ts';

/** How concentrated the world's exports of a product, or its production of a mineral, are in one year. */
export interface ConcentrationRecord {
  __typename: 'Concentration';
  /** What it is of, as `concentrationKey` (key.ts) writes it. */
  key: string;
  product: ProductRecord | null;
  mineral: MineralRecord | null;
  stage: Stage | null;
  /** What is produced, and all that is published of the kind; for a mineral. */
  form: string | null;
  forms: string[];
  /** Why this form; null for a product. */
  formChoice: string | null;
  year: number | null;
  basis: Basis;
  /** All supplying countries, largest share first. */
  shares: ConcentrationSupplier[];
  /** The part of the production that is named for no country. */
  otherShare: number | null;
  /** Tonnes: the denominator of shares of production, and the publisher's own total. */
  total: number | null;
  worldTotal: number | null;
  /** Rows of production that have no number. */
  leftOut: PlacedFigure[];
  /** Keys of the sources. */
  sources: string[];
  /** The lowest among the figures; null without any. */
  confidence: Confidence | null;
  /** Since when the newest of the figures is known; null for always. */
  recordedAt: string | null;
  /** Where in the sources the figures stand. */
  locator: string | null;
  missing: MissingReason | null;
  nearestYear: number | null;
  /** Keys of the sources that were left out. */
  without: string[];
  /** The same for the newest years with figures, newest first. */
  years: (most: number) => Promise<ConcentrationOfYearRecord[]>;
}

/** A supplying country with the figures that its part is computed from. */
export interface ConcentrationSupplier extends SupplierShareRecord {
  /** Of how many trade flows it is the sum; null for production. */
  flowCount: number | null;
  /** The published figure; null for exports. */
  figure: Figure | null;
}

/** The same as a figure of its own, with the whole that it is a part of. */
export interface ConcentrationShareRecord extends ConcentrationSupplier {
  __typename: 'ConcentrationShare';
  /** The country's alpha-3 code, then the key of the concentration. */
  key: string;
  concentration: ConcentrationRecord;
}

export const shareRecord = (
  concentration: ConcentrationRecord,
  supplier: ConcentrationSupplier,
): ConcentrationShareRecord => ({
  ...supplier,
  __typename: 'ConcentrationShare',
  key: `${supplier.country.iso3}:${concentration.key}`,
  concentration,
});

/** Shares above zero, largest first: of those who supply something on the basis asked. */
export const supplyingShares = ({ shares }: ConcentrationRecord): number[] =>
  shares.map(({ share }) => share ?? 0).filter((share) => share > 0);

/** Shares of supply in one year. */
export interface ConcentrationOfYearRecord {
  year: number;
  /** Of the supplying countries, largest first; together at most 1. */
  shares: number[];
  /** Keys of the sources. */
  sources: string[];
}

/** A named test of concentration, made for a country, for a coalition or (both null) for the world. */
export interface BenchmarkTestRecord {
  benchmark: Benchmark;
  threshold: number;
  country: CountryRecord | null;
  coalition: CoalitionRecord | null;
  year: number | null;
  /** Null with a reason in `missing`. */
  breached: boolean | null;
  missing: MissingReason | null;
  /** The supplying country with the largest share among those that the test is about; that share, and what it delivered. */
  supplier: CountryRecord | null;
  share: number | null;
  valueUsd: number | null;
  tonnes: number | null;
  /** The whole that the share is of. */
  totalUsd: number | null;
  totalTonnes: number | null;
  explanation: string;
  /** By GeoDep's yearly criteria. */
  years: GeoDepYearRecord[];
}

/** One year of an importer's trade with GeoDep's criteria. */
export type GeoDepYearRecord = JudgedYear;

/** One stage of a mineral's chain. */
export interface ConcentrationStageRecord {
  stage: Stage;
  /** Slug of the product that the figures name; null when they are of the stage as a whole. */
  product: string | null;
  /** Year of the figures. */
  year: number;
  hhi: number;
  /** Against the stage before; null for the first. */
  rise: number | null;
  /** Alpha-3 code of the largest supplier. */
  largest: string;
  /** Identifier of the published figure behind its share; null where none is found. */
  figure: string | null;
  top: number;
  /** The part that is named for no country. */
  otherShare: number;
  /** Key of the source. */
  source: string;
  confidence: Confidence;
}

/** Where along its chain the supply of a mineral is most concentrated. */
export interface ConcentrationProfileRecord {
  mineral: MineralRecord;
  year: number;
  stages: ConcentrationStageRecord[];
  steepest: Stage | null;
  missing: MissingReason | null;
  nearestYear: number | null;
}
