import { counted, inWords, InWords, listed, percent } from '../../format/numbers.ts';
import type { Piece } from '../../components/pieces.tsx';
import type { ReplaceQuery } from '../../api/generated.ts';

type MinimumSet = NonNullable<NonNullable<ReplaceQuery['alternatives']>['minimumSet']>;

interface Asked {
  on: string;
  line: number;
  by: number;
  set: MinimumSet | null;
  /** Whether asking for a part failed. */
  isFailed: boolean;
  /** What opens as evidence of the share. */
  share: string | null;
}

const reasons: Record<string, (count: number) => string> = {
  NO_CAPACITY: (count) => `${inWords(count)} without a capacity on record`,
  NO_DATE: (count) => `${inWords(count)} without a year`,
  NOT_COMPARABLE: (count) => `${inWords(count)} in tonnes that cannot be compared`,
  TOO_LATE: (count) => `${inWords(count)} too late`,
};

/** Who could replace the country, in words: only what the smallest set of plans says. */
export function answerOf({ on, line, by, set, isFailed, share }: Asked): { headline: Piece[]; below: string } {
  if (!set)
    return { headline: [isFailed ? 'Who could is not answered this time.' : 'No plan is on record.'], below: '' };
  if (set.missing || set.before === null || set.reached === null)
    return { headline: ['It cannot be told who could.'], below: set.explanation };
  const figure = (value: number): Piece => (share ? { id: share, text: percent(value) } : percent(value));
  const limit = percent(line, 0);
  const counts = set.candidates.filter(({ notCounted }) => notCounted === null).length;
  const below = `${belowOf(set, counts)} Measured by weight; no plan is taken for certain.`;
  if (set.before <= line)
    return {
      headline: [
        'Nobody needs to: the share that ',
        on,
        ' stands behind is ',
        figure(set.before),
        `, below ${limit} already.`,
      ],
      below,
    };
  const moves: Piece[] = [
    'the share that ',
    on,
    ' stands behind goes from ',
    figure(set.before),
    ' to ',
    figure(set.reached),
  ];
  if (!set.projects)
    return {
      headline:
        counts === 0
          ? [
              'Nobody on record. No plan counts, and the share that ',
              on,
              ' stands behind stays ',
              figure(set.before),
              '.',
            ]
          : ['Nobody on record. With every plan that counts, ', ...moves, '.'],
      below,
    };
  const names = [...new Set(set.projects.map(({ plant }) => plant.facility.name))];
  return {
    headline: [`With ${listed(names)} by ${by}, `, ...moves, '.'],
    below: `${counted(set.projects.length, 'plan', 'plans')} would do, if built as stated. ${below}`,
  };
}

function belowOf({ candidates }: MinimumSet, counts: number): string {
  const left = Object.entries(reasons).flatMap(([reason, say]) => {
    const { length } = candidates.filter(({ notCounted }) => notCounted === reason);
    return length > 0 ? [say(length)] : [];
  });
  const first = `${InWords(counts)} ${counts === 1 ? 'plan has' : 'plans have'} both a year and a capacity that counts.`;
  const others = candidates.length - counts;
  return others === 0 ? first : `${first} ${InWords(others)} more do not count: ${listed(left)}.`;
}
