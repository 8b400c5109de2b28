import { stateOn, type Timeline } from './state.ts';

/** When a source spoke: the day of its publication, or else the day or moment since which it is known. */
export interface Statement {
  publishedOn: string | null;
  recordedAt: string | null;
}

/** The newest day, by `knownAt`, on which a source spoke of a control or of its suspensions; null when none has a day. */
export function newestDay(control: Timeline, statements: readonly Statement[], knownAt: string): string | null {
  const days = [
    ...statements.map(({ publishedOn, recordedAt }) => publishedOn ?? recordedAt),
    ...control.suspensions.map(({ recordedAt }) => recordedAt),
  ].flatMap((day) => (day !== null && day.length >= 10 && day <= knownAt ? [day.slice(0, 10)] : []));
  return days.sort().at(-1) ?? null;
}

/**
 * Whether the state of a control, or of one item, on `day` is reported or follows from days set earlier: REPORTED when it was in that
 * state already on the day of the newest source, or that day is later; else INFERRED. Null before the control was announced.
 */
export function stateStatus(
  control: Timeline,
  day: string,
  knownAt: string,
  item: string | null,
  lastConfirmed: string | null,
): 'REPORTED' | 'INFERRED' | null {
  const state = stateOn(control, day, knownAt, item);
  if (state === null) return null;
  if (lastConfirmed === null) return 'INFERRED';
  return lastConfirmed >= day || stateOn(control, lastConfirmed, knownAt, item) === state ? 'REPORTED' : 'INFERRED';
}
