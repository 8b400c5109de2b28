import { claimColumns } from '../../entities/claim/queries.ts';
import { claimRecord, type ClaimRecord } from '../../entities/claim/record.ts';
import { cypher, type Cypher } from '../../graph/cypher.ts';
import { withinPage, type PageBounds } from '../../graph/page.ts';
import { statement, type Columns } from '../../graph/statement.ts';
import type { ChangeKind } from '../../api/generated.ts';
import { claimOfFigure } from '../../entities/observation/claim.ts';
import { figureColumns } from '../../entities/observation/queries.ts';
import { figureRecord } from '../../entities/observation/record.ts';

/** Things and figures whose changes are wanted: subjects by identifier without a view, all else by key. */
export interface About {
  subjects: readonly string[];
  claims: readonly string[];
  observations: readonly string[];
  minerals: readonly string[];
  products: readonly string[];
  countries: readonly string[];
  coalitions: readonly string[];
}

/** Moments are ISO 8601; `until` is the first that no longer counts. */
export interface ChangesParameters {
  since: string;
  until: string;
  /** The only things and figures wanted; null for all. */
  about: About | null;
}
export type ChangesPageParameters = ChangesParameters & PageBounds;
export interface ChangeRow {
  claim: ClaimRecord;
  change: ChangeKind;
  /** When it happened, and its key among all changes. */
  position: [at: string, key: string];
}

const ofWanted = cypher`($about IS NULL OR item.subject IN $about.subjects OR item.id IN $about.claims)`;
// A figure is about its mineral, product, country, origin and coalition, and is a thing itself.
const figureOfWanted = cypher`($about IS NULL OR item.id IN $about.observations OR item.mineral IN $about.minerals
    OR item.product IN $about.products OR item.country IN $about.countries OR item.partner IN $about.countries
    OR item.coalition IN $about.coalitions)`;

/**
 * Binds `item`, a claim or a figure that is itself one, `at` and `change`: it stands here once when it was recorded and once more
 * when it was retracted.
 */
const changed = cypher`CALL () {
  MATCH (item:Claim) WHERE item.recordedAt >= $since AND item.recordedAt < $until AND ${ofWanted}
  RETURN item, item.recordedAt AS at, 'RECORDED' AS change
  UNION ALL
  MATCH (item:Claim) WHERE item.retractedAt >= $since AND item.retractedAt < $until AND ${ofWanted}
  RETURN item, item.retractedAt AS at, 'RETRACTED' AS change
  UNION ALL
  MATCH (item:Observation) WHERE item.recordedAt >= $since AND item.recordedAt < $until AND ${figureOfWanted}
  RETURN item, item.recordedAt AS at, 'RECORDED' AS change
  UNION ALL
  MATCH (item:Observation) WHERE item.retractedAt >= $since AND item.retractedAt < $until AND ${figureOfWanted}
  RETURN item, item.retractedAt AS at, 'RETRACTED' AS change
}`;

const same = (property: Cypher) => cypher`coalesce(earlier.${property}, '') = coalesce(item.${property}, '')`;

/** Whether `item` says something else than a claim known before it, or than the same publisher's earlier figure. */
const revises = cypher`(EXISTS {
    MATCH (earlier:Claim {subject: item.subject})
    WHERE earlier.property = item.property AND ${same(cypher`scope`)} AND earlier.recordedAt < item.recordedAt AND earlier.value <> item.value
  } OR EXISTS {
    MATCH (earlier:Observation {mineral: item.mineral, kind: item.kind, year: item.year})
    WHERE earlier.publisher = item.publisher AND earlier.unit = item.unit AND earlier.recordedAt < item.recordedAt AND earlier.value <> item.value
      AND ${same(cypher`country`)} AND ${same(cypher`partner`)} AND ${same(cypher`coalition`)} AND ${same(cypher`aggregate`)}
      AND ${same(cypher`stage`)} AND ${same(cypher`product`)} AND ${same(cypher`form`)} AND ${same(cypher`basis`)}
  })`;

// The page is cut first: only its own rows are compared with what was known before.
const page = (name: string, beyond: Cypher, way: Cypher) =>
  statement<ChangesPageParameters, ChangeRow>(
    name,
    cypher`${changed}
WITH item, at, change, item.id + change AS key
WHERE ${withinPage(cypher`at`, cypher`key`, cypher`$from`, cypher`$to`, beyond)}
WITH item, at, change, key ORDER BY at ${way}, key ${way} LIMIT $limit
RETURN item:Observation, CASE WHEN item:Observation THEN ${figureColumns} ELSE ${claimColumns} END,
  CASE WHEN change = 'RECORDED' AND ${revises} THEN 'REVISED' ELSE change END, at, key ORDER BY at ${way}, key ${way}`,
    ([isFigure, columns, change, at, key]) => ({
      claim: isFigure ? claimOfFigure(figureRecord(columns as Columns)) : claimRecord(columns as Columns),
      change: change as ChangeKind,
      position: [at as string, key as string],
    }),
  );

export const changesAscending = page('change.ascending', cypher`>`, cypher`ASC`);
export const changesDescending = page('change.descending', cypher`<`, cypher`DESC`);

export const countChanges = statement<ChangesParameters, number>(
  'change.count',
  cypher`${changed} RETURN count(*)`,
  ([count]) => count as number,
);
