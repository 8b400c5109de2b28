/** That one owner holds a part of a company. Both are named by a key that is unique among companies, agencies and countries. */
export interface Holding {
  company: string;
  owner: string;
  /** 0..1; null when not known. */
  share: number | null;
}

/** A chain of holdings from a company up to an owner without an owner of its own. */
export interface Chain<H extends Holding> {
  /** Product of the shares along it; null when one of them is not known. */
  share: number | null;
  /** The lowest first. */
  holdings: readonly H[];
}

/** Who stands at the top of a company's chains of ownership, and what comes together there. */
export interface UltimateParent<H extends Holding> {
  owner: string;
  /** Sum over all chains, 0..1; null when the share of one of them is not known. */
  share: number | null;
  /** Sum over the chains whose share is known, 0..1; null when there is none. */
  knownShare: number | null;
  chains: Chain<H>[];
}

/** How many holdings a chain can have. */
export const MAX_CHAIN = 8;

/**
 * The owners at the top of a company's chains of ownership: those without an owner of their own, as far as the holdings tell. The
 * shares along a chain are multiplied, the chains that end at the same owner are added up. A chain never comes back to a
 * company that it has passed: what a circle of companies holds of itself leads to no owner.
 *
 * The largest share comes first, owners whose share is not known come last, equal ones by key; the order of `holdings` has
 * no influence. Nothing is above 1 where the known shares of every company add up to 1 at most.
 *
 * @example
 * ultimateParents('mine', [
 *   { company: 'mine', owner: 'a', share: 0.6 },
 *   { company: 'mine', owner: 'b', share: 0.4 },
 *   { company: 'a', owner: 'b', share: 0.5 },
 *   { company: 'a', owner: 'c', share: 0.5 },
 * ]); // b: 0.4 + 0.6 * 0.5 = 0.7 in two chains, c: 0.6 * 0.5 = 0.3
 */
export function ultimateParents<H extends Holding>(company: string, holdings: readonly H[]): UltimateParent<H>[] {
  const above = new Map<string, H[]>();
  for (const holding of holdings) above.set(holding.company, [...(above.get(holding.company) ?? []), holding]);

  const chains = new Map<string, H[][]>();
  const climb = (at: string, path: readonly H[], passed: ReadonlySet<string>): void => {
    for (const holding of above.get(at) ?? []) {
      const { owner } = holding;
      if (passed.has(owner)) continue;
      const longer = [...path, holding];
      if (longer.length < MAX_CHAIN && above.has(owner)) climb(owner, longer, new Set([...passed, owner]));
      else chains.set(owner, [...(chains.get(owner) ?? []), longer]);
    }
  };
  climb(company, [], new Set([company]));

  return [...chains]
    .map(([owner, ending]) => parentOf(owner, ending))
    .sort((a, b) => largestFirst(a, b) || byText(a.owner, b.owner));
}

function parentOf<H extends Holding>(owner: string, ending: readonly H[][]): UltimateParent<H> {
  const chains = ending
    .map((holdings) => ({ share: productOf(holdings), holdings }))
    .sort((a, b) => largestFirst(a, b) || byText(nameOf(a), nameOf(b)));
  const known = chains.flatMap(({ share }) => (share === null ? [] : [share]));
  // Shares are published with rounding, so that a sum may pass the whole by a little.
  const knownShare = known.length
    ? Math.min(
        1,
        known.reduce((sum, share) => sum + share, 0),
      )
    : null;
  return { owner, share: known.length === chains.length ? knownShare : null, knownShare, chains };
}

const productOf = (holdings: readonly Holding[]): number | null =>
  holdings.reduce<number | null>(
    (product, { share }) => (product === null || share === null ? null : product * share),
    1,
  );

const largestFirst = (a: { share: number | null }, b: { share: number | null }) => (b.share ?? -1) - (a.share ?? -1);

const byText = (a: string, b: string) => (a < b ? -1 : Number(a > b));

const nameOf = ({ holdings }: Chain<Holding>) => holdings.map(({ owner }) => owner).join('>');
