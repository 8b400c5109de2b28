import type { ConcentrationQuery, ProfileQuery } from '../../api/generated.ts';
import type { Piece } from '../../components/pieces.tsx';
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

/** How concentrated it is, in words whose figures open their evidence. */
export function answerOf(
  of: Concentration,
  what: string,
  profile: Profile | null,
): { headline: Piece[]; below: Piece[] } {
  const { id, shares, c1, c3, hhi, hhiIsLowerBound, year, missing, nearestYear } = of;
  const [first] = shares ?? [];
  if (!first || c1 === null)
    return {
      headline: [`How concentrated ${what} are cannot be told for ${year ?? 'any year'}: ${reasonOf(missing)}.`],
      below: nearestYear ? [`The nearest year with figures is ${nearestYear}.`] : [],
    };
  const half = forHalf(shares ?? []);
  const largest: Piece = { id: first.id, text: percent(c1, 0) };
  const countries = half === null ? [] : (shares ?? []).slice(0, half).map(({ country }) => country.name);
  return {
    headline:
      half === 1
        ? [`One country, ${first.country.name}, has `, largest, ` of the world’s ${what}.`]
        : [
            `${first.country.name} has `,
            largest,
            ` of the world’s ${what}${half === null ? '' : `; it takes ${inWords(half)} countries for half: ${listed(countries)}`}.`,
          ],
    below: [
      ...(c3 === null ? [] : ['The three largest have ', { id, text: percent(c3, 0) }, '. ']),
      ...(hhi === null
        ? []
        : [
            `The Herfindahl index is ${hhiIsLowerBound ? 'at least ' : ''}`,
            { id, text: index(hhi) },
            ' (1 is one supplier alone).',
          ]),
      ...steepestOf(profile),
    ],
  };
}

/** Where along the chain it rises most. */
function steepestOf(profile: Profile | null): Piece[] {
  const steepest = profile?.stages.find(({ stage }) => stage === profile.steepest);
  if (!steepest) return [];
  const top = percent(steepest.top, 0);
  return [
    ` Along the chain it rises most at ${stageInWords(steepest.stage)}`,
    ...(steepest.largest
      ? [
          `, where ${steepest.largest.name} has `,
          steepest.observation ? { id: steepest.observation.id, text: top } : top,
        ]
      : []),
    '.',
  ];
}
