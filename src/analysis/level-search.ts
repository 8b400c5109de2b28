import type { Link } from './shortest-paths.ts';

/** Where the links of a search come from, and when it has enough. */
export interface LevelSearch<L, Found> {
  from: string;
  to: string;
  /** Most steps of a path, at least 1. */
  maxLength: number;
  /** Most links to read. */
  maxRead: number;
  /** Links that are there before anything is read. */
  known: readonly L[];
  /** The links that leave some things, of which at most `limit` are read. */
  neighbours: (ids: readonly string[], limit: number) => Promise<{ links: readonly L[]; read: number }>;
  /** The paths of up to some length among all links so far. */
  find: (links: readonly L[], length: number) => Found;
  isEnough: (found: Found) => boolean;
}

/**
 * Searches a graph that is read level by level: the links of all things that are as many steps away, then the paths of that length,
 * until enough is found or no more may be read. No thing's links are read twice, and none of the end.
 */
export async function searchByLevel<L extends Pick<Link, 'from' | 'to'>, Found extends { complete: boolean }>(
  search: LevelSearch<L, Found>,
): Promise<{ links: L[]; found: Found; complete: boolean }> {
  const { from, to, maxLength, maxRead, known, neighbours, find, isEnough } = search;
  const links = [...known];
  const seen = new Set([from, to]);
  let level: readonly string[] = [from];
  let read = 0;
  for (let length = 1; ; length++) {
    const next = await neighbours(level, maxRead - read);
    read += next.read;
    links.push(...next.links);
    const found = find(links, length);
    const complete = found.complete && read < maxRead;
    if (isEnough(found) || !complete || length >= maxLength) return { links, found, complete };
    level = reachedFrom(level, links).filter((id) => !seen.has(id));
    for (const id of level) seen.add(id);
  }
}

/** The things one step away from some others. */
function reachedFrom(ids: readonly string[], links: readonly Pick<Link, 'from' | 'to'>[]): string[] {
  const left = new Set(ids);
  return [...new Set(links.filter(({ from }) => left.has(from)).map(({ to }) => to))];
}
