import { at } from './at.ts';
import type { SupplyChain } from './supply-chain.ts';

/** A link of a flow picture: `to` null is the user. Ends that are unknown are null. */
export interface StageLink {
  fromStage: number;
  from: string | null;
  toStage: number | null;
  to: string | null;
  /** Of all that the user uses, 0..1. */
  share: number;
}

/** What passes one stage of a chain, as parts of all that a user uses. */
export interface ChainStage {
  stage: number;
  /** By country. */
  shares: ReadonlyMap<string, number>;
  /** What passes it by way of makers that nobody names. */
  unknown: number;
  /** What reaches the user without passing it. */
  bypassing: number;
  /** Places of the users whose suppliers of this stage were followed, in the chain's `nodes`. */
  users: ReadonlySet<number>;
}

/** Parts smaller than this are not followed further. */
const NEGLIGIBLE = 1e-12;

/** Products in a row that are followed: more than any chain has, unless it goes in a circle. */
const MAX_STEPS = 100;

/** A part of what the user uses, on its way back: the maker that it passed last, and where it is. */
interface Part {
  node: number;
  /** Null: the user itself. */
  stage: number | null;
  country: string | null;
  share: number;
}

/**
 * The chain of a user back to the mine, as a flow picture needs it: at each stage the makers that what it uses passes, whatever they
 * supply further on, and what goes from maker to maker. A part that passes two products of one stage counts with the maker nearest to
 * the user. At each stage the countries, `unknown` and `bypassing` add up to 1.
 *
 * @param stageOf how many steps back from the finished product the stage of a product is
 *
 * @example
 * // Magnets from Japan (0.6) and China (0.4); Japan's makers buy all their metal of China, of China's nobody knows
 * chainStages(chain, user, stageOf);
 * // stages: magnets { JPN: 0.6, CHN: 0.4 }, metal { CHN: 0.6 } with 0.4 unknown
 */
export function chainStages(
  { nodes }: SupplyChain,
  user: number,
  stageOf: (product: string) => number,
): { stages: ChainStage[]; links: StageLink[] } {
  const levels = [...new Set(nodes.map(({ product }) => stageOf(product)))].sort((a, b) => a - b);
  const stages = new Map(
    levels.map((stage) => [stage, { stage, shares: new Map<string, number>(), unknown: 0, users: new Set<number>() }]),
  );
  const links = new Map<string, StageLink>();
  const link = (
    fromStage: number,
    from: string | null,
    { stage, country }: Pick<Part, 'stage' | 'country'>,
    share: number,
  ) => {
    const key = JSON.stringify([fromStage, from, stage, country]);
    const known = links.get(key) ?? { fromStage, from, toStage: stage, to: country, share: 0 };
    links.set(key, { ...known, share: known.share + share });
  };
  /** A part of which nobody knows what lies behind: unknown at all stages from `first` on. */
  const lose = (part: Pick<Part, 'stage' | 'country'>, first: number, share: number) => {
    let to = part;
    for (const stage of levels.filter((level) => level >= first && level > (part.stage ?? -1))) {
      const found = stages.get(stage);
      if (found) found.unknown += share;
      link(stage, null, to, share);
      to = { stage, country: null };
    }
  };
  const begin: Part = { node: user, stage: null, country: null, share: 1 };
  let open = new Map<string, Part>([['', begin]]);
  for (let step = 0; open.size > 0; step++) {
    const next = new Map<string, Part>();
    for (const part of open.values()) {
      const { product, maker, edges, rest, restIsOrigin } = at(nodes, part.node);
      const stage = stageOf(product);
      const isLost = step >= MAX_STEPS || part.share < NEGLIGIBLE;
      const lost = isLost ? part.share : part.share * (restIsOrigin ? 0 : rest);
      if (lost > 0) lose(part, maker ? stage + 1 : stage, lost);
      if (isLost) continue;
      if (!maker) stages.get(stage)?.users.add(part.node);
      for (const { to, weight } of edges) {
        const share = part.share * weight;
        const { country } = at(nodes, to);
        // Each maker of a stage further back is the next one that the part passes.
        const passes = !maker && stage > (part.stage ?? -1);
        if (passes) {
          const shares = stages.get(stage)?.shares;
          shares?.set(country, (shares.get(country) ?? 0) + share);
          link(stage, country, part, share);
        }
        const place = passes ? { stage, country } : { stage: part.stage, country: part.country };
        const key = JSON.stringify([to, place.stage, place.country]);
        next.set(key, { node: to, ...place, share: (next.get(key)?.share ?? 0) + share });
      }
    }
    open = next;
  }
  return {
    stages: [...stages.values()].map((one) => {
      const known = [...one.shares.values()].reduce((sum, share) => sum + share, 0);
      return { ...one, bypassing: Math.max(0, 1 - known - one.unknown) };
    }),
    links: [...links.values()],
  };
}

/** The name of what is left of a stage besides its largest countries, and of what nobody names. */
export const OTHERS = 'others';
export const UNKNOWN = 'unknown';

/** A flow picture of which each stage names its largest countries alone. */
export interface StagePicture {
  stages: (Omit<ChainStage, 'shares'> & { nodes: { key: string; share: number }[] })[];
  links: { fromStage: number; from: string; toStage: number | null; to: string | null; share: number }[];
}

/** The same with at most `most` countries a stage, the others together. */
export function largestOf({ stages, links }: ReturnType<typeof chainStages>, most: number): StagePicture {
  const named = new Map(
    stages.map(({ stage, shares }) => {
      const sorted = [...shares].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
      return [stage, sorted.slice(0, most)] as const;
    }),
  );
  const nameOf = (stage: number, country: string | null): string => {
    if (country === null) return UNKNOWN;
    return named.get(stage)?.some(([one]) => one === country) ? country : OTHERS;
  };
  const merged = new Map<string, StagePicture['links'][number]>();
  for (const { fromStage, from, toStage, to, share } of links) {
    const ends = {
      fromStage,
      from: nameOf(fromStage, from),
      toStage,
      to: toStage === null ? null : nameOf(toStage, to),
    };
    const key = JSON.stringify(Object.values(ends));
    merged.set(key, { ...ends, share: (merged.get(key)?.share ?? 0) + share });
  }
  return {
    stages: stages.map(({ shares, ...stage }) => {
      const own = named.get(stage.stage) ?? [];
      const all = [...shares.values()].reduce((sum, share) => sum + share, 0);
      const others = shares.size > own.length ? all - own.reduce((sum, [, share]) => sum + share, 0) : 0;
      const nodes = own.map(([key, share]) => ({ key, share }));
      return { ...stage, nodes: others > 0 ? [...nodes, { key: OTHERS, share: others }] : nodes };
    }),
    links: [...merged.values()].sort((a, b) => b.share - a.share),
  };
}
