import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { format, resolveConfig } from 'prettier';
import { readConfig } from '../src/lib/config.ts';
import { explain } from '../src/graph/explain.ts';
import { openGraph } from '../src/graph/graph.ts';
import { startLocalNeo4j } from '../src/graph/local/local-neo4j.ts';
import { startServer } from './child.ts';
import { measureMillion, type BenchNeo4j } from './flows/million.ts';
import { installLoadGenerator } from './load.ts';
import { machine } from './machine.ts';
import { comparisonOf, measure, type Effort, type Measured } from './measure.ts';
import { millionSection, questionsSection, withSection, type Section } from './results.ts';
import { searchComparison } from './search.ts';
import { readShapes, type NamedShape } from './shape.ts';

const page = new URL('./RESULTS.md', import.meta.url).pathname;
const say = (line: string) => process.stderr.write(`${line}\n`);

function positive(text: string): number {
  const value = Number(text);
  if (value > 0) return value;
  throw new InvalidArgumentError('It must be a number above 0.');
}

interface Options extends Effort {
  shape?: string[];
  million?: boolean;
}

/** What was opened, to be closed in the opposite order however the run ends. */
const opened: (() => unknown)[] = [];
async function close(): Promise<void> {
  for (let last = opened.pop(); last; last = opened.pop()) await last();
}
let atEnd = (): void => undefined;
const end = async () => {
  await close();
  atEnd();
};

async function startNeo4j(home: string): Promise<BenchNeo4j> {
  const { LODEGRAPH_HOME, NEO4J_HEAP_MEGABYTES, NEO4J_PAGE_CACHE_MEGABYTES, JAVA_HOME } = readConfig();
  const { stop, ...neo4j } = await startLocalNeo4j({
    home,
    libraries: `${LODEGRAPH_HOME}/lib`,
    heapMegabytes: NEO4J_HEAP_MEGABYTES,
    pageCacheMegabytes: NEO4J_PAGE_CACHE_MEGABYTES,
    javaHome: JAVA_HOME,
    report: say,
  });
  opened.push(stop);
  const graph = openGraph({ ...neo4j, statementTimeout: 60_000, connectionTimeout: 5_000 });
  opened.push(() => graph.close());
  const environment = {
    NEO4J_URI: neo4j.uri,
    NEO4J_USER: neo4j.user,
    NEO4J_PASSWORD: neo4j.password,
    STATEMENT_TIMEOUT_MS: '60000',
    HOST: '127.0.0.1',
    PORT: '0',
    NODE_ENV: 'production',
  };
  return {
    graph,
    environment,
    stop: async () => {
      await graph.close();
      await stop();
    },
  };
}

/** A server on a Neo4j; Lodegraph's loads the seed into an empty graph before it is ready. */
async function startOn({ environment }: BenchNeo4j, file: string) {
  const server = await startServer(file, environment);
  opened.push(() => server.stop());
  return server;
}

/** The questions asked of Lodegraph and of the hand-written server, and a search; only some of them when they are named. */
async function measureQuestions(home: string, effort: Effort, all: readonly NamedShape[], names?: readonly string[]) {
  const neo4j = await startNeo4j(home);
  const lodegraph = await startOn(neo4j, 'src/commands/serve.ts');
  const handWritten = await startOn(neo4j, 'bench/hand-written.ts');
  const wanted = [
    ...all.map((shape) => comparisonOf(shape, [lodegraph.url, handWritten.url])),
    searchComparison(lodegraph.url),
  ].filter(({ name }) => !names || names.includes(name));
  const measured: Measured[] = [];
  for (const comparison of wanted) measured.push(await measure(comparison, effort, say));
  const section = questionsSection(measured, effort, await machine(neo4j.graph), today());
  await close();
  return section;
}

/** Loading a million flows, and the born-for question and a page of flows with them and without. */
async function measureFlows(folder: string, large: string, effort: Effort, all: readonly NamedShape[]) {
  let graph: BenchNeo4j['graph'] | undefined;
  const found = await measureMillion({
    folder,
    large,
    effort,
    shapes: all.filter(({ name }) => name === '1-dependents' || name === '3-flows-page'),
    startNeo4j: async (home) => {
      const neo4j = await startNeo4j(home);
      graph = neo4j.graph;
      return neo4j;
    },
    startLodegraph: (neo4j) => startOn(neo4j, 'src/commands/serve.ts'),
    say,
  });
  return millionSection(found, effort, graph ? await machine(graph) : 'unknown', today());
}

const today = () => new Date().toISOString().slice(0, 10);

async function run({ shape: names, million, ...effort }: Options): Promise<void> {
  const all = await readShapes();
  const known = [...all.map(({ name }) => name), 'search'];
  const unknown = names?.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new Error(`There is no shape ${unknown}. There are ${known.join(', ')}.`);
  installLoadGenerator(say);

  const folder = mkdtempSync(join(tmpdir(), 'lodegraph-bench-'));
  atEnd = () => rmSync(folder, { recursive: true, force: true });
  const home = join(folder, 'neo4j');
  await write(await measureQuestions(home, effort, all, names), names === undefined);
  if (million) await write(await measureFlows(folder, home, effort, all), true);
}

/** Prints a section and, where it is whole, puts it into the page. */
async function write(section: Section, keep: boolean): Promise<void> {
  const text = withSection(existsSync(page) ? readFileSync(page, 'utf8') : '', section);
  const tidy = await format(text, { ...(await resolveConfig(page)), parser: 'markdown' });
  process.stdout.write(`## ${section.heading}\n\n${section.text}\n`);
  if (keep) writeFileSync(page, tidy);
}

process.once('SIGINT', () => void end().finally(() => process.exit(130)));
process.once('SIGTERM', () => void end().finally(() => process.exit(143)));

await new Command('npm run bench --')
  .description(
    'Measures Lodegraph against hand-written Cypher behind node:http on a Neo4j of its own, in about nine minutes, and writes bench/RESULTS.md.',
  )
  .option('--seconds <number>', 'length of each stretch of load', positive, 3)
  .option('--connections <number>', 'requests in flight at once', positive, 16)
  .option('--warm-up <number>', 'seconds of load before each is measured', positive, 30)
  .option('--rounds <number>', 'stretches for each server and shape', positive, 4)
  .option(
    '--shape <name...>',
    'measure only these files of bench/shapes/, or search, and leave bench/RESULTS.md as it is',
  )
  .option(
    '--million',
    'load a million trade flows besides, and ask the same questions after it; takes some 3 GB of the temporary folder',
  )
  .action(run)
  .parseAsync()
  .catch((error: unknown) => {
    say(explain(error));
    process.exitCode = 1;
  })
  .finally(end);
