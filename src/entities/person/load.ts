import { cell, evidence, claimsOfCells, csvTable, type SeedModule } from '../../loading/csv-table.ts';
import { placeRows } from '../agency/load.ts';
import { cypher } from '../../graph/cypher.ts';
import { nodeRow, relationshipRemoval, relationshipRow, upsertThings } from '../../loading/upsert.ts';
import { upsertRelationshipsByKind, stepsByKind } from '../../loading/upsert-by-kind.ts';
import { nodeKinds } from '../../graph/kinds.ts';
import { storedEnd, storedThings } from '../../loading/stored.ts';

/** People who took part in events, with the office held at the time. */
const personTable = csvTable(
  'people.csv',
  {
    slug: cell.slug,
    name: cell.text,
    aliases: cell.list,
    office: cell.optional,
    agency: cell.optional,
    country: cell.optional,
    coalition: cell.optional,
    ...evidence,
  },
  {
    stored: cypher`${storedThings(nodeKinds.Person)}
RETURN thing {.*, agency: ${storedEnd(cypher`WORKS_FOR`, nodeKinds.Agency)},
  country: ${storedEnd(cypher`SERVES`, nodeKinds.Country)},
  coalition: ${storedEnd(cypher`SERVES`, nodeKinds.Coalition)}} ORDER BY thing.slug`,
    key: (row) => row.slug,
    defines: 'Person',
    references: (row) => [
      ['Agency', row.agency],
      ['Country', row.country],
      ['Coalition', row.coalition],
    ],
    names: (row) => [row.slug, row.name, ...row.aliases],
    claims: claimsOfCells('Person', (row) => row.slug, ['slug']),
  },
);

const loadPeople = upsertThings('person', nodeKinds.Person);
const loadWorksFor = upsertRelationshipsByKind(
  'person.worksFor',
  nodeKinds.Person,
  cypher`WORKS_FOR`,
  ['Agency'],
  relationshipRemoval,
);
const loadServes = upsertRelationshipsByKind(
  'person.serves',
  nodeKinds.Person,
  cypher`SERVES`,
  ['Country', 'Coalition'],
  relationshipRemoval,
);

export const personSeed: SeedModule = {
  tables: [personTable],
  steps: (rows) => [
    {
      name: 'people',
      ...loadPeople,
      rows: rows.of(personTable).map(({ agency: _, country: __, coalition: ___, ...row }) => nodeRow('slug', row)),
    },
    ...stepsByKind(
      'agencies of people',
      loadWorksFor,
      rows
        .of(personTable)
        .flatMap(({ slug, agency, source }) =>
          agency ? [['Agency', relationshipRow(slug, agency, { source })] as const] : [],
        ),
    ),
    ...stepsByKind('whom people serve', loadServes, rows.of(personTable).flatMap(placeRows)),
  ],
};
