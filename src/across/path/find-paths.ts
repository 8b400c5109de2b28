import { searchByLevel } from '../../analysis/level-search.ts';
import type { RequestContext, View } from '../../api/context.ts';
import { plainId } from '../../api/global-id.ts';
import { int } from '../../graph/graph.ts';
import { groupBy } from '../../lib/group-by.ts';
import { linksFromKind, productsBehind, tradeAmong } from './queries.ts';
import type { PathsQuestion } from './question.ts';
import type { PathKind, PathNodeRecord, SupplyLink } from './record.ts';
import { searchPaths, slim } from './search.ts';

/** What bounds a search however dense the graph is: steps read from it. */
export const MAX_LINKS = 20_000;

export interface FoundPaths {
  paths: SupplyLink[][];
  /** False when the search was ended. */
  complete: boolean;
  /** The paths that need not pass anything. */
  withoutVia: () => Promise<SupplyLink[][]>;
}

/** Searches one way, level by level, until enough is found, nothing is left, or the most steps are read. */
export async function findPaths(
  context: RequestContext,
  question: PathsQuestion,
  from: string,
  to: string,
  view: View,
): Promise<FoundPaths> {
  const { via, maxLength, first } = question;
  const ends = [question.from, question.to, ...via].filter(endsSearch);
  const isUsable = usableIn(question);
  const { trade, behind } = await readTrade(context, ends, view);
  const pathsIn = async (links: readonly SupplyLink[], longest: number, passing: readonly string[]) => {
    // Nothing is found before a step leads there.
    if (!links.some((link) => link.to === to)) return { paths: [], complete: true };
    const ways = { links: links.map(slim), behind, from, to, maxLength: longest, via: passing, first };
    const { paths, complete } = await context.compute(searchPaths, ways);
    return { paths: paths.map((path) => path.flatMap((place) => links[place] ?? [])), complete };
  };
  const { links, found, complete } = await searchByLevel({
    ...{ from, to, maxLength, maxRead: MAX_LINKS, known: trade.filter(isUsable) },
    neighbours: async (ids, limit) => {
      const read = await readLinks(context, ids, ends, limit, view);
      return { links: distinct(read).filter(isUsable), read: read.length };
    },
    find: (known, length) => pathsIn(known, length, via.map(plainId)),
    isEnough: ({ paths }) => paths.length >= first,
  });
  return { paths: found.paths, complete, withoutVia: async () => (await pathsIn(links, maxLength, [])).paths };
}

const isCountry = ({ __typename: kind }: PathNodeRecord) => kind === 'Country';

/** Everything meets in countries and public bodies: only those that are named are entered. */
const endsSearch = (node: PathNodeRecord) => isCountry(node) || node.__typename === 'Agency';

/** Whether a step neither leads to anything that is excluded nor carries it. */
function usableIn({ excluding }: PathsQuestion): (link: SupplyLink) => boolean {
  const excluded = new Set(excluding.map(plainId));
  return ({ to, carries }) => !excluded.has(to) && !excluded.has(carries ?? '');
}

/** What the countries named sold to one another, and by product what it is made from, where there are several countries. */
async function readTrade(context: RequestContext, ends: readonly PathNodeRecord[], view: View) {
  const countries = ends.filter(isCountry).map(({ key }) => key);
  if (countries.length < 2) return { trade: [], behind: new Map<string, string[]>() };
  const year = int(Number(view.asOf.slice(0, 4)));
  const [trade, chain] = await Promise.all([
    context.read(tradeAmong, { countries, knownAt: view.knownAt, year }),
    context.read(productsBehind, {}),
  ]);
  const idOf = (slug: string) => `Product:${slug}`;
  return { trade, behind: new Map(chain.map(({ product, behind }) => [idOf(product), behind.map(idOf)])) };
}

/** The steps that leave some things, at most `limit` of each kind. */
async function readLinks(
  context: RequestContext,
  ids: readonly string[],
  ends: readonly PathNodeRecord[],
  limit: number,
  view: View,
): Promise<SupplyLink[]> {
  const byKind = groupBy(ids, (id) => id.slice(0, id.indexOf(':')));
  const links = await Promise.all(
    [...byKind].map(([kind, own]) =>
      context.read(linksFromKind[kind as PathKind], {
        ...view,
        keys: own.map((id) => id.slice(id.indexOf(':') + 1)).sort(),
        ends: ends.map(({ key }) => key),
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
