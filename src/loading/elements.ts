import { cypher } from '../graph/cypher.ts';
import { statement, type NoParameters } from '../graph/statement.ts';
import { keyOf } from './stored.ts';
import { nodesOf, relationshipsOf } from './upsert.ts';

/** A node or relationship that a row of the seed became. */
export interface Element {
  /** Its identifier in this database, which changes with it. */
  id: string;
  /** What it is, as `LoadStatement.writes` names it. */
  of: string;
  key: string;
  digest: string;
  /** Whether it is retracted, or hangs on what is. */
  retracted: boolean;
}

/** A relationship, with what it leads from and to. */
export interface Joining extends Element {
  start: { of: string; key: string };
  end: { of: string; key: string };
}

/** All nodes that rows of the seed became: read whole on purpose, since each is compared. */
export const seedNodes = statement<NoParameters, Element>(
  'seed.nodes',
  cypher`MATCH (node:!Load) WHERE node.digest IS NOT NULL AND coalesce(node.origin, 'seed') = 'seed'
RETURN elementId(node), labels(node)[0], ${keyOf(cypher`node`)}, node.digest, node.retractedAt IS NOT NULL`,
  ([id, label, key, digest, retracted]) => ({ id, of: nodesOf(String(label)), key, digest, retracted }) as Element,
);

/** All relationships likewise; those of observations are made with them and have no digest. */
export const seedRelationships = statement<NoParameters, Joining>(
  'seed.relationships',
  cypher`MATCH (start)-[rel]->(end)
WHERE rel.digest IS NOT NULL AND rel.origin IS NULL
  AND coalesce(start.origin, 'seed') = 'seed' AND coalesce(end.origin, 'seed') = 'seed'
RETURN elementId(rel), type(rel), labels(start)[0], ${keyOf(cypher`start`)}, labels(end)[0], ${keyOf(cypher`end`)}, rel.key, rel.digest,
  rel.retractedAt IS NOT NULL OR start.retractedAt IS NOT NULL OR end.retractedAt IS NOT NULL`,
  ([id, type, startLabel, startKey, endLabel, endKey, key, digest, retracted]) =>
    ({
      ...{ id, key, digest, retracted },
      of: relationshipsOf(String(startLabel), String(type), String(endLabel)),
      start: { of: nodesOf(String(startLabel)), key: startKey },
      end: { of: nodesOf(String(endLabel)), key: endKey },
    }) as Joining,
);

/** The properties of an element, with the names of those that are whole numbers, which a driver's number does not tell. */
export interface Properties {
  id: string;
  properties: Record<string, unknown>;
  integers: string[];
}

const properties = ([id, all, integers]: readonly unknown[]) => ({ id, properties: all, integers }) as Properties;

/** The properties of some nodes. */
export const nodeProperties = statement<{ ids: readonly string[] }, Properties>(
  'seed.nodeProperties',
  cypher`UNWIND $ids AS id
MATCH (node) WHERE elementId(node) = id
RETURN id, properties(node), [name IN keys(node) WHERE valueType(node[name]) CONTAINS 'INTEGER']`,
  properties,
);

/** The properties of some relationships. */
export const relationshipProperties = statement<{ ids: readonly string[] }, Properties>(
  'seed.relationshipProperties',
  cypher`UNWIND $ids AS id
MATCH ()-[rel]->() WHERE elementId(rel) = id
RETURN id, properties(rel), [name IN keys(rel) WHERE valueType(rel[name]) CONTAINS 'INTEGER']`,
  properties,
);
