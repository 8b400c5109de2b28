import type { RequestContext, View } from '../../api/context.ts';
import { splitId } from '../../api/global-id.ts';
import { standingOfFigure } from './choose.ts';
import { figuresOfCountry, figuresOfMineral } from './queries.ts';
import { fold } from '../../lib/fold.ts';
import { disagreements, type Preference } from '../claim/prefer.ts';
import { claimsAbout } from '../claim/queries.ts';
import type { ClaimRecord } from '../claim/record.ts';
import type { Figure } from '../claim/figure.ts';
import { claimsOfFlow } from '../trade-flow/claim.ts';
import { flowByKey } from '../trade-flow/queries.ts';
import { readReports } from '../trade-flow/read.ts';
import { reasonOfReport } from '../trade-flow/reports.ts';

/**
 * The claim that is shown and those that compete with it, of which one is given: the same wherever the claim appears, since what is
 * found by the same identifier must say the same. Null where the view does not hold the claim.
 */
async function standingOf(
  context: RequestContext,
  claim: ClaimRecord,
  view: View,
): Promise<Preference<ClaimRecord> | null> {
  const { rivals, subject } = claim;
  const alone = { preferred: claim, competing: [] };
  if (rivals === null) return alone;
  if (rivals === 'flow') return standingOfReport(context, claim, view);
  if (rivals !== 'kept') return standingOfFigure(rivals, await figuresBeside(context, rivals, view));
  const about = subject ? await context.batch(claimsAbout, { subject, property: null, ...view }) : [];
  if (!about.some(({ key }) => key === claim.key)) return null;
  const isOf = ({ preferred, competing }: Preference<ClaimRecord>) =>
    [preferred, ...competing].some(({ key }) => key === claim.key);
  return disagreements(about).find(isOf) ?? alone;
}

/** What sources report of one trade, as claims of the same property. */
async function standingOfReport(
  context: RequestContext,
  claim: ClaimRecord,
  view: View,
): Promise<Preference<ClaimRecord> | null> {
  const [, key] = splitId(claim.subject ?? '');
  const [own] = await context.batch(flowByKey, { key, ...view });
  const reports = own ? await readReports(context, own, view) : [];
  const given = reports.filter(({ flow }) => claim.property !== 'tonnes' || flow.tonnes !== null);
  const [preferred, ...competing] = given.flatMap(({ flow, table }) =>
    claimsOfFlow(flow, table)
      .filter(({ property }) => property === claim.property)
      .map((one) => ({ ...one, rankReason: reasonOfReport(flow, given) })),
  );
  return preferred && given.some(({ flow }) => flow.key === key) ? { preferred, competing } : null;
}

/** Why a claim stands where it does among those that it competes with in a view. */
export async function rankReasonOf(context: RequestContext, claim: ClaimRecord, view: View): Promise<string | null> {
  if (claim.rankReason !== null) return claim.rankReason;
  const standing = await standingOf(context, claim, view);
  const all = standing ? [standing.preferred, ...standing.competing] : [];
  return all.find(({ key }) => key === claim.key)?.rankReason ?? null;
}

// A figure of several years can stand among others of each: the reason is that of the claim itself, found when it is asked for.
const withOwnReason = (claim: ClaimRecord): ClaimRecord =>
  claim.rivals === 'kept' ? claim : { ...claim, rankReason: null };

/** The claim that is shown in place of one, or is that one. */
export async function preferredTo(
  context: RequestContext,
  claim: ClaimRecord,
  view: View,
): Promise<ClaimRecord | null> {
  const standing = await standingOf(context, claim, view);
  return standing ? withOwnReason(standing.preferred) : null;
}

/** The claims that one competes with, the preferred first. */
export async function competingWith(context: RequestContext, claim: ClaimRecord, view: View): Promise<ClaimRecord[]> {
  const standing = await standingOf(context, claim, view);
  if (!standing) return [];
  const all = [standing.preferred, ...standing.competing];
  return all.filter(({ key }) => key !== claim.key).map(withOwnReason);
}

/** All figures of a figure's kind about its mineral, and its country where it is about one. */
async function figuresBeside(context: RequestContext, figure: Figure, view: View): Promise<Figure[]> {
  const { country, mineral, measure: kind } = figure;
  if (country === null)
    return (await context.batch(figuresOfMineral, { mineral, kind, ...view })).map((placed) => placed.figure);
  const [row] = await context.batch(figuresOfCountry, { country, mineral: fold(mineral), kind, ...view });
  return row?.figures ?? [];
}
