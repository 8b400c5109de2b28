import { facilityRecord, type FacilityRecord } from '../facility/record.ts';
import type { Columns } from '../../graph/statement.ts';
import type { Confidence, AmountBound, SupplyKind } from '../../api/generated.ts';
import { productRecord, type ProductRecord } from '../product/record.ts';
import { supplierRecord, type SupplierRecord } from '../supplier/record.ts';

/** Who delivers or receives: a company or a single plant. */
export type SupplyPartyRecord = SupplierRecord | FacilityRecord;

/** That one delivers a product to another. Days are `YYYY-MM-DD`. */
export interface SupplyRecord {
  from: SupplyPartyRecord;
  to: SupplyPartyRecord;
  product: ProductRecord;
  kind: SupplyKind;
  /** A year; null when not known. */
  tonnes: number | null;
  /** Whether `tonnes` is a bound. */
  bound: AmountBound | null;
  fromDate: string | null;
  toDate: string | null;
  note: string | null;
  locator: string | null;
  /** Key of the source. */
  source: string | null;
  confidence: Confidence | null;
}

const partyRecord = (isFacility: boolean, columns: Columns): SupplyPartyRecord =>
  isFacility ? facilityRecord(columns) : supplierRecord(columns);

/** Columns as `supplyColumns` (queries.ts) returns them: both ends with whether it is a facility, the product, the terms. */
export function supplyRecord(columns: Columns): SupplyRecord {
  const [fromFacility, from, toFacility, to, product, terms] = columns as [
    boolean,
    Columns,
    boolean,
    Columns,
    Columns,
    Columns,
  ];
  const [kind, tonnes, bound, ...texts] = terms as [
    SupplyKind,
    number | null,
    AmountBound | null,
    ...(string | null)[],
  ];
  const [fromDate, toDate, note, locator, source, confidence] = texts;
  return {
    from: partyRecord(fromFacility, from),
    to: partyRecord(toFacility, to),
    product: productRecord(product),
    kind,
    tonnes,
    bound: bound ?? null,
    fromDate: fromDate ?? null,
    toDate: toDate ?? null,
    note: note ?? null,
    locator: locator ?? null,
    source: source ?? null,
    confidence: (confidence ?? null) as Confidence | null,
  };
}
