import { agencyRecord, type AgencyRecord } from '../agency/record.ts';
import { countryRecord, type CountryRecord } from '../country/record.ts';
import type { Columns } from '../../graph/statement.ts';
import type { Connection } from '../../api/connection.ts';
import type { Confidence, Stage, SupplierStatus } from '../../api/generated.ts';
import type { Chain, UltimateParent } from './ultimate-parents.ts';

/** A company. */
export interface SupplierRecord {
  __typename: 'Supplier';
  key: string;
  slug: string;
  name: string;
  legalName: string | null;
  aliases: string[];
  stages: Stage[];
  status: SupplierStatus;
  description: string | null;
  /** Where it has its headquarters. */
  country: CountryRecord;
}

export type OwnerRecord = SupplierRecord | AgencyRecord | CountryRecord;

/** That someone holds a part of a company. Days are `YYYY-MM-DD`. */
export interface OwnershipRecord {
  /** The company held. */
  supplier: SupplierRecord;
  owner: OwnerRecord;
  /** 0..1; null when not known. */
  share: number | null;
  /** What is held, such as `equity`. */
  kind: string | null;
  from: string | null;
  to: string | null;
  locator: string | null;
  /** Key of the source. */
  source: string | null;
  confidence: Confidence | null;
}

/** An ownership as the walk up the chains needs it: its ends by global identifier. */
export interface HoldingRecord {
  company: string;
  owner: string;
  share: number | null;
  ownership: OwnershipRecord;
}

export type OwnershipChainRecord = Chain<HoldingRecord>;
export type UltimateParentRecord = UltimateParent<HoldingRecord>;
export type SupplierConnectionRecord = Connection<SupplierRecord>;

/** Columns as `supplierColumns` (queries.ts) returns them. */
export function supplierRecord(columns: Columns): SupplierRecord {
  const [slug, name, legalName, aliases, stages, status, description, country] = columns as [
    string,
    string,
    string | null,
    string[] | null,
    Stage[] | null,
    SupplierStatus,
    string | null,
    Columns,
  ];
  return {
    __typename: 'Supplier',
    key: slug,
    slug,
    name,
    legalName,
    aliases: aliases ?? [],
    stages: stages ?? [],
    status,
    description,
    country: countryRecord(country),
  };
}

const ownerRecords: Record<string, (columns: Columns) => OwnerRecord> = {
  Supplier: supplierRecord,
  Agency: agencyRecord,
  Country: countryRecord,
};

function ownerRecord(label: string, columns: Columns): OwnerRecord {
  const record = ownerRecords[label];
  if (!record) throw new Error(`A ${label} cannot own a company.`);
  return record(columns);
}

/** Columns as `ownershipColumns` (queries.ts) returns them: the company, the owner's label and columns, the terms. */
export function ownershipRecord(columns: Columns): OwnershipRecord {
  const [supplier, label, owner, terms] = columns as [Columns, string, Columns, Columns];
  const [share, kind, from, to, locator, source, confidence] = terms as [number | null, ...(string | null)[]];
  return {
    supplier: supplierRecord(supplier),
    owner: ownerRecord(label, owner),
    share,
    kind: kind ?? null,
    from: from ?? null,
    to: to ?? null,
    locator: locator ?? null,
    source: source ?? null,
    confidence: (confidence ?? null) as Confidence | null,
  };
}
