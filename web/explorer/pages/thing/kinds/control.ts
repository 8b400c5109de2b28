import { BesideDayDocument, ControlThingDocument, type ControlThingQuery } from '../../../api/generated.ts';
import { periodOn } from '../../../charts/life.ts';
import { stateInWords } from '../../../components/rail.tsx';
import { claimOf, fact, lifePeriods, ruleState, saidFact, tabsOf, thing, things } from '../said.ts';
import { happenings } from '../happenings.ts';
import { inPlainWords } from '../../../evidence/node.ts';
import { day, listed } from '../../../format/numbers.ts';
import type { Block, Cell, LifeRow, Said } from '../thing.ts';
import { kindPage } from './kind-page.ts';

type Control = NonNullable<ControlThingQuery['exportControl']>;
type Period = Control['periods'][number];

/** The claims that set the first day of a period: those about the control, or of the one that suspends it. */
function claimsFor(of: Control, period: Period, before: Period | undefined) {
  const suspension = of.suspensions?.find(({ from }) => from === period.from);
  const ended = before ? of.suspensions?.find(({ to }) => to !== null && to === period.from) : undefined;
  if (period.state === 'SUSPENDED' && suspension)
    return {
      claims: (suspension.by.claims ?? []).filter(({ scope }) => scope?.startsWith(of.slug)).slice(0, 1),
      by: suspension.by,
    };
  if (ended) return { claims: (ended.by.ends ?? []).slice(0, 1), by: ended.by };
  const property = { ANNOUNCED: 'announcedOn', IN_FORCE: 'effectiveFrom', EXPIRED: 'effectiveTo', SUSPENDED: '' }[
    period.state
  ];
  const claim = claimOf(of.claims, property);
  return { claims: claim ? [claim] : [], by: null };
}

function noteOf(of: Control, period: Period, before: Period | undefined): string {
  const { by } = claimsFor(of, period, before);
  if (period.state === 'SUSPENDED' && period.by)
    return `by ${period.by.number ?? period.by.name}${of.effectiveFrom && of.effectiveFrom > period.from ? ', before it took effect' : ''}`;
  if (by) return `the suspension by ${by.number ?? by.name} ended`;
  return period.item ? `item ${period.item} suspended` : '';
}

/** The rows of its life, each with who says so. */
function lifeOf(of: Control): LifeRow[] {
  return of.periods.map((period, index) => {
    const before = of.periods[index - 1];
    const { claims, by } = claimsFor(of, period, before);
    const source = claimOf(of.claims, 'announcedOn')?.source;
    const note: Cell[] = [];
    const text = noteOf(of, period, before);
    if (text) note.push(by ? { is: 'thing', id: by.id, text } : text);
    const says: Cell[] = claims.map(({ id, confidence, source: from }) => ({
      is: 'figure',
      id,
      text: from?.publisher ?? 'its claim',
      confidence,
    }));
    return {
      state: period.state,
      from: period.from,
      to: period.to,
      note,
      says:
        says.length > 0
          ? says
          : source
            ? [{ is: 'source', key: source.key, text: source.publisher, title: source.title }]
            : [],
    };
  });
}

/** In a sentence: what needs a licence, since when, what came between. */
function leadOf(of: Control, on: string): Said[] {
  const said: Said[] = [];
  if (of.summary) said.push(of.summary.replace(/\.?$/, '.'), ' ');
  const now = periodOn(lifePeriods(of.periods), on);
  const [first] = of.periods;
  const suspension = [...of.periods].reverse().find(({ state, from }) => state === 'SUSPENDED' && from <= on);
  if (first?.state === 'ANNOUNCED' || of.announcedOn)
    said.push('Announced on ', saidFact(of.claims, 'announcedOn', day(of.announcedOn ?? first?.from)));
  if (now?.state === 'IN_FORCE') {
    if (suspension?.by)
      said.push(
        `, suspended from ${day(suspension.from)}${of.effectiveFrom && of.effectiveFrom > suspension.from ? ', before it took effect,' : ''} by ${suspension.by.number ?? suspension.by.name}`,
      );
    said.push(`, it has been in force since ${day(of.inForceSince ?? now.from)}.`);
  } else if (now) {
    said.push(
      `, it ${now.state === 'ANNOUNCED' ? 'is announced and not in force' : `is ${stateInWords(now.state)} and not in force`}${now.from ? ` since ${day(now.from)}` : ''}${now.to ? `, until ${day(now.to)}` : ''}.`,
    );
  } else if (said.length > 0) said.push('.');
  return said;
}

/** The day on which it began to hold, or is to; without one, that on which it was announced. */
const beganOn = ({ inForceSince, effectiveFrom, announcedOn }: Control): string | null =>
  [inForceSince, effectiveFrom, announcedOn].find((day) => day?.length === 10) ?? null;

const dayOf = (of: Control | null) => {
  const day = of && beganOn(of);
  return day ? { from: day, to: day } : null;
};

export const control = kindPage(
  ControlThingDocument,
  (page, beside, { day: on }) => {
    const of = page.exportControl;
    if (!of) return null;
    const days = dayOf(of);
    const who = of.imposedBy;
    const rows = lifeOf(of);
    const blocks: Block[] = [
      {
        is: 'life',
        of: 'rule',
        periods: lifePeriods(of.periods),
        deadline: null,
        labels: of.periods.map((period, index) => ({
          day: period.from,
          what: stateInWords(period.state).replace(/^./, (first) => first.toUpperCase()),
          note: [day(period.from), period.state === 'SUSPENDED' ? noteOf(of, period, of.periods[index - 1]) : '']
            .filter(Boolean)
            .join(', '),
        })),
        rows,
      },
      ...(of.restrictions?.length
        ? [
            {
              is: 'table' as const,
              title: 'What it restricts',
              heads: [{ name: 'What' }, { name: 'Of it' }, { name: 'State' }, { name: 'Note' }, { name: 'Source' }],
              rows: of.restrictions.map(({ what, aspect, item, codes, note, state, source }): Cell[] => [
                thing(what),
                `${inPlainWords(aspect)}${item ? `, item ${item}` : ''}`,
                ruleState(state),
                [note, codes.join(', ')].filter(Boolean).join(' · '),
                source ? { is: 'source', key: source.key, text: source.publisher, title: source.title } : null,
              ]),
              shown: 20,
            },
          ]
        : []),
      ...(of.items.length > 0
        ? [
            {
              is: 'table' as const,
              title: 'Its items',
              heads: [{ name: 'Item' }, { name: 'What it says' }, { name: 'State' }, { name: 'from', isNumber: true }],
              rows: of.items.map(({ item, description, state, effectiveFrom }): Cell[] => [
                item,
                description,
                ruleState(state),
                day(effectiveFrom),
              ]),
            },
          ]
        : []),
      ...(of.technologies.length > 0
        ? [
            {
              is: 'table' as const,
              title: 'Technologies',
              heads: [{ name: 'What' }],
              rows: of.technologies.map((one) => [one]),
              shown: 6,
            },
          ]
        : []),
    ];
    return {
      id: of.id,
      kind: 'EXPORT_CONTROL',
      name: of.name,
      state: ruleState(of.state),
      also: [
        `${who.shortName ?? who.name}${of.number ? ` ${of.number}` : ''}`,
        of.jointly?.length ? `with ${listed(of.jointly.map(({ name }) => name))}` : null,
      ]
        .filter(Boolean)
        .join(' · '),
      lead: leadOf(of, on),
      facts: [
        {
          name: 'Imposed by',
          cells: [thing({ id: who.id, name: who.shortName ?? who.name }), ...(who.country ? [thing(who.country)] : [])],
        },
        { name: 'What it is', cells: [fact(of.claims, 'kind', inPlainWords(of.controlKind))] },
        { name: 'Aimed at', cells: of.against?.length ? things(of.against) : ['everyone'] },
        { name: 'Announced', cells: [fact(of.claims, 'announcedOn', day(of.announcedOn))] },
        of.inForceSince
          ? {
              name: 'In force since',
              cells: [
                of.inForceSince === of.effectiveFrom
                  ? fact(of.claims, 'effectiveFrom', day(of.inForceSince))
                  : rows.find(({ from }) => from === of.inForceSince)?.says[0]
                    ? withText(rows.find(({ from }) => from === of.inForceSince)?.says[0], day(of.inForceSince))
                    : day(of.inForceSince),
              ],
            }
          : { name: 'To take effect', cells: [fact(of.claims, 'effectiveFrom', day(of.effectiveFrom))] },
        ...(of.stateStatus === 'INFERRED'
          ? [
              {
                name: 'Confirmed',
                cells: [`last on ${day(of.lastConfirmedOn)}; since then it follows from the days set`],
              },
            ]
          : []),
        ...(of.amends?.length ? [{ name: 'Amends', cells: things(of.amends) }] : []),
        ...(of.succeeds?.length ? [{ name: 'Takes the place of', cells: things(of.succeeds) }] : []),
      ],
      blocks,
      asides: days && beside ? happenings(`What else began on ${day(days.from)}`, of.id, days, beside.timeline) : [],
      rails: [],
      tabs: tabsOf(page).filter(({ name }) => name !== 'imposed-by'),
      claims: of.claims ?? [],
      conflicts: of.conflicts ?? [],
      sources: [],
    };
  },
  BesideDayDocument,
  { variables: ({ exportControl }) => dayOf(exportControl), isBeside: true },
);

const withText = (cell: Cell | undefined, text: string): Cell =>
  cell && typeof cell === 'object' && cell.is === 'figure' ? { ...cell, text } : text;
