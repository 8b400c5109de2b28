import { at } from './at.ts';
import { checkCount, checkWithin } from './check.ts';
import type { ChainNode, SupplyChain } from './supply-chain.ts';

/** The part (0..1) of a country's making of a product that is held: by a company, a plant, or the country itself. */
export interface Holding {
  country: string;
  product: string;
  fraction: number;
}

/** What is depended on: a country with all it makes, or holdings such as those of one company or facility. */
export type DependedOn = string | readonly Holding[];

export interface LookThrough {
  country: string;
  product: string;
  /** The share that is bought from what is depended on, without looking further. */
  direct: number;
  /** The share that comes from it at any stage. At least `direct`. */
  lookThrough: number;
  /** The share that is known to begin elsewhere without passing through it. */
  elsewhere: number;
  /** The share of unreported origin: missing suppliers, inputs or stages, and circles that nothing enters. */
  unknown: number;
}

/** What of a node's supply ends where. */
interface Fate {
  exposed: number;
  elsewhere: number;
  unknown: number;
}

/**
 * The fraction of a maker's output that is held.
 *
 * @throws RangeError when a fraction is outside 0..1
 */
export function heldFraction(on: DependedOn): (maker: Pick<ChainNode, 'country' | 'product'>) => number {
  if (typeof on === 'string') return ({ country }) => (country === on ? 1 : 0);
  const fractions = new Map<string, number>();
  const key = (country: string, product: string) => `${country}\n${product}`;
  for (const { country, product, fraction } of on) {
    const sum = (fractions.get(key(country, product)) ?? 0) + fraction;
    checkWithin(`fraction of the ${product} of ${country}`, fraction, 0, 1);
    checkWithin(`sum of the fractions of the ${product} of ${country}`, sum, 0, 1);
    fractions.set(key(country, product), sum);
  }
  return ({ country, product }) => fractions.get(key(country, product)) ?? 0;
}

/**
 * Where a chain's supply comes from when one looks through the suppliers: for every node (users and makers) what of it
 * is exposed to what is depended on, begins elsewhere, or is unknown; together 1.
 *
 * For a user c of product p and a country X: e(c,p) = sum over k of s(c,p,k) * [k = X ? 1 : sum over q of w(k,p,q) * e(k,q)].
 * It assumes proportionality: whatever a country makes has the mix of origins that all its supply has.
 *
 * Circles are solved by Gauss-Seidel iteration, group by group, from 0. All weights are positive and add up to 1 at
 * most, so the values rise towards the smallest solution and never pass it (Varga, Matrix Iterative Analysis, 1962,
 * for substochastic matrices); 1 minus what has arrived bounds the error at every step. What has not arrived after
 * `sweeps` counts as unknown. Without circles one sweep is exact.
 */
function solve(chain: SupplyChain, on: DependedOn, sweeps: number): Fate[] {
  const held = heldFraction(on);
  const fates: Fate[] = chain.nodes.map(() => ({ exposed: 0, elsewhere: 0, unknown: 0 }));
  const update = (index: number) => {
    const node = at(chain.nodes, index);
    const fate = at(fates, index);
    const arrivedBefore = fate.exposed + fate.elsewhere + fate.unknown;
    let exposed = 0;
    let elsewhere = node.restIsOrigin ? node.rest : 0;
    let unknown = node.restIsOrigin ? 0 : node.rest;
    for (const { to, weight } of node.edges) {
      const part = at(fates, to);
      exposed += weight * part.exposed;
      elsewhere += weight * part.elsewhere;
      unknown += weight * part.unknown;
    }
    const fraction = node.maker ? held(node) : 0;
    fate.exposed = fraction + (1 - fraction) * exposed;
    fate.elsewhere = (1 - fraction) * elsewhere;
    fate.unknown = (1 - fraction) * unknown;
    return fate.exposed + fate.elsewhere + fate.unknown - arrivedBefore;
  };
  for (const group of chain.groups) {
    for (let sweep = 0; sweep < sweeps; sweep++) {
      const gain = group.reduce((most, index) => Math.max(most, update(index)), 0);
      if (group.length === 1 && !at(chain.nodes, at(group, 0)).edges.some(({ to }) => to === group[0])) break;
      if (gain < 1e-14) break;
    }
  }
  return fates;
}

/**
 * How much of what countries use of a product comes from one country (or company, or plant) at any stage: direct
 * purchases and those of their suppliers' inputs, to the mine. Proportionality is assumed: a supplier's product has the
 * mix of origins that all its inputs have, whoever buys it. A country's own production counts as supply. What is not
 * reported stays in `unknown`; it is never spread over the known.
 *
 * @param chain from `supplyChain`
 * @param asked which users and products
 * @param on a country, or holdings; a country counts as soon as any stage passes through it
 * @param options `sweeps`: most passes over a circle, default 10 000
 * @returns one entry for each that was asked, in that order; direct + what lies behind = `lookThrough`, and
 *   `lookThrough` + `elsewhere` + `unknown` = 1
 * @throws RangeError when a fraction is outside 0..1 or `sweeps` is not a whole number above 0
 *
 * @example
 * // Japan makes its own magnets; its metal is 60 % Chinese and 40 % Vietnamese; Vietnam's oxide is 90 % Chinese.
 * lookThrough(chain, [{ country: 'JPN', product: 'magnet' }], 'CHN');
 * // [{ direct: 0, lookThrough: 0.6 + 0.4 * 0.9 = 0.96, unknown: 0.04, elsewhere: 0, ... }]
 */
export function lookThrough(
  chain: SupplyChain,
  asked: readonly { country: string; product: string }[],
  on: DependedOn,
  { sweeps = 10_000 }: { sweeps?: number } = {},
): LookThrough[] {
  checkCount('sweeps', sweeps, 1);
  const fates = solve(chain, on, sweeps);
  const held = heldFraction(on);
  return asked.map(({ country, product }) => {
    const user = chain.find(country, product, false);
    if (user === undefined) return { country, product, direct: 0, lookThrough: 0, elsewhere: 0, unknown: 1 };
    const { exposed, elsewhere } = at(fates, user);
    const direct = at(chain.nodes, user).edges.reduce(
      (sum, { to, weight }) => sum + weight * held(at(chain.nodes, to)),
      0,
    );
    const share = Math.min(1, Math.max(exposed, direct));
    const known = Math.min(1 - share, elsewhere);
    return {
      country,
      product,
      direct: Math.min(1, direct),
      lookThrough: share,
      elsewhere: known,
      unknown: 1 - share - known,
    };
  });
}

/** The exposure (0..1) of every node of a chain, by its place in `chain.nodes`. */
export function exposures(chain: SupplyChain, on: DependedOn): number[] {
  return solve(chain, on, 10_000).map(({ exposed }) => exposed);
}
