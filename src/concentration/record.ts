import type { SupplierShareRecord } from '../dependence/record.ts';
import type { Basis, MissingReason } from '../graphql/generated.ts';
import type { ProductRecord } from '../product/record.ts';

/** How concentrated the world's exports of a product are in one year. */
export interface ConcentrationRecord {
  product: ProductRecord;
  year: number | null;
  basis: Basis;
  /** All supplying countries, largest share first. */
  shares: SupplierShareRecord[];
  /** Keys of the sources. */
  sources: string[];
  missing: MissingReason | null;
  nearestYear: number | null;
}
