import { splitId } from '../../api/global-id.ts';
import { calendarYear } from '../../lib/years.ts';
import { searchByLevel } from '../../analysis/level-search.ts';
import type { TaskContext } from '../../api/compute.ts';
import type { View } from '../../api/context.ts';
import { int } from '../../graph/graph.ts';
import { groupBy } from '../../lib/group-by.ts';
import { linksFromKind, productsBehind, tradeAmong } from './queries.ts';
import type { PathKind, SupplyLink } from './record.ts';
import { searchPaths } from './search.ts';

/** What bounds a search however dense the graph is: steps read from it. */
export const MAX_LINKS = 20_000;

export interface FoundPaths {
  paths: SupplyLink[][];
  /** False when the search was ended. */
  complete: boolean;
  /** Where none was found that passes what it was to pass: the shortest that need not. */
  withoutVia: SupplyLink[] | null;
}

/** One way to search, with plain ids such as `Country:JPN`. */
export interface PathsAsked {
  from: string;
  to: string;
  via: readonly string[];
  excluding: readonly string[];
  maxLength: number;
  /** How many paths are enough. */
  first: number;
  view: View;
}

/** Searches one way, level by level, until enough is found, nothing is left, or the most steps are read. */
export async function findPaths(asked: PathsAsked, context: TaskContext): Promise<FoundPaths> {
  const { from, to, via, maxLength, first, view } = asked;
  const ends = [from, to, ...via].filter(endsSearch);
  const isUsable = usableIn(asked);
  const { trade, behind } = await readTrade(context, ends, view);
  const pathsIn = (links: readonly SupplyLink[], longest: number, passing: readonly string[]) =>
    // Nothing is found before a step leads there.
    links.some((link) => link.to === to)
      ? searchPaths({ links, behind, from, to, maxLength: longest, via: passing, first })
      : { paths: [], complete: true };
  const { links, found, complete } = await searchByLevel({
    ...{ from, to, maxLength, maxRead: MAX_LINKS, known: trade.filter(isUsable) },
    neighbours: async (ids, limit) => {
      const read = await readLinks(context, ids, ends, limit, view);
      return { links: distinct(read).filter(isUsable), read: read.length };
    },
    find: (known, length) => pathsIn(known, length, via),
    isEnough: ({ paths }) => paths.length >= first,
  });
  const { paths } = found;
  const isHeldBack = paths.length === 0 && via.length > 0;
  return { paths, complete, withoutVia: isHeldBack ? (pathsIn(links, maxLength, []).paths[0] ?? null) : null };
}

const kindOf = (id: string) => splitId(id)[0];
const keyOf = (id: string) => splitId(id)[1];
const isCountry = (id: string) => kindOf(id) === 'Country';

/** Everything meets in countries and public bodies: only those that are named are entered. */
const endsSearch = (id: string) => isCountry(id) || kindOf(id) === 'Agency';

/** Whether a step neither leads to anything that is excluded nor carries it. */
function usableIn({ excluding }: PathsAsked): (link: SupplyLink) => boolean {
  const excluded = new Set(excluding);
  return ({ to, carries }) => !excluded.has(to) && !excluded.has(carries ?? '');
}

/** What the countries named sold to one another, and by product what it is made from, where there are several countries. */
async function readTrade(context: TaskContext, ends: readonly string[], view: View) {
  const countries = ends.filter(isCountry).map(keyOf);
  if (countries.length < 2) return { trade: [], behind: new Map<string, string[]>() };
  const year = int(calendarYear(view.asOf));
  const [trade, chain] = await Promise.all([
    context.read(tradeAmong, { countries, knownAt: view.knownAt, year }),
    context.read(productsBehind, {}),
  ]);
  const idOf = (slug: string) => `Product:${slug}`;
  return { trade, behind: new Map(chain.map(({ product, behind }) => [idOf(product), behind.map(idOf)])) };
}

/** The steps that leave some things, at most `limit` of each kind. */
async function readLinks(
  context: TaskContext,
  ids: readonly string[],
  ends: readonly string[],
  limit: number,
  view: View,
): Promise<SupplyLink[]> {
  const byKind = groupBy(ids, kindOf);
  const links = await Promise.all(
    [...byKind].map(([kind, own]) =>
      context.read(linksFromKind[kind as PathKind], {
        ...view,
        keys: own.map(keyOf).sort(),
        ends: ends.map(keyOf),
        limit: int(limit),
      }),
    ),
  );
  return links.flat();
}

/** Of steps that differ in no more than what is said of them, the one to be preferred. */
function distinct(links: readonly SupplyLink[]): SupplyLink[] {
  const best = new Map<string, SupplyLink>();
  for (const link of links) {
    const key = [link.from, link.to, link.relationship, link.forward, link.carries].join(' ');
    const known = best.get(key);
    if (!known || link.cost < known.cost) best.set(key, link);
  }
  return [...best.values()];
}
