import { z } from 'zod';
import { ProgrammeKind } from '../../api/generated.ts';
import { cell, evidence, claimsOfCells, csvTable, type SeedModule } from '../../loading/csv-table.ts';
import { placeRows } from '../agency/load.ts';
import { cypher } from '../../graph/cypher.ts';
import { nodeRow, relationshipRemoval, relationshipRow, upsertThings } from '../../loading/upsert.ts';
import { upsertRelationshipsByKind, stepsByKind } from '../../loading/upsert-by-kind.ts';
import { nodeKinds } from '../../graph/kinds.ts';
import { storedEnd, storedThings } from '../../loading/stored.ts';

/** Public programmes that lend, grant, buy or designate. */
const programmeTable = csvTable(
  'programmes.csv',
  {
    slug: cell.slug,
    name: cell.text,
    aliases: cell.list,
    agency: cell.optional,
    country: cell.optional,
    coalition: cell.optional,
    kind: z.enum(ProgrammeKind, 'is not a kind of programme'),
    parent: cell.optional,
    startedOn: cell.partialDate,
    description: cell.optional,
    ...evidence,
  },
  {
    stored: cypher`${storedThings(nodeKinds.Programme)}
RETURN thing {.*, agency: ${storedEnd(cypher`RUN_BY`, nodeKinds.Agency)},
  country: ${storedEnd(cypher`PROGRAMME_OF`, nodeKinds.Country)},
  coalition: ${storedEnd(cypher`PROGRAMME_OF`, nodeKinds.Coalition)},
  parent: ${storedEnd(cypher`PAID_FROM`, nodeKinds.Programme)}} ORDER BY thing.slug`,
    key: (row) => row.slug,
    defines: 'Programme',
    references: (row) => [
      ['Agency', row.agency],
      ['Country', row.country],
      ['Coalition', row.coalition],
      ['Programme', row.parent],
    ],
    names: (row) => [row.slug, row.name, ...row.aliases],
    claims: claimsOfCells('Programme', (row) => row.slug, ['slug']),
    errors: (row) => (row.parent === row.slug ? ['a programme cannot be paid from itself'] : []),
  },
);

const loadProgrammes = upsertThings('programme', nodeKinds.Programme);
const loadRunBy = upsertRelationshipsByKind(
  'programme.runBy',
  nodeKinds.Programme,
  cypher`RUN_BY`,
  ['Agency'],
  relationshipRemoval,
);
const loadPaidFrom = upsertRelationshipsByKind(
  'programme.paidFrom',
  nodeKinds.Programme,
  cypher`PAID_FROM`,
  ['Programme'],
  relationshipRemoval,
);
const loadProgrammeOf = upsertRelationshipsByKind(
  'programme.of',
  nodeKinds.Programme,
  cypher`PROGRAMME_OF`,
  ['Country', 'Coalition'],
  relationshipRemoval,
);

export const programmeSeed: SeedModule = {
  tables: [programmeTable],
  steps: (rows) => [
    {
      name: 'programmes',
      ...loadProgrammes,
      rows: rows
        .of(programmeTable)
        .map(({ agency: _, country: __, coalition: ___, parent: ____, ...row }) => nodeRow('slug', row)),
    },
    ...stepsByKind(
      'who runs programmes',
      loadRunBy,
      rows
        .of(programmeTable)
        .flatMap(({ slug, agency, source }) =>
          agency ? [['Agency', relationshipRow(slug, agency, { source })] as const] : [],
        ),
    ),
    ...stepsByKind('whose programmes they are', loadProgrammeOf, rows.of(programmeTable).flatMap(placeRows)),
    ...stepsByKind(
      'what programmes are paid from',
      loadPaidFrom,
      rows
        .of(programmeTable)
        .flatMap(({ slug, parent, source }) =>
          parent ? [['Programme', relationshipRow(slug, parent, { source })] as const] : [],
        ),
    ),
  ],
};
