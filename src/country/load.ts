import { cell, evidence, table, type Row } from '../../seed/table.ts';
import { cypher } from '../graph/cypher.ts';
import {
  countryEnd,
  nodeLoad,
  nodeRow,
  relationshipLoad,
  relationshipRetraction,
  relationshipRow,
  type Step,
} from '../graph/load.ts';

/** Countries and territories of ISO 3166-1, Kosovo, and former states that figures name. */
export const countryTable = table(
  'countries.csv',
  {
    iso3: cell.iso3,
    iso2: cell.optional,
    numeric: cell.optional,
    name: cell.text,
    officialName: cell.optional,
    from: cell.date,
    to: cell.date,
    successors: cell.list,
    ...evidence,
  },
  (row) => row.iso3,
);
export type CountryRow = Row<typeof countryTable>;

export const loadCountries = nodeLoad('country', cypher`Country`, cypher`iso3`);
export const loadSuccessions = relationshipLoad('country.succession', countryEnd, cypher`SUCCEEDED_BY`, countryEnd);
export const retractSuccessions = relationshipRetraction(
  'country.succession',
  countryEnd,
  cypher`SUCCEEDED_BY`,
  countryEnd,
);

/** Codes and names that a country is found by besides the table of spellings. */
export const countryNames = ({ iso3, iso2, name, officialName, to }: CountryRow) =>
  // A former state's alpha-2 code may have been given to another country since.
  [iso3, to ? null : iso2, name, officialName].filter((text) => text !== null);

export const countrySteps = (rows: readonly CountryRow[]): Step[] => [
  { name: 'countries', statement: loadCountries, rows: rows.map(({ successors: _, ...row }) => nodeRow('iso3', row)) },
  {
    name: 'successions',
    statement: loadSuccessions,
    rows: rows.flatMap((row) =>
      row.successors.map((successor) => relationshipRow(row.iso3, successor, { source: row.source })),
    ),
    retraction: retractSuccessions,
  },
];
