import { createWriteStream, rmSync } from 'node:fs';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { baci, releaseOf, sourceOfRelease } from '../../src/ingest/publishers/baci.ts';
import { importFiles } from '../../src/ingest/import/import-files.ts';
import { openInput } from '../../src/ingest/reading/input-file.ts';
import { curatedForImport } from '../../src/ingest/curated/curated.ts';
import { recognise } from '../../src/ingest/import/recognise.ts';
import { rowsRead } from '../../src/ingest/import/tally.ts';
import { openGraph, type Graph } from '../../src/graph/graph.ts';
import { nodeRow } from '../../src/loading/upsert.ts';
import { withLoadLock } from '../../src/loading/lock.ts';
import { loadSources } from '../../src/entities/source/load.ts';
import {
  byTable,
  createFlows,
  flowId,
  tableId,
  type FlowRow,
  type PlacedFlow,
} from '../../src/entities/trade-flow/load.ts';
import { finishTables, writeFlows } from '../../src/entities/trade-flow/write.ts';
import type { LoadMeasured } from './load-measured.ts';
import {
  createRelationships,
  dropIndexes,
  loadCsv,
  loadCsvConcurrently,
  makeIndexes,
  mergeFlows,
  relationshipIndexes,
} from './statements.ts';

// A process of its own, so that its memory is the importer's: node load.ts <method> <file…>. Prints what it measured as JSON.

const BATCH = 2000;
const LONGEST = 600_000;

const change = async (graph: Graph, statements: readonly (typeof dropIndexes)[number][]) => {
  for (const one of statements) await graph.write(one, {}, LONGEST);
};

type Counts = Pick<LoadMeasured, 'rows' | 'kept'>;

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

const inSessions =
  (sessions: number, write: (graph: Graph, rows: readonly PlacedFlow[]) => Promise<unknown>): Method =>
  async (graph, rows) => {
    const batches = batchesOf(rows);
    const work = async () => {
      for (let next = await batches.next(); !next.done; next = await batches.next()) await write(graph, next.value);
    };
    await Promise.all(Array.from({ length: sessions }, work));
  };

const create = (graph: Graph, rows: readonly PlacedFlow[]) => graph.write(createFlows, { tables: byTable(rows) });

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

/** Writes the rows into a file beside the first; only a Neo4j on the same machine can be loaded so. */
const throughCsv =
  (load: typeof loadCsv): Method =>
  async (graph, rows) => {
    const file = join(dirname(files[0] ?? ''), 'flows-to-load.csv');
    const stream = createWriteStream(file);
    stream.write(`${columns.join(',')}\n`);
    for await (const batch of batchesOf(rows)) {
      const text = batch.map((row) => columns.map((column) => row[column] ?? '').join(',')).join('\n');
      if (text !== '' && !stream.write(`${text}\n`)) await once(stream, 'drain');
    }
    stream.end();
    await once(stream, 'finish');
    await graph.write(load, { url: pathToFileURL(file).href }, LONGEST);
    rmSync(file);
  };

const methods: Record<string, { title: string; run: Method }> = {
  writeFlows: {
    title: 'UNWIND and CREATE of 2,000 rows by table, two sessions (`writeFlows`, what the import does)',
    run: async (graph, rows) => {
      const { tables } = await writeFlows(graph, rows);
      await finishTables(graph, [{ tables, complete: true }]);
    },
  },
  createOne: { title: 'UNWIND and CREATE of 2,000 rows by table, one session', run: inSessions(1, create) },
  createThree: { title: 'UNWIND and CREATE of 2,000 rows by table, three sessions', run: inSessions(3, create) },
  merge: {
    title: 'UNWIND and MERGE of 2,000 rows, each a map, one session',
    run: inSessions(1, (graph, rows) => graph.write(mergeFlows, { rows })),
  },
  csv: { title: 'LOAD CSV of a file written for it, CALL IN TRANSACTIONS of 2,000 rows', run: throughCsv(loadCsv) },
  csvConcurrent: {
    title: 'the same in 2 CONCURRENT TRANSACTIONS',
    run: throughCsv(loadCsvConcurrently),
  },
  indexesAfter: {
    title:
      'UNWIND and CREATE of 2,000 rows by table, one session, the four indexes dropped before and made again after, over all flows of the graph',
    run: async (graph, rows) => {
      await change(graph, dropIndexes);
      await inSessions(1, create)(graph, rows);
      await change(graph, makeIndexes);
    },
  },
  relationships: {
    title: 'UNWIND and CREATE of 2,000 rows, each one relationship with properties and as many indexes, one session',
    run: async (graph, rows) => {
      await change(graph, relationshipIndexes);
      await inSessions(1, (to, batch) => to.write(createRelationships, { rows: batch }))(graph, rows);
    },
  },
};

const [name = '', ...files] = process.argv.slice(2);
const method = methods[name];
if (name !== 'import' && !method)
  throw new Error(`There is no method ${name}. There are import, ${Object.keys(methods).join(', ')}.`);

const graph = openGraph({
  uri: process.env['NEO4J_URI'] ?? '',
  user: process.env['NEO4J_USER'] ?? '',
  password: process.env['NEO4J_PASSWORD'] ?? '',
  statementTimeout: LONGEST,
  connectionTimeout: 30_000,
});
const curated = curatedForImport();

/** What `npm run import` does: each file is read and checked to its end, and loaded while the next one is read. */
async function throughImport(): Promise<Counts> {
  const counts = { rows: 0, kept: 0 };
  await withLoadLock(graph, 'a made-up release', async (lock) => {
    const context = { graph, lock, curated, importers: [baci], now: new Date(), progress: () => undefined };
    const request = { paths: files, publisher: 'baci', options: { asOf: null, hs: null } };
    for await (const outcome of importFiles(context, request)) {
      if (!('read' in outcome)) throw new Error(`${outcome.file} was not read.`);
      counts.rows += rowsRead(outcome.read.tally);
      counts.kept += outcome.read.tally.rows.kept;
    }
  });
  return counts;
}

/** Reads each file once and writes its flows by a method. */
async function throughMethod({ run }: { run: Method }): Promise<Counts> {
  const counts = { rows: 0, kept: 0 };
  async function* flows(): AsyncGenerator<FlowRow> {
    for (const path of files) {
      const file = await openInput(path);
      const found = recognise(path, file, [baci], null, true);
      if ('passedOver' in found) throw new Error(`${path}: ${found.passedOver}`);
      for await (const parsed of (await found.format.open(file, curated.places, { asOf: null, hs: null })).rows) {
        counts.rows += 1;
        if (!('flow' in parsed)) continue;
        counts.kept += 1;
        yield { ...parsed.flow, id: flowId(parsed.flow) };
      }
    }
  }
  const sources = files.flatMap((file) => {
    const of = releaseOf(file);
    return of ? [nodeRow('id', { ...sourceOfRelease(of, null) })] : [];
  });
  await graph.write(loadSources.statement, { rows: [...new Map(sources.map((row) => [row.key, row])).values()] });
  await run(graph, flows());
  return counts;
}

const began = performance.now();
const counts = method ? await throughMethod(method) : await throughImport();
const measured: LoadMeasured = {
  method:
    method?.title ??
    '`npm run import`: each file read and checked to its end, then loaded by `writeFlows` while the next is read',
  ...counts,
  seconds: (performance.now() - began) / 1000,
  peakMegabytes: process.resourceUsage().maxRSS / 1024,
};
await graph.close();
process.stdout.write(JSON.stringify(measured));
