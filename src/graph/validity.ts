import { cypher, type Cypher } from './cypher.ts';

/** Whether a thing was not retracted by a moment. */
export const present = (item: Cypher, knownAt: Cypher) =>
  cypher`(${item}.retractedAt IS NULL OR ${item}.retractedAt > ${knownAt})`;

/** Whether a relationship was recorded by a moment and not retracted by then: what is recorded later does not exist yet. */
export const recorded = (held: Cypher, knownAt: Cypher) =>
  cypher`(${held}.recordedAt IS NULL OR ${held}.recordedAt <= ${knownAt}) AND ${present(held, knownAt)}`;

/** Whether the thing `item` was not retracted by `$knownAt`. */
export const presentInView = present(cypher`item`, cypher`$knownAt`);

/** The same where the view travels with each key of a batch. */
export const presentInKeysView = present(cypher`item`, cypher`key.knownAt`);

/** Whether the relationship `held` was recorded and not retracted by the moment that travels with each key of a batch. */
export const recordedInKeysView = recorded(cypher`held`, cypher`key.knownAt`);

/**
 * Whether the relationship `held` was true on `$asOf` and recorded by `$knownAt`. `from` is the first day, `to` the first day
 * on which it no longer held; either may be unknown.
 */
export const heldInView = cypher`(held.from IS NULL OR held.from <= $asOf) AND (held.to IS NULL OR held.to > $asOf)
  AND ${recorded(cypher`held`, cypher`$knownAt`)}`;

/** The same where the view travels with each key of a batch. */
export const heldInKeysView = cypher`(held.from IS NULL OR held.from <= key.asOf) AND (held.to IS NULL OR held.to > key.asOf)
  AND ${recordedInKeysView}`;
