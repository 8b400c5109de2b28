import { cypher } from './cypher.ts';

/**
 * Whether the relationship `held` was true on `$asOf` and recorded by `$knownAt`. `from` is the first day, `to` the first day
 * on which it no longer held; either may be unknown.
 */
export const heldInView = cypher`(held.from IS NULL OR held.from <= $asOf) AND (held.to IS NULL OR held.to > $asOf)
  AND (held.recordedAt IS NULL OR held.recordedAt <= $knownAt) AND (held.retractedAt IS NULL OR held.retractedAt > $knownAt)`;

/** The same where the view travels with each key of a batch. */
export const heldInKeysView = cypher`(held.from IS NULL OR held.from <= key.asOf) AND (held.to IS NULL OR held.to > key.asOf)
  AND (held.recordedAt IS NULL OR held.recordedAt <= key.knownAt) AND (held.retractedAt IS NULL OR held.retractedAt > key.knownAt)`;
