import { checkWithin } from './check.ts';

/** What one of those who make up a total contributes to it, in any unit. */
export interface Part {
  key: string;
  amount: number;
}

export interface Shares {
  /** One entry a key, largest first, equal ones by key. `share` is null when the total is 0. */
  parts: { key: string; amount: number; share: number | null }[];
  /** All parts and the rest together: the denominator. */
  total: number;
  /** The rest's share: unnamed countries. Null when the total is 0. */
  otherShare: number | null;
}

/**
 * The share of each part in everything that is reported, "other countries" included.
 *
 * Several amounts under one key are added up. The shares and `otherShare` add up to 1. A publisher's rounded total is
 * not the denominator: rounding would make shares that do not add up.
 *
 * @param parts amounts of one unit, each 0 or more
 * @param other amount that belongs to no named country, in the same unit
 * @throws RangeError when an amount is negative or not a number
 *
 * @example
 * shares([{ key: 'CHN', amount: 67 }, { key: 'VNM', amount: 3 }], 10);
 * // CHN 67/80 = 0.8375, VNM 3/80 = 0.0375, otherShare 10/80 = 0.125
 */
export function shares(parts: readonly Part[], other = 0): Shares {
  checkWithin('other', other, 0);
  const amounts = new Map<string, number>();
  for (const { key, amount } of parts) {
    checkWithin(`amount of ${key}`, amount, 0);
    amounts.set(key, (amounts.get(key) ?? 0) + amount);
  }
  const sorted = [...amounts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  const total = sorted.reduce((sum, [, amount]) => sum + amount, other);
  const share = (amount: number) => (total > 0 ? amount / total : null);
  return {
    parts: sorted.map(([key, amount]) => ({ key, amount, share: share(amount) })),
    total,
    otherShare: share(other),
  };
}
