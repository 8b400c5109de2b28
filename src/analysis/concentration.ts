import { checkCount, checkShares, roundingSlack } from './check.ts';

/**
 * Herfindahl-Hirschman index: the sum of squared shares, 0 to 1.
 *
 * What is missing from 1 is supply of unnamed countries ("other countries"). It stands in the denominator of the
 * shares and adds nothing here, so that the index of an incomplete list is a lower bound.
 * Source: Hirschman, "The Paternity of an Index", American Economic Review 54 (1964).
 *
 * @param shares of the named suppliers, each 0..1, together at most 1
 * @throws RangeError when a share is outside 0..1 or they add up to more than 1
 *
 * @example
 * herfindahl([0.86, 0.06, 0.02, 0.02, 0.01, 0.01, 0.01, 0.01]); // 0.7444
 */
export function herfindahl(shares: readonly number[]): number {
  checkShares('shares', shares);
  return Math.min(
    1,
    shares.reduce((sum, share) => sum + share * share, 0),
  );
}

/**
 * Normalised Herfindahl-Hirschman index: (HHI - 1/n) / (1 - 1/n) with n suppliers; 0 when all are equal, 1 for a
 * single one. Unlike the plain index it does not fall only because there are more suppliers.
 *
 * n counts the suppliers with a share above zero. Supply of unnamed countries counts as one supplier more, the
 * fewest it can be, and the result is at least 0: a lower bound like the index itself.
 *
 * @param shares of the named suppliers, each 0..1, together at most 1
 * @throws RangeError when a share is outside 0..1 or they add up to more than 1
 *
 * @example
 * normalizedHerfindahl([0.86, 0.06, 0.02, 0.02, 0.01, 0.01, 0.01, 0.01]); // (0.7444 - 1/8) / (7/8) = 0.708
 */
export function normalizedHerfindahl(shares: readonly number[]): number {
  const index = herfindahl(shares);
  const named = shares.filter((share) => share > 0).length;
  const complete = shares.reduce((sum, share) => sum + share, 0) >= 1 - roundingSlack;
  const suppliers = named + (complete ? 0 : 1);
  if (named === 0) return 0;
  return suppliers === 1 ? 1 : Math.max(0, (index - 1 / suppliers) / (1 - 1 / suppliers));
}

/**
 * Concentration ratio C_n: what the n largest suppliers hold together, 0 to 1. C1 is the share of the largest.
 *
 * @param shares of the named suppliers, each 0..1, together at most 1
 * @param n how many of the largest, 1 or more
 * @throws RangeError when a share is outside 0..1, they add up to more than 1, or n is not a whole number above 0
 *
 * @example
 * concentrationRatio([0.1, 0.6, 0.2, 0.1], 3); // 0.6 + 0.2 + 0.1 = 0.9
 */
export function concentrationRatio(shares: readonly number[], n: number): number {
  checkShares('shares', shares);
  checkCount('n', n, 1);
  const largest = [...shares].sort((a, b) => b - a).slice(0, n);
  return Math.min(
    1,
    largest.reduce((sum, share) => sum + share, 0),
  );
}
