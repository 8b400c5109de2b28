import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { format, resolveConfig } from 'prettier';
import { readConfig } from '../src/config.ts';
import { explain } from '../src/explain.ts';
import { openGraph } from '../src/graph/graph.ts';
import { startLocalNeo4j } from '../src/graph/local/local-neo4j.ts';
import { startServer } from './child.ts';
import { installLoadGenerator } from './load.ts';
import { machine } from './machine.ts';
import { measure, type Effort, type Measured } from './measure.ts';
import { resultsPage } from './results.ts';
import { readShapes } from './shape.ts';

const page = new URL('./RESULTS.md', import.meta.url).pathname;
const say = (line: string) => process.stderr.write(`${line}\n`);

function positive(text: string): number {
  const value = Number(text);
  if (value > 0) return value;
  throw new InvalidArgumentError('It must be a number above 0.');
}

interface Options extends Effort {
  shape?: string[];
}

/** What was opened, to be closed in the opposite order however the run ends. */
const opened: (() => unknown)[] = [];
async function close(): Promise<void> {
  for (let last = opened.pop(); last; last = opened.pop()) await last();
}

async function run({ shape: names, ...effort }: Options): Promise<void> {
  const all = await readShapes();
  const unknown = names?.find((name) => !all.some((shape) => shape.name === name));
  if (unknown !== undefined)
    throw new Error(`There is no shape ${unknown}. There are ${all.map(({ name }) => name).join(', ')}.`);
  installLoadGenerator(say);

  const { LODEGRAPH_HOME, NEO4J_HEAP_MEGABYTES, NEO4J_PAGE_CACHE_MEGABYTES, JAVA_HOME } = readConfig();
  const home = mkdtempSync(join(tmpdir(), 'lodegraph-bench-'));
  opened.push(() => rmSync(home, { recursive: true, force: true }));
  const { stop, ...neo4j } = await startLocalNeo4j({
    home,
    libraries: `${LODEGRAPH_HOME}/lib`,
    heapMegabytes: NEO4J_HEAP_MEGABYTES,
    pageCacheMegabytes: NEO4J_PAGE_CACHE_MEGABYTES,
    javaHome: JAVA_HOME,
    report: say,
  });
  opened.push(stop);
  const graph = openGraph({ ...neo4j, statementTimeout: 10_000, connectionTimeout: 5_000 });
  opened.push(() => graph.close());

  const environment = {
    NEO4J_URI: neo4j.uri,
    NEO4J_USER: neo4j.user,
    NEO4J_PASSWORD: neo4j.password,
    HOST: '127.0.0.1',
    PORT: '0',
    NODE_ENV: 'production',
  };
  // An empty graph: the server loads the seed before it is ready.
  const lodegraph = await startServer('src/server.ts', environment);
  opened.push(() => lodegraph.stop());
  const handWritten = await startServer('bench/hand-written.ts', environment);
  opened.push(() => handWritten.stop());

  const measured: Measured[] = [];
  for (const shape of all) {
    if (names && !names.includes(shape.name)) continue;
    measured.push(await measure(shape, [lodegraph.url, handWritten.url], effort, say));
  }
  const day = new Date().toISOString().slice(0, 10);
  const text = resultsPage(measured, effort, await machine(graph), day);
  const tidy = await format(text, { ...(await resolveConfig(page)), parser: 'markdown' });
  process.stdout.write(tidy);
  if (!names) writeFileSync(page, tidy);
}

process.once('SIGINT', () => void close().finally(() => process.exit(130)));
process.once('SIGTERM', () => void close().finally(() => process.exit(143)));

await new Command('npm run bench --')
  .description(
    'Measures Lodegraph against hand-written Cypher behind node:http on a Neo4j of its own, in about three minutes, and writes bench/RESULTS.md.',
  )
  .option('--seconds <number>', 'length of each stretch of load', positive, 3)
  .option('--connections <number>', 'requests in flight at once', positive, 16)
  .option('--rounds <number>', 'stretches for each server and shape', positive, 4)
  .option('--shape <name...>', 'measure only these files of bench/shapes/ and leave bench/RESULTS.md as it is')
  .action(run)
  .parseAsync()
  .catch((error: unknown) => {
    say(explain(error));
    process.exitCode = 1;
  })
  .finally(close);
