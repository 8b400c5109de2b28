import { cypher, type Cypher } from '../../src/graph/cypher.ts';
import { statement, type NoParameters } from '../../src/graph/statement.ts';
import type { PlacedFlow } from '../../src/entities/trade-flow/load.ts';

export const mergeFlows = statement<{ rows: readonly PlacedFlow[] }, number>(
  'bench.merge',
  cypher`UNWIND $rows AS row
MATCH (from:Country {iso3: row.exporter})
MATCH (to:Country {iso3: row.importer})
MATCH (product:Product {slug: row.product})
MERGE (flow:TradeFlow {id: row.id})
SET flow.table = row.table, flow.hs = row.hs, flow.year = toInteger(row.year), flow.exporter = row.exporter, flow.importer = row.importer,
  flow.valueUsd = row.valueUsd, flow.tonnes = row.tonnes, flow.source = row.source, flow.confidence = row.confidence
MERGE (flow)-[:FROM]->(from)
MERGE (flow)-[:TO]->(to)
MERGE (flow)-[:OF]->(product)
RETURN count(flow)`,
  ([count]) => count as number,
);

const createFromRow = cypher`MATCH (from:Country {iso3: row.exporter})
  MATCH (to:Country {iso3: row.importer})
  MATCH (product:Product {slug: row.product})
  CREATE (flow:TradeFlow {id: row.id, table: row.table, hs: row.hs, year: toInteger(row.year), exporter: row.exporter, importer: row.importer,
    valueUsd: toFloat(row.valueUsd), tonnes: toFloat(row.tonnes), source: row.source, confidence: row.confidence})
  CREATE (flow)-[:FROM]->(from)
  CREATE (flow)-[:TO]->(to)
  CREATE (flow)-[:OF]->(product)`;

export const loadCsv = statement<{ url: string }, number>(
  'bench.loadCsv',
  cypher`LOAD CSV WITH HEADERS FROM $url AS row
CALL (row) {
  ${createFromRow}
} IN TRANSACTIONS OF 2000 ROWS
RETURN count(*)`,
  ([count]) => count as number,
);

export const loadCsvConcurrently = statement<{ url: string }, number>(
  'bench.loadCsvConcurrently',
  cypher`LOAD CSV WITH HEADERS FROM $url AS row
CALL (row) {
  ${createFromRow}
} IN 2 CONCURRENT TRANSACTIONS OF 2000 ROWS
RETURN count(*)`,
  ([count]) => count as number,
);

/** A flow as one relationship between its countries: nothing can point at it, neither a claim nor a product. */
export const createRelationships = statement<{ rows: readonly PlacedFlow[] }, number>(
  'bench.createRelationships',
  cypher`UNWIND $rows AS row
MATCH (from:Country {iso3: row.exporter})
MATCH (to:Country {iso3: row.importer})
CREATE (from)-[flow:BENCH_FLOW {id: row.id, table: row.table, hs: row.hs, year: toInteger(row.year), exporter: row.exporter, importer: row.importer,
  valueUsd: row.valueUsd, tonnes: row.tonnes, source: row.source, confidence: row.confidence, product: row.product}]->(to)
RETURN count(flow)`,
  ([count]) => count as number,
);

const schemaChange = (name: string, text: Cypher) => statement<NoParameters, unknown>(name, text, () => null);

/** The indexes of a flow as node, for the relationship. */
export const relationshipIndexes = [
  schemaChange('bench.indexId', cypher`CREATE CONSTRAINT bench_id FOR ()-[n:BENCH_FLOW]-() REQUIRE n.id IS UNIQUE`),
  schemaChange(
    'bench.indexImporter',
    cypher`CREATE INDEX bench_importer FOR ()-[n:BENCH_FLOW]-() ON (n.table, n.importer, n.valueUsd, n.exporter)`,
  ),
  schemaChange(
    'bench.indexExporter',
    cypher`CREATE INDEX bench_exporter FOR ()-[n:BENCH_FLOW]-() ON (n.table, n.exporter, n.valueUsd, n.importer)`,
  ),
  schemaChange('bench.indexTable', cypher`CREATE INDEX bench_table FOR ()-[n:BENCH_FLOW]-() ON (n.table, n.valueUsd)`),
  schemaChange('bench.indexValue', cypher`CREATE INDEX bench_value FOR ()-[n:BENCH_FLOW]-() ON (n.valueUsd)`),
];

/** The indexes of flows besides the one by id, dropped and made again. */
export const dropIndexes = [
  schemaChange('bench.dropImporter', cypher`DROP INDEX trade_flow_table_importer`),
  schemaChange('bench.dropExporter', cypher`DROP INDEX trade_flow_table_exporter`),
  schemaChange('bench.dropTable', cypher`DROP INDEX trade_flow_table_value`),
  schemaChange('bench.dropValue', cypher`DROP INDEX trade_flow_any_value`),
];
export const makeIndexes = [
  schemaChange(
    'bench.makeImporter',
    cypher`CREATE INDEX trade_flow_table_importer FOR (n:TradeFlow) ON (n.table, n.importer, n.valueUsd, n.exporter)`,
  ),
  schemaChange(
    'bench.makeExporter',
    cypher`CREATE INDEX trade_flow_table_exporter FOR (n:TradeFlow) ON (n.table, n.exporter, n.valueUsd, n.importer)`,
  ),
  schemaChange(
    'bench.makeTable',
    cypher`CREATE INDEX trade_flow_table_value FOR (n:TradeFlow) ON (n.table, n.valueUsd)`,
  ),
  schemaChange('bench.makeValue', cypher`CREATE INDEX trade_flow_any_value FOR (n:TradeFlow) ON (n.valueUsd)`),
  schemaChange('bench.awaitIndexes', cypher`CALL db.awaitIndexes(600)`),
];
