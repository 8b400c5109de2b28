/** What a rule or an agreement is for a time: a day, or the month or year where no more is known; null is open. */
export interface LifePeriod {
  /** As the API calls it: `IN_FORCE`, `SUSPENDED`. */
  readonly state: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** How a state is drawn: outline, solid, hatched or grey. */
export type LifeShape = 'outline' | 'solid' | 'hatched' | 'grey';

const shapes: Record<string, LifeShape> = {
  ANNOUNCED: 'outline',
  SIGNED: 'outline',
  IN_FORCE: 'solid',
  PAST_DEADLINE: 'solid',
  SUSPENDED: 'hatched',
  EXPIRED: 'grey',
  ENDED: 'grey',
};
export const shapeOf = (state: string): LifeShape => shapes[state] ?? 'outline';

/** A day as a moment; of a month or a year its first. */
export function timeOf(day: string): number {
  const [year = 0, month = 1, date = 1] = day.slice(0, 10).split('-').map(Number);
  return Date.UTC(year, month - 1, date);
}

const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10);

/** The period that a day lies in. */
export const periodOn = <Period extends LifePeriod>(periods: readonly Period[], day: string): Period | null =>
  periods.find(
    ({ from, to }) => (from === null || timeOf(from) <= timeOf(day)) && (to === null || timeOf(day) < timeOf(to)),
  ) ?? null;

/** Years, or months where there are few years, that an axis names: each with the day it begins. */
export function ticksOf(from: string, to: string, most = 8): { day: string; label: string }[] {
  const [first, last] = [new Date(timeOf(from)), new Date(timeOf(to))];
  const months = (last.getUTCFullYear() - first.getUTCFullYear()) * 12 + last.getUTCMonth() - first.getUTCMonth();
  const step = [1, 3, 6, 12, 24, 60, 120].find((one) => months / one <= most) ?? 240;
  const ticks: { day: string; label: string }[] = [];
  const begin = first.getUTCFullYear() * 12 + first.getUTCMonth();
  for (let month = Math.ceil(begin / step) * step; month <= begin + months; month += step) {
    const day = dayOf(Date.UTC(Math.floor(month / 12), month % 12, 1));
    if (timeOf(day) < timeOf(from)) continue;
    const isYear = month % 12 === 0;
    ticks.push({ day, label: isYear || step >= 12 ? day.slice(0, 4) : (monthNames[month % 12] ?? '') });
  }
  const [begins] = ticks;
  if (begins && step < 12 && !/^\d{4}$/.test(begins.label)) begins.label += ` ${begins.day.slice(0, 4)}`;
  return ticks;
}
const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const DAY_MS = 86_400_000;

/** Four years up to a day and a little on: what the lanes beside a page show. */
export const yearsUpTo = (day: string): readonly [from: string, to: string] => [
  `${Number(day.slice(0, 4)) - 3}-01-01`,
  dayOf(timeOf(day) + 40 * DAY_MS),
];

/** All of a life and the day of the clock, with a little on both sides. */
export function wholeLife(periods: readonly LifePeriod[], day: string): readonly [from: string, to: string] {
  const days = [day, ...periods.flatMap(({ from, to }) => [from, to].flatMap((one) => one ?? []))].map(timeOf);
  const [first, last] = [Math.min(...days), Math.max(...days)];
  const margin = Math.max((last - first) * 0.04, 10 * DAY_MS);
  return [dayOf(first - margin / 3), dayOf(last + Math.max(margin, 90 * DAY_MS))];
}

/** A label over a lane. */
export interface LaneLabel {
  readonly x: number;
  readonly width: number;
}

/** Where a label stands: its row from the top, and to which side of its line. */
export interface LabelPlace {
  readonly row: number;
  readonly isLeft: boolean;
}

/** Rows for labels, so that none lies on another or on the line that leads down from another. */
export function placeLabels(labels: readonly LaneLabel[], width: number, gap = 10): LabelPlace[] {
  const placed: { row: number; from: number; to: number; x: number }[] = [];
  return labels.map((label) => {
    const isLeft = label.x + label.width > width;
    const from = isLeft ? label.x - label.width : label.x;
    const to = isLeft ? label.x : label.x + label.width;
    const isApart = (other: { from: number; to: number }) => other.to + gap <= from || to + gap <= other.from;
    const isFree = (at: number) => placed.every((other) => other.row !== at || isApart(other));
    // A line leads down from the higher of two labels through the row of the lower.
    const isUncrossed = (at: number) =>
      placed.every((other) =>
        other.row < at
          ? other.x < from - 2 || other.x > to + 2
          : other.row === at || label.x < other.from - 2 || label.x > other.to + 2,
      );
    const rows = Array.from({ length: labels.length + 1 }, (_, at) => at).filter(isFree);
    const row = rows.find(isUncrossed) ?? rows[0] ?? 0;
    placed.push({ row, from, to, x: label.x });
    return { row, isLeft };
  });
}
