import type { ProgrammeRecord } from '../../entities/programme/record.ts';
import type { PersonRecord } from '../../entities/person/record.ts';
import type { EventRecord } from '../../entities/event/record.ts';
import type { CommitmentRecord } from '../../entities/commitment/record.ts';
import type { AgreementRecord } from '../../entities/agreement/record.ts';
import type { AgencyRecord } from '../../entities/agency/record.ts';
import type { ClaimRecord } from '../../entities/claim/record.ts';
import type { CoalitionRecord } from '../../entities/coalition/record.ts';
import type { CountryRecord } from '../../entities/country/record.ts';
import type { DependenceRecord } from '../../figures/dependence/record.ts';
import type { ExportControlRecord } from '../../entities/export-control/record.ts';
import type { MineralRecord } from '../../entities/mineral/record.ts';
import type { ObservationRecord } from '../../entities/observation/record.ts';
import type { FacilityRecord } from '../../entities/facility/record.ts';
import type { ProductRecord } from '../../entities/product/record.ts';
import type { SupplierRecord } from '../../entities/supplier/record.ts';
import type { SourceRecord } from '../../entities/source/record.ts';
import type { TradeFlowRecord } from '../../entities/trade-flow/record.ts';

/** Every record that has a global identifier. */
export type NodeRecord =
  | ProgrammeRecord
  | PersonRecord
  | EventRecord
  | CommitmentRecord
  | AgreementRecord
  | AgencyRecord
  | ClaimRecord
  | CoalitionRecord
  | CountryRecord
  | DependenceRecord
  | ExportControlRecord
  | MineralRecord
  | ObservationRecord
  | FacilityRecord
  | ProductRecord
  | SupplierRecord
  | SourceRecord
  | TradeFlowRecord;
