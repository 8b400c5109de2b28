import type { Alternatives } from '../../analysis/alternatives.ts';
import type { CommitmentRecord } from '../../entities/commitment/record.ts';
import type { CountryRecord } from '../../entities/country/record.ts';
import type { FacilityProductionRecord, FacilityRecord } from '../../entities/facility/record.ts';
import type { MissingReason, NotCountedReason } from '../../api/generated.ts';
import type { ProductRecord } from '../../entities/product/record.ts';
import type { SupplierRecord } from '../../entities/supplier/record.ts';
import type { ChainKey } from '../supply-chain/read.ts';

/** A country that supplies a product besides the one that is excluded. Money in current US$, tonnes in a year. */
export interface AlternativeCountryRecord {
  country: CountryRecord;
  /** Of all exports, or of world production where there is no trade; the excluded country's own counted in the whole. */
  share: number;
  exportsUsd: number | null;
  /** Exports, or production where there is no trade. */
  tonnes: number | null;
  /** What it sells already to those who look for an alternative. */
  suppliesUsd: number | null;
  /** Of what it makes, the part that comes from the excluded country at an earlier stage, and the part of unknown origin. */
  behind: number;
  behindUnknown: number;
}

/** A plant that makes the product or something that it is made of, or is to. */
export interface AlternativePlantRecord {
  facility: FacilityRecord;
  production: FacilityProductionRecord;
  /** The product of the chain that it counts as. */
  countsAs: ProductRecord;
  /** Whether its tonnes are of the same thing: not of a group of minerals of which the chain uses some. */
  alike: boolean;
}

/** What companies that run some of the plants received for none of them in particular. */
export interface CompanyCommitmentRecord {
  commitment: CommitmentRecord;
  suppliers: SupplierRecord[];
  facilities: FacilityRecord[];
}

/** A plan as the smallest set counts it. */
export interface ProjectCandidateRecord extends AlternativePlantRecord {
  key: string;
  /** A year, at full output; null where it cannot be counted. */
  tonnes: number | null;
  year: number | null;
  notCounted: NotCountedReason | null;
}

export interface MinimumSetRecord {
  threshold: number;
  year: number;
  found: Alternatives | null;
  projects: ProjectCandidateRecord[];
  candidates: ProjectCandidateRecord[];
  missing: MissingReason | null;
  explanation: string;
}

export interface AlternativesRecord {
  product: ProductRecord;
  excluding: CountryRecord;
  /** Alpha-3 codes of those who look for an alternative; null: everyone. */
  users: string[] | null;
  year: number;
  chain: ChainKey;
  /** Keys. */
  sources: string[];
  countries: AlternativeCountryRecord[];
  plants: AlternativePlantRecord[];
  explanation: string | null;
}
