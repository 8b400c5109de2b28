import { checkWithin } from './check.ts';
import type { Measured } from './measured.ts';
import { shares, type Part } from './share.ts';

/** N-1 coverage and the supplier it does without; null without any supplier. */
export type Coverage = Measured & { without: string | null };

/**
 * N-1 coverage: what is left of supply when its largest supplier is gone, divided by demand. Below 1 the largest
 * supplier is a single point of failure. The idea is the N-1 criterion of electricity grids and, for gas, of
 * Regulation (EU) 2017/1938, Annex II.
 *
 * @param supplies what each supplier can give in a year; several under one key are one supplier
 * @param demand in the same unit
 * @returns coverage of 0 or more (above 1 when supply exceeds demand); null with NOT_APPLICABLE when demand is 0
 * @throws RangeError when an amount or the demand is negative
 *
 * @example
 * nMinusOneCoverage([{ key: 'CHN', amount: 60 }, { key: 'AUS', amount: 30 }, { key: 'USA', amount: 20 }], 100);
 * // (30 + 20) / 100 = 0.5 without CHN
 */
export function nMinusOneCoverage(supplies: readonly Part[], demand: number): Coverage {
  checkWithin('demand', demand, 0);
  const { parts } = shares(supplies);
  const without = parts[0]?.key ?? null;
  if (demand === 0) {
    return { value: null, reason: 'NOT_APPLICABLE', explanation: 'There is no demand to cover.', without };
  }
  return { value: parts.slice(1).reduce((sum, { amount }) => sum + amount, 0) / demand, without };
}
