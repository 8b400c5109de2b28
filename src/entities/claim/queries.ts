import type { View } from '../../api/context.ts';
import { cypher } from '../../graph/cypher.ts';
import { listStatements } from '../../api/list/list.ts';
import { batchStatement, type Columns } from '../../graph/statement.ts';
import { notRetractedInKeysView, recorded } from '../../graph/validity.ts';
import { claimRecord, type ClaimRecord } from './record.ts';

export const claimColumns = cypher`[item.id, item.subject, item.property, item.scope, item.value, item.unit, item.low, item.high, item.validFrom, item.validTo,
  item.recordedAt, item.retractedAt, item.confidence, item.status, item.rank, item.rankReason, item.locator, item.note, item.source, item.publisher, item.publishedOn]`;

const claim = ([columns]: Columns) => claimRecord(columns as Columns);

/** A claim once it was recorded, retracted since or not: claims are never deleted. */
export const claimByKey = batchStatement<View & { key: string }, ClaimRecord>(
  'claim.byKey',
  cypher`UNWIND $keys AS key
MATCH (item:Claim {id: key.key})
WHERE ${recorded(cypher`item`, cypher`key.knownAt`)}
RETURN key.i, ${claimColumns}`,
  claim,
);

/** Claims about each thing, as recorded by the moment asked; what begins after the day asked is left out. */
export const claimsAbout = batchStatement<View & { subject: string; property: string | null }, ClaimRecord>(
  'claim.about',
  cypher`UNWIND $keys AS key
MATCH (item:Claim {subject: key.subject})
WHERE (key.property IS NULL OR item.property = key.property)
  AND (${recorded(cypher`item`, cypher`key.knownAt`)}) AND ${notRetractedInKeysView}
  AND (item.validFrom IS NULL OR item.validFrom <= key.asOf)
RETURN key.i, ${claimColumns} ORDER BY item.recordedAt DESC, item.property, item.id`,
  claim,
);

export const claimList = listStatements({
  name: 'claim.list',
  // The subject is never missing: asking for it lets an index give the order.
  match: cypher`MATCH (item:Claim) WHERE item.subject IS NOT NULL
    AND (${recorded(cypher`item`, cypher`$knownAt`)})`,
  key: cypher`id`,
  // A day stands for its first moment, as it is shown.
  candidate: cypher`{subject: [item.subject], property: [item.property], scope: [item.scope], value: [item.value], source: [item.source],
    confidence: [item.confidence], rank: [item.rank], recordedAt: [item.recordedAt + CASE WHEN size(item.recordedAt) = 10 THEN 'T00:00:00.000Z' ELSE '' END]}`,
  columns: claimColumns,
  record: claimRecord,
  orderBy: { SUBJECT: 'subject', PROPERTY: 'property', SOURCE: 'source' },
});
