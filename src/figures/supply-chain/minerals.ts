import type { ChainProduct } from './record.ts';

/**
 * The minerals whose figures stand for each product of a chain, by slug.
 *
 * A chain is followed for what its end holds: the ore of dysprosium oxide counts with its dysprosium, since what a country or a mine
 * has of all rare earths together says nothing of one of them.
 *
 * - A mineral named for the product at the end (`followedMineral`) is followed through the whole chain.
 * - Else an input stands for those minerals that it shares with what is made of it; where it holds their group alone, for the same
 *   ones; where it holds neither (bauxite, for gallium), for what it holds itself.
 *
 * @example
 * // dysprosium-oxide [dysprosium] <- concentrate [rare-earths], dysprosium being one of the rare earths
 * followedMinerals(products, 'dysprosium-oxide').get('concentrate'); // ['dysprosium']
 */
export function followedMinerals(products: ReadonlyMap<string, ChainProduct>, root: string): Map<string, string[]> {
  const end = products.get(root);
  if (!end) return new Map();
  if (end.followedMineral !== null)
    return new Map([...products.keys()].map((slug) => [slug, [end.followedMineral as string]]));
  const groups = new Map([...products.values()].flatMap((product) => [...product.groups]));
  const found = new Map([[root, new Set(end.minerals)]]);
  const open = [root];
  for (let slug = open.pop(); slug !== undefined; slug = open.pop()) {
    const own = [...(found.get(slug) ?? [])];
    for (const { input } of products.get(slug)?.inputs ?? []) {
      const made = products.get(input);
      if (!made) continue;
      const known = found.get(input) ?? new Set<string>();
      const before = found.has(input) ? known.size : -1;
      for (const mineral of followedIn(made, own, groups)) known.add(mineral);
      found.set(input, known);
      if (known.size > before) open.push(input);
    }
  }
  return new Map([...found].map(([slug, minerals]) => [slug, [...minerals].sort()]));
}

function followedIn(
  input: ChainProduct,
  minerals: readonly string[],
  groups: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  const shared = minerals.filter((mineral) => input.minerals.includes(mineral));
  if (shared.length > 0) return shared;
  const inGroup = minerals.filter((mineral) =>
    (groups.get(mineral) ?? []).some((group) => input.minerals.includes(group)),
  );
  if (inGroup.length > 0) return inGroup;
  return input.followedMineral === null ? input.minerals : [input.followedMineral];
}
