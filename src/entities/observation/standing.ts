import type { RequestContext, View } from '../../api/context.ts';
import { reasonOf } from './choose.ts';
import { figuresOfCountry, figuresOfMineral } from './queries.ts';
import { fold } from '../../lib/fold.ts';
import { disagreements } from '../claim/prefer.ts';
import { claimsAbout } from '../claim/queries.ts';
import type { ClaimRecord } from '../claim/record.ts';
import type { Figure } from '../claim/figure.ts';

/**
 * Why a claim stands where it does among those that it competes with in a view: the same wherever the claim appears, since what is
 * found by the same identifier must say the same.
 */
export async function rankReasonOf(context: RequestContext, claim: ClaimRecord, view: View): Promise<string | null> {
  const { rankReason, rivals, subject } = claim;
  if (rankReason !== null || rivals === null) return rankReason;
  if (rivals !== 'kept') return reasonOf(rivals, await figuresBeside(context, rivals, view));
  const about = subject ? await context.batch(claimsAbout, { subject, property: null, ...view }) : [];
  const standing = disagreements(about).flatMap(({ preferred, competing }) => [preferred, ...competing]);
  return standing.find(({ key }) => key === claim.key)?.rankReason ?? null;
}

/** All figures of a figure's kind about its mineral, and its country where it is about one. */
async function figuresBeside(context: RequestContext, figure: Figure, view: View): Promise<Figure[]> {
  const { country, mineral, measure: kind } = figure;
  if (country === null)
    return (await context.batch(figuresOfMineral, { mineral, kind, ...view })).map((placed) => placed.figure);
  const [row] = await context.batch(figuresOfCountry, { country, mineral: fold(mineral), kind, ...view });
  return row?.figures ?? [];
}
