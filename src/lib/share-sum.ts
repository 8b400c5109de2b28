/** A share that is held for a time. Days are `YYYY-MM-DD`; an empty end is open. */
export interface DatedShare {
  /** 0..1; null when not known. */
  share: number | null;
  from: string | null;
  /** First day on which it is no longer held. */
  to: string | null;
}

/** How far published shares may pass the whole by rounding: half a percentage point. */
const ROUNDING = 0.005;

/**
 * The shares that are held at the same time and add up to more than the whole, with their sum, on the day on which it is
 * largest; null when there is no such day. Shares that are not known count for nothing.
 *
 * @example
 * moreThanWhole([{ share: 0.7, from: '2020-01-01', to: null }, { share: 0.6, from: '2021-01-01', to: null }]);
 * // both, with the sum 1.3: held together since 2021
 */
export function moreThanWhole<S extends DatedShare>(shares: readonly S[]): { held: S[]; sum: number } | null {
  // A sum can only rise on a day on which a share begins.
  const beginnings = [...new Set(shares.map(({ from }) => from ?? ''))];
  const days = beginnings.map((day) => {
    const held = shares.filter(({ from, to }) => (from ?? '') <= day && (to === null || to > day));
    return { held, sum: held.reduce((sum, { share }) => sum + (share ?? 0), 0) };
  });
  const largest = days.reduce<(typeof days)[number] | null>(
    (most, day) => (most === null || day.sum > most.sum ? day : most),
    null,
  );
  return largest !== null && largest.sum > 1 + ROUNDING ? largest : null;
}
