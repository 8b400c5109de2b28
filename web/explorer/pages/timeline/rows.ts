import type { TimelineQuery } from '../../api/generated.ts';
import { periodOn, timeOf, type LifePeriod } from '../../charts/life.ts';
import { day, InWords, inWords, listed } from '../../format/numbers.ts';

type Controls = NonNullable<TimelineQuery['exportControls']>['nodes'];
type Source = NonNullable<Controls[number]['sources']>[number];

/** A control or an agreement with its periods. */
export interface Lane {
  readonly id: string;
  readonly kind: 'EXPORT_CONTROL' | 'AGREEMENT';
  readonly name: string;
  readonly number: string | null;
  readonly periods: readonly LifePeriod[];
  readonly deadline: string | null;
  /** Country that imposes it. */
  readonly of: { readonly iso3: string; readonly name: string } | null;
  readonly sources: readonly Source[];
}

/** Something that happened. */
interface Happening {
  readonly id: string;
  readonly name: string;
  readonly on: string;
  readonly until: string | null;
  readonly sources: readonly Source[];
}

export interface Rows {
  readonly controls: readonly Lane[];
  readonly agreements: readonly Lane[];
  readonly events: readonly Happening[];
}

const ids = (entries: TimelineQuery['about']): ReadonlySet<string> | null =>
  entries ? new Set(entries.nodes.flatMap(({ node }) => node?.id ?? [])) : null;

interface Asked {
  /** Country whose controls are asked for. */
  by: string | null;
  from: string;
  to: string;
}

/** What of the answer concerns the question, and lies between its days. */
export function rowsOf(answer: TimelineQuery | undefined, { by, from, to }: Asked): Rows {
  const [about, ofCountry] = [ids(answer?.about), ids(answer?.by)];
  const concerns = (id: string) => about === null || about.has(id);
  const touches = ({ periods }: Lane) =>
    periods.some(
      (period) =>
        (period.from === null || timeOf(period.from) <= timeOf(to)) &&
        (period.to === null || timeOf(period.to) >= timeOf(from)),
    );
  const controls = (answer?.exportControls?.nodes ?? [])
    .filter(({ id, imposedBy }) => concerns(id) && (by === null || imposedBy.country?.iso3 === by))
    .map(({ id, name, number, periods, imposedBy, sources }): Lane => ({
      id,
      kind: 'EXPORT_CONTROL',
      name,
      number,
      // An item that is suspended leaves the control as a whole in force.
      periods: joined(periods),
      deadline: null,
      of: imposedBy.country,
      sources: sources ?? [],
    }))
    .filter(touches);
  const agreements = (answer?.agreements?.nodes ?? [])
    .filter(({ id }) => concerns(id) && (ofCountry === null || ofCountry.has(id)))
    .map(({ id, name, periods, deadline, sources }): Lane => ({
      id,
      kind: 'AGREEMENT',
      name,
      number: null,
      periods: periods.map((period) => ({ ...period, state: period.status })),
      deadline,
      of: null,
      sources: sources ?? [],
    }))
    .filter(touches);
  const events = (answer?.events?.nodes ?? [])
    .filter(({ id }) => concerns(id) && (ofCountry === null || ofCountry.has(id)))
    .filter(({ startOn }) => timeOf(startOn) >= timeOf(from) && timeOf(startOn) <= timeOf(to))
    .map(({ id, name, startOn, endOn, sources }) => ({ id, name, on: startOn, until: endOn, sources: sources ?? [] }));
  return { controls, agreements, events };
}

/** Periods of the same state that follow one another, as one. */
function joined(periods: readonly LifePeriod[]): LifePeriod[] {
  const all: LifePeriod[] = [];
  for (const { state, from, to } of periods) {
    const last = all.at(-1);
    if (last?.state === state && last.to === from) all[all.length - 1] = { ...last, to };
    else all.push({ state, from, to });
  }
  return all;
}

const states: readonly (readonly [state: string, words: string])[] = [
  ['IN_FORCE', 'in force'],
  ['SUSPENDED', 'suspended'],
  ['ANNOUNCED', 'announced and not yet in force'],
  ['EXPIRED', 'no longer in force'],
];

/** Where things stood on the day of the clock, in words. */
export function answerOf({ controls, agreements, events }: Rows, on: string, isToday: boolean): string {
  const when = isToday ? 'Today' : `On ${day(on)}`;
  const [be, hold] = isToday ? ['are', 'hold'] : ['were', 'held'];
  const standing = controls.map(({ periods }) => periodOn(periods, on)?.state ?? null);
  const counts = states.flatMap(([state, words]) => {
    const many = standing.filter((one) => one === state).length;
    return many === 0 ? [] : [{ many, words }];
  });
  const owners = [...new Set(controls.map(({ of }) => of?.name ?? null))];
  const whose = owners.length === 1 && owners[0] ? `${owners[0]}’s controls` : 'these controls';
  const [first, ...rest] = counts;
  const held = agreements.filter(({ periods }) =>
    ['IN_FORCE', 'PAST_DEADLINE'].includes(periodOn(periods, on)?.state ?? ''),
  ).length;
  const ofAgreements =
    agreements.length === 0
      ? ''
      : ` ${held === agreements.length && held > 1 ? `All ${inWords(held)}` : `${InWords(held)} of ${inWords(agreements.length)}`} ${agreements.length === 1 ? 'agreement' : 'agreements'} ${held === 1 && isToday ? 'holds' : hold}.`;
  if (!first)
    return controls.length + agreements.length + events.length === 0
      ? 'Nothing of this is on record between these days.'
      : controls.length > 0
        ? `${when} none of ${whose} had been announced.${ofAgreements}`
        : `${when} no control of this kind is on record.${ofAgreements}`;
  const said = [
    `${inWords(first.many)} of ${whose} ${first.many === 1 ? (isToday ? 'is' : 'was') : be} ${first.words}`,
    ...rest.map(({ many, words }) => `${inWords(many)} ${words}`),
  ];
  return `${when} ${listed(said)}.${ofAgreements}`;
}

/** A label beside a diamond: its row, and to which side of it. */
export interface EventPlace {
  readonly row: number;
  readonly isLeft: boolean;
}

/** Half of a diamond, and what stays free between two labels. */
const DIAMOND = 8;
const GAP = 10;

/** Rows for events in as few as fit: each in the first row where its diamond and its label lie on nothing else. */
export function packEvents(events: readonly { x: number; width: number }[], most: number): EventPlace[] {
  const rows: { from: number; to: number }[][] = [];
  return events.map(({ x, width }) => {
    const sides = [
      { isLeft: true, from: x - DIAMOND - width, to: x + DIAMOND },
      { isLeft: false, from: x - DIAMOND, to: x + DIAMOND + width },
    ].filter(({ from, to }) => from >= 0 && to <= most);
    // What fits on neither side stands on the one with more room.
    const tried =
      sides.length > 0
        ? sides
        : [
            x > most / 2
              ? { isLeft: true, from: x - DIAMOND - width, to: x + DIAMOND }
              : { isLeft: false, from: x - DIAMOND, to: x + DIAMOND + width },
          ];
    for (let row = 0; ; row += 1) {
      const taken = rows[row] ?? [];
      rows[row] = taken;
      const side = tried.find(({ from, to }) =>
        taken.every((other) => to + GAP <= other.from || other.to + GAP <= from),
      );
      if (!side) continue;
      taken.push({ from: side.from, to: side.to });
      return { row, isLeft: side.isLeft };
    }
  });
}

/** How much of what is on record is drawn, and whether more concerns the question than was given. */
export function countsOf(answer: TimelineQuery, { controls, agreements, events }: Rows): string {
  const kinds = [
    ['controls', controls.length, answer.exportControls?.totalCount],
    ['agreements', agreements.length, answer.agreements?.totalCount],
    ['events', events.length, answer.events?.totalCount],
  ] as const;
  const drawn = kinds.map(([name, shown, all]) => `${shown} of ${all ?? 'the'} ${name}`);
  const cut = [answer.about, answer.by].flatMap((page) =>
    page && (page.totalCount ?? 0) > page.nodes.length
      ? [`Of ${page.totalCount ?? 0} days that concern it the first ${page.nodes.length} are drawn.`]
      : [],
  );
  return [`Drawn: ${listed(drawn)} on record.`, ...cut].join(' ');
}
