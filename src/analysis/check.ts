/**
 * Throws a RangeError that names the argument unless `value` is a finite number between `low` and `high`.
 *
 * @example
 * checkWithin('cut', 1.2, 0, 1); // RangeError: cut must be between 0 and 1, but is 1.2.
 */
export function checkWithin(argument: string, value: number, low: number, high = Infinity): void {
  if (Number.isFinite(value) && value >= low && value <= high) return;
  const allowed = high === Infinity ? `a finite number of ${low} or more` : `between ${low} and ${high}`;
  throw new RangeError(`${argument} must be ${allowed}, but is ${value}.`);
}

/**
 * Throws a RangeError that names the argument unless `value` is a whole number of at least `low`.
 *
 * @example
 * checkCount('months', 0, 1); // RangeError: months must be a whole number of 1 or more, but is 0.
 */
export function checkCount(argument: string, value: number, low: number): void {
  if (Number.isSafeInteger(value) && value >= low) return;
  throw new RangeError(`${argument} must be a whole number of ${low} or more, but is ${value}.`);
}

/** How far a sum of shares may pass 1 before it counts as wrong: publishers round, and so do floating-point sums. */
export const roundingSlack = 1e-6;

/**
 * The sum of shares. Throws a RangeError that names the argument unless each is within 0..1 and the sum at most 1.
 *
 * @example
 * checkShares('shares', [0.7, 0.6]); // RangeError: shares must add up to 1 at most, but add up to 1.3.
 */
export function checkShares(argument: string, shares: readonly number[]): number {
  let sum = 0;
  for (const share of shares) {
    if (!(share >= 0 && share <= 1)) checkWithin(`each of ${argument}`, share, 0, 1);
    sum += share;
  }
  if (sum > 1 + roundingSlack) throw new RangeError(`${argument} must add up to 1 at most, but add up to ${sum}.`);
  return sum;
}
