import { firstDay } from './partial-date.ts';

/** Something that holds from a day on; `to` is the first day on which it no longer does, null while none is known. */
export interface Interval<State, From extends string | null = string> {
  state: State;
  /** Day, month or year; null where the beginning is not known. */
  from: From;
  to: string | null;
}

/**
 * What holds over time, as intervals that follow each other, from what holds on a day. Neighbours that hold the same are one.
 *
 * @param changes days (or months, or years) on which something may change; null stands for a beginning that is not known
 * @param stateAt what holds on a day; null where nothing does
 *
 * @example
 * intervals(['2025', '2026-02-01'], (day) => (day < '2026-02-01' ? 'SIGNED' : 'IN_FORCE'));
 * // [{ state: 'SIGNED', from: '2025', to: '2026-02-01' }, { state: 'IN_FORCE', from: '2026-02-01', to: null }]
 */
export function intervals<State, Change extends string | null>(
  changes: readonly Change[],
  stateAt: (day: string) => State | null,
  isSame: (a: State, b: State) => boolean = (a, b) => a === b,
): Interval<State, Change>[] {
  const dayOf = (change: Change) => (change === null ? '' : firstDay(change));
  const found: Interval<State, Change>[] = [];
  let before: State | null = null;
  for (const from of [...changes].sort((a, b) => (dayOf(a) < dayOf(b) ? -1 : 1))) {
    const state = stateAt(dayOf(from));
    if (before !== null && state !== null && isSame(before, state)) continue;
    const last = found.at(-1);
    if (before !== null && last) last.to = from;
    if (state !== null) found.push({ state, from, to: null });
    before = state;
  }
  return found;
}
