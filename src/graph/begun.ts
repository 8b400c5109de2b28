import { cypher } from './cypher.ts';
import { presentInKeysView, presentInView } from './validity.ts';

/**
 * Whether `item`, an act such as an agreement or a commitment, was made by `$asOf`, recorded by `$knownAt` and not retracted by
 * then. Its `since` is the first day on which it counts.
 */
export const begunInView = cypher`(item.since IS NULL OR item.since <= $asOf) AND (item.recordedAt IS NULL OR item.recordedAt <= $knownAt)
  AND ${presentInView}`;

/** The same where the view travels with each key of a batch. */
export const begunInKeysView = cypher`(item.since IS NULL OR item.since <= key.asOf) AND (item.recordedAt IS NULL OR item.recordedAt <= key.knownAt)
  AND ${presentInKeysView}`;
