import type { RequestContext, View } from '../../api/context.ts';
import type { Position } from '../../api/connection.ts';
import type { DependenceMethod, OrderDirection } from '../../api/generated.ts';
import { lookThroughOfDependence } from './look-through.ts';
import type { DependenceRecord } from './record.ts';

/** What those without a share are sorted by, so that they come last. */
export const WITHOUT_SHARE = { ASC: 2, DESC: -1 } as const;

/** How dependences are sorted: by share, or by what `byName` says of each. */
export interface RankOrder {
  field: string;
  direction: OrderDirection;
  byName: (dependence: DependenceRecord) => Position;
}

/** A dependence in its place, with the share that the method measures. */
export interface Ranked {
  node: DependenceRecord;
  position: Position;
  share: number | null;
}

/** Gives dependences their places by the share that the method measures, or by name; those below `minShare` are left out. */
export async function rank(
  context: RequestContext,
  dependences: readonly DependenceRecord[],
  { method, minShare }: { method: DependenceMethod; minShare?: number | null },
  { field, direction, byName }: RankOrder,
  view: View,
): Promise<Ranked[]> {
  const placed = await Promise.all(
    dependences.map(async (node): Promise<Ranked> => {
      const share = method === 'DIRECT' ? node.share : (await lookThroughOfDependence(context, node, view)).share;
      const [name, key] = byName(node);
      return { node, share, position: [field === 'SHARE' ? (share ?? WITHOUT_SHARE[direction]) : name, key] };
    }),
  );
  return placed.filter(({ share }) => minShare == null || (share !== null && share >= minShare));
}
