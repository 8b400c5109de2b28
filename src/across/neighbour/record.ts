import type { Connection } from '../../api/connection.ts';
import type { Confidence, NeighbourDirection, NeighbourRelationship } from '../../api/generated.ts';
import type { NamedRecord } from '../node/record.ts';
import type { View } from '../../api/context.ts';
import type { ResolvedNode } from '../../api/names/queries.ts';

export interface NeighboursRecord {
  of: NamedRecord;
  groups: NeighbourGroupRecord[];
}

export interface NeighbourGroupRecord {
  /** The thing that they are neighbours of. */
  thing: ResolvedNode;
  view: View;
  relationship: NeighbourRelationship;
  direction: NeighbourDirection;
  totalCount: number;
}

/** A relationship as it is recorded. */
export interface NeighbourLinkRecord {
  detail: string | null;
  /** Slug of what is delivered. */
  product: string | null;
  share: number | null;
  tonnes: number | null;
  tonnesUnit: string | null;
  tonnesPerTonne: number | null;
  year: number | null;
  from: string | null;
  to: string | null;
  confidence: Confidence | null;
  /** Key of the source. */
  source: string | null;
  locator: string | null;
}

/** What joins a neighbour. */
export interface NeighbourTerms {
  links: NeighbourLinkRecord[];
  /** How many claims of a source; null for all that is recorded as a relationship. */
  claims: number | null;
}

export type NeighbourConnectionRecord = Connection<NamedRecord, NeighbourTerms>;
