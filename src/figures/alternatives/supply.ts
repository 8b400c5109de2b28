import type { SupplyTonnes } from '../../analysis/alternatives.ts';
import type { BuiltChain } from '../supply-chain/record.ts';
import { groupBy } from '../../lib/group-by.ts';

/** Some countries' supply in tonnes, with that of all who supply them. */
export interface SupplyInTonnes {
  supply: SupplyTonnes[];
  /** Slugs of the products whose tonnes are known; those of others are only right among themselves. */
  measured: ReadonlySet<string>;
}

/**
 * The supply of some users in tonnes, and what their suppliers need of each input for it, by the ratio in which it goes into the
 * product. What no supplier is named for has no origin.
 *
 * @param users names in the chain, such as alpha-3 codes
 * @param use tonnes that each of them uses of the root in a year; null where only shares are known
 */
export function supplyInTonnes(
  built: BuiltChain,
  users: readonly string[],
  use: ReadonlyMap<string, number | null>,
): SupplyInTonnes {
  const { root, products } = built.reading;
  const bySupplied = groupBy(built.supply, ({ country, product }) => `${product} ${country}`);
  const supply: SupplyTonnes[] = [];
  const measured = new Set(users.every((user) => use.get(user) != null) ? [root] : []);
  /** What is needed of each product, by country. */
  const needs = new Map<string, Map<string, number>>([
    [root, new Map(users.map((user) => [user, use.get(user) ?? 1]))],
  ]);
  const done = new Set<string>();
  // Products further down the chain come later: a need is complete when all that is made of the product is done.
  for (let next = ready(); next !== undefined; next = ready()) {
    const product = next;
    done.add(product);
    const made = new Map<string, number>();
    for (const [country, need] of needs.get(product) ?? []) {
      let named = 0;
      for (const { from, share } of bySupplied.get(`${product} ${country}`) ?? []) {
        supply.push({ country, product, from, tonnes: share * need });
        made.set(from, (made.get(from) ?? 0) + share * need);
        named += share;
      }
      if (named < 1) supply.push({ country, product, from: null, tonnes: (1 - named) * need });
    }
    for (const { input, tonnesPerTonne } of products.get(product)?.inputs ?? []) {
      if (done.has(input)) continue;
      if (measured.has(product) && tonnesPerTonne !== null) measured.add(input);
      const need = needs.get(input) ?? new Map<string, number>();
      needs.set(input, need);
      for (const [country, tonnes] of made)
        need.set(country, (need.get(country) ?? 0) + tonnes * (tonnesPerTonne ?? 1));
    }
  }
  return { supply, measured };

  /** A product that is needed and of which no other needed product is still to come; in a circle, the first. */
  function ready(): string | undefined {
    const open = [...needs.keys()].filter((product) => !done.has(product));
    const waits = (product: string) =>
      open.some((other) => other !== product && products.get(other)?.inputs.some(({ input }) => input === product));
    return open.find((product) => !waits(product)) ?? open[0];
  }
}
