import {
  BesideDayDocument,
  EventThingDocument,
  type BesideDayQuery,
  type EventThingQuery,
} from '../../../api/generated.ts';
import { happenings, monthOf } from '../happenings.ts';
import { agreementLanes, fact, tabsOf, thing } from '../said.ts';
import { inPlainWords } from '../../../evidence/node.ts';
import { day } from '../../../format/numbers.ts';
import { kindPage } from './kind-page.ts';

type Event = NonNullable<EventThingQuery['event']>;

export const event = kindPage(
  EventThingDocument,
  (page, beside) => {
    const of = page.event;
    if (!of) return null;
    const when = of.endOn && of.endOn !== of.startOn ? `${day(of.startOn)} to ${day(of.endOn)}` : day(of.startOn);
    return {
      id: of.id,
      kind: 'EVENT',
      name: of.name,
      state: null,
      also: [inPlainWords(of.eventKind), when, of.place].filter(Boolean).join(' · '),
      lead: of.outcome ? [of.outcome] : [],
      facts: [
        { name: 'When', cells: [fact(of.claims, 'startOn', when)] },
        { name: 'What it was', cells: [fact(of.claims, 'kind', inPlainWords(of.eventKind))] },
        ...(of.place ? [{ name: 'Where', cells: [fact(of.claims, 'place', of.place)] }] : []),
        ...(of.coalition ? [{ name: 'Who met', cells: [thing(of.coalition)] }] : []),
      ],
      blocks: [],
      asides: besideEvent(of, beside),
      rails: of.agreements?.length ? [agreementLanes('Agreements made at it', of.agreements)] : [],
      tabs: tabsOf(page),
      claims: of.claims ?? [],
      conflicts: of.conflicts ?? [],
      sources: [],
    };
  },
  BesideDayDocument,
  { variables: ({ event: of }) => (of?.startOn ? monthOf(of.startOn) : null), isBeside: true },
);

/** What else happened in the month of an event, or in its year where no month is on record. */
const besideEvent = ({ id, startOn }: Event, beside: BesideDayQuery | undefined) =>
  startOn && beside
    ? happenings(startOn.length > 4 ? 'In the same month' : 'In the same year', id, monthOf(startOn), beside.timeline)
    : [];
