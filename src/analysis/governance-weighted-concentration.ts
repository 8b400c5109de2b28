import { checkShares, checkWithin } from './check.ts';
import type { CountryShare } from './eu-benchmark.ts';

export interface GovernanceWeightedConcentration {
  /** The index, 0..1; null when the score of a supplier with a share above zero is missing. */
  value: number | null;
  /** What it would be if all missing scores were the best there are. Equal to `value` when none is missing. */
  low: number;
  /** What it would be if all missing scores were the worst there are. */
  high: number;
  /** Suppliers without a score, in the order of the shares. */
  withoutScore: string[];
}

/**
 * Herfindahl-Hirschman index weighted by governance: the sum of squared shares, each times the risk of its country,
 * where the best score of the World Governance Indicators (+2.5) is risk 0 and the worst (-2.5) is risk 1.
 * It is low when supply is spread or when those who hold it are well governed.
 * Source: the HHI_WGI of the European Commission's criticality method (Blengini and others, EUR 28654 EN, 2017), which
 * scales the risk to 0..10 and multiplies by trade barriers; this one is 0..1 and leaves trade barriers out.
 *
 * @param shares by country, each 0..1, together at most 1; one entry a country
 * @param scores World Governance Indicator of each country, -2.5..2.5
 * @throws RangeError when a share or score is outside its range or a country stands twice
 *
 * @example
 * governanceWeightedConcentration([{ country: 'A', share: 0.8 }, { country: 'B', share: 0.2 }], new Map([['A', -0.5], ['B', 1.5]]));
 * // 0.64 * (2.5 + 0.5) / 5 + 0.04 * (2.5 - 1.5) / 5 = 0.384 + 0.008 = 0.392
 */
export function governanceWeightedConcentration(
  shares: readonly CountryShare[],
  scores: ReadonlyMap<string, number>,
): GovernanceWeightedConcentration {
  checkShares(
    'shares',
    shares.map(({ share }) => share),
  );
  if (new Set(shares.map(({ country }) => country)).size < shares.length) {
    throw new RangeError('shares must have one entry a country: add up those that stand twice.');
  }
  let low = 0;
  let high = 0;
  const withoutScore: string[] = [];
  for (const { country, share } of shares) {
    const score = scores.get(country);
    if (score === undefined) {
      if (share > 0) withoutScore.push(country);
      high += share * share;
      continue;
    }
    checkWithin(`score of ${country}`, score, -2.5, 2.5);
    const weighted = share * share * ((2.5 - score) / 5);
    low += weighted;
    high += weighted;
  }
  return { value: withoutScore.length === 0 ? low : null, low, high, withoutScore };
}
