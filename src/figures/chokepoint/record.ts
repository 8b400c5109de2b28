import type { Chokepoint } from '../../analysis/chokepoints.ts';
import type { Connection } from '../../api/connection.ts';
import type { Basis, Confidence, MissingReason } from '../../api/generated.ts';
import type { UnweighedFacility } from './rank.ts';
import type { ProductRecord } from '../../entities/product/record.ts';

/** Something without which a coalition loses supply. */
export interface ChokepointRecord extends Chokepoint {
  /** Of a company or facility; a country has its own. */
  name: string | null;
  basis: Basis;
  /** Whether amounts are of trade; else every user counts alike and there are none. */
  traded: boolean;
}

export type ChokepointConnectionRecord = Connection<ChokepointRecord> & {
  product: ProductRecord;
  year: number | null;
  /** How many countries' supply counts. */
  users: number;
  /** How many's does not, since how much they use is not known. */
  usersLeftOut: number;
  /** How many operating facilities on the chain are weighed. */
  weighed: number;
  /** Those whose part in their country's output is not known. */
  unweighedFacilities: UnweighedFacility[];
  /** The lowest among all that the ranking rests on. */
  confidence: Confidence | null;
  /** Keys of the sources. */
  sources: string[];
  missing: MissingReason | null;
  nearestYear: number | null;
};

// Types of the schema that are made from the same.
export type UnweighedFacilityRecord = UnweighedFacility;
