import type { ConcentrationQuery, ProfileQuery } from '../../api/generated.ts';
import { reasonOf } from '../../format/missing.ts';
import { inWords, listed, percent } from '../../format/numbers.ts';

export type Concentration = NonNullable<ConcentrationQuery['concentration']>;
export type Profile = NonNullable<ProfileQuery['concentrationProfile']>;

const stages: Record<string, string> = {
  EXTRACTION: 'mining',
  REFINING: 'refining',
  METAL: 'making metal',
  COMPONENT: 'making parts',
  RECYCLING: 'recycling',
};
export const stageInWords = (stage: string): string => stages[stage] ?? stage.toLowerCase();

/** An index as it is read: 0.41; never rounded to nothing. */
export const index = (value: number): string => (value < 0.005 ? '<0.01' : value.toFixed(2));

/** How many of the largest suppliers it takes for half of all. */
function forHalf(shares: readonly { share: number | null }[]): number | null {
  let sum = 0;
  for (const [place, { share }] of shares.entries()) {
    sum += share ?? 0;
    if (sum >= 0.5) return place + 1;
  }
  return null;
}

/** How concentrated it is, in words. */
export function answerOf(
  of: Concentration,
  what: string,
  profile: Profile | null,
): { headline: string; below: string } {
  const { shares, c1, c3, hhi, hhiIsLowerBound, year, missing, nearestYear } = of;
  const [first] = shares ?? [];
  if (!first || c1 === null)
    return {
      headline: `How concentrated ${what} are cannot be told for ${year ?? 'any year'}: ${reasonOf(missing)}.`,
      below: nearestYear ? `The nearest year with figures is ${nearestYear}.` : '',
    };
  const half = forHalf(shares ?? []);
  const least = hhiIsLowerBound ? 'at least ' : '';
  const three = c3 === null ? '' : ` The three largest have ${percent(c3, 0)}.`;
  const measure = hhi === null ? '' : ` The Herfindahl index is ${least}${index(hhi)} (1 is one supplier alone).`;
  const steepest = profile?.stages.find(({ stage }) => stage === profile.steepest);
  const rises = steepest
    ? ` Along the chain it rises most at ${stageInWords(steepest.stage)}${steepest.largest ? `, where ${steepest.largest.name} has ${percent(steepest.top, 0)}` : ''}.`
    : '';
  return {
    headline:
      half === 1
        ? `One country, ${first.country.name}, has ${percent(c1, 0)} of the world’s ${what}.`
        : `${first.country.name} has ${percent(c1, 0)} of the world’s ${what}${half === null ? '' : `; it takes ${inWords(half)} countries for half: ${listed((shares ?? []).slice(0, half).map(({ country }) => country.name))}`}.`,
    below: `${three}${measure}${rises}`.trim(),
  };
}
