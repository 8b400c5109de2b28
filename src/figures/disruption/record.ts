import type { Flow } from '../../analysis/disruption-model.ts';
import type { Disruption, SupplyOutcome } from '../../analysis/disruption.ts';
import type { CountryRecord } from '../../entities/country/record.ts';
import type { DisruptionBasis, MissingReason, SharingRule, Stage } from '../../api/generated.ts';
import type { FacilityRecord } from '../../entities/facility/record.ts';
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
  /** The part (0..1) of world production that is named for no country; 0 where who makes it is known from trade. */
  otherShare: number;
  /** Plants that make it and run. */
  plants: FacilityRecord[];
  /** On record. */
  spare: Spare[];
  explanation: string | null;
  /** Keys. */
  sources: string[];
}

/** A stage with what the disruption does to it. */
export interface DisruptionStageRecord extends Omit<
  StageData,
  'mineral' | 'flows' | 'shares' | 'otherShare' | 'plants' | 'spare'
> {
  mineral: MineralRecord | null;
  stopped: boolean;
  shareStopped: number | null;
  shareStoppedAtLeast: number | null;
  shareStoppedAtMost: number | null;
  /** Plants that make it and run in countries that do not stop. */
  otherPlants: FacilityRecord[];
  /** What is lost of its inputs and not followed to it. */
  notFollowed: NotFollowedRecord[];
  isLowerBound: boolean;
  baseline: number | null;
  lostDirectly: number | null;
  lostAtSuppliers: number | null;
  replaced: number | null;
  short: number | null;
  shortShare: number | null;
  spareCapacity: number | null;
  missing: MissingReason | null;
}

/** A loss of an input that is not followed to what is made of it. */
export interface NotFollowedRecord {
  product: ProductRecord | null;
  mineral: MineralRecord | null;
  stage: Stage;
  /** Of the input, what is short or stops; null where that is not known. */
  shareLost: number | null;
  explanation: string;
}

/** One country's supply of one stage; `country` null: the world as one user. */
export interface DisruptionRowRecord {
  outcome: SupplyOutcome;
  stage: DisruptionStageRecord;
  country: CountryRecord | null;
  /** Who supplies it undisturbed, in the time, largest first. */
  before: { by: string; tonnes: number }[];
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

// Types of the schema that are made from the same.
export type DisruptionNotFollowedRecord = NotFollowedRecord;
