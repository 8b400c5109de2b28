import { z } from 'zod';
import { AgreementKind } from '../../api/generated.ts';
import { atLeast, eachHas } from '../../loading/expectation.ts';
import { cell, evidence, claimsOfCells, csvTable, type SeedModule } from '../../loading/csv-table.ts';
import { cypher } from '../../graph/cypher.ts';
import {
  nodeRow,
  relationshipRemoval,
  relationshipRetraction,
  relationshipRow,
  upsertThings,
} from '../../loading/upsert.ts';
import { upsertRelationshipsByKind, stepsByKind } from '../../loading/upsert-by-kind.ts';
import { partyKinds } from '../party/record.ts';
import { nodeKinds } from '../../graph/kinds.ts';
import { cutDates, datePrecision } from '../../loading/date-precision.ts';
import { periodErrors } from '../../loading/period.ts';
import { keyOf, storedBetween, storedEnd, storedThings } from '../../loading/stored.ts';

/** What governments agreed on minerals. */
const agreementTable = csvTable(
  'agreements.csv',
  {
    slug: cell.slug,
    name: cell.text,
    aliases: cell.list,
    kind: z.enum(AgreementKind, 'is not a kind of agreement'),
    signedOn: cell.partialDate,
    effectiveOn: cell.date,
    deadline: cell.date,
    endedOn: cell.date,
    datePrecision,
    place: cell.optional,
    binding: cell.flag,
    summary: cell.optional,
    event: cell.optional,
    ...evidence,
  },
  {
    stored: cypher`${storedThings(nodeKinds.Agreement)}
RETURN thing {.*, event: ${storedEnd(cypher`MADE_AT`, nodeKinds.Event)}} ORDER BY thing.slug`,
    key: (row) => row.slug,
    defines: 'Agreement',
    normalise: cutDates('signedOn'),
    references: (row) => [['Event', row.event]],
    names: (row) => [row.slug, row.name, ...row.aliases],
    claims: claimsOfCells('Agreement', (row) => row.slug, ['slug', 'datePrecision']),
    errors: ({ signedOn, effectiveOn, deadline, endedOn }) =>
      signedOn === null
        ? []
        : [
            ...(effectiveOn && effectiveOn < signedOn ? ['it takes effect before it is signed'] : []),
            ...(deadline && deadline < signedOn ? ['its deadline lies before its signing'] : []),
            ...(endedOn && endedOn <= signedOn ? ['it ends before it is signed'] : []),
          ],
  },
);

// Those who are bound by an agreement or have signed it; guests, the invited and hosts of listed projects are not.
const bindingRoles: readonly string[] = ['party', 'signatory', 'chair'];

/** Who takes part in an agreement, in which role, from when until when. */
export const partyTable = csvTable(
  'agreement-parties.csv',
  {
    agreement: cell.slug,
    partyKind: z.enum(partyKinds, `is not one of ${partyKinds.join(', ')}`),
    party: cell.text,
    role: z.enum(['party', 'signatory', 'chair', 'guest', 'invited', 'host'], 'is not a role in an agreement'),
    from: cell.partialDate,
    to: cell.partialDate,
    datePrecision,
    note: cell.optional,
    ...evidence,
  },
  {
    normalise: cutDates('from', 'to'),
    stored: cypher`${storedBetween(cypher`Agreement`, cypher`BETWEEN`, cypher`Country|Coalition|Agency|Supplier`)}
RETURN rel {.*, agreement: start.slug, partyKind: labels(end)[0], party: ${keyOf(cypher`end`)}}
ORDER BY start.slug, labels(end)[0], ${keyOf(cypher`end`)}, rel.from`,
    key: (row) => [row.agreement, row.party, row.from].join(' '),
    references: (row) => [
      ['Agreement', row.agreement],
      [row.partyKind, row.party],
    ],
    claims: (row) => [
      {
        subject: ['Agreement', row.agreement],
        property: 'party',
        scope: row.party,
        value: row.role,
        validFrom: row.from,
        validTo: row.to,
      },
    ],
    errors: (row) => periodErrors(row.from, row.to),
  },
);

/** Which minerals and products an agreement names. */
const coversTable = csvTable(
  'agreement-covers.csv',
  {
    agreement: cell.slug,
    kind: z.enum(['Mineral', 'Product'], 'is not Mineral or Product'),
    key: cell.slug,
    note: cell.optional,
    ...evidence,
  },
  {
    stored: cypher`${storedBetween(cypher`Agreement`, cypher`COVERS`, cypher`Mineral|Product`)}
RETURN rel {.*, agreement: start.slug, kind: labels(end)[0], key: end.slug} ORDER BY start.slug, labels(end)[0], end.slug`,
    key: (row) => [row.agreement, row.kind, row.key].join(' '),
    references: (row) => [
      ['Agreement', row.agreement],
      [row.kind, row.key],
    ],
    claims: (row) => [{ subject: ['Agreement', row.agreement], property: 'covers', scope: row.key, value: true }],
  },
);

/** Which agreement follows or builds on which. */
const agreementRelationTable = csvTable(
  'agreement-relations.csv',
  {
    agreement: cell.slug,
    relation: z.enum(['SUCCEEDS', 'BUILDS_ON'], 'is not SUCCEEDS or BUILDS_ON'),
    target: cell.slug,
    ...evidence,
  },
  {
    stored: cypher`${storedBetween(cypher`Agreement`, cypher`SUCCEEDS|BUILDS_ON`, cypher`Agreement`)}
RETURN rel {.*, agreement: start.slug, relation: type(rel), target: end.slug} ORDER BY start.slug, rel.relation, end.slug`,
    key: (row) => [row.agreement, row.relation, row.target].join(' '),
    references: (row) => [
      ['Agreement', row.agreement],
      ['Agreement', row.target],
    ],
    claims: (row) => [
      {
        subject: ['Agreement', row.agreement],
        property: row.relation === 'SUCCEEDS' ? 'succeeds' : 'buildsOn',
        scope: row.target,
        value: true,
      },
    ],
    errors: (row) => (row.agreement === row.target ? ['an agreement cannot follow or build on itself'] : []),
  },
);

const loadAgreements = upsertThings('agreement', nodeKinds.Agreement);
const loadMadeAt = upsertRelationshipsByKind(
  'agreement.madeAt',
  nodeKinds.Agreement,
  cypher`MADE_AT`,
  ['Event'],
  relationshipRemoval,
);
const loadBetween = upsertRelationshipsByKind(
  'agreement.between',
  nodeKinds.Agreement,
  cypher`BETWEEN`,
  partyKinds,
  relationshipRetraction,
);
const loadCovers = upsertRelationshipsByKind(
  'agreement.covers',
  nodeKinds.Agreement,
  cypher`COVERS`,
  ['Mineral', 'Product'],
  relationshipRetraction,
);
const loadAgreementRelations = {
  SUCCEEDS: upsertRelationshipsByKind(
    'agreement.succeeds',
    nodeKinds.Agreement,
    cypher`SUCCEEDS`,
    ['Agreement'],
    relationshipRetraction,
  ),
  BUILDS_ON: upsertRelationshipsByKind(
    'agreement.buildsOn',
    nodeKinds.Agreement,
    cypher`BUILDS_ON`,
    ['Agreement'],
    relationshipRetraction,
  ),
};

export const agreementSeed: SeedModule = {
  tables: [agreementTable, partyTable, coversTable, agreementRelationTable],
  expectations: [
    atLeast(agreementTable, 30),
    eachHas(agreementTable, partyTable, (row) => row.agreement, 'has no party'),
  ],
  steps: (rows) => [
    {
      name: 'agreements',
      ...loadAgreements,
      rows: rows
        .of(agreementTable)
        .map(({ event: _, ...row }) => nodeRow('slug', { ...row, since: row.signedOn ?? row.recordedAt })),
    },
    ...stepsByKind(
      'events at which agreements were made',
      loadMadeAt,
      rows
        .of(agreementTable)
        .flatMap(({ slug, event, source }) =>
          event ? [['Event', relationshipRow(slug, event, { source })] as const] : [],
        ),
    ),
    ...stepsByKind(
      'parties of agreements',
      loadBetween,
      rows
        .of(partyTable)
        .map(({ agreement, partyKind, party, ...terms }) => [
          partyKind,
          relationshipRow(
            agreement,
            party,
            { ...terms, isParty: bindingRoles.includes(terms.role) },
            [terms.role, terms.from].join('>'),
          ),
        ]),
    ),
    ...stepsByKind(
      'what agreements cover',
      loadCovers,
      rows.of(coversTable).map(({ agreement, kind, key, ...terms }) => [kind, relationshipRow(agreement, key, terms)]),
    ),
    ...(['SUCCEEDS', 'BUILDS_ON'] as const).flatMap((relation) =>
      stepsByKind(
        `agreements that relate as ${relation}`,
        loadAgreementRelations[relation],
        rows
          .of(agreementRelationTable)
          .flatMap(({ agreement, relation: own, target, ...terms }) =>
            own === relation ? [['Agreement', relationshipRow(agreement, target, terms)] as const] : [],
          ),
      ),
    ),
  ],
};
