import { at } from './at.ts';
import { checkWithin } from './check.ts';
import { heldFraction, lookThrough, type DependedOn } from './look-through.ts';
import type { SupplyChain } from './supply-chain.ts';

/** Something whose loss is tried out: a country with all it makes, or what a company or a facility holds. */
export interface Candidate {
  kind: 'COUNTRY' | 'SUPPLIER' | 'FACILITY';
  key: string;
  on: DependedOn;
}

/** A country whose supply counts. Amounts in one unit for all: tonnes or money of one year. */
export interface Importer {
  country: string;
  demand: number;
  /** What it can get; left out: as much as its demand. */
  supply?: number;
}

export interface Chokepoint {
  kind: Candidate['kind'];
  key: string;
  /** What the importers lose that they buy from it, as an amount and as a share of all their supply. */
  direct: { amount: number; share: number | null };
  /** What they lose when it is gone at every stage. */
  lost: { amount: number; share: number | null };
  /** What the others and spare capacity leave, divided by demand; null without demand. */
  coverage: number | null;
  /** Whether coverage is below 1: without it, demand cannot be met. */
  singlePoint: boolean;
}

/**
 * Ranks countries, companies and facilities by what importers lose without each: directly, and looking through their
 * suppliers (`lookThrough`, whose assumption of proportionality holds here too). Supply of unknown origin counts as
 * kept, so that the loss is a lower bound.
 *
 * @param product what the importers use
 * @param spare what countries could supply besides, in the importers' unit; a candidate's own does not help
 * @returns all candidates, largest loss first, then largest direct loss, then by kind and key
 * @throws RangeError when an amount is negative or a fraction outside 0..1
 *
 * @example
 * // JPN uses 100 (30 from CHN, 70 from VNM, which gets half its metal from CHN) and could get 20 more from AUS.
 * chokepoints(chain, 'magnet', [{ country: 'JPN', demand: 100 }], [{ kind: 'COUNTRY', key: 'CHN', on: 'CHN' }], [{ country: 'AUS', amount: 20 }]);
 * // direct 30, lost 30 + 35 = 65, coverage (100 - 65 + 20) / 100 = 0.55: a single point
 */
export function chokepoints(
  chain: SupplyChain,
  product: string,
  importers: readonly Importer[],
  candidates: readonly Candidate[],
  spare: readonly { country: string; amount: number }[] = [],
): Chokepoint[] {
  for (const { country, demand, supply = demand } of importers) {
    checkWithin(`demand of ${country}`, demand, 0);
    checkWithin(`supply of ${country}`, supply, 0);
  }
  for (const { country, amount } of spare) checkWithin(`spare amount of ${country}`, amount, 0);
  const demand = importers.reduce((sum, importer) => sum + importer.demand, 0);
  const supply = importers.reduce((sum, importer) => sum + (importer.supply ?? importer.demand), 0);
  const asked = importers.map(({ country }) => ({ country, product }));
  const share = (amount: number) => (supply > 0 ? amount / supply : null);

  const ranked = candidates.map(({ kind, key, on }): Chokepoint => {
    let direct = 0;
    let lost = 0;
    lookThrough(chain, asked, on).forEach((exposure, index) => {
      const importer = at(importers, index);
      direct += exposure.direct * (importer.supply ?? importer.demand);
      lost += exposure.lookThrough * (importer.supply ?? importer.demand);
    });
    const held = heldFraction(on);
    const helps = spare.reduce((sum, { country, amount }) => sum + amount * (1 - held({ country, product })), 0);
    const coverage = demand > 0 ? (supply - lost + helps) / demand : null;
    return {
      kind,
      key,
      direct: { amount: direct, share: share(direct) },
      lost: { amount: lost, share: share(lost) },
      coverage,
      singlePoint: coverage !== null && coverage < 1 - 1e-9,
    };
  });
  return ranked.sort(
    (a, b) =>
      b.lost.amount - a.lost.amount ||
      b.direct.amount - a.direct.amount ||
      (`${a.kind} ${a.key}` < `${b.kind} ${b.key}` ? -1 : 1),
  );
}
