import { cypher, type Cypher } from './cypher.ts';

/** The first day of a date of which perhaps the month or year alone is known; see lib/partial-date.ts. */
export const firstDayOf = (date: Cypher) => cypher`left(${date} + '-01-01', 10)`;

/** Whether a thing was not retracted by a moment. */
export const notRetracted = (item: Cypher, knownAt: Cypher) =>
  cypher`(${item}.retractedAt IS NULL OR ${item}.retractedAt > ${knownAt})`;

/** Whether a thing was recorded by a moment: what is recorded later does not exist yet. An OR: beside others it stands in brackets. */
export const recorded = (item: Cypher, knownAt: Cypher) =>
  cypher`${item}.recordedAt IS NULL OR ${item}.recordedAt <= ${knownAt}`;

/** Whether a relationship was recorded by a moment and not retracted by then. */
export const recordedBy = (rel: Cypher, knownAt: Cypher) =>
  cypher`(${recorded(rel, knownAt)}) AND ${notRetracted(rel, knownAt)}`;

/** Whether the thing `item` was not retracted by `$knownAt`. */
export const notRetractedInView = notRetracted(cypher`item`, cypher`$knownAt`);

/** The same where the view travels with each key of a batch. */
export const notRetractedInKeysView = notRetracted(cypher`item`, cypher`key.knownAt`);

/** Whether the relationship `rel` was recorded and not retracted by the moment that travels with each key of a batch. */
export const recordedInKeysView = recordedBy(cypher`rel`, cypher`key.knownAt`);

/**
 * Whether the relationship `rel` was true on `$asOf` and recorded by `$knownAt`. `from` is the first day, `to` the first day
 * on which it no longer held; either may be unknown.
 */
export const validInView = cypher`(rel.from IS NULL OR rel.from <= $asOf) AND (rel.to IS NULL OR rel.to > $asOf)
  AND ${recordedBy(cypher`rel`, cypher`$knownAt`)}`;

/** The same where the view travels with each key of a batch. */
export const validInKeysView = cypher`(rel.from IS NULL OR rel.from <= key.asOf) AND (rel.to IS NULL OR rel.to > key.asOf)
  AND ${recordedInKeysView}`;

/**
 * Whether `item`, an act such as an agreement or a commitment, was made by `$asOf`, recorded by `$knownAt` and not retracted by
 * then. Its `since` is the first day on which it counts.
 */
export const inEffectInView = cypher`(item.since IS NULL OR item.since <= $asOf) AND (${recorded(cypher`item`, cypher`$knownAt`)})
  AND ${notRetractedInView}`;

/** The same where the view travels with each key of a batch. */
export const inEffectInKeysView = cypher`(item.since IS NULL OR item.since <= key.asOf) AND (${recorded(cypher`item`, cypher`key.knownAt`)})
  AND ${notRetractedInKeysView}`;
