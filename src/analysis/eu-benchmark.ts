import { checkShares } from './check.ts';

/** The most that may come from one third country: Regulation (EU) 2024/1252, Article 5(1)(b). */
export const EU_SINGLE_COUNTRY_LIMIT = 0.65;

/** A country's share of what is consumed at one stage, 0..1. */
export interface CountryShare {
  country: string;
  share: number;
}

/**
 * Which countries break the European Union's benchmark for 2030: of a strategic raw material, at any relevant stage of
 * processing, no more than 65 % of the Union's annual consumption may come from a single third country.
 *
 * Exactly 65 % does not break it. The denominator in the Regulation is consumption, production at home included; fed
 * with shares of imports, the result says what imports alone would say.
 *
 * @param shares by country; several for one country are added up
 * @param members countries that are not third countries to the importer judged, such as the Union's own members
 * @returns the countries above the limit (one at most), with their share
 * @throws RangeError when a share is outside 0..1 or they add up to more than 1
 *
 * @example
 * breachesEuBenchmark([{ country: 'CHN', share: 0.8862 }, { country: 'JPN', share: 0.05 }]);
 * // [{ country: 'CHN', share: 0.8862 }]
 */
export function breachesEuBenchmark(
  shares: readonly CountryShare[],
  members: ReadonlySet<string> = new Set(),
): CountryShare[] {
  checkShares(
    'shares',
    shares.map(({ share }) => share),
  );
  const byCountry = new Map<string, number>();
  for (const { country, share } of shares) byCountry.set(country, (byCountry.get(country) ?? 0) + share);
  return [...byCountry]
    .filter(([country, share]) => share > EU_SINGLE_COUNTRY_LIMIT && !members.has(country))
    .map(([country, share]) => ({ country, share }));
}
