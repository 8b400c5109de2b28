import type { Link } from '../../analysis/shortest-paths.ts';
import type { AgencyRecord } from '../../entities/agency/record.ts';
import type { CountryRecord } from '../../entities/country/record.ts';
import type { FacilityRecord } from '../../entities/facility/record.ts';
import type { Columns } from '../../graph/statement.ts';
import type { Confidence, SupplyPathDirection, SupplyRelationship } from '../../api/generated.ts';
import type { MineralRecord } from '../../entities/mineral/record.ts';
import type { ProductRecord } from '../../entities/product/record.ts';
import type { SupplierRecord } from '../../entities/supplier/record.ts';

/** The kinds of thing that a supply path can pass; a name shared by several means the first. */
export const pathKinds = ['Country', 'Mineral', 'Product', 'Supplier', 'Facility', 'Agency'] as const;
export type PathKind = (typeof pathKinds)[number];

/** What a supply path can pass. */
export type PathNodeRecord =
  | CountryRecord
  | MineralRecord
  | ProductRecord
  | SupplierRecord
  | FacilityRecord
  | AgencyRecord;

/** A step of a supply path as the graph has it. Its ends, and the product that it carries, are global identifiers. */
export interface SupplyLink extends Link {
  relationship: SupplyRelationship;
  /** Whether the relationship points from `from` to `to`; it is passed backwards otherwise. */
  forward: boolean;
  /** What tells it from others of its kind: kind of delivery, role of an operator, status of a production. */
  detail: string | null;
  /** Of a company or facility, of an importer's purchases, or of what a tonne takes. */
  share: number | null;
  /** A year. */
  tonnes: number | null;
  /** What the tonnes count. */
  tonnesUnit: string | null;
  /** What goes into a tonne of what is made. */
  tonnesPerTonne: number | null;
  valueUsd: number | null;
  year: number | null;
  /** Keys of the sources. */
  sources: string[];
  locator: string | null;
  confidence: Confidence | null;
}

/** A step whose ends were read. */
export interface SupplyPathStepRecord extends Omit<SupplyLink, 'from' | 'to' | 'carries'> {
  from: PathNodeRecord;
  to: PathNodeRecord;
  product: ProductRecord | null;
}

export interface SupplyPathRecord {
  steps: SupplyPathStepRecord[];
}

export interface SupplyPathsRecord {
  from: PathNodeRecord;
  to: PathNodeRecord;
  direction: SupplyPathDirection | null;
  paths: SupplyPathRecord[];
  complete: boolean;
  explanation: string | null;
}

// Among paths of one length those go first that rest on what was read at its publisher.
const doubt: Record<Confidence, number> = { HIGH: 0, MEDIUM: 1, LOW: 2 };

/** Columns `relationship, along, from, to, slug of the product, [detail, share, tonnes, unit, valueUsd, year, sources, locator, confidence]`. */
export function supplyLink([relationship, along, from, to, product, terms]: Columns): SupplyLink {
  const [detail, share, amount, unit, valueUsd, year, sources, locator, confidence] = terms as [
    string | null,
    number | null,
    number | null,
    string | null,
    number | null,
    number | null,
    string[] | null,
    string | null,
    Confidence | null,
  ];
  const perTonne = relationship === 'MADE_FROM';
  return {
    relationship: relationship as SupplyRelationship,
    forward: along as boolean,
    from: from as string,
    to: to as string,
    carries: product == null ? null : `Product:${product as string}`,
    // What runs goes before what is planned, and of two that are sure alike the larger share.
    cost:
      doubt[confidence ?? 'LOW'] + (relationship === 'PRODUCES' && detail !== 'OPERATING' ? 1 : 0) + 1 - (share ?? 0),
    detail: detail ?? null,
    share: share ?? null,
    tonnes: perTonne ? null : (amount ?? null),
    tonnesUnit: perTonne || amount == null ? null : (unit ?? 't'),
    tonnesPerTonne: perTonne ? (amount ?? null) : null,
    valueUsd: valueUsd ?? null,
    year: year ?? null,
    sources: [...(sources ?? [])].sort(),
    locator: locator ?? null,
    confidence: confidence ?? null,
  };
}
