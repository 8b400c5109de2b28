import { listed, percent, tonnes } from '../../format/numbers.ts';
import type { Stage, WhatIfRow } from './rows.ts';
import { stageName } from './rows.ts';

interface Asked {
  stops: readonly string[];
  months: number;
  /** The stage that the page speaks of, by both rules; null where there is none. */
  nobody: Stage | null;
  oneHand: Stage | null;
  rows: readonly WhatIfRow[];
}

const range = (a: number, b: number): string => {
  const [low, high] = [percent(Math.min(a, b), 0), percent(Math.max(a, b), 0)];
  return low === high ? low : `${low.replace(/\s?%$/, '')} to ${high}`;
};

const time = (months: number): string =>
  months === 12 ? 'a year’s' : months === 1 ? 'a month’s' : `${months} months’`;

/** Whether anything is lost, on what is known. */
export const isNothingLost = (stage: Stage): boolean => stage.shareStopped === 0 || stage.lostDirectly === 0;

/** What would happen, in words. */
export function answerOf({ stops, months, nobody, oneHand, rows }: Asked): { headline: string; below: string } {
  const who = listed(stops);
  if (!nobody) return { headline: 'Nothing of this is on record.', below: '' };
  const what = stageName(nobody);
  if (isNothingLost(nobody))
    return {
      headline: `Nothing is lost: no ${what} of ${who} go to those who would go without.`,
      below: nobody.explanation ?? '',
    };
  if (nobody.short === null || nobody.baseline === null || nobody.shortShare === null)
    return { headline: sharesAlone(nobody, what, who), below: nobody.explanation ?? '' };
  const isLeast = nobody.isLowerBound ? 'At least ' : '';
  const share = range(oneHand?.shortShare ?? nobody.shortShare, nobody.shortShare);
  const nobodyCan = (nobody.replaced ?? 0) === 0 ? ', and nobody on record can make them' : '';
  const made = nobody.basis === 'WORLD_PRODUCTION' ? 'made' : 'traded';
  const falls = `${tonnes(nobody.lostDirectly ?? 0)} of ${tonnes(nobody.baseline)} fall away.`;
  const [worst] = [...rows].sort((a, b) => (b.nobody?.shortShare ?? 0) - (a.nobody?.shortShare ?? 0));
  const [first] = rows;
  const hand =
    oneHand?.short == null || oneHand.short === nobody.short
      ? ''
      : ` If one hand shared out the rest, ${tonnes(oneHand.short)} would be short; if nobody gives way, ${tonnes(nobody.short)}.`;
  const named =
    first?.iso3 && first.nobody?.shortShare != null
      ? ` Most is short in ${first.name}, which then lacks ${percent(first.nobody.shortShare, 0)}${
          worst && worst.key !== first.key && worst.nobody?.shortShare != null
            ? `; the largest part in ${worst.name}, ${percent(worst.nobody.shortShare, 0)}`
            : ''
        }.`
      : '';
  return {
    headline: `${isLeast}${share} of ${time(months)} ${what} ${made} in the world would be short${nobodyCan}.`,
    below: `${falls}${hand}${named}`,
  };
}

function sharesAlone(
  { shareStopped, shareStoppedAtLeast, shareStoppedAtMost }: Stage,
  what: string,
  who: string,
): string {
  const unknown = 'how many tonnes that is, nobody publishes';
  if (shareStopped !== null) return `${percent(shareStopped, 0)} of the world’s ${what} stops with ${who}; ${unknown}.`;
  const [low, high] = [shareStoppedAtLeast, shareStoppedAtMost];
  if (low !== null && high !== null) return `${range(low, high)} of the world’s ${what} stops with ${who}; ${unknown}.`;
  if (low !== null) return `At least ${percent(low, 0)} of the world’s ${what} stops with ${who}; ${unknown}.`;
  if (high !== null) return `At most ${percent(high, 0)} of the world’s ${what} stops with ${who}; ${unknown}.`;
  return `How much of the world’s ${what} stops with ${who} is not known.`;
}

/** The stage that the page speaks of: what stops and is nearest to use, with tonnes before one with shares alone. */
export function mainStage(stages: readonly Stage[]): Stage | null {
  const weight = (stage: Stage) =>
    (stage.short !== null ? 4 : 0) + (stage.stopped ? 2 : 0) + (stage.shareStopped !== null ? 1 : 0);
  return [...stages].reverse().sort((a, b) => weight(b) - weight(a))[0] ?? null;
}
