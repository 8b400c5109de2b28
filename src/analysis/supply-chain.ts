import { at } from './at.ts';
import { checkShares, checkWithin } from './check.ts';

/** Of all a country uses of a product, the share (0..1) that one country supplies; its own production is `from` itself. */
interface SupplyShare {
  country: string;
  product: string;
  from: string;
  share: number;
}

/**
 * The weight (0..1) of one input in what a product is made of. With `country`, how that country makes it: such rows
 * replace the general ones for it. A re-exporter is a maker whose input is the product itself with weight 1.
 */
export interface InputWeight {
  product: string;
  input: string;
  weight: number;
  country?: string;
}

export interface SupplyChainData {
  supply: readonly SupplyShare[];
  inputs: readonly InputWeight[];
  /**
   * Products at which the chain properly begins: mined, or otherwise made of nothing that is followed further. What
   * other products are made of, and no input says, is unknown.
   */
  origins: readonly string[];
}

/** A country in its part as user (what it uses of a product) or as maker (what it makes of a product). */
export interface ChainNode {
  country: string;
  product: string;
  maker: boolean;
  /** A user points to the makers it buys from, a maker to itself as user of its inputs: place in `nodes` and weight. */
  edges: readonly { to: number; weight: number }[];
  /** The part that the edges leave unexplained: 1 - the sum of their weights. */
  rest: number;
  /** Whether `rest` comes out of the ground (a maker of an origin product) or is unknown. */
  restIsOrigin: boolean;
}

/** A supply chain made ready for solving. */
export interface SupplyChain {
  nodes: readonly ChainNode[];
  /** Places of nodes that depend on each other in a circle (mostly one alone), each group after those it depends on. */
  groups: readonly (readonly number[])[];
  /** The place of a node in `nodes`, if the chain has it. */
  find: (country: string, product: string, maker: boolean) => number | undefined;
}

/**
 * Reads supply shares and input weights into a chain that `lookThrough` and `routes` can follow.
 *
 * @throws RangeError when a share or weight is outside 0..1, or those of one country and product add up to more than 1
 *
 * @example
 * supplyChain({
 *   supply: [
 *     { country: 'JPN', product: 'magnet', from: 'JPN', share: 1 },
 *     { country: 'JPN', product: 'metal', from: 'CHN', share: 0.6 },
 *   ],
 *   inputs: [{ product: 'magnet', input: 'metal', weight: 1 }],
 *   origins: [],
 * });
 */
export function supplyChain({ supply, inputs, origins }: SupplyChainData): SupplyChain {
  const drafts: { country: string; product: string; maker: boolean; weights: Map<number, number> }[] = [];
  // By part, product and country: joined keys would cost more than all else for the hundreds of thousands of rows there can be.
  const parts = { makers: new Map<string, Map<string, number>>(), users: new Map<string, Map<string, number>>() };
  const placesOf = (product: string, maker: boolean) => (maker ? parts.makers : parts.users).get(product);
  const find: SupplyChain['find'] = (country, product, maker) => placesOf(product, maker)?.get(country);
  const place = (country: string, product: string, maker: boolean) => {
    const places = placesOf(product, maker) ?? new Map<string, number>();
    const known = places.get(country);
    if (known !== undefined) return known;
    (maker ? parts.makers : parts.users).set(product, places.set(country, drafts.length));
    return drafts.push({ country, product, maker, weights: new Map() }) - 1;
  };
  const connect = (from: number, to: number, weight: number) => {
    const { weights } = at(drafts, from);
    weights.set(to, (weights.get(to) ?? 0) + weight);
  };

  for (const { country, product, from, share } of supply) {
    // Hundreds of thousands of rows: the sentence is only written when there is something to say.
    if (!(share >= 0 && share <= 1)) checkWithin(`share of ${from} in the ${product} of ${country}`, share, 0, 1);
    connect(place(country, product, false), place(from, product, true), share);
  }
  const recipes = recipesByProduct(inputs);
  // Only makers that somebody buys from are followed; what they need joins the list while it is read.
  for (let index = 0; index < drafts.length; index++) {
    const { country, product, maker } = at(drafts, index);
    const recipe = maker && (recipes.get(product)?.get(country) ?? recipes.get(product)?.get(undefined));
    for (const [input, weight] of recipe || []) connect(index, place(country, input, false), weight);
  }

  const begin = new Set(origins);
  const nodes = drafts.map(({ country, product, maker, weights }): ChainNode => {
    const sum = checkShares(maker ? `weights of the inputs of ${product}` : `shares of the ${product} of ${country}`, [
      ...weights.values(),
    ]);
    return {
      country,
      product,
      maker,
      edges: [...weights].map(([to, weight]) => ({ to, weight: sum > 1 ? weight / sum : weight })),
      rest: Math.max(0, 1 - sum),
      restIsOrigin: maker && begin.has(product),
    };
  });
  return { nodes, groups: circles(nodes), find };
}

/** Product -> country (undefined = anywhere) -> input -> weight. */
function recipesByProduct(inputs: readonly InputWeight[]) {
  const recipes = new Map<string, Map<string | undefined, Map<string, number>>>();
  for (const { product, input, weight, country } of inputs) {
    checkWithin(`weight of ${input} in ${product}`, weight, 0, 1);
    const ofProduct = recipes.get(product) ?? new Map<string | undefined, Map<string, number>>();
    const recipe = ofProduct.get(country) ?? new Map<string, number>();
    recipes.set(product, ofProduct.set(country, recipe.set(input, (recipe.get(input) ?? 0) + weight)));
  }
  return recipes;
}

/**
 * The strongly connected components of the chain, each after those it points to.
 * Source: Tarjan, "Depth-first search and linear graph algorithms", SIAM Journal on Computing 1 (1972); here with a
 * stack of its own, since a chain can be deeper than the call stack.
 */
function circles(nodes: readonly ChainNode[]): number[][] {
  const visits = nodes.map(({ edges }, index) => ({ index, edges, next: 0, found: -1, lowest: -1, open: false }));
  type Visit = (typeof visits)[number];
  const waiting: Visit[] = [];
  const path: Visit[] = [];
  const groups: number[][] = [];
  let clock = 0;
  const enter = (visit: Visit) => {
    visit.found = visit.lowest = clock++;
    visit.open = true;
    waiting.push(visit);
    path.push(visit);
  };
  for (const root of visits) {
    if (root.found === -1) enter(root);
    for (let visit = path.at(-1); visit; visit = path.at(-1)) {
      const edge = visit.edges[visit.next++];
      if (edge) {
        const target = at(visits, edge.to);
        if (target.found === -1) enter(target);
        else if (target.open) visit.lowest = Math.min(visit.lowest, target.found);
        continue;
      }
      path.pop();
      const parent = path.at(-1);
      if (parent) parent.lowest = Math.min(parent.lowest, visit.lowest);
      if (visit.lowest !== visit.found) continue;
      const group = waiting.splice(waiting.lastIndexOf(visit));
      for (const member of group) member.open = false;
      groups.push(group.map(({ index }) => index));
    }
  }
  return groups;
}
