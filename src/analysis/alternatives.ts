import { at } from './at.ts';
import { checkCount, checkWithin } from './check.ts';
import { lookThrough } from './look-through.ts';
import { supplyChain, type InputWeight } from './supply-chain.ts';

/** What a country uses of a product in a year, by where it comes from, in tonnes; `from` itself = own production. */
export interface SupplyTonnes {
  country: string;
  product: string;
  /** Null: origin not known. */
  from: string | null;
  tonnes: number;
}

/** A project that will make a product. */
export interface Project {
  key: string;
  country: string;
  product: string;
  /** What it makes in a year at full output. */
  tonnes: number;
  /** The first year in which it does. */
  year: number;
  /** Who gets it. Left out: all who use supply from where one wants to depend less, in proportion to that supply. */
  to?: readonly string[];
}

export interface AlternativesInput {
  supply: readonly SupplyTonnes[];
  inputs: readonly InputWeight[];
  origins: readonly string[];
  /** Whose dependence is judged, together, by what they use. */
  users: readonly string[];
  product: string;
  /** The country to depend less on. */
  on: string;
  /** The look-through share to come below, 0..1. */
  threshold: number;
  year: number;
  projects: readonly Project[];
  /** Most sets of projects to try out; default 1000, enough to try all sets of up to nine. */
  maxEvaluations?: number;
}

export interface Alternatives {
  /** The look-through share without any project, and with all that are there in time. */
  before: number;
  withAll: number;
  /** The smallest set found, by key; null when none was found. */
  projects: string[] | null;
  /** The look-through share with that set (with all, when there is none). */
  reached: number;
  /** True: no smaller set does it, or, with `projects` null, no set at all. */
  exact: boolean;
  /** At most this many fewer projects could do it: 0 when exact. */
  gap: number;
  /** Projects left out of account because they start after the year. */
  tooLate: string[];
}

/**
 * The smallest set of projects that brings the look-through dependence of some countries on another below a threshold
 * by a year.
 *
 * What a project makes replaces supply from the country depended on, tonne for tonne and at every stage; use does not
 * grow. A project is thus only as good as its own inputs: a magnet plant that runs on the same country's oxide brings
 * nothing until an oxide project stands behind it. Users who are offered more than there is to replace take a part of
 * each offer; what they do not take is not offered again. One more project can thus even make it worse.
 *
 * Sets are tried from the smallest up. When the next size would take more than `maxEvaluations`, the answer is that of
 * a greedy search (the best next project, then all that proved needless taken out), with the gap to the smallest size
 * that was not ruled out. Of several smallest sets: the one that reaches least, then the first by key.
 *
 * @throws RangeError when an amount is negative, the threshold is outside 0..1, or a key stands twice
 *
 * @example
 * // JPN uses 100 t, 80 from CHN. Projects of 10, 20 and 15 t: below 0.5 takes the two largest (80 - 35 = 45 of 100).
 * minimumProjects({ ..., threshold: 0.5 }).projects; // ['c', 'b'] sorted by key: ['b', 'c'], exact
 */
export function minimumProjects(input: AlternativesInput): Alternatives {
  const { projects, threshold, year, maxEvaluations = 1000 } = input;
  checkWithin('threshold', threshold, 0, 1);
  checkCount('maxEvaluations', maxEvaluations, 1);
  for (const { tonnes } of input.supply) if (!(tonnes >= 0)) checkWithin('tonnes of supply', tonnes, 0);
  for (const { key, tonnes } of projects) checkWithin(`tonnes of project ${key}`, tonnes, 0);
  if (new Set(projects.map(({ key }) => key)).size < projects.length) {
    throw new RangeError('projects must have one entry a key: one stands twice.');
  }
  const sorted = [...projects].sort((a, b) => (a.key < b.key ? -1 : 1));
  const inTime = sorted.filter((project) => project.year <= year);
  const tooLate = sorted.filter((project) => project.year > year).map(({ key }) => key);
  const reach = (set: readonly Project[]) => exposureWith(input, set);

  const before = reach([]);
  const withAll = reach(inTime);
  const answer = (set: readonly Project[] | null, reached: number, gap: number, exact = gap === 0): Alternatives => {
    return { before, withAll, projects: set?.map(({ key }) => key) ?? null, reached, exact, gap, tooLate };
  };
  if (before < threshold) return answer([], before, 0);

  let tried = 0;
  for (let size = 1; size <= inTime.length; size++) {
    tried += combinations(inTime.length, size);
    if (tried > maxEvaluations) {
      const found = greedy(inTime, threshold, reach);
      return found ? answer(found, reach(found), Math.max(0, found.length - size)) : answer(null, withAll, 0, false);
    }
    let best: { set: Project[]; reached: number } | null = null;
    for (const set of subsets(inTime, size)) {
      const reached = reach(set);
      if (reached < threshold && reached < (best?.reached ?? Infinity)) best = { set, reached };
    }
    if (best) return answer(best.set, best.reached, 0);
  }
  return answer(null, withAll, 0);
}

/** The look-through share of the users together, once the projects have replaced supply. */
function exposureWith(
  { supply, inputs, origins, users, product, on }: AlternativesInput,
  projects: readonly Project[],
): number {
  const key = (country: string, ofProduct: string) => `${ofProduct}\n${country}`;
  const use = new Map<string, number>();
  const depended = new Map<string, number>();
  for (const row of supply) {
    use.set(key(row.country, row.product), (use.get(key(row.country, row.product)) ?? 0) + row.tonnes);
    if (row.from === on) {
      depended.set(key(row.country, row.product), (depended.get(key(row.country, row.product)) ?? 0) + row.tonnes);
    }
  }
  // All offers are made at once, by the supply that is there to be replaced; who is offered more takes part of each.
  const offers = new Map<string, { from: string; tonnes: number }[]>();
  for (const project of projects) {
    const takers = [...depended].filter(([name]) => {
      const [ofProduct, country = ''] = name.split('\n');
      return ofProduct === project.product && country !== on && (project.to?.includes(country) ?? true);
    });
    const open = takers.reduce((sum, [, tonnes]) => sum + tonnes, 0);
    if (open === 0) continue;
    for (const [name, tonnes] of takers) {
      const offer = { from: project.country, tonnes: Math.min(1, project.tonnes / open) * tonnes };
      offers.set(name, [...(offers.get(name) ?? []), offer]);
    }
  }
  const shares: { country: string; product: string; from: string; share: number }[] = [];
  const add = (name: string, from: string, tonnes: number) => {
    const [ofProduct = '', country = ''] = name.split('\n');
    shares.push({ country, product: ofProduct, from, share: tonnes / (use.get(name) ?? 1) });
  };
  for (const row of supply) {
    const name = key(row.country, row.product);
    if (row.from !== null && row.from !== on && row.tonnes > 0) add(name, row.from, row.tonnes);
  }
  for (const [name, tonnes] of depended) {
    const offered = offers.get(name) ?? [];
    const sum = offered.reduce((total, offer) => total + offer.tonnes, 0);
    const part = sum > tonnes ? tonnes / sum : 1;
    for (const offer of offered) if (offer.tonnes > 0) add(name, offer.from, offer.tonnes * part);
    if (tonnes > sum) add(name, on, tonnes - sum);
  }
  const asked = users.map((country) => ({ country, product }));
  const total = users.reduce((sum, country) => sum + (use.get(key(country, product)) ?? 0), 0);
  const exposed = lookThrough(supplyChain({ supply: shares, inputs, origins }), asked, on).reduce(
    (sum, { country, lookThrough: share }) => sum + share * (use.get(key(country, product)) ?? 0),
    0,
  );
  return total > 0 ? exposed / total : 0;
}

/** Adds the best next project until the threshold is passed, then takes out what proved needless; null: never passed. */
function greedy(projects: readonly Project[], threshold: number, reach: (set: readonly Project[]) => number) {
  const set: Project[] = [];
  const rest = [...projects];
  while (reach(set) >= threshold) {
    if (rest.length === 0) return null;
    const reached = rest.map((project) => reach([...set, project]));
    set.push(...rest.splice(reached.indexOf(Math.min(...reached)), 1));
  }
  const needed = set.reduce((kept, project) => {
    const without = kept.filter((other) => other !== project);
    return reach(without) < threshold ? without : kept;
  }, set);
  return needed.sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** How many sets of a size there are. */
function combinations(of: number, size: number): number {
  let count = 1;
  for (let index = 0; index < size; index++) count = (count * (of - index)) / (index + 1);
  return Math.round(count);
}

/** All sets of a size, in the order of the list. */
function* subsets<T>(list: readonly T[], size: number, from = 0): Generator<T[]> {
  if (size === 0) yield [];
  else
    for (let index = from; index + size <= list.length; index++) {
      for (const rest of subsets(list, size - 1, index + 1)) yield [at(list, index), ...rest];
    }
}
