import type { RequestContext, View } from '../../api/context.ts';
import { int } from '../../graph/graph.ts';
import { pageSize } from '../../api/connection.ts';
import { badInput } from '../../api/errors.ts';
import type { Resolvers, SearchKind } from '../../api/generated.ts';
import { readNode } from '../node/read.ts';
import { readEach } from '../../api/read-each.ts';
import { slipsBetween } from '../../lib/edit-distance.ts';
import { search, type HitRow } from './queries.ts';
import { searchQuery } from '../../api/names/search-query.ts';
import { allKinds, nodeKinds, type NodeKind } from '../../graph/kinds.ts';

/** `EXPORT_CONTROL` for `ExportControl`. */
const inCapitals = (kind: NodeKind) => kind.replaceAll(/\B[A-Z]/g, '_$&').toUpperCase() as SearchKind;

const searchable = allKinds.filter((kind) => nodeKinds[kind].searchable);
const kindOf = new Map(searchable.map((kind) => [inCapitals(kind), kind]));

/** So many hits are read, however few are asked for: the index does not put the smallest slip first. */
const READ = 100;

/** Hits in order: exact names, then beginnings, then those with the fewest slips. */
function closestFirst(typed: string, hits: readonly HitRow[]): HitRow[] {
  const slips = new Map(hits.map((hit) => [hit, hit.match === 'NEAR' ? slipsBetween(typed, hit.name) : 0]));
  const place = { EXACT: 0, PREFIX: 1, NEAR: 2 };
  return [...hits].sort((a, b) => place[a.match] - place[b.match] || (slips.get(a) ?? 0) - (slips.get(b) ?? 0));
}

/** Hits for which every word matches; where there are none, those for which any does. */
async function findHits(
  context: RequestContext,
  text: string,
  kinds: readonly NodeKind[],
  first: number,
  { knownAt }: View,
): Promise<HitRow[]> {
  const query = searchQuery(text);
  if (!query) return [];
  const ask = (words: string) =>
    context.read(search, { query: words, text: query.text, kinds, knownAt, first: int(Math.max(first, READ)) });
  const all = await ask(query.all);
  const hits = all.length > 0 ? all : await ask(query.any);
  return closestFirst(query.text, hits).slice(0, first);
}

export const searchResolvers: Resolvers = {
  Query: {
    search: async (_, { text, kinds, first }, context, info) => {
      if (/^@[\w-]+:\w+:/.test(text)) throw badInput('text', 'is an id, not a name.', 'Ask node(id:) for it.');
      const among = kinds ? kinds.flatMap((kind) => kindOf.get(kind) ?? []) : searchable;
      const view = context.view(info);
      const hits = await findHits(context, text, among, pageSize('first', first), view);
      const found = await readEach(hits, async (hit) => {
        const node = await readNode(context, `${hit.kind}:${hit.key}`, view);
        return node && { ...hit, node, kind: inCapitals(hit.kind) };
      });
      return found.filter((hit) => hit !== null);
    },
  },
};
