import { cypher, type Cypher } from './cypher.ts';

/** How one end of a relationship is found. */
export interface NodeDefinition {
  label: Cypher;
  key: Cypher;
}

const bySlug = (label: Cypher): NodeDefinition => ({ label, key: cypher`slug` });

/** How each kind of thing that has names is found by its key. */
export const nodeKinds = {
  Country: { label: cypher`Country`, key: cypher`iso3` },
  Coalition: bySlug(cypher`Coalition`),
  Mineral: bySlug(cypher`Mineral`),
  Product: bySlug(cypher`Product`),
  Agency: bySlug(cypher`Agency`),
  Person: bySlug(cypher`Person`),
  Programme: bySlug(cypher`Programme`),
  Event: bySlug(cypher`Event`),
  Agreement: bySlug(cypher`Agreement`),
  Commitment: { label: cypher`Commitment`, key: cypher`id` },
  ExportControl: bySlug(cypher`ExportControl`),
  Supplier: bySlug(cypher`Supplier`),
  Facility: bySlug(cypher`Facility`),
  Source: { label: cypher`Source`, key: cypher`id` },
} satisfies Record<string, NodeDefinition>;

/** A kind of thing that has a key and names: the label of its nodes. */
export type NodeKind = keyof typeof nodeKinds;

export const spellingNode: NodeDefinition = { label: cypher`Spelling`, key: cypher`id` };
