import type { RequestContext, View } from '../../api/context.ts';
import { plainId } from '../../api/global-id.ts';
import { ownershipsAbove } from './queries.ts';
import type { UltimateParentRecord } from './record.ts';
import { ultimateParents } from './ultimate-parents.ts';

/**
 * The owners at the top of a company's chains of ownership in a view. Those who hold less than `minShare` (0..1) are left
 * out; those whose share is not known never are.
 */
export async function readUltimateParents(
  context: RequestContext,
  key: string,
  minShare: number,
  view: View,
): Promise<UltimateParentRecord[]> {
  const ownerships = await context.batch(ownershipsAbove, { key, ...view });
  const holdings = ownerships.map((ownership) => ({
    company: plainId(ownership.supplier),
    owner: plainId(ownership.owner),
    share: ownership.share,
    ownership,
  }));
  return ultimateParents(`Supplier:${key}`, holdings).filter(({ share }) => share === null || share >= minShare);
}
