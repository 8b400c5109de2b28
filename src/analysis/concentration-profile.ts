import { herfindahl } from './concentration.ts';

/** A stage of a chain with the shares of those who supply it. */
export interface StageShares {
  stage: string;
  shares: readonly number[];
}

export interface ConcentrationProfile {
  /** As given: from mine to product. `rise` is against the stage before; null for the first. */
  stages: { stage: string; hhi: number; rise: number | null }[];
  /** The stage whose index rises most against the one before; null when it rises nowhere. The earliest of equals. */
  steepest: string | null;
}

/**
 * Where along a chain supply becomes most concentrated: the Herfindahl-Hirschman index of each stage and its rise
 * against the stage before.
 *
 * @param stages in order, from mine to product
 * @throws RangeError when a share is outside 0..1 or those of a stage add up to more than 1
 *
 * @example
 * concentrationProfile([{ stage: 'mine', shares: [0.6, 0.4] }, { stage: 'refining', shares: [0.9, 0.1] }]);
 * // mine 0.52, refining 0.82 with rise 0.30; steepest: refining
 */
export function concentrationProfile(stages: readonly StageShares[]): ConcentrationProfile {
  let before: number | null = null;
  let steepest: string | null = null;
  let most = 0;
  const profile = stages.map(({ stage, shares }) => {
    const hhi = herfindahl(shares);
    const rise = before === null ? null : hhi - before;
    before = hhi;
    if (rise !== null && rise > most) {
      most = rise;
      steepest = stage;
    }
    return { stage, hhi, rise };
  });
  return { stages: profile, steepest };
}
