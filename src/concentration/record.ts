import type { SupplierShareRecord } from '../dependence/record.ts';
import type { Basis, MissingReason, Stage } from '../graphql/generated.ts';
import type { MineralRecord } from '../mineral/record.ts';
import type { PlacedFigure } from '../observation/record.ts';
import type { ProductRecord } from '../product/record.ts';

/** How concentrated the world's exports of a product, or its production of a mineral, are in one year. */
export interface ConcentrationRecord {
  product: ProductRecord | null;
  mineral: MineralRecord | null;
  stage: Stage | null;
  /** What is produced, and all that is published of the kind; for a mineral. */
  form: string | null;
  forms: string[];
  year: number | null;
  basis: Basis;
  /** All supplying countries, largest share first. */
  shares: SupplierShareRecord[];
  /** The part of the production that is named for no country. */
  otherShare: number | null;
  /** Tonnes: the denominator of shares of production, and the publisher's own total. */
  total: number | null;
  worldTotal: number | null;
  /** Rows of production that have no number. */
  leftOut: PlacedFigure[];
  /** Keys of the sources. */
  sources: string[];
  missing: MissingReason | null;
  nearestYear: number | null;
}
