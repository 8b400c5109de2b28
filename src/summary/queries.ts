import { cypher } from '../graph/cypher.ts';
import { statement, type NoParameters, type Row } from '../graph/statement.ts';
import { sourceColumns } from '../source/queries.ts';
import { sourceRecord, type SourceRecord } from '../source/record.ts';

/** What is there now. The many are counted by Neo4j's count store, without those that an index names as retracted; of the few each is read. */
export const countsByKind = statement<NoParameters, { kind: string; count: number }>(
  'summary.counts',
  cypher`MATCH (n:Country) WHERE n.retractedAt IS NULL RETURN 'Country' AS kind, count(n) AS count
UNION ALL MATCH (n:Coalition) WHERE n.retractedAt IS NULL RETURN 'Coalition' AS kind, count(n) AS count
UNION ALL MATCH (n:Mineral) WHERE n.retractedAt IS NULL RETURN 'Mineral' AS kind, count(n) AS count
UNION ALL MATCH (n:Product) WHERE n.retractedAt IS NULL RETURN 'Product' AS kind, count(n) AS count
UNION ALL MATCH (n:Supplier) WHERE n.retractedAt IS NULL RETURN 'Supplier' AS kind, count(n) AS count
UNION ALL MATCH (n:Facility) WHERE n.retractedAt IS NULL RETURN 'Facility' AS kind, count(n) AS count
UNION ALL MATCH (n:Agency) WHERE n.retractedAt IS NULL RETURN 'Agency' AS kind, count(n) AS count
UNION ALL MATCH (n:Agreement) WHERE n.retractedAt IS NULL RETURN 'Agreement' AS kind, count(n) AS count
UNION ALL MATCH (n:Commitment) WHERE n.retractedAt IS NULL RETURN 'Commitment' AS kind, count(n) AS count
UNION ALL MATCH (n:Event) WHERE n.retractedAt IS NULL RETURN 'Event' AS kind, count(n) AS count
UNION ALL MATCH (n:Person) WHERE n.retractedAt IS NULL RETURN 'Person' AS kind, count(n) AS count
UNION ALL MATCH (n:Programme) WHERE n.retractedAt IS NULL RETURN 'Programme' AS kind, count(n) AS count
UNION ALL MATCH (n:ExportControl) WHERE n.retractedAt IS NULL RETURN 'ExportControl' AS kind, count(n) AS count
UNION ALL MATCH (n:TradeFlow) RETURN 'TradeFlow' AS kind, count(n) AS count
UNION ALL MATCH (n:Observation) RETURN 'Observation' AS kind, count(n) - COUNT { MATCH (gone:Observation) WHERE gone.retractedAt IS NOT NULL } AS count
UNION ALL MATCH (n:Source) WHERE n.retractedAt IS NULL RETURN 'Source' AS kind, count(n) AS count`,
  ([kind, count]) => ({ kind: kind as string, count: count as number }),
);

export interface SourceVintageRecord {
  source: SourceRecord;
  products: number;
  firstYear: number | null;
  lastYear: number | null;
  flows: number;
}

/** What trade each source covers, as the last load noted it on the source. */
export const vintages = statement<NoParameters, SourceVintageRecord>(
  'summary.vintages',
  cypher`MATCH (item:Source) WHERE item.flows > 0
RETURN ${sourceColumns}, item.products, item.firstYear, item.lastYear, item.flows ORDER BY item.id`,
  ([source, products, firstYear, lastYear, flows]) => ({
    source: sourceRecord(source as Row),
    products: products as number,
    firstYear: firstYear as number | null,
    lastYear: lastYear as number | null,
    flows: flows as number,
  }),
);

export interface LoadRecord {
  startedAt: string;
  finishedAt: string | null;
  created: number;
  changed: number;
  unchanged: number;
  refused: number;
  /** Digest of the files that were loaded. */
  digest: string;
}

export const lastLoad = statement<NoParameters, LoadRecord>(
  'summary.lastLoad',
  cypher`MATCH (load:Load) WHERE load.finishedAt IS NOT NULL
RETURN load.startedAt, load.finishedAt, load.created, load.changed, load.unchanged, load.refused, load.digest
ORDER BY load.finishedAt DESC LIMIT 1`,
  ([startedAt, finishedAt, created, changed, unchanged, refused, digest]) =>
    ({ startedAt, finishedAt, created, changed, unchanged, refused, digest }) as LoadRecord,
);
