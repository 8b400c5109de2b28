import { cypher } from '../../graph/cypher.ts';
import { batchStatement } from '../../graph/statement.ts';
import { notRetracted, recordedInKeysView } from '../../graph/validity.ts';
import { allKinds, nodeKinds, type NodeKind } from '../../graph/kinds.ts';

/** A thing of any kind, by its key. */
export interface ResolvedNode {
  __typename: NodeKind;
  key: string;
}

/** A thing's key and one of its names. */
export interface NearName {
  key: string;
  name: string;
}

/** Names near to `query`, a full-text query that `searchQuery` made, those that the index finds best first. */
export const nearNames = batchStatement<{ kinds: readonly NodeKind[]; query: string }, NearName>(
  'spelling.nearest',
  cypher`UNWIND $keys AS key
CALL (key) {
  CALL db.index.fulltext.queryNodes('spelling_text_nearest', key.query, {limit: 400}) YIELD node, score
  WHERE node.kind IN key.kinds
  MATCH (node)-[rel:NAMES]->(named) WHERE rel.retractedAt IS NULL
  RETURN coalesce(named.iso3, named.slug, named.id) AS near, node.text AS name, score ORDER BY score DESC, near LIMIT 100
}
RETURN key.i, near, name ORDER BY key.i, score DESC, near`,
  ([key, name]) => ({ key, name }) as NearName,
);

/** Finds by their key what kinds have things without a name. */
const byKey = allKinds
  .map((kind) => nodeKinds[kind])
  .filter(({ nameless }) => nameless)
  .map(
    ({ label, key }) => cypher`
  UNION
  WITH key WHERE '${label}' IN key.kinds
  MATCH (named:${label} {${key}: key.written}) WHERE ${notRetracted(cypher`named`, cypher`key.knownAt`)}
  RETURN size(key.kinds) AS place, '${label}' AS kind, named.${key} AS found`,
  )
  .reduce((all, one) => cypher`${all}${one}`);

/**
 * What a text means: `text` is folded, `written` is as the caller wrote it. Kinds come in the order given; those of which some have
 * no name are found by their key too.
 */
export const meaningsOf = batchStatement<
  { text: string; written: string; kinds: readonly NodeKind[]; knownAt: string },
  ResolvedNode
>(
  'spelling.meanings',
  cypher`UNWIND $keys AS key
CALL (key) {
  UNWIND range(0, size(key.kinds) - 1) AS place
  MATCH (spelling:Spelling {kind: key.kinds[place], text: key.text})-[rel:NAMES]->(named)
  WHERE ${recordedInKeysView}
  RETURN place, spelling.kind AS kind, coalesce(named.iso3, named.slug, named.id) AS found${byKey}
}
RETURN key.i, kind, found ORDER BY key.i, place, found`,
  ([__typename, key]) => ({ __typename, key }) as ResolvedNode,
);
