import { z } from 'zod';
import { EventKind } from '../../api/generated.ts';
import { atLeast } from '../../loading/expectation.ts';
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
import { wholeDaysErrors } from '../../loading/period.ts';
import { keyOf, storedBetween, storedEnd, storedThings } from '../../loading/stored.ts';

/** Meetings, signings, announcements and other things that happened. Unlike any other period, `endOn` belongs to it. */
const eventTable = csvTable(
  'events.csv',
  {
    slug: cell.slug,
    name: cell.text,
    kind: z.enum(EventKind, 'is not a kind of event'),
    startOn: cell.partialDate.refine((date) => date !== null, 'is empty'),
    endOn: cell.partialDate,
    datePrecision,
    place: cell.optional,
    coalition: cell.optional,
    outcome: cell.optional,
    ...evidence,
  },
  {
    stored: cypher`${storedThings(nodeKinds.Event)}
RETURN thing {.*, coalition: ${storedEnd(cypher`MEETING_OF`, nodeKinds.Coalition)}} ORDER BY thing.slug`,
    key: (row) => row.slug,
    defines: 'Event',
    normalise: cutDates('startOn', 'endOn'),
    references: (row) => [['Coalition', row.coalition]],
    names: (row) => [row.slug, row.name],
    claims: claimsOfCells('Event', (row) => row.slug, ['slug', 'datePrecision']),
    errors: (row) => wholeDaysErrors(row.startOn, row.endOn),
  },
);

/** Who took part in an event, or whom it is about. */
const participantTable = csvTable(
  'event-participants.csv',
  {
    event: cell.slug,
    person: cell.optional,
    representsKind: z.enum([...partyKinds, ''], `is not one of ${partyKinds.join(', ')}`),
    represents: cell.optional,
    role: z.enum(['host', 'participant', 'presenter', 'subject'], 'is not host, participant, presenter or subject'),
    ...evidence,
  },
  {
    stored: cypher`CALL () {
  ${storedBetween(cypher`Event`, cypher`INVOLVES`, cypher`Country|Coalition|Agency|Supplier`)}
  RETURN start, rel, rel.person AS person, labels(end)[0] AS representsKind, ${keyOf(cypher`end`)} AS represents
  UNION ALL
  ${storedBetween(cypher`Event`, cypher`ATTENDED_BY`, cypher`Person`)} AND rel.represents IS NULL
  RETURN start, rel, end.slug AS person, null AS representsKind, null AS represents
}
RETURN rel {.*, event: start.slug, person: person, representsKind: representsKind, represents: represents}
ORDER BY start.slug, representsKind, represents, person, rel.role`,
    key: (row) => [row.event, row.person, row.represents, row.role].join(' '),
    references: (row) => [
      ['Event', row.event],
      ['Person', row.person],
      ...(row.representsKind ? [[row.representsKind, row.represents] as const] : []),
    ],
    claims: (row) => [
      {
        subject: ['Event', row.event],
        property: 'participant',
        scope: [row.represents, row.person].filter(Boolean).join(' '),
        value: row.role,
      },
    ],
    errors: (row) => [
      ...(row.person || row.represents ? [] : ['it names neither a person nor whom they represent']),
      ...((row.representsKind === '') === (row.represents === null)
        ? []
        : ['representsKind and represents go together']),
    ],
  },
);

const loadEvents = upsertThings('event', nodeKinds.Event);
const loadMeetingOf = upsertRelationshipsByKind(
  'event.meetingOf',
  nodeKinds.Event,
  cypher`MEETING_OF`,
  ['Coalition'],
  relationshipRemoval,
);
const loadInvolves = upsertRelationshipsByKind(
  'event.involves',
  nodeKinds.Event,
  cypher`INVOLVES`,
  partyKinds,
  relationshipRetraction,
);
const loadAttendedBy = upsertRelationshipsByKind(
  'event.attendedBy',
  nodeKinds.Event,
  cypher`ATTENDED_BY`,
  ['Person'],
  relationshipRetraction,
);

export const eventSeed: SeedModule = {
  tables: [eventTable, participantTable],
  expectations: [
    atLeast(eventTable, 25),
    atLeast(
      participantTable,
      15,
      'people at the meeting of January 2026',
      ({ event, person }) => event === 'finance-ministerial-2026-01' && person !== null,
    ),
  ],
  steps: (rows) => [
    {
      name: 'events',
      ...loadEvents,
      rows: rows.of(eventTable).map(({ coalition: _, ...row }) => nodeRow('slug', { ...row, since: row.startOn })),
    },
    ...stepsByKind(
      'who met at events',
      loadMeetingOf,
      rows
        .of(eventTable)
        .flatMap(({ slug, coalition, source }) =>
          coalition ? [['Coalition', relationshipRow(slug, coalition, { source })] as const] : [],
        ),
    ),
    ...stepsByKind(
      'who was represented at events',
      loadInvolves,
      rows
        .of(participantTable)
        .flatMap(({ event, representsKind, represents, ...terms }) =>
          representsKind && represents
            ? [
                [
                  representsKind,
                  relationshipRow(event, represents, terms, [terms.person, terms.role].join('>')),
                ] as const,
              ]
            : [],
        ),
    ),
    ...stepsByKind(
      'people at events',
      loadAttendedBy,
      rows
        .of(participantTable)
        .flatMap(({ event, person, representsKind: _, ...terms }) =>
          person
            ? [['Person', relationshipRow(event, person, terms, [terms.represents, terms.role].join('>'))] as const]
            : [],
        ),
    ),
  ],
};
