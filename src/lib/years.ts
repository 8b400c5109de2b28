/** No figure is of an earlier year, or of a later one. */
export const FIRST_YEAR = 1900;
export const LAST_YEAR = 2100;

/** The calendar year of a day, `YYYY-MM-DD`. */
export const calendarYear = (day: string): number => Number(day.slice(0, 4));

/** Whether a number is a year that a figure can be of. */
export const isYear = (year: number): boolean => Number.isInteger(year) && year >= FIRST_YEAR && year <= LAST_YEAR;

/** The year among `years` that is nearest to `year`; the later one of two. Null when there are none or it is among them. */
export function nearestYear(years: readonly number[], year: number | null): number | null {
  if (year === null || years.includes(year)) return null;
  return years.reduce<number | null>(
    (best, one) => (best === null || Math.abs(one - year) <= Math.abs(best - year) ? one : best),
    null,
  );
}
