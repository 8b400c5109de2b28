import type { Columns } from '../../graph/statement.ts';
import type { Connection } from '../../api/connection.ts';

/** A country or territory, or a former state. Days are `YYYY-MM-DD`. */
export interface CountryRecord {
  __typename: 'Country';
  /** ISO 3166-1 alpha-3. */
  key: string;
  iso3: string;
  iso2: string | null;
  numeric: string | null;
  name: string;
  officialName: string | null;
  from: string | null;
  to: string | null;
}

export type CountryConnectionRecord = Connection<CountryRecord>;

/** Columns as `countryColumns` (queries.ts) returns them. */
export function countryRecord(columns: Columns): CountryRecord {
  const [iso3, iso2, numeric, name, officialName, from, to] = columns as [
    string,
    string | null,
    string | null,
    string,
    ...(string | null)[],
  ];
  return {
    __typename: 'Country',
    key: iso3,
    iso3,
    iso2,
    numeric,
    name,
    officialName: officialName ?? null,
    from: from ?? null,
    to: to ?? null,
  };
}
