/** That one owner holds a part of a company. Both are named by a key that is unique among companies, agencies and countries. */
export interface Holding {
  company: string;
  owner: string;
  /** 0..1; null when not known. */
  share: number | null;
}

/** Where a chain ends: at an owner without an owner of its own, at one whose other owners are not on record, or at its eighth step. */
type ChainEnd = 'TOP' | 'REST' | 'TOO_LONG';

/** A chain of holdings from a company up to the owner at which it ends. */
export interface Chain<H extends Holding> {
  /** Product of the shares along it and, at a `REST`, of the part of the last owner that no owner on record holds; null when one of them is not known. */
  share: number | null;
  end: ChainEnd;
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
  /** What it holds together with those above it: the sum over all ways to it, 0..1; null when one of them is not known. */
  heldShare: number | null;
  chains: Chain<H>[];
}

/** How many holdings a chain can have. */
export const MAX_CHAIN = 8;

/**
 * Who stands at the top of a company's chains of ownership, as far as the holdings tell: owners without an owner of their own, and
 * owners of whom no more than a part is held by somebody on record, for the rest of it. The shares along a chain are multiplied, the
 * chains that end at the same owner are added up. A chain never comes back to a company that it has passed: what a circle of
 * companies holds of itself leads to no owner. An owner of whom someone holds an unknown share has no rest that could be told.
 *
 * The largest share comes first, owners whose share is not known come last, equal ones by key; the order of `holdings` has
 * no influence. Nothing is above 1 where the known shares of every company add up to 1 at most.
 *
 * @example
 * ultimateParents('mine', [
 *   { company: 'mine', owner: 'a', share: 0.6 },
 *   { company: 'mine', owner: 'b', share: 0.4 },
 *   { company: 'a', owner: 'b', share: 0.5 },
 *   { company: 'a', owner: 'c', share: 0.2 },
 * ]); // b: 0.4 + 0.6 * 0.5 = 0.7 in two chains, a: 0.6 * 0.3 = 0.18 for its rest, c: 0.6 * 0.2 = 0.12
 */
export function ultimateParents<H extends Holding>(company: string, holdings: readonly H[]): UltimateParent<H>[] {
  const above = new Map<string, H[]>();
  for (const holding of holdings) above.set(holding.company, [...(above.get(holding.company) ?? []), holding]);

  const chains = new Map<string, Chain<H>[]>();
  const ways = new Map<string, (number | null)[]>();
  const endAt = (owner: string, end: ChainEnd, path: readonly H[], part: number | null): void => {
    const share = end === 'REST' ? times(productOf(path), part) : productOf(path);
    chains.set(owner, [...(chains.get(owner) ?? []), { share, end, holdings: path }]);
  };
  const climb = (at: string, path: readonly H[], passed: ReadonlySet<string>): void => {
    for (const holding of above.get(at) ?? []) {
      const { owner } = holding;
      if (passed.has(owner)) continue;
      const longer = [...path, holding];
      ways.set(owner, [...(ways.get(owner) ?? []), productOf(longer)]);
      const owners = above.get(owner);
      if (!owners) endAt(owner, 'TOP', longer, null);
      else if (longer.length === MAX_CHAIN) endAt(owner, 'TOO_LONG', longer, null);
      else {
        climb(owner, longer, new Set([...passed, owner]));
        const rest = restOf(owners);
        if (rest !== null && rest > NOTHING) endAt(owner, 'REST', longer, rest);
      }
    }
  };
  climb(company, [], new Set([company]));

  return [...chains]
    .map(([owner, ending]) => parentOf(owner, ending, ways.get(owner) ?? []))
    .sort((a, b) => largestFirst(a, b) || byText(a.owner, b.owner));
}

// Shares are published with rounding.
const NOTHING = 1e-9;

/** The part of a company that none of its owners holds, 0..1; null when the share of one of them is not known. */
export function restOf(owners: readonly Pick<Holding, 'share'>[]): number | null {
  const shares = owners.map(({ share }) => share);
  if (shares.includes(null)) return null;
  return Math.max(0, 1 - added(shares.flatMap((share) => share ?? [])));
}

function parentOf<H extends Holding>(
  owner: string,
  ending: readonly Chain<H>[],
  ways: readonly (number | null)[],
): UltimateParent<H> {
  const chains = [...ending].sort((a, b) => largestFirst(a, b) || byText(nameOf(a), nameOf(b)));
  const known = chains.flatMap(({ share }) => (share === null ? [] : [share]));
  const knownShare = sumOf(known);
  return {
    owner,
    share: known.length === chains.length ? knownShare : null,
    knownShare,
    heldShare: ways.includes(null) ? null : sumOf(ways.flatMap((way) => way ?? [])),
    chains,
  };
}

/** A sum of shares; rounded ones may pass the whole by a little. */
const sumOf = (shares: readonly number[]): number | null => (shares.length > 0 ? Math.min(1, added(shares)) : null);

/** The sum, added from the largest down: the last digit does not depend on the order in which the shares come. */
const added = (shares: readonly number[]): number =>
  [...shares].sort((a, b) => b - a).reduce((sum, share) => sum + share, 0);

const times = (a: number | null, b: number | null) => (a === null || b === null ? null : a * b);

const productOf = (holdings: readonly Holding[]): number | null =>
  holdings.reduce<number | null>((product, { share }) => times(product, share), 1);

const largestFirst = (a: { share: number | null }, b: { share: number | null }) => (b.share ?? -1) - (a.share ?? -1);

const byText = (a: string, b: string) => (a < b ? -1 : Number(a > b));

const nameOf = ({ holdings }: Chain<Holding>) => holdings.map(({ owner }) => owner).join('>');
