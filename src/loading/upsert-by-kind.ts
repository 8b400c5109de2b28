import type { Cypher } from '../graph/cypher.ts';
import {
  upsertRelationships,
  type LoadStatement,
  type RelationshipRow,
  type RetractionStatement,
  type Step,
} from './upsert.ts';
import { nodeKinds, type NodeDefinition, type NodeKind } from '../graph/kinds.ts';

/** What loads and ends the relationships of one type whose other end can be of several kinds: statements for each kind. */
export type UpsertByKind<K extends NodeKind> = Record<
  K,
  { load: LoadStatement<RelationshipRow>; end: RetractionStatement }
>;

/**
 * Makes the statements of one type of relationship from `start` to things of several kinds. `ending` says what becomes of those
 * that the files no longer have: `relationshipRemoval` or `relationshipRetraction`.
 */
export function upsertRelationshipsByKind<K extends NodeKind>(
  name: string,
  start: NodeDefinition,
  type: Cypher,
  kinds: readonly K[],
  ending: (name: string, start: NodeDefinition, type: Cypher, end: NodeDefinition) => RetractionStatement,
): UpsertByKind<K> {
  return Object.fromEntries(
    kinds.map((kind) => [
      kind,
      {
        load: upsertRelationships(`${name}.${kind}`, start, type, nodeKinds[kind]),
        end: ending(`${name}.${kind}`, start, type, nodeKinds[kind]),
      },
    ]),
  ) as UpsertByKind<K>;
}

/** The steps that write such relationships, one for each kind. `title` is for progress and report, such as `parties of agreements`. */
export function stepsByKind<K extends NodeKind>(
  title: string,
  statements: UpsertByKind<K>,
  rows: readonly (readonly [K, RelationshipRow])[],
): Step[] {
  return (Object.keys(statements) as K[]).map((kind) => ({
    name: `${title} (${kind})`,
    statement: statements[kind].load,
    rows: rows.flatMap(([of, row]) => (of === kind ? [row] : [])),
    retraction: statements[kind].end,
  }));
}
