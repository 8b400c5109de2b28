import { cell, evidence, statesCells, table, type LoadRoom } from '../../loading/csv-table.ts';
import { placeRows } from '../agency/load.ts';
import { cypher } from '../../graph/cypher.ts';
import { nodeRow, relationshipRemoval, relationshipRow, thingLoad } from '../../loading/upsert.ts';
import { loadByKind, stepsByKind } from '../../loading/upsert-by-kind.ts';
import { ends } from '../../graph/kinds.ts';

/** People who took part in events, with the office held at the time. */
const personTable = table(
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
    key: (row) => row.slug,
    defines: 'Person',
    refers: (row) => [
      ['Agency', row.agency],
      ['Country', row.country],
      ['Coalition', row.coalition],
    ],
    names: (row) => [row.slug, row.name, ...row.aliases],
    states: statesCells('Person', (row) => row.slug, ['slug']),
  },
);

const loadPeople = thingLoad('person', ends.Person);
const loadWorksFor = loadByKind('person.worksFor', ends.Person, cypher`WORKS_FOR`, ['Agency'], relationshipRemoval);
const loadServes = loadByKind(
  'person.serves',
  ends.Person,
  cypher`SERVES`,
  ['Country', 'Coalition'],
  relationshipRemoval,
);

export const personRoom: LoadRoom = {
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
