import { cypher } from '../../graph/cypher.ts';
import { statement } from '../../graph/statement.ts';
import { recordedBy } from '../../graph/validity.ts';
import type { SearchMatch } from '../../api/generated.ts';
import type { NodeKind } from '../../graph/kinds.ts';

export interface HitRow {
  kind: NodeKind;
  key: string;
  /** The folded name under which it was found. */
  name: string;
  match: SearchMatch;
  score: number;
}

/** `query` is a full-text query made by `searchQuery`; `text` is folded. Exact names come first, then names that begin with the text. */
export const search = statement<
  { query: string; text: string; kinds: readonly NodeKind[] | null; knownAt: string; first: unknown },
  HitRow
>(
  'search.names',
  cypher`CALL db.index.fulltext.queryNodes('spelling_text_nearest', $query, {limit: 400}) YIELD node, score
WHERE $kinds IS NULL OR node.kind IN $kinds
MATCH (node)-[rel:NAMES]->(named) WHERE ${recordedBy(cypher`rel`, cypher`$knownAt`)}
WITH node.kind AS kind, coalesce(named.iso3, named.slug, named.id) AS key, node.text AS name, score,
  CASE WHEN node.text = $text THEN 2 WHEN node.text STARTS WITH $text THEN 1 ELSE 0 END AS nearness
ORDER BY nearness DESC, score DESC, size(name)
WITH kind, key, head(collect([name, nearness, score])) AS best
RETURN kind, key, best[0], ['NEAR', 'PREFIX', 'EXACT'][best[1]], best[2] ORDER BY best[1] DESC, best[2] DESC, kind, key LIMIT $first`,
  ([kind, key, name, match, score]) => ({ kind, key, name, match, score }) as HitRow,
);
