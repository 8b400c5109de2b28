import { countryRecord, type CountryRecord } from '../country/record.ts';
import type { Columns } from '../../graph/statement.ts';
import type { Connection } from '../../api/connection.ts';
import type { Confidence, FacilityRole, FacilityStatus, Stage } from '../../api/generated.ts';
import { productRecord, type ProductRecord } from '../product/record.ts';
import { supplierRecord, type SupplierRecord } from '../supplier/record.ts';

/** A mine or plant. Position in degrees, WGS 84. */
export interface FacilityRecord {
  __typename: 'Facility';
  key: string;
  slug: string;
  name: string;
  place: string | null;
  latitude: number | null;
  longitude: number | null;
  status: FacilityStatus;
  openedOn: string | null;
  /** Calendar year. */
  plannedFor: number | null;
  /** What it is, in the words of the list that it comes from. */
  types: readonly string[];
  country: CountryRecord;
  /** Who runs it. */
  operator: SupplierRecord | null;
}

/** The part that a company has in a facility; `source` is the key of the source. */
export interface FacilityOperatorRecord {
  supplier: SupplierRecord;
  role: FacilityRole;
  share: number | null;
  from: string | null;
  to: string | null;
  source: string | null;
  confidence: Confidence | null;
}

/** What a facility makes or is to make; `source` is the key of the source. */
export interface FacilityProductionRecord {
  product: ProductRecord;
  stage: Stage;
  capacityTonnes: number | null;
  capacityUnit: string | null;
  outputTonnes: number | null;
  year: number | null;
  status: FacilityStatus;
  plannedFor: number | null;
  locator: string | null;
  source: string | null;
  confidence: Confidence | null;
}

/** A facility with one of the things that it makes or is to make. */
export interface PlantRecord {
  facility: FacilityRecord;
  production: FacilityProductionRecord;
}

export type FacilityConnectionRecord = Connection<FacilityRecord>;

/** Columns as `facilityColumns` (queries.ts) returns them. */
export function facilityRecord(columns: Columns): FacilityRecord {
  const [slug, name, place, latitude, longitude, status, openedOn, plannedFor, types, country, operator] = columns as [
    string,
    string,
    string | null,
    number | null,
    number | null,
    FacilityStatus,
    string | null,
    number | null,
    readonly string[] | null,
    Columns,
    Columns | null,
  ];
  return {
    __typename: 'Facility',
    key: slug,
    slug,
    name,
    place,
    latitude,
    longitude,
    status,
    openedOn,
    plannedFor,
    types: types ?? [],
    country: countryRecord(country),
    operator: operator && supplierRecord(operator),
  };
}

/** Columns `supplier, [role, share, from, to, source, confidence]`. */
export function facilityOperatorRecord([supplier, terms]: Columns): FacilityOperatorRecord {
  const [role, share, from, to, source, confidence] = terms as [FacilityRole, number | null, ...(string | null)[]];
  return {
    supplier: supplierRecord(supplier as Columns),
    role,
    share,
    from: from ?? null,
    to: to ?? null,
    source: source ?? null,
    confidence: (confidence ?? null) as Confidence | null,
  };
}

/** Columns `product, [stage, status, capacityTonnes, outputTonnes, year, plannedFor, capacityUnit, locator, source, confidence]`. */
export function facilityProductionRecord([product, terms]: Columns): FacilityProductionRecord {
  const [stage, status, capacityTonnes, outputTonnes, year, plannedFor, ...texts] = terms as [
    Stage,
    FacilityStatus,
    number | null,
    number | null,
    number | null,
    number | null,
    ...(string | null)[],
  ];
  const [capacityUnit, locator, source, confidence] = texts;
  return {
    product: productRecord(product as Columns),
    stage,
    capacityTonnes,
    capacityUnit: capacityUnit ?? null,
    outputTonnes,
    year,
    status,
    plannedFor,
    locator: locator ?? null,
    source: source ?? null,
    confidence: (confidence ?? null) as Confidence | null,
  };
}
