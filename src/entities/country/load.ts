import { atLeast } from '../../loading/expectation.ts';
import { cell, evidence, claimsOfCells, csvTable, type SeedModule } from '../../loading/csv-table.ts';
import { cypher } from '../../graph/cypher.ts';
import { int } from '../../graph/graph.ts';
import {
  nodeRow,
  upsertRelationships,
  relationshipRemoval,
  relationshipRow,
  upsertThings,
} from '../../loading/upsert.ts';
import { nodeKinds } from '../../graph/kinds.ts';
import { storedEnds, storedThings } from '../../loading/stored.ts';

/** Countries and territories of ISO 3166-1, Kosovo, and former states that figures name. */
export const countryTable = csvTable(
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
  {
    stored: cypher`${storedThings(nodeKinds.Country)}
RETURN thing {.*, successors: ${storedEnds(cypher`SUCCEEDED_BY`, nodeKinds.Country)}} ORDER BY thing.iso3`,
    key: (row) => row.iso3,
    defines: 'Country',
    references: (row) => row.successors.map((key) => ['Country', key]),
    // A former state's alpha-2 code may have been given to another country since.
    names: (row) => [row.iso3, row.to ? null : row.iso2, row.name, row.officialName],
    claims: claimsOfCells('Country', (row) => row.iso3, ['iso3']),
  },
);

const loadCountries = upsertThings('country', nodeKinds.Country);
const loadSuccessions = upsertRelationships(
  'country.succession',
  nodeKinds.Country,
  cypher`SUCCEEDED_BY`,
  nodeKinds.Country,
);
const retractSuccessions = relationshipRemoval(
  'country.succession',
  nodeKinds.Country,
  cypher`SUCCEEDED_BY`,
  nodeKinds.Country,
);

export const countrySeed: SeedModule = {
  tables: [countryTable],
  expectations: [atLeast(countryTable, 249, 'countries and territories of today', ({ to }) => to === null)],
  steps: (rows) => [
    {
      name: 'countries',
      ...loadCountries,
      rows: rows.of(countryTable).map(({ successors: _, ...row }) => nodeRow('iso3', row)),
    },
    {
      name: 'successions',
      statement: loadSuccessions,
      rows: rows
        .of(countryTable)
        .flatMap((row) =>
          row.successors.map((successor, position) =>
            relationshipRow(row.iso3, successor, { source: row.source, position: int(position) }),
          ),
        ),
      retraction: retractSuccessions,
    },
  ],
};
