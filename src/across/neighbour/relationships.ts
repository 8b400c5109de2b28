import { cypher, type Cypher } from '../../graph/cypher.ts';
import type { NodeKind } from '../../graph/kinds.ts';

/** A relationship of the graph as one of its ends sees it. */
export interface Way {
  /** The kinds of thing at this end. */
  from: readonly NodeKind[];
  /** Types of the relationship. */
  types: Cypher;
  /** Whether it points away from this end. */
  out: boolean;
  /** The kind at the other end, where others of the type are called otherwise. */
  to?: Cypher;
  /** What the other end is to this one: a value of `NeighbourRelationship`. */
  word: Cypher;
}

const out = (from: readonly NodeKind[], types: Cypher, word: Cypher, to?: Cypher): Way => ({
  ...{ from, types, out: true, word },
  ...(to && { to }),
});
const into = (from: readonly NodeKind[], types: Cypher, word: Cypher): Way => ({ from, types, out: false, word });

const places = ['Country', 'Coalition'] as const;
const parties = ['Country', 'Coalition', 'Agency', 'Supplier'] as const;
const owners = ['Supplier', 'Agency', 'Country'] as const;
const subjects = ['Mineral', 'Product'] as const;
const ofPlaces = cypher`AGENCY_OF|SERVES|PROGRAMME_OF`;
const withPlaces = ['Agency', 'Person', 'Programme'] as const;

/**
 * Every relationship between things, from both of its ends. Left out are trade, in which everyone is everyone's neighbour, and the
 * conversions of `COUNTED_AS`, which are no statement about a thing.
 */
export const ways: readonly Way[] = [
  out(['Supplier'], cypher`OWNED_BY`, cypher`OWNERS`),
  into(owners, cypher`OWNED_BY`, cypher`SUBSIDIARIES`),
  out(['Facility'], cypher`OPERATED_BY`, cypher`OPERATORS`),
  into(['Supplier'], cypher`OPERATED_BY`, cypher`FACILITIES`),
  into(['Country'], cypher`LOCATED_IN`, cypher`FACILITIES`),
  into(['Product'], cypher`PRODUCES`, cypher`FACILITIES`),
  into(['Mineral'], cypher`HAS_COMMODITY`, cypher`FACILITIES`),
  out(['Commitment'], cypher`FUNDS`, cypher`FACILITIES`),
  into(['Country'], cypher`BASED_IN`, cypher`SUPPLIERS`),
  out(['Supplier', 'Facility'], cypher`SUPPLIES`, cypher`CUSTOMERS`),
  into(['Supplier', 'Facility'], cypher`SUPPLIES`, cypher`SUPPLIES_FROM`),
  out(['Facility'], cypher`PRODUCES`, cypher`PRODUCTS`),
  into(['Mineral'], cypher`CONTAINS`, cypher`PRODUCTS`),
  out(['Product'], cypher`MADE_FROM`, cypher`MADE_FROM`),
  into(['Product'], cypher`MADE_FROM`, cypher`USED_IN`),
  out(['Product'], cypher`CONTAINS`, cypher`MINERALS`),
  out(['Facility'], cypher`HAS_COMMODITY`, cypher`MINERALS`),
  out(['Stockpile'], cypher`STOCK_OF`, cypher`MINERALS`),
  out(['Mineral'], cypher`IN_GROUP`, cypher`GROUPS`),
  into(['Mineral'], cypher`IN_GROUP`, cypher`MEMBERS`),
  into(['Coalition'], cypher`MEMBER_OF`, cypher`MEMBERS`),
  out(places, cypher`MEMBER_OF`, cypher`MEMBERSHIPS`),
  out(['Country'], cypher`SUCCEEDED_BY`, cypher`SUCCESSORS`),
  into(['Country'], cypher`SUCCEEDED_BY`, cypher`PREDECESSORS`),
  out(['Supplier'], cypher`BASED_IN`, cypher`COUNTRY`),
  out(['Facility'], cypher`LOCATED_IN`, cypher`COUNTRY`),
  out(withPlaces, ofPlaces, cypher`COUNTRY`, cypher`Country`),
  out(withPlaces, ofPlaces, cypher`COALITION`, cypher`Coalition`),
  out(['Event'], cypher`MEETING_OF`, cypher`COALITION`),
  into(places, cypher`AGENCY_OF`, cypher`AGENCIES`),
  out(['Person'], cypher`WORKS_FOR`, cypher`AGENCY`),
  out(['Programme'], cypher`RUN_BY`, cypher`AGENCY`),
  into(places, cypher`SERVES`, cypher`PEOPLE`),
  into(['Agency'], cypher`WORKS_FOR`, cypher`PEOPLE`),
  out(['Event'], cypher`ATTENDED_BY`, cypher`PEOPLE`),
  out(['Event'], cypher`INVOLVES`, cypher`PARTICIPANTS`),
  into(parties, cypher`INVOLVES|MEETING_OF`, cypher`EVENTS`),
  into(['Person'], cypher`ATTENDED_BY`, cypher`EVENTS`),
  out(['Agreement'], cypher`MADE_AT`, cypher`EVENTS`),
  into(['Event'], cypher`MADE_AT`, cypher`AGREEMENTS`),
  into(parties, cypher`BETWEEN`, cypher`AGREEMENTS`),
  into(subjects, cypher`COVERS`, cypher`AGREEMENTS`),
  into(['Commitment'], cypher`HAS`, cypher`AGREEMENTS`),
  out(['Agreement'], cypher`BETWEEN`, cypher`PARTIES`),
  out(['Agreement'], cypher`COVERS`, cypher`COVERS`),
  out(['Agreement'], cypher`BUILDS_ON`, cypher`BUILDS_ON`),
  into(['Agreement'], cypher`BUILDS_ON`, cypher`BUILT_ON_BY`),
  out(['Agreement', 'ExportControl'], cypher`SUCCEEDS`, cypher`SUCCEEDS`),
  into(['Agreement', 'ExportControl'], cypher`SUCCEEDS`, cypher`SUCCEEDED_BY`),
  into(['Agency'], cypher`IMPOSED_BY`, cypher`CONTROLS_IMPOSED`),
  into(['Country'], cypher`AGAINST`, cypher`CONTROLS_FACING`),
  into(subjects, cypher`RESTRICTS`, cypher`EXPORT_CONTROLS`),
  out(['ExportControl'], cypher`IMPOSED_BY`, cypher`IMPOSED_BY`),
  out(['ExportControl'], cypher`RESTRICTS`, cypher`RESTRICTS`),
  out(['ExportControl'], cypher`AGAINST`, cypher`AGAINST`),
  out(['ExportControl'], cypher`SUSPENDS`, cypher`SUSPENDS`),
  into(['ExportControl'], cypher`SUSPENDS`, cypher`SUSPENDED_BY`),
  out(['ExportControl'], cypher`AMENDS`, cypher`AMENDS`),
  into(['ExportControl'], cypher`AMENDS`, cypher`AMENDED_BY`),
  out(['Agreement'], cypher`HAS`, cypher`COMMITMENTS`),
  into(['Programme'], cypher`UNDER`, cypher`COMMITMENTS`),
  into(['Facility'], cypher`FUNDS`, cypher`COMMITMENTS`),
  into(parties, cypher`MADE_BY`, cypher`COMMITMENTS_MADE`),
  into(parties, cypher`MADE_TO`, cypher`COMMITMENTS_RECEIVED`),
  out(['Commitment'], cypher`MADE_BY`, cypher`MADE_BY`),
  out(['Commitment'], cypher`MADE_TO`, cypher`MADE_TO`),
  out(['Commitment'], cypher`PART_OF`, cypher`PART_OF`),
  into(['Commitment'], cypher`PART_OF`, cypher`PARTS`),
  out(['Commitment'], cypher`SUPERSEDES`, cypher`SUPERSEDES`),
  into(['Commitment'], cypher`SUPERSEDES`, cypher`SUPERSEDED_BY`),
  out(['Commitment'], cypher`UNDER`, cypher`PROGRAMME`),
  into(places, cypher`PROGRAMME_OF`, cypher`PROGRAMMES`),
  into(['Agency'], cypher`RUN_BY`, cypher`PROGRAMMES`),
  out(['Programme'], cypher`PAID_FROM`, cypher`PARENT`),
  into(['Programme'], cypher`PAID_FROM`, cypher`CHILDREN`),
  into(['Country', 'Agency'], cypher`HELD_BY`, cypher`STOCKPILES`),
  into(['Mineral'], cypher`STOCK_OF`, cypher`STOCKPILES`),
  out(['Stockpile'], cypher`HELD_BY`, cypher`HELD_BY`),
];
