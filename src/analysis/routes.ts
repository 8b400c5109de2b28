import { at } from './at.ts';
import { checkCount } from './check.ts';
import { exposures, heldFraction, type DependedOn } from './look-through.ts';
import { Queue } from './queue.ts';
import type { SupplyChain } from './supply-chain.ts';

/** One supplier on a route. */
interface RouteStep {
  /** Who supplies, and what. */
  country: string;
  product: string;
  /** Who it supplies: the next step's country, or at the end the user that was asked about. */
  to: string;
  /** The supplier's share of what `to` uses of the product. */
  share: number;
  /** The weight of the product in what `to` makes of it on this route; 1 at the end. */
  weight: number;
}

interface Route {
  /** What the route carries of all that the user uses: the product of the shares and weights of its steps. */
  share: number;
  /** From where the supply is first depended on to the last maker. */
  steps: RouteStep[];
}

export interface Routes {
  /** Largest first. */
  routes: Route[];
  /** What all routes carry together: the look-through share. */
  total: number;
  /** What the routes that are not listed carry. */
  omitted: number;
  /** False when a limit on depth or steps ended the search, so that a larger route may be among those not listed. */
  complete: boolean;
}

interface Limits {
  /** Most routes to give. */
  first?: number;
  /** Most suppliers on a route. */
  maxSteps?: number;
  /** Most beginnings of routes to look at: what bounds the time on a dense chain. */
  maxVisits?: number;
}

/** The beginning of a route, seen from the user: who supplied whom so far. */
interface Beginning {
  /** No route that goes on from here carries more than this. */
  bound: number;
  share: number;
  node: number;
  steps: number;
  edge: { weight: number } | null;
  before: Beginning | null;
  /** A whole route: what the maker at `node` holds itself. */
  ended: boolean;
}

/**
 * The routes on which one country's (or company's, or plant's) supply reaches a user, largest first. Their shares add
 * up to the look-through share, so `omitted` says exactly what the list leaves out. A route ends where it first meets
 * what is depended on; what lies behind that is not followed.
 *
 * Best-first search: of all beginnings the one with the highest bound goes on, and the bound of a beginning is what it
 * carries times the exposure of where it stands. A route that comes out first is therefore the largest.
 *
 * @param limits `first` (default 10), `maxSteps` (default 12), `maxVisits` (default 20 000)
 * @throws RangeError when a limit is not a whole number above 0
 *
 * @example
 * routes(chain, { country: 'JPN', product: 'magnet' }, 'CHN').routes;
 * // [{ share: 0.6,  steps: [CHN metal -> JPN, JPN magnet -> JPN] },
 * //  { share: 0.36, steps: [CHN oxide -> VNM, VNM metal -> JPN, JPN magnet -> JPN] }]
 */
export function routes(
  chain: SupplyChain,
  user: { country: string; product: string },
  on: DependedOn,
  { first = 10, maxSteps = 12, maxVisits = 20_000 }: Limits = {},
): Routes {
  checkCount('first', first, 1);
  checkCount('maxSteps', maxSteps, 1);
  checkCount('maxVisits', maxVisits, 1);
  const start = chain.find(user.country, user.product, false);
  if (start === undefined) return { routes: [], total: 0, omitted: 0, complete: true };
  const held = heldFraction(on);
  const exposed = exposures(chain, on);
  const total = at(exposed, start);
  const found: Route[] = [];
  const queue = new Queue<Beginning>((a, b) => a.bound > b.bound);
  queue.add({ bound: total, share: 1, node: start, steps: 0, edge: null, before: null, ended: false });
  let complete = true;
  for (let visits = 0; found.length < first; visits++) {
    const best = queue.take();
    if (!best) break;
    if (best.ended) {
      found.push({ share: best.share, steps: stepsOf(chain, best) });
      continue;
    }
    if (visits >= maxVisits) {
      complete = false;
      break;
    }
    const node = at(chain.nodes, best.node);
    const fraction = node.maker ? held(node) : 0;
    if (fraction > 0) queue.add({ ...best, share: best.share * fraction, bound: best.share * fraction, ended: true });
    for (const edge of node.edges) {
      const share = best.share * (1 - fraction) * edge.weight;
      const bound = share * at(exposed, edge.to);
      const steps = best.steps + (node.maker ? 0 : 1);
      if (bound <= 0) continue;
      if (steps > maxSteps) complete = false;
      else queue.add({ bound, share, node: edge.to, steps, edge, before: best, ended: false });
    }
  }
  const listed = found.reduce((sum, { share }) => sum + share, 0);
  return { routes: found, total, omitted: Math.max(0, total - listed), complete };
}

/** The suppliers on a route, from its origin on. */
function stepsOf(chain: SupplyChain, end: Beginning): RouteStep[] {
  const steps: RouteStep[] = [];
  for (let maker: Beginning | null = end; maker?.before; maker = maker.before.before) {
    const { country, product } = at(chain.nodes, maker.node);
    const buyer = maker.before;
    steps.push({
      country,
      product,
      to: at(chain.nodes, buyer.node).country,
      share: maker.edge?.weight ?? 1,
      weight: buyer.edge?.weight ?? 1,
    });
  }
  return steps;
}
