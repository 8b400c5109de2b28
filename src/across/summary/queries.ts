import { cypher, type Cypher } from '../../graph/cypher.ts';
import { nodeKinds, type NodeDefinition } from '../../graph/kinds.ts';
import { statement, type NoParameters, type Columns } from '../../graph/statement.ts';
import { sourceColumns } from '../../entities/source/queries.ts';
import { sourceRecord } from '../../entities/source/record.ts';
import type { LoadRecord, SourceVintageRecord } from './record.ts';

const countOf = ({ label }: NodeDefinition) =>
  cypher`MATCH (n:${label}) WHERE n.retractedAt IS NULL RETURN '${label}' AS kind, count(n) AS count`;

/** What is counted, with its place. The many are counted by Neo4j's count store, without those that an index names as retracted. */
const counted: readonly (readonly [place: number, count: Cypher])[] = [
  ...Object.values(nodeKinds).map((kind) => [kind.counted, countOf(kind)] as const),
  [97, cypher`MATCH (n:TradeFlow) RETURN 'TradeFlow' AS kind, count(n) AS count`],
  [
    98,
    cypher`MATCH (n:Observation) RETURN 'Observation' AS kind, count(n) - COUNT { MATCH (gone:Observation) WHERE gone.retractedAt IS NOT NULL } AS count`,
  ],
];

/** What is there now. */
export const countsByKind = statement<NoParameters, { kind: string; count: number }>(
  'summary.counts',
  [...counted]
    .sort(([a], [b]) => a - b)
    .map(([, count]) => count)
    .reduce((all, count) => cypher`${all}\nUNION ALL ${count}`),
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

/**
 * What tells the state of the graph: the loads that changed it, in their order. A load of the seed is told by the digest of its
 * files, so that two graphs of one seed are of one version; one that is under way by itself, since what it writes is there already, and
 * otherwise than when it has ended: what it will write is not.
 */
export const loadedSoFar = statement<NoParameters, { load: string; isFinished: boolean }>(
  'summary.version',
  cypher`MATCH (load:Load)
WITH load ORDER BY coalesce(load.finishedAt, '9999'), load.id
RETURN coalesce(load.dataSet, 'seed') + ':' + CASE WHEN load.finishedAt IS NULL THEN load.id + ':' ELSE coalesce(load.digest, load.id) END,
  load.finishedAt IS NOT NULL`,
  ([load, isFinished]) => ({ load, isFinished }) as { load: string; isFinished: boolean },
);

/**
 * The first moment after `$now` at which more is known than now, without a word of it written; null when there is none. A load notes
 * its own moment on all that it gives up; days alone are told by the calendar.
 */
export const momentAhead = statement<{ now: string }, string | null>(
  'summary.momentAhead',
  cypher`CALL () {
  MATCH (item:Load) WHERE item.startedAt > $now RETURN item.startedAt AS moment
  UNION ALL
  MATCH (item:Claim) WHERE item.recordedAt > $now RETURN min(item.recordedAt) AS moment
  UNION ALL
  MATCH (item:Claim) WHERE item.retractedAt > $now RETURN min(item.retractedAt) AS moment
  UNION ALL
  MATCH (item:Observation) WHERE item.recordedAt > $now RETURN min(item.recordedAt) AS moment
  UNION ALL
  MATCH (item:Observation) WHERE item.retractedAt > $now RETURN min(item.retractedAt) AS moment
}
RETURN min(moment)`,
  ([moment]) => moment as string | null,
);
