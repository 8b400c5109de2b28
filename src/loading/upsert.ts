import { cypher, type Cypher } from '../graph/cypher.ts';
import { statement, type Statement } from '../graph/statement.ts';
import { digestOf } from '../lib/digest.ts';
import type { NodeDefinition } from '../graph/kinds.ts';

/** What became of the rows of a batch. */
export interface Outcome {
  created: number;
  changed: number;
  unchanged: number;
}

export const noOutcome: Outcome = { created: 0, changed: 0, unchanged: 0 };

/** Adds up what became of several batches. */
export const addOutcomes = (a: Outcome, b: Outcome): Outcome => ({
  created: a.created + b.created,
  changed: a.changed + b.changed,
  unchanged: a.unchanged + b.unchanged,
});

/** A node to write: its key, its properties, and a digest of them by which an unchanged one is recognised. */
export interface NodeRow {
  key: string;
  properties: Record<string, unknown>;
  digest: string;
}

/** A relationship to write: keys of its ends, and a key of its own among those of its type. */
export interface RelationshipRow extends NodeRow {
  start: string;
  end: string;
}

/** A statement that writes rows, with what they become, such as `(:Agency)-[:AGENCY_OF]->(:Country)`. */
export type LoadStatement<Row> = Statement<{ rows: readonly Row[] }, Outcome> & { readonly writes: string };

/** The nodes of a label, as `LoadStatement.writes` names them. */
export const nodesOf = (label: string): string => `(:${label})`;
/** The relationships of a type between nodes of two labels, likewise. */
export const relationshipsOf = (start: string, type: string, end: string): string =>
  `(:${start})-[:${type}]->(:${end})`;

/**
 * The part of a load that writes the properties of `thing` from `row` and counts what became of the rows. The digest is
 * compared before anything is written, so that a second run writes nothing; before it, `digest` is null on what is new.
 */
export const writeChanged = (thing: Cypher) => cypher`WITH ${thing} AS thing, row, ${thing}.digest AS before
FOREACH (_ IN CASE WHEN before = row.digest THEN [] ELSE [1] END | SET thing = row.properties, thing.digest = row.digest)
RETURN count(*), count(before), count(CASE WHEN before = row.digest THEN 1 END)`;

/** What became of the rows, by what `writeChanged` returns: how many there are, were there before, and were the same. */
export function loadOutcome(counts: readonly unknown[]): Outcome {
  const [all, before, unchanged] = counts as [number, number, number];
  return { created: all - before, changed: before - unchanged, unchanged };
}

/** The statement that writes the nodes of one label, found by their key property. */
export function upsertNodes(name: string, label: Cypher, key: Cypher): LoadStatement<NodeRow> {
  const sent = statement<{ rows: readonly NodeRow[] }, Outcome>(
    `${name}.load`,
    cypher`UNWIND $rows AS row
MERGE (node:${label} {${key}: row.key})
${writeChanged(cypher`node`)}`,
    loadOutcome,
  );
  return { ...sent, writes: nodesOf(label) };
}

/**
 * The statements of a step that writes the things of one kind and retracts those which the files no longer have: they are never
 * deleted, stay visible to a `knownAt` before that, and live again when their row comes back. What an import brought is left alone.
 */
export const upsertThings = (name: string, { label, key }: NodeDefinition): Pick<Step, 'statement' | 'retraction'> => ({
  statement: upsertNodes(name, label, key),
  retraction: statement<{ keys: readonly string[]; now: string }, number>(
    `${name}.retract`,
    cypher`MATCH (node:${label})
WHERE node.retractedAt IS NULL AND coalesce(node.origin, 'seed') = 'seed' AND NOT node.${key} IN $keys
SET node.retractedAt = $now, node.digest = 'retracted'
RETURN count(node)`,
    ([count]) => count as number,
  ),
});

/** The statement that writes the relationships of one type between nodes that are there already. */
export function upsertRelationships(
  name: string,
  start: NodeDefinition,
  type: Cypher,
  end: NodeDefinition,
): LoadStatement<RelationshipRow> {
  const sent = statement<{ rows: readonly RelationshipRow[] }, Outcome>(
    `${name}.load`,
    cypher`UNWIND $rows AS row
MATCH (start:${start.label} {${start.key}: row.start})
MATCH (end:${end.label} {${end.key}: row.end})
MERGE (start)-[rel:${type} {key: row.key}]->(end)
${writeChanged(cypher`rel`)}`,
    loadOutcome,
  );
  return { ...sent, writes: relationshipsOf(start.label, type, end.label) };
}

export type RetractionStatement = Statement<{ keys: readonly string[]; now: string }, number>;

/**
 * The statement that ends relationships which the files no longer have: they stay visible to a `knownAt` before that. Those of
 * imports have an `origin` and are left alone, here and by `relationshipRemoval`.
 */
export function relationshipRetraction(
  name: string,
  start: NodeDefinition,
  type: Cypher,
  end: NodeDefinition,
): RetractionStatement {
  return statement(
    `${name}.retract`,
    cypher`MATCH (:${start.label})-[rel:${type}]->(:${end.label})
WHERE rel.retractedAt IS NULL AND rel.origin IS NULL AND NOT rel.key IN $keys
SET rel.retractedAt = $now, rel.digest = 'retracted'
RETURN count(rel)`,
    ([count]) => count as number,
  );
}

/**
 * The statement that removes what the rows of live things no longer say, for relationships without dates: the claims behind them
 * keep the history. A retracted thing keeps what it had, for those who ask as of before.
 */
export function relationshipRemoval(
  name: string,
  start: NodeDefinition,
  type: Cypher,
  end: NodeDefinition,
): RetractionStatement {
  return statement(
    `${name}.remove`,
    cypher`MATCH (start:${start.label})-[rel:${type}]->(:${end.label})
WHERE start.retractedAt IS NULL AND rel.origin IS NULL AND NOT rel.key IN $keys AND $now IS NOT NULL
DELETE rel
RETURN count(*)`,
    ([count]) => count as number,
  );
}

/** A part of a load: rows that one statement writes, in batches. */
export interface Step {
  /** What it writes, for progress and report, such as `countries`. */
  name: string;
  statement: LoadStatement<NodeRow> | LoadStatement<RelationshipRow>;
  rows: readonly (NodeRow | RelationshipRow)[];
  /** Ends what is no longer among the rows. */
  retraction?: RetractionStatement;
}

/** A row that writes a node; the key stands among its properties under the name of the key property. */
export const nodeRow = (keyProperty: string, properties: Record<string, unknown>): NodeRow => ({
  key: String(properties[keyProperty]),
  properties,
  digest: digestOf(properties),
});

/** A row that writes a relationship; its key is made of both ends and of what else tells it from others between them. */
export function relationshipRow(
  start: string,
  end: string,
  properties: Record<string, unknown> = {},
  mark = '',
): RelationshipRow {
  const key = [start, end, mark].join('>');
  const all = { ...properties, key };
  return { start, end, key, properties: all, digest: digestOf(all) };
}
