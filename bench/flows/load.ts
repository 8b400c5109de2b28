import { createWriteStream, mkdirSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { baci, releaseOf, sourceOfRelease } from '../../seed/importers/baci.ts';
import { openInput } from '../../seed/importers/input-file.ts';
import { readCurated } from '../../seed/importers/places.ts';
import { recognise } from '../../seed/importers/recognise.ts';
import { cypher } from '../../src/graph/cypher.ts';
import { openGraph, type Graph } from '../../src/graph/graph.ts';
import { nodeRow } from '../../src/graph/load.ts';
import { statement, type Statement } from '../../src/graph/statement.ts';
import { loadSources } from '../../src/source/load.ts';
import { createFlows, flowId, tableId, type FlowRow, type PlacedFlow } from '../../src/trade-flow/load.ts';
import { finishTables, writeFlows } from '../../src/trade-flow/write.ts';
import type { LoadMeasured } from './load-measured.ts';

// A process of its own, so that its memory is the importer's: node load.ts <method> <file…>. Prints what it measured as JSON.

const BATCH = 2000;
const LONGEST = 600_000;

const mergeFlows = statement<{ rows: readonly PlacedFlow[] }, number>(
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

const loadCsv = statement<{ url: string }, number>(
  'bench.loadCsv',
  cypher`LOAD CSV WITH HEADERS FROM $url AS row
CALL (row) {
  MATCH (from:Country {iso3: row.exporter})
  MATCH (to:Country {iso3: row.importer})
  MATCH (product:Product {slug: row.product})
  CREATE (flow:TradeFlow {id: row.id, table: row.table, hs: row.hs, year: toInteger(row.year), exporter: row.exporter, importer: row.importer,
    valueUsd: toFloat(row.valueUsd), tonnes: toFloat(row.tonnes), source: row.source, confidence: row.confidence})
  CREATE (flow)-[:FROM]->(from)
  CREATE (flow)-[:TO]->(to)
  CREATE (flow)-[:OF]->(product)
} IN TRANSACTIONS OF 2000 ROWS
RETURN count(*)`,
  ([count]) => count as number,
);

type Method = (graph: Graph, rows: AsyncIterable<FlowRow>) => Promise<void>;

async function* batchesOf(rows: AsyncIterable<FlowRow>): AsyncGenerator<PlacedFlow[]> {
  let batch: PlacedFlow[] = [];
  for await (const row of rows) {
    if (batch.push({ ...row, table: tableId(row) }) < BATCH) continue;
    yield batch;
    batch = [];
  }
  yield batch;
}

const unwound =
  (write: Statement<{ rows: readonly PlacedFlow[] }, number>, sessions: number): Method =>
  async (graph, rows) => {
    const batches = batchesOf(rows);
    const work = async () => {
      for (let next = await batches.next(); !next.done; next = await batches.next())
        await graph.write(write, { rows: next.value });
    };
    await Promise.all(Array.from({ length: sessions }, work));
  };

const columns = [
  'id',
  'table',
  'hs',
  'product',
  'year',
  'exporter',
  'importer',
  'valueUsd',
  'tonnes',
  'source',
  'confidence',
] as const;

/** Writes the rows into the folder that Neo4j reads from; only a Neo4j on the same machine can be loaded so. */
const throughCsv: Method = async (graph, rows) => {
  const folder = join(process.env['BENCH_NEO4J_HOME'] ?? '', 'neo4j', 'import');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'flows.csv');
  const stream = createWriteStream(file);
  stream.write(`${columns.join(',')}\n`);
  for await (const batch of batchesOf(rows)) {
    const text = batch.map((row) => columns.map((column) => row[column] ?? '').join(',')).join('\n');
    if (text !== '' && !stream.write(`${text}\n`)) await once(stream, 'drain');
  }
  stream.end();
  await once(stream, 'finish');
  await graph.write(loadCsv, { url: 'file:///flows.csv' }, LONGEST);
  rmSync(file);
};

const methods: Record<string, { title: string; run: Method }> = {
  writeFlows: {
    title: 'UNWIND and CREATE of 2,000 rows, two sessions, known tables looked up (`writeFlows`)',
    run: async (graph, rows) => {
      const { tables } = await writeFlows(graph, rows);
      await finishTables(graph, [{ tables, complete: true }]);
    },
  },
  createOne: { title: 'UNWIND and CREATE of 2,000 rows, one session', run: unwound(createFlows, 1) },
  createThree: { title: 'UNWIND and CREATE of 2,000 rows, three sessions', run: unwound(createFlows, 3) },
  merge: { title: 'UNWIND and MERGE of 2,000 rows, one session', run: unwound(mergeFlows, 1) },
  csv: { title: 'LOAD CSV of a file written for it, CALL IN TRANSACTIONS of 2,000 rows', run: throughCsv },
};

const [name = '', ...files] = process.argv.slice(2);
const method = methods[name];
if (!method) throw new Error(`There is no method ${name}. There are ${Object.keys(methods).join(', ')}.`);

const { places } = readCurated();
let read = 0;
let kept = 0;
async function* flowsOf(paths: readonly string[]): AsyncGenerator<FlowRow> {
  for (const path of paths) {
    const file = await openInput(path);
    const found = recognise(path, file, [baci], null, true);
    if ('passedOver' in found) throw new Error(`${path}: ${found.passedOver}`);
    for await (const parsed of (await found.format.open(file, places, { asOf: null, hs: null })).rows) {
      read += 1;
      if (!('flow' in parsed)) continue;
      kept += 1;
      yield { ...parsed.flow, id: flowId(parsed.flow) };
    }
  }
}

const graph = openGraph({
  uri: process.env['NEO4J_URI'] ?? '',
  user: process.env['NEO4J_USER'] ?? '',
  password: process.env['NEO4J_PASSWORD'] ?? '',
  statementTimeout: LONGEST,
  connectionTimeout: 30_000,
});
const sources = files.flatMap((file) => {
  const of = releaseOf(file);
  return of ? [nodeRow('id', { ...sourceOfRelease(of, null) })] : [];
});
await graph.write(loadSources.statement, { rows: [...new Map(sources.map((row) => [row.key, row])).values()] });

const began = performance.now();
await method.run(graph, flowsOf(files));
const measured: LoadMeasured = {
  method: method.title,
  rows: read,
  kept,
  seconds: (performance.now() - began) / 1000,
  peakMegabytes: process.resourceUsage().maxRSS / 1024,
};
await graph.close();
process.stdout.write(JSON.stringify(measured));
