import { cypher } from '../graph/cypher.ts';
import { statement } from '../graph/statement.ts';
import type { Confidence } from '../graphql/generated.ts';

/** A trade flow as an importer makes it. `valueUsd` in current US$; `tonnes` null when the source gives no weight. */
export interface FlowRow {
  id: string;
  hs: string;
  /** Slug of the product that is traded under `hs`. */
  product: string;
  year: number;
  /** Alpha-3 codes. */
  exporter: string;
  importer: string;
  valueUsd: number;
  tonnes: number | null;
  /** Key of the source. */
  source: string;
  confidence: Confidence;
}

/** Identifier of a flow: source, code, year, exporter and importer tell it from all others. */
export const flowId = ({ source, hs, year, exporter, importer }: Omit<FlowRow, 'id' | 'product'>) =>
  [source, hs, year, exporter, importer].join(':');

/** The figures of the flows that are there already. */
export const knownFlows = statement<
  { ids: readonly string[] },
  Pick<FlowRow, 'id' | 'valueUsd' | 'tonnes' | 'confidence'>
>(
  'tradeFlow.known',
  cypher`UNWIND $ids AS id
MATCH (flow:TradeFlow {id: id})
RETURN flow.id, flow.valueUsd, flow.tonnes, flow.confidence`,
  ([id, valueUsd, tonnes, confidence]) => ({ id, valueUsd, tonnes, confidence }) as FlowRow,
);

/** Writes flows that are not there yet, with their ends; its caller has made sure that both countries and the product are. */
export const createFlows = statement<{ rows: readonly FlowRow[] }, number>(
  'tradeFlow.create',
  cypher`UNWIND $rows AS row
MATCH (from:Country {iso3: row.exporter})
MATCH (to:Country {iso3: row.importer})
MATCH (product:Product {slug: row.product})
CREATE (flow:TradeFlow {id: row.id, hs: row.hs, year: toInteger(row.year), exporter: row.exporter, importer: row.importer,
  valueUsd: row.valueUsd, tonnes: row.tonnes, source: row.source, confidence: row.confidence})
CREATE (flow)-[:FROM]->(from)
CREATE (flow)-[:TO]->(to)
CREATE (flow)-[:OF]->(product)
RETURN count(flow)`,
  ([count]) => count as number,
);

/** Writes the new figures of flows that changed. */
export const changeFlows = statement<{ rows: readonly FlowRow[] }, number>(
  'tradeFlow.change',
  cypher`UNWIND $rows AS row
MATCH (flow:TradeFlow {id: row.id})
SET flow.valueUsd = row.valueUsd, flow.tonnes = row.tonnes, flow.confidence = row.confidence
RETURN count(flow)`,
  ([count]) => count as number,
);

/**
 * Notes on each product the years that have trade, and those with the full data set; on each source what it covers.
 * Reads every flow once: this is what makes the newest full year and the coverage cheap to answer afterwards.
 */
export const noteCoverage = statement<{ partial: readonly string[] }, number>(
  'tradeFlow.noteCoverage',
  cypher`MATCH (flow:TradeFlow)
WITH flow.hs AS hs, flow.year AS year, flow.source AS source, count(*) AS flows
WITH collect({hs: hs, year: year, source: source, flows: flows}) AS cells
CALL (cells) {
  MATCH (product:Product)
  WITH product, [cell IN cells WHERE cell.hs IN product.hsCodes] AS own
  CALL (own) { UNWIND own AS cell WITH DISTINCT cell.year AS year ORDER BY year RETURN collect(year) AS years }
  CALL (own) { UNWIND own AS cell WITH cell WHERE NOT cell.source IN $partial
    WITH DISTINCT cell.year AS year ORDER BY year RETURN collect(year) AS fullYears }
  SET product.tradeYears = years, product.fullTradeYears = fullYears
}
CALL (cells) {
  MATCH (source:Source)
  WITH source, [cell IN cells WHERE cell.source = source.id] AS own
  WITH source, own, reduce(first = null, cell IN own | CASE WHEN first IS NULL OR cell.year < first THEN cell.year ELSE first END) AS firstYear,
    reduce(last = null, cell IN own | CASE WHEN last IS NULL OR cell.year > last THEN cell.year ELSE last END) AS lastYear
  SET source.firstYear = firstYear, source.lastYear = lastYear, source.flows = reduce(sum = 0, cell IN own | sum + cell.flows),
    source.products = size(reduce(codes = [], cell IN own | CASE WHEN cell.hs IN codes THEN codes ELSE codes + cell.hs END))
}
RETURN size(cells)`,
  ([cells]) => cells as number,
);
