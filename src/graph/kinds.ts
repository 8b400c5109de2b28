import { cypher, type Cypher } from './cypher.ts';

/** How one end of a relationship is found. */
export interface NodeDefinition {
  label: Cypher;
  key: Cypher;
}

/** What a kind is besides its label and key. */
interface KindTraits {
  /** The root field that lists its things. */
  plural: string;
  /** Its place among the counts of `graph`, where trade flows have 97, figures 98. */
  counted: number;
  /** Whether `search` finds its things: `SearchKind` has it then, in capitals. */
  searchable: boolean;
  /** Whether some of its things have no name and are found by their key alone. */
  nameless?: boolean;
}

const byKey = (label: Cypher, key: Cypher, traits: KindTraits): NodeDefinition & KindTraits => ({
  ...{ label, key },
  ...traits,
});
const bySlug = (label: Cypher, traits: KindTraits) => byKey(label, cypher`slug`, traits);
const byId = (label: Cypher, traits: KindTraits) => byKey(label, cypher`id`, traits);

/**
 * The kinds of things that have a key and names: the one list from which constraints, look-up by id, names, search and counts
 * follow. Where a name may be of any kind, it is that of the first here which has it.
 */
export const nodeKinds = {
  Country: byKey(cypher`Country`, cypher`iso3`, { plural: 'countries', counted: 1, searchable: true }),
  Coalition: bySlug(cypher`Coalition`, { plural: 'coalitions', counted: 2, searchable: true }),
  Mineral: bySlug(cypher`Mineral`, { plural: 'minerals', counted: 3, searchable: true }),
  Product: bySlug(cypher`Product`, { plural: 'products', counted: 4, searchable: true }),
  Agency: bySlug(cypher`Agency`, { plural: 'agencies', counted: 7, searchable: true }),
  Person: bySlug(cypher`Person`, { plural: 'people', counted: 11, searchable: true }),
  Programme: bySlug(cypher`Programme`, { plural: 'programmes', counted: 12, searchable: true }),
  Event: bySlug(cypher`Event`, { plural: 'events', counted: 10, searchable: true }),
  Agreement: bySlug(cypher`Agreement`, { plural: 'agreements', counted: 8, searchable: true }),
  ExportControl: bySlug(cypher`ExportControl`, { plural: 'exportControls', counted: 13, searchable: true }),
  Supplier: bySlug(cypher`Supplier`, { plural: 'suppliers', counted: 5, searchable: true }),
  Facility: bySlug(cypher`Facility`, { plural: 'facilities', counted: 6, searchable: true, nameless: true }),
  Commitment: byId(cypher`Commitment`, { plural: 'commitments', counted: 9, searchable: false, nameless: true }),
  Stockpile: bySlug(cypher`Stockpile`, { plural: 'stockpiles', counted: 14, searchable: true }),
  Source: byId(cypher`Source`, { plural: 'sources', counted: 99, searchable: true, nameless: true }),
} satisfies Record<string, NodeDefinition>;

/** A kind of thing that has a key and names: the label of its nodes. */
export type NodeKind = keyof typeof nodeKinds;

/** All of them, in the order of the list. */
export const allKinds = Object.keys(nodeKinds) as NodeKind[];

export const spellingNode: NodeDefinition = { label: cypher`Spelling`, key: cypher`id` };
