import { cypher } from '../../graph/cypher.ts';
import { statement, type NoParameters, type Columns } from '../../graph/statement.ts';
import { sourceColumns } from '../../entities/source/queries.ts';
import { sourceRecord } from '../../entities/source/record.ts';
import type { LoadRecord, SourceVintageRecord } from './record.ts';

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

/** What each source covers, as the last load noted it on the source. */
export const vintages = statement<NoParameters, SourceVintageRecord>(
  'summary.vintages',
  cypher`MATCH (item:Source) WHERE item.flows > 0 OR item.figures > 0 OR item.facilities > 0
RETURN ${sourceColumns}, coalesce(item.products, 0), item.firstYear, item.lastYear, coalesce(item.flows, 0),
  coalesce(item.figures, 0), item.figuresFirstYear, item.figuresLastYear, coalesce(item.facilities, 0) ORDER BY item.id`,
  ([source, products, firstYear, lastYear, flows, figures, figuresFirstYear, figuresLastYear, facilities]) =>
    ({
      source: sourceRecord(source as Columns),
      ...{ products, firstYear, lastYear, flows },
      ...{ figures, figuresFirstYear, figuresLastYear, facilities },
    }) as SourceVintageRecord,
);

/** The last load of each data set that was finished, the newest first. */
export const lastLoads = statement<NoParameters, LoadRecord>(
  'summary.lastLoads',
  cypher`MATCH (load:Load) WHERE load.finishedAt IS NOT NULL
WITH load ORDER BY load.finishedAt DESC
WITH coalesce(load.dataSet, 'seed') AS dataSet, head(collect(load)) AS load
RETURN dataSet, load.file, load.startedAt, load.finishedAt, load.created, load.changed, load.unchanged, load.refused
ORDER BY load.finishedAt DESC, dataSet`,
  ([dataSet, file, startedAt, finishedAt, created, changed, unchanged, refused]) =>
    ({ dataSet, file, startedAt, finishedAt, created, changed, unchanged, refused }) as LoadRecord,
);
