import { z } from 'zod';
import { atLeast } from '../../loading/expectation.ts';
import { cell, evidence, statesCells, table, type LoadRoom } from '../../loading/csv-table.ts';
import { cypher } from '../../graph/cypher.ts';
import {
  nodeRow,
  relationshipRemoval,
  relationshipRetraction,
  relationshipRow,
  thingLoad,
} from '../../loading/upsert.ts';
import { loadByKind, stepsByKind } from '../../loading/upsert-by-kind.ts';
import { partyKinds } from '../party/record.ts';
import { ends } from '../../graph/kinds.ts';
import { datePrecision } from '../../loading/date-precision.ts';

const kinds = [
  'MEETING',
  'SUMMIT',
  'SIGNING',
  'ANNOUNCEMENT',
  'EPISODE',
  'INVESTIGATION',
  'MILESTONE',
  'ACQUISITION',
  'DEADLINE',
  'FOUNDING',
] as const;

/** Meetings, signings, announcements and other things that happened. Unlike any other period, `endOn` belongs to it. */
const eventTable = table(
  'events.csv',
  {
    slug: cell.slug,
    name: cell.text,
    kind: z.enum(kinds, 'is not a kind of event'),
    startOn: z.iso.date('is not a day that exists, written YYYY-MM-DD'),
    endOn: cell.date,
    datePrecision,
    place: cell.optional,
    coalition: cell.optional,
    outcome: cell.optional,
    ...evidence,
  },
  {
    key: (row) => row.slug,
    defines: 'Event',
    refers: (row) => [['Coalition', row.coalition]],
    names: (row) => [row.slug, row.name],
    states: statesCells('Event', (row) => row.slug, ['slug', 'datePrecision']),
    faults: (row) => (row.endOn && row.endOn < row.startOn ? ['it ends before it begins'] : []),
  },
);

/** Who took part in an event, or whom it is about. */
const participantTable = table(
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
    key: (row) => [row.event, row.person, row.represents, row.role].join(' '),
    refers: (row) => [
      ['Event', row.event],
      ['Person', row.person],
      ...(row.representsKind ? [[row.representsKind, row.represents] as const] : []),
    ],
    states: (row) => [
      {
        subject: ['Event', row.event],
        property: 'participant',
        scope: [row.represents, row.person].filter(Boolean).join(' '),
        value: row.role,
      },
    ],
    faults: (row) => [
      ...(row.person || row.represents ? [] : ['it names neither a person nor whom they represent']),
      ...((row.representsKind === '') === (row.represents === null)
        ? []
        : ['representsKind and represents go together']),
    ],
  },
);

const loadEvents = thingLoad('event', ends.Event);
const loadMeetingOf = loadByKind('event.meetingOf', ends.Event, cypher`MEETING_OF`, ['Coalition'], relationshipRemoval);
const loadInvolves = loadByKind('event.involves', ends.Event, cypher`INVOLVES`, partyKinds, relationshipRetraction);
const loadAttendedBy = loadByKind(
  'event.attendedBy',
  ends.Event,
  cypher`ATTENDED_BY`,
  ['Person'],
  relationshipRetraction,
);

export const eventRoom: LoadRoom = {
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
