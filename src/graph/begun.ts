import { cypher } from './cypher.ts';

/**
 * Whether `item`, an act such as an agreement or a commitment, was made by `$asOf` and recorded by `$knownAt`. Its `since` is the
 * first day on which it counts.
 */
export const begunInView = cypher`(item.since IS NULL OR item.since <= $asOf) AND (item.recordedAt IS NULL OR item.recordedAt <= $knownAt)`;

/** The same where the view travels with each key of a batch. */
export const begunInKeysView = cypher`(item.since IS NULL OR item.since <= key.asOf) AND (item.recordedAt IS NULL OR item.recordedAt <= key.knownAt)`;
