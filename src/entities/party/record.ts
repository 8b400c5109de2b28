import { agencyRecord, type AgencyRecord } from '../agency/record.ts';
import { coalitionRecord, type CoalitionRecord } from '../coalition/record.ts';
import { countryRecord, type CountryRecord } from '../country/record.ts';
import type { Columns } from '../../graph/statement.ts';
import { supplierRecord, type SupplierRecord } from '../supplier/record.ts';

/** Who can make an agreement or a commitment, receive money, or be represented. */
export type PartyRecord = CountryRecord | CoalitionRecord | AgencyRecord | SupplierRecord;

/** The kinds of party, as the graph labels them. */
export const partyKinds = ['Country', 'Coalition', 'Agency', 'Supplier'] as const;

const records: Record<(typeof partyKinds)[number], (columns: Columns) => PartyRecord> = {
  Country: countryRecord,
  Coalition: coalitionRecord,
  Agency: agencyRecord,
  Supplier: supplierRecord,
};

/** Columns as `partyColumns` (queries.ts) returns them: the label, then the columns of that kind. */
export const partyRecord = ([label, columns]: Columns): PartyRecord =>
  records[label as (typeof partyKinds)[number]](columns as Columns);
