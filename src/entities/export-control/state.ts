import type { ExportControlState } from '../../api/generated.ts';
import { intervals, type Interval } from '../../lib/intervals.ts';

/** That one control suspends another, or one item of it. Days are `YYYY-MM-DD`; `to` is the first day on which it no longer does. */
export interface Suspension {
  /** Slug of the control that suspends. */
  by: string;
  /** Slug of the control that is suspended. */
  target: string;
  /** The item that is suspended; null for the whole control. */
  item: string | null;
  from: string | null;
  to: string | null;
  /** Day or moment since which it is known; null for always. */
  recordedAt: string | null;
  /** Moment since which it is no longer held. */
  retractedAt: string | null;
}

/** A part of a control with dates of its own; what it leaves open is that of the control. */
export interface ItemDates {
  item: string;
  effectiveFrom: string | null;
  effectiveTo: string | null;
}

/** What the state of a control follows from. */
export interface Timeline {
  slug: string;
  /** A quota lasts as long as its items: the periods for which amounts are set. */
  isQuota: boolean;
  announcedOn: string | null;
  effectiveFrom: string | null;
  /** First day on which it no longer holds. */
  effectiveTo: string | null;
  items: readonly ItemDates[];
  /** The suspensions of the control, of those that suspend it, and so on. */
  suspensions: readonly Suspension[];
}

/**
 * The state of a control, or of one item of it, on `day`, as known at `knownAt`: EXPIRED from its last day on; else SUSPENDED
 * while a suspension holds; else ANNOUNCED until it takes effect; then IN_FORCE. Null before it was announced; where that day is
 * not known, it counts as announced on the day on which it took effect. The suspension of one item leaves the control in force;
 * a quota of which all items have ended has EXPIRED.
 */
export function stateOn(
  control: Timeline,
  day: string,
  knownAt: string,
  item: string | null = null,
): ExportControlState | null {
  const own = item === null ? undefined : control.items.find((one) => one.item === item);
  const effectiveFrom = own?.effectiveFrom ?? control.effectiveFrom;
  const announced = control.announcedOn ?? control.effectiveFrom;
  const valid = control.suspensions.filter((one) => isKnown(one, knownAt) && holds(one, day));

  if (announced === null || day < announced) return null;
  if (isOver(control.effectiveTo, day) || isOver(own?.effectiveTo, day) || isUsedUp(control, day)) return 'EXPIRED';
  const isReached = (one: Suspension) => one.target === control.slug && isOf(one, item);
  if (valid.length > 0 && suspending(valid, isReached).length > 0) return 'SUSPENDED';
  return effectiveFrom !== null && effectiveFrom <= day ? 'IN_FORCE' : 'ANNOUNCED';
}

const isUsedUp = ({ isQuota, items }: Timeline, day: string) =>
  isQuota && items.length > 0 && items.every(({ effectiveTo }) => isOver(effectiveTo, day));

const isOver = (last: string | null | undefined, day: string) => last != null && last <= day;

const holds = ({ from, to }: Suspension, day: string) => (from === null || from <= day) && (to === null || to > day);

const isKnown = ({ recordedAt, retractedAt }: Suspension, knownAt: string) =>
  (recordedAt === null || recordedAt <= knownAt) && (retractedAt === null || retractedAt > knownAt);

/** Whether a suspension is of the whole control or of the item. */
const isOf = (one: Suspension, item: string | null) => one.item === null || one.item === item;

/**
 * Which of the valid suspensions reach the control or its item: those whose own control is not suspended in turn by one that stands.
 * Where controls suspend each other in a circle, none of them stands first, and all of them are suspended.
 */
function suspending(valid: readonly Suspension[], reaches: (one: Suspension) => boolean): Suspension[] {
  const whole = valid.filter((one) => one.item === null);
  const undone = new Set<string>();
  const stands = (control: string) => whole.every(({ by, target }) => target !== control || undone.has(by));
  // Each round undoes what those that stand suspend; what was suspended only by the undone then stands itself.
  for (let before = -1; before < undone.size;) {
    before = undone.size;
    for (const { by, target } of whole) if (stands(by)) undone.add(target);
  }
  return valid.filter((one) => reaches(one) && !undone.has(one.by));
}

/** What a control, or an item of it, is in an interval, and what suspends it or a part of it in that time. */
interface Suspendable {
  state: ExportControlState;
  /** Null where nothing is suspended; of several the one that began first. */
  suspension: Pick<Suspension, 'by' | 'item'> | null;
}

/** The states of a control over time, or of one item, as known at `knownAt`: of each day the state that `stateOn` gives. */
export function periodsOf(control: Timeline, knownAt: string, item: string | null = null): Interval<Suspendable>[] {
  const known = control.suspensions.filter((one) => isKnown(one, knownAt));
  const changes = [
    control.announcedOn,
    ...[control, ...control.items, ...known.map(({ from, to }) => ({ effectiveFrom: from, effectiveTo: to }))].flatMap(
      ({ effectiveFrom, effectiveTo }) => [effectiveFrom, effectiveTo],
    ),
  ];
  const stateAt = (day: string): Suspendable | null => {
    const state = stateOn(control, day, knownAt, item);
    if (state === null || state === 'EXPIRED') return state && { state, suspension: null };
    const valid = known.filter((one) => holds(one, day));
    const own = suspending(valid, (one) => one.target === control.slug && (item === null || isOf(one, item)));
    const [suspension] = own.sort(
      (a, b) =>
        Number(a.item !== null) - Number(b.item !== null) ||
        (a.from ?? '').localeCompare(b.from ?? '') ||
        a.by.localeCompare(b.by),
    );
    return { state, suspension: suspension ? { by: suspension.by, item: suspension.item } : null };
  };
  const isSame = (a: Suspendable, b: Suspendable) =>
    a.state === b.state && a.suspension?.by === b.suspension?.by && a.suspension?.item === b.suspension?.item;
  return intervals(
    changes.filter((day) => day !== null),
    stateAt,
    isSame,
  );
}

/** First day of the time in which a control is in force on `day` without a break; null where it is not. */
export function inForceSince(control: Timeline, day: string, knownAt: string): string | null {
  let since: string | null = null;
  for (const { state, from } of periodsOf(control, knownAt)) {
    if (from > day) break;
    since = state.state === 'IN_FORCE' ? (since ?? from) : null;
  }
  return since;
}
