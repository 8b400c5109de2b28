import type { Identified } from '../../api/global-id.ts';
import type { AgencyRecord } from '../../entities/agency/record.ts';
import type { AgreementRecord } from '../../entities/agreement/record.ts';
import type { CoalitionRecord } from '../../entities/coalition/record.ts';
import type { CommitmentRecord } from '../../entities/commitment/record.ts';
import type { CountryRecord } from '../../entities/country/record.ts';
import type { EventRecord } from '../../entities/event/record.ts';
import type { ExportControlRecord } from '../../entities/export-control/record.ts';
import type { FacilityRecord } from '../../entities/facility/record.ts';
import type { MineralRecord } from '../../entities/mineral/record.ts';
import type { PersonRecord } from '../../entities/person/record.ts';
import type { ProductRecord } from '../../entities/product/record.ts';
import type { ProgrammeRecord } from '../../entities/programme/record.ts';
import type { SourceRecord } from '../../entities/source/record.ts';
import type { StockpileRecord } from '../../entities/stockpile/record.ts';
import type { SupplierRecord } from '../../entities/supplier/record.ts';

/** A record of any type that has a global identifier. */
export type NodeRecord = Identified;

/** A record of one of the kinds of graph/kinds.ts. */
export type NamedRecord =
  | CountryRecord
  | CoalitionRecord
  | MineralRecord
  | ProductRecord
  | AgencyRecord
  | PersonRecord
  | ProgrammeRecord
  | EventRecord
  | AgreementRecord
  | ExportControlRecord
  | SupplierRecord
  | FacilityRecord
  | CommitmentRecord
  | StockpileRecord
  | SourceRecord;

/** What a thing is called: a source by its title, a commitment by what it is. */
export function nameOf(thing: NamedRecord): string {
  if (thing.__typename === 'Source') return thing.title;
  return thing.__typename === 'Commitment' ? thing.description : thing.name;
}
