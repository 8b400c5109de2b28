import { cypher, type Cypher } from '../../graph/cypher.ts';
import { notRetracted } from '../../graph/validity.ts';

/** Binds `variable` to the thing of a kind that a folded name means by a moment; to null where it means none. */
export const matchByName = (variable: Cypher, kind: Cypher, text: Cypher, knownAt: Cypher) =>
  cypher`OPTIONAL MATCH (:Spelling {kind: '${kind}', text: ${text}})-[${variable}Name:NAMES]->(${variable}:${kind}) WHERE ${notRetracted(cypher`${variable}Name`, knownAt)}`;
