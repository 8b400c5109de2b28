import type { Flow } from '../../analysis/disruption-model.ts';
import type { Disruption, SupplyOutcome } from '../../analysis/disruption.ts';
import type { CountryRecord } from '../../entities/country/record.ts';
import type { DisruptionBasis, MissingReason, SharingRule, Stage } from '../../api/generated.ts';
import type { MineralRecord } from '../../entities/mineral/record.ts';
import type { ProductRecord } from '../../entities/product/record.ts';

/** What could be made besides in a country, in tonnes a year. */
export interface Spare {
  country: string;
  tonnesPerYear: number;
  /** First day on which it is there. */
  from?: string;
}

/** A product, or a mineral at a stage, as the graph knows its supply. */
export interface StageData {
  /** Name in the model: slug of the product, or mineral and stage. */
  key: string;
  product: ProductRecord | null;
  /** Slug, where the figures are those of a mineral's stage as a whole. */
  mineral: string | null;
  stage: Stage;
  products: ProductRecord[];
  basis: DisruptionBasis | null;
  year: number | null;
  nearestYear: number | null;
  /** What moves in a year, in tonnes; empty where it is not known. */
  flows: Flow[];
  /** By country, the part (0..1) of world production that it makes, where only that is known. */
  shares: ReadonlyMap<string, number>;
  /** On record. */
  spare: Spare[];
  explanation: string | null;
  /** Keys. */
  sources: string[];
}

/** A stage with what the disruption does to it. */
export interface DisruptionStageRecord extends Omit<StageData, 'mineral' | 'flows' | 'shares' | 'spare'> {
  mineral: MineralRecord | null;
  stopped: boolean;
  shareStopped: number | null;
  baseline: number | null;
  lostDirectly: number | null;
  lostAtSuppliers: number | null;
  replaced: number | null;
  short: number | null;
  shortShare: number | null;
  spareCapacity: number | null;
  missing: MissingReason | null;
}

/** One country's supply of one stage; `country` null: the world as one user. */
export interface DisruptionRowRecord {
  outcome: SupplyOutcome;
  stage: DisruptionStageRecord;
  country: CountryRecord | null;
  /** By alpha-3 code, all countries that the disruption names. */
  names: ReadonlyMap<string, CountryRecord>;
}

export interface DisruptionRecord {
  countries: CountryRecord[];
  from: string;
  months: number;
  rule: SharingRule;
  stages: DisruptionStageRecord[];
  /** Shortest first. */
  rows: DisruptionRowRecord[];
  leftOut: { product: ProductRecord; explanation: string }[];
  assumptions: string[];
  size: { flows: number; variables: number; conditions: number };
  /** Keys. */
  sources: string[];
  solved: Disruption;
}

/** Tonnes as they are shown: without the noise of the solver, which meets its conditions to some grams. */
export const roundForDisplay = (tonnes: number): number => Math.round(tonnes * 1e5) / 1e5;
