import { recorded } from '../../graph/validity.ts';
import type { View } from '../../api/context.ts';
import { cypher } from '../../graph/cypher.ts';
import { batchStatement, type Columns } from '../../graph/statement.ts';
import { countryColumns } from '../country/queries.ts';
import { productColumns } from '../product/queries.ts';
import { tradeFlowRecord, type TradeFlowRecord } from './record.ts';
import { inOrder } from './table.ts';

/** A flow's own columns, as `flowFigures` reads them. */
export const figures = cypher`[flow.id, flow.hs, flow.year, flow.valueUsd, flow.tonnes, flow.confidence, flow.source, flow.setAside]`;

/** A flow's own columns, then those of its ends; needs `flow`, `from`, `to` and `product` in scope. */
const flowColumns = cypher`[${figures}, ${countryColumns(cypher`from`)}, ${countryColumns(cypher`to`)}, ${productColumns(cypher`product`)}]`;

export const ends = cypher`MATCH (from:Country)<-[:FROM]-(flow)-[:TO]->(to:Country), (flow)-[:OF]->(product:Product)`;

export const flowByKey = batchStatement<View & { key: string }, TradeFlowRecord>(
  'tradeFlow.byKey',
  cypher`UNWIND $keys AS key
MATCH (flow:TradeFlow {id: key.key})
${ends}
RETURN key.i, ${flowColumns}`,
  ([columns]) => tradeFlowRecord(columns as Columns[]),
);

/** What other sources report of the same trade: the same code, year, exporter and importer. */
export interface CompetingKey {
  source: string;
  hs: string;
  year: unknown;
  exporter: string;
  importer: string;
  knownAt: string;
}

export const competingFlows = batchStatement<CompetingKey, TradeFlowRecord>(
  'tradeFlow.competing',
  cypher`UNWIND $keys AS key
MATCH (table:TradeTable) WHERE table.hs = key.hs AND table.year = key.year AND table.source <> key.source
  AND (${recorded(cypher`table`, cypher`key.knownAt`)})
MATCH (flow:TradeFlow {id: table.id + ':' + key.exporter + ':' + key.importer})
WHERE flow.retractedAt IS NULL OR flow.retractedAt > key.knownAt
${ends}
RETURN key.i, ${flowColumns} ORDER BY ${inOrder}`,
  ([columns]) => tradeFlowRecord(columns as Columns[]),
);
