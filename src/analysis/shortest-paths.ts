import { checkCount } from './check.ts';
import { Queue } from './queue.ts';
import { groupBy } from '../lib/group-by.ts';

/** A step from one thing to the next; ends are named by any text. */
export interface Link {
  from: string;
  to: string;
  /** What moves on it, where that is said: passing it counts as passing this thing. */
  carries: string | null;
  /** Steps that are to be preferred among paths of one length: the smaller the sum, the earlier. */
  cost: number;
}

export interface PathQuestion<L extends Link> {
  links: readonly L[];
  from: string;
  to: string;
  /** Most steps of a path. */
  maxLength: number;
  /** What every path must pass between its ends, in any order. */
  via: readonly string[];
  /** Most paths to give. */
  first: number;
  /** Whether one step may follow another. */
  follows: (before: L, after: L) => boolean;
  /** Most beginnings of paths to look at: what bounds the time; default 20 000. */
  maxVisits?: number;
}

export interface ShortestPaths<L extends Link> {
  /** Shortest first, then cheapest. */
  paths: L[][];
  /** False when `maxVisits` ended the search. */
  complete: boolean;
}

interface Beginning<L> {
  /** No path that goes on from here is shorter. */
  bound: number;
  length: number;
  cost: number;
  node: string;
  passed: number;
  link: L | null;
  before: Beginning<L> | null;
}

/**
 * The shortest paths between two things, none of which passes a thing twice.
 *
 * Best-first search (Hart, Nilsson and Raphael, "A formal basis for the heuristic determination of minimum cost paths",
 * IEEE Transactions on Systems Science and Cybernetics 4, 1968): a beginning goes on by its length and the fewest steps
 * that are still to go, which a search backwards from the end gives, so that a path that comes out first is shortest
 * and nothing is followed that cannot arrive.
 *
 * @throws RangeError when a limit is not a whole number above 0, or more than four things are to be passed
 *
 * @example
 * shortestPaths({ links: [mine -> plant, plant -> maker], from: 'mine', to: 'maker', maxLength: 3, via: [], first: 5, follows: () => true });
 * // { paths: [[mine -> plant, plant -> maker]], complete: true }
 */
export function shortestPaths<L extends Link>(question: PathQuestion<L>): ShortestPaths<L> {
  const { links, from, to, maxLength, via, first, follows, maxVisits = 20_000 } = question;
  checkCount('maxLength', maxLength, 1);
  checkCount('first', first, 1);
  checkCount('maxVisits', maxVisits, 1);
  // What was passed is a set of bits, and every set is a state of its own.
  if (via.length > 4) throw new RangeError(`via must name 4 things at most, but names ${via.length}.`);
  const bit = new Map(via.map((name, index) => [name, 1 << index]));
  const all = (1 << via.length) - 1;
  const passing = ({ to: end, carries }: L) => (bit.get(end) ?? 0) | (carries === null ? 0 : (bit.get(carries) ?? 0));

  const leaving = groupBy(links, (link) => link.from);
  const stepsToGo = distances(links, to, all, passing, maxLength);
  const start = stepsToGo(from, 0);
  const found: L[][] = [];
  if (start === undefined) return { paths: found, complete: true };
  const queue = new Queue<Beginning<L>>((a, b) => a.bound < b.bound || (a.bound === b.bound && a.cost < b.cost));
  queue.add({ bound: start, length: 0, cost: 0, node: from, passed: 0, link: null, before: null });
  for (let visits = 0; found.length < first; visits++) {
    const best = queue.take();
    if (!best) break;
    if (best.node === to) {
      found.push(linksOf(best));
      continue;
    }
    if (visits >= maxVisits) return { paths: found, complete: false };
    for (const link of leaving.get(best.node) ?? []) {
      const passed = best.passed | passing(link);
      const length = best.length + 1;
      const bound = length + (stepsToGo(link.to, passed) ?? Infinity);
      // The end is passed once: a path that reaches it too early does not return.
      if (link.to === to && passed !== all) continue;
      if (bound > maxLength || passes(best, link.to) || (best.link && !follows(best.link, link))) continue;
      queue.add({ bound, length, cost: best.cost + link.cost, node: link.to, passed, link, before: best });
    }
  }
  return { paths: found, complete: true };
}

/** The fewest steps to the end from a thing, once some of what is to be passed has been: backwards, level by level. */
function distances<L extends Link>(
  links: readonly L[],
  to: string,
  all: number,
  passing: (link: L) => number,
  maxLength: number,
) {
  const arriving = groupBy(links, (link) => link.to);
  const known = new Map<string, number>();
  const key = (node: string, passed: number) => `${passed} ${node}`;
  let level = [{ node: to, passed: all }];
  known.set(key(to, all), 0);
  for (let steps = 1; steps <= maxLength && level.length > 0; steps++) {
    const next: typeof level = [];
    for (const { node, passed } of level)
      for (const link of arriving.get(node) ?? []) {
        const set = passing(link);
        if ((passed & set) !== set) continue;
        // Before this step, each of what it passes may have been passed already or not.
        for (let already = set; ; already = (already - 1) & set) {
          const state = { node: link.from, passed: (passed & ~set) | already };
          if (!known.has(key(state.node, state.passed))) {
            known.set(key(state.node, state.passed), steps);
            next.push(state);
          }
          if (already === 0) break;
        }
      }
    level = next;
  }
  return (node: string, passed: number) => known.get(key(node, passed));
}

function passes<L extends Link>(end: Beginning<L>, node: string): boolean {
  for (let at: Beginning<L> | null = end; at; at = at.before) if (at.node === node) return true;
  return false;
}

function linksOf<L extends Link>(end: Beginning<L>): L[] {
  const links: L[] = [];
  for (let at: Beginning<L> | null = end; at?.link; at = at.before) links.unshift(at.link);
  return links;
}
