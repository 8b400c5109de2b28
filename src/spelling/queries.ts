import { cypher } from '../graph/cypher.ts';
import type { ends } from '../graph/load.ts';
import { statement } from '../graph/statement.ts';
import { recorded } from '../graph/validity.ts';

/** What has names: the labels that spellings lead to. */
export type NamedKind = keyof typeof ends;

/** A thing's key and one of its names. */
export interface NearName {
  key: string;
  name: string;
}

/** Names near to `query`, a full-text query that `searchQuery` made, those that the index finds best first. */
export const nearNames = statement<{ kind: NamedKind; query: string }, NearName>(
  'spelling.nearest',
  cypher`CALL db.index.fulltext.queryNodes('spelling_text_nearest', $query, {limit: 400}) YIELD node, score
WHERE node.kind = $kind
MATCH (node)-[held:NAMES]->(named) WHERE held.retractedAt IS NULL
RETURN coalesce(named.iso3, named.slug, named.id) AS key, node.text ORDER BY score DESC, key LIMIT 100`,
  ([key, name]) => ({ key, name }) as NearName,
);

/** What a folded name means, kinds in the order given. */
export const anythingByText = statement<
  { text: string; kinds: readonly NamedKind[]; knownAt: string },
  { kind: NamedKind; key: string }
>(
  'spelling.anything',
  cypher`UNWIND range(0, size($kinds) - 1) AS place
MATCH (spelling:Spelling {kind: $kinds[place], text: $text})-[held:NAMES]->(named)
WHERE ${recorded(cypher`held`, cypher`$knownAt`)}
RETURN spelling.kind, coalesce(named.iso3, named.slug, named.id) AS key ORDER BY place, key LIMIT 10`,
  ([kind, key]) => ({ kind, key }) as { kind: NamedKind; key: string },
);
