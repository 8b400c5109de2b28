import { claimColumns } from '../claim/queries.ts';
import { claimRecord, type ClaimRecord } from '../claim/record.ts';
import { cypher, type Cypher } from '../graph/cypher.ts';
import { statement, type Row } from '../graph/statement.ts';
import type { Connection } from '../graphql/connection.ts';
import type { ChangeKind } from '../graphql/generated.ts';

/** Moments are ISO 8601; `until` is the first that no longer counts. */
export interface ChangesParameters {
  since: string;
  until: string;
}
export interface ChangesPageParameters extends ChangesParameters {
  from: readonly unknown[] | null;
  limit: unknown;
}
export interface ChangeRow {
  claim: ClaimRecord;
  change: ChangeKind;
  at: string;
}

export type ChangeConnectionRecord = Connection<ClaimRecord, { change: ChangeKind; at: string }>;

/** Binds `item`, `at` and `change`: a claim stands here once when it was recorded and once more when it was retracted. */
const changed = cypher`CALL () {
  MATCH (item:Claim) WHERE item.recordedAt >= $since AND item.recordedAt < $until
  OPTIONAL MATCH (earlier:Claim {subject: item.subject})
  WHERE earlier.property = item.property AND coalesce(earlier.scope, '') = coalesce(item.scope, '') AND earlier.recordedAt < item.recordedAt
    AND earlier.value <> item.value
  WITH item, count(earlier) > 0 AS revises
  RETURN item, item.recordedAt AS at, CASE WHEN revises THEN 'REVISED' ELSE 'RECORDED' END AS change
  UNION ALL
  MATCH (item:Claim) WHERE item.retractedAt >= $since AND item.retractedAt < $until
  RETURN item, item.retractedAt AS at, 'RETRACTED' AS change
}`;

const page = (name: string, beyond: Cypher, way: Cypher) =>
  statement<ChangesPageParameters, ChangeRow>(
    name,
    cypher`${changed}
WITH item, at, change, item.id + change AS key
WHERE $from IS NULL OR at ${beyond} $from[0] OR (at = $from[0] AND key ${beyond} $from[1])
RETURN ${claimColumns}, change, at ORDER BY at ${way}, key ${way} LIMIT $limit`,
    ([columns, change, at]) => ({ claim: claimRecord(columns as Row), change: change as ChangeKind, at: at as string }),
  );

export const changesAscending = page('change.ascending', cypher`>`, cypher`ASC`);
export const changesDescending = page('change.descending', cypher`<`, cypher`DESC`);

export const countChanges = statement<ChangesParameters, number>(
  'change.count',
  cypher`${changed} RETURN count(*)`,
  ([count]) => count as number,
);
