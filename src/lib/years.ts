/** The year among `years` that is nearest to `year`; the later one of two. Null when there are none or it is among them. */
export function nearestYear(years: readonly number[], year: number | null): number | null {
  if (year === null || years.includes(year)) return null;
  return years.reduce<number | null>(
    (best, one) => (best === null || Math.abs(one - year) <= Math.abs(best - year) ? one : best),
    null,
  );
}
