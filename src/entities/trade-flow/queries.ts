import { recorded } from '../../graph/validity.ts';
import type { View } from '../../api/context.ts';
import { cypher } from '../../graph/cypher.ts';
import { batchStatement, type Columns } from '../../graph/statement.ts';
import { countryColumns } from '../country/queries.ts';
import { productColumns } from '../product/queries.ts';
import { flowTable, tradeFlowRecord, type FlowTable, type TradeFlowRecord, type TradeReport } from './record.ts';
import { inOrder } from './table.ts';

/** A flow's own columns, as `flowFigures` reads them. */
export const figures = cypher`[flow.id, flow.hs, flow.year, flow.valueUsd, flow.tonnes, flow.confidence, flow.source, flow.setAside]`;

/** A flow's own columns, then those of its ends; needs `flow`, `from`, `to` and `product` in scope. */
export const flowColumns = cypher`[${figures}, ${countryColumns(cypher`from`)}, ${countryColumns(cypher`to`)}, ${productColumns(cypher`product`)}]`;

export const ends = cypher`MATCH (from:Country)<-[:FROM]-(flow)-[:TO]->(to:Country), (flow)-[:OF]->(product:Product)`;

export const flowByKey = batchStatement<View & { key: string }, TradeFlowRecord>(
  'tradeFlow.byKey',
  cypher`UNWIND $keys AS key
MATCH (flow:TradeFlow {id: key.key})
${ends}
RETURN key.i, ${flowColumns}`,
  ([columns]) => tradeFlowRecord(columns as Columns[]),
);

/** The table of a flow, as `flowTable` reads it; needs `table` and its `source` in scope. */
const tableColumns = cypher`[source.title, source.publisher, source.vintage, coalesce(table.reportedBy, 'BOTH'), table.complete, table.recordedAt]`;

/** The table that a flow stands in, by its identifier. */
export const tableByKey = batchStatement<{ key: string }, FlowTable>(
  'tradeFlow.table',
  cypher`UNWIND $keys AS key
MATCH (table:TradeTable {id: key.key}) MATCH (source:Source {id: table.source})
RETURN key.i, ${tableColumns}`,
  ([columns]) => flowTable(columns as Columns),
);

/** A trade: the same code, year, exporter and importer, whoever reports it. */
export interface TradeKey {
  hs: string;
  year: unknown;
  exporter: string;
  importer: string;
  knownAt: string;
}

/** What all sources report of a trade, in the order in which their tables are preferred. */
export const reportsOfTrade = batchStatement<TradeKey, TradeReport>(
  'tradeFlow.reports',
  cypher`UNWIND $keys AS key
MATCH (table:TradeTable) WHERE table.hs = key.hs AND table.year = key.year AND (${recorded(cypher`table`, cypher`key.knownAt`)})
MATCH (source:Source {id: table.source})
MATCH (flow:TradeFlow {id: table.id + ':' + key.exporter + ':' + key.importer})
WHERE flow.retractedAt IS NULL OR flow.retractedAt > key.knownAt
${ends}
RETURN key.i, ${flowColumns}, ${tableColumns} ORDER BY ${inOrder}`,
  ([flow, table]) => ({ flow: tradeFlowRecord(flow as Columns[]), table: flowTable(table as Columns) }),
);
