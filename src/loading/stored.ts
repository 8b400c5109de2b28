import { cypher, type Cypher } from '../graph/cypher.ts';
import type { NodeDefinition } from '../graph/kinds.ts';

/** Matches, as `thing`, what the seed has of a kind and holds today. */
export const storedThings = ({ label }: Pick<NodeDefinition, 'label'>): Cypher =>
  cypher`MATCH (thing:${label}) WHERE thing.retractedAt IS NULL AND thing.origin IS NULL`;

/** Matches likewise relationships, as `rel` from `start` to `end`; either end may be of several labels, such as `Country|Agency`. */
export const storedBetween = (start: Cypher, type: Cypher, end: Cypher): Cypher =>
  cypher`MATCH (start:${start})-[rel:${type}]->(end:${end})
WHERE rel.retractedAt IS NULL AND rel.origin IS NULL AND start.retractedAt IS NULL`;

/** The keys of what `thing` leads to over relationships of a type that hold today, in the order in which their row names them. */
export const storedEnds = (type: Cypher, { label, key }: NodeDefinition): Cypher =>
  cypher`COLLECT {
    MATCH (thing)-[rel:${type}]->(end:${label}) WHERE rel.retractedAt IS NULL AND rel.origin IS NULL
    RETURN end.${key} ORDER BY rel.position, end.${key}
  }`;

/** The key of the one thing that `thing` leads to; null when there is none. */
export const storedEnd = (type: Cypher, end: NodeDefinition): Cypher => cypher`head(${storedEnds(type, end)})`;

/** Key of a node that is a country or one of the other kinds. */
export const keyOf = (node: Cypher): Cypher => cypher`coalesce(${node}.iso3, ${node}.slug, ${node}.id)`;
