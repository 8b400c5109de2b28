import type { RequestContext, View } from '../../api/context.ts';
import { int } from '../../graph/graph.ts';
import { MAX_PAGE, pageSize } from '../../api/connection.ts';
import { badInput } from '../../api/errors.ts';
import { checkNow } from '../../api/check.ts';
import { SearchKind as SearchKindValues, type Resolvers, type SearchKind } from '../../api/generated.ts';
import { inCapitals } from '../../api/named.ts';
import { groupBy } from '../../lib/group-by.ts';
import { nameOf, type NamedRecord } from '../node/record.ts';
import { contextOf } from './context.ts';
import { readNode } from '../node/read.ts';
import { readEach } from '../../api/read-each.ts';
import { slipsBetween } from '../../lib/edit-distance.ts';
import { search, type HitRow } from './queries.ts';
import { searchQuery } from '../../api/names/search-query.ts';
import { allKinds, nodeKinds, type NodeKind } from '../../graph/kinds.ts';

const searchable = allKinds.filter((kind) => nodeKinds[kind].searchable);
const searchKind = (kind: NodeKind) => inCapitals(kind) as SearchKind;
const kindOf = new Map(searchable.map((kind) => [searchKind(kind), kind]));

/** So many hits are read, however few are asked for: the index does not put the smallest slip first. */
const READ = 100;

/** Hits in order: exact names, then beginnings, then those with the fewest slips. */
function closestFirst(typed: string, hits: readonly HitRow[]): HitRow[] {
  const slips = new Map(hits.map((hit) => [hit, hit.match === 'NEAR' ? slipsBetween(typed, hit.name) : 0]));
  const place = { EXACT: 0, PREFIX: 1, NEAR: 2 };
  return [...hits].sort((a, b) => place[a.match] - place[b.match] || (slips.get(a) ?? 0) - (slips.get(b) ?? 0));
}

/** All that the index gives. */
const READ_OF_EACH = 400;

const inOrder = Object.values(SearchKindValues);

/** At most so many hits of each kind; all of one kind before the next where that is asked for. */
function chosen(hits: readonly HitRow[], perKind: number, byKind: boolean): HitRow[] {
  const groups = [...groupBy(hits, ({ kind }) => kind)].map(([kind, own]) => [kind, own.slice(0, perKind)] as const);
  if (byKind) {
    const place = (kind: NodeKind) => inOrder.indexOf(searchKind(kind));
    return groups.sort(([a], [b]) => place(a) - place(b)).flatMap(([, own]) => own);
  }
  const kept = new Set(groups.flatMap(([, own]) => own));
  return hits.filter((hit) => kept.has(hit));
}

/** Hits for which every word matches; where there are none, those for which any does. */
async function findHits(
  context: RequestContext,
  text: string,
  kinds: readonly NodeKind[],
  limit: number,
  { knownAt }: View,
): Promise<HitRow[]> {
  const query = searchQuery(text);
  if (!query) return [];
  const ask = (words: string) =>
    context.read(search, { query: words, text: query.text, kinds, knownAt, first: int(limit) });
  const all = await ask(query.all);
  const hits = all.length > 0 ? all : await ask(query.any);
  return closestFirst(query.text, hits);
}

export const searchResolvers: Resolvers = {
  Query: {
    search: async (_, { text, kinds, first, perKind, byKind }, context, info) => {
      if (/^@[\w-]+:\w+:/.test(text)) throw badInput('text', 'is an id, not a name.', 'Ask node(id:) for it.');
      const among = kinds ? kinds.flatMap((kind) => kindOf.get(kind) ?? []) : searchable;
      const view = context.view(info);
      const [most, each] = checkNow(
        () => pageSize('first', first),
        () => (perKind == null ? MAX_PAGE : pageSize('perKind', perKind, 1)),
      );
      // The best hits of a kind may stand behind many of another.
      const limit = byKind || perKind != null ? READ_OF_EACH : Math.max(most, READ);
      const hits = chosen(await findHits(context, text, among, limit, view), each, byKind).slice(0, most);
      const found = await readEach(hits, async (hit) => {
        const node = await readNode(context, `${hit.kind}:${hit.key}`, view);
        return node && { ...hit, node: node as NamedRecord, kind: searchKind(hit.kind) };
      });
      return found.filter((hit) => hit !== null);
    },
  },
  SearchHit: {
    title: ({ node }) => nameOf(node),
    context: ({ node }, _, context) => contextOf(context, node),
  },
};
