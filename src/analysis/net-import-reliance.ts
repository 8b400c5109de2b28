import { checkWithin } from './check.ts';
import type { Measured } from './measured.ts';

/** A country's balance of one material in one year, all in the same unit of contained material; null = not known. */
export interface MaterialBalance {
  /** Production at home, from ore and, where the publisher counts it, from old scrap. */
  production: number | null;
  imports: number | null;
  exports: number | null;
  /** What government and industry stocks gave up; negative when they grew. Left out: the publisher leaves stocks out. */
  stockDrawdown?: number | null;
}

/**
 * Net import reliance: the part of apparent consumption that is not produced at home,
 * (M - X + dS) / (P + M - X + dS) with production P, imports M, exports X and stock drawdown dS; 0 to 1.
 * Source: U.S. Geological Survey, Mineral Commodity Summaries, appendix on terms and units.
 *
 * @returns the reliance; null with NOT_AVAILABLE when a part is missing, with NET_EXPORTER when more leaves than
 *   comes in, with NOT_APPLICABLE when nothing is consumed
 * @throws RangeError when production, imports or exports are negative
 *
 * @example
 * netImportReliance({ production: 5400, imports: 13019, exports: 6170 }); // 6849 / 12249 = 0.559
 */
export function netImportReliance({ production, imports, exports, stockDrawdown = 0 }: MaterialBalance): Measured {
  const parts = { production, imports, exports, stockDrawdown };
  const missing = Object.entries(parts).flatMap(([name, amount]) => (amount === null ? [name] : []));
  for (const [name, amount] of Object.entries(parts)) {
    if (amount !== null) checkWithin(name, amount, name === 'stockDrawdown' ? -Number.MAX_VALUE : 0);
  }
  if (production === null || imports === null || exports === null || stockDrawdown === null) {
    return { value: null, reason: 'NOT_AVAILABLE', explanation: `Not known: ${missing.join(', ')}.` };
  }
  const net = imports - exports + stockDrawdown;
  const consumption = production + net;
  if (net < 0) {
    return { value: null, reason: 'NET_EXPORTER', explanation: 'More is exported and stocked than is imported.' };
  }
  if (consumption === 0) {
    return { value: null, reason: 'NOT_APPLICABLE', explanation: 'Nothing is produced and nothing is imported.' };
  }
  return { value: net / consumption };
}
