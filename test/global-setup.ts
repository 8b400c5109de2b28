import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { openGraph, type Graph } from '../src/graph/graph.ts';
import { isNew } from '../src/graph/local/home.ts';
import { requestLimits } from '../src/graph/request-limits.ts';
import { loadSeed, readSeed, seedDigest } from '../src/ingest/seed/load.ts';
import { attempt } from '../src/lib/attempt.ts';
import { readConfig } from '../src/lib/config.ts';
import { loadState } from '../src/loading/load-log.ts';
import { createHttp } from '../src/server/http/http.ts';
import { createMetrics } from '../src/server/metrics.ts';
import { noSharedFiles } from './ingest/shared-files.ts';
import { lendNeo4j } from './lent-neo4j.ts';
import { giveTurns } from './turns.ts';
import { findNeo4j, startNeo4j, temporaryHome, type TestNeo4j } from './neo4j.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the seeded server listens, such as `http://127.0.0.1:41234`. */
    serverUrl: string;
    neo4j: { uri: string; user: string; password: string };
  }
}

const say = (line: string) => process.stderr.write(`${line}\n`);

type Connection = Omit<TestNeo4j, 'stop'>;

async function withGraph<T>(neo4j: Connection, work: (graph: Graph) => Promise<T>): Promise<T> {
  const graph = openGraph({ ...neo4j, statementTimeout: 60_000, connectionTimeout: 5_000 });
  return work(graph).finally(() => graph.close());
}

const answers = (neo4j: Connection): Promise<boolean> =>
  withGraph(neo4j, (graph) =>
    graph.verify().then(
      () => true,
      () => false,
    ),
  );

/** Whether the graph holds the seed of this checkout. */
async function isSeeded(graph: Graph): Promise<boolean> {
  const [state] = await graph.read(loadState, {});
  return state?.digest === seedDigest() && state.unfinished === 0;
}

/**
 * Java's second compiler takes a quarter of Neo4j's processor time while the tests run: it compiles what runs ten times as often as
 * by default, and puts fewer and shorter methods into others.
 */
const COMPILED_LATER = [
  '-XX:Tier4InvocationThreshold=50000 -XX:Tier4MinInvocationThreshold=6000',
  '-XX:Tier4CompileThreshold=150000 -XX:Tier4BackEdgeThreshold=400000',
  '-XX:MaxInlineLevel=9 -XX:FreqInlineSize=150 -XX:InlineSmallCode=1000',
].join(' ');

/** A Neo4j, and when it holds the seed of this checkout. */
interface Seeded {
  neo4j: TestNeo4j;
  seeded: Promise<void>;
}

/** Starts the Neo4j of a folder. */
async function startSeeded(home: string): Promise<Seeded> {
  const seed = isNew(home) ? attempt(() => readSeed(new Date())) : undefined;
  const neo4j = await startNeo4j(home, say);
  const load = async (graph: Graph) => {
    if (await isSeeded(graph)) return;
    const report = await loadSeed(graph, new Date(), () => undefined, { seed });
    say(`seeded in ${report.seconds.toFixed(1)} s`);
  };
  return { neo4j, seeded: attempt(() => withGraph(neo4j, load)) };
}

/**
 * The Neo4j that the tests share: one in a temporary folder, never the user's. `TEST_GRAPH_HOME` names a folder for one that is
 * kept, for a quick start while developing; one that runs there already is used, and goes on running.
 */
async function openTestNeo4j(): Promise<Seeded> {
  const kept = process.env['TEST_GRAPH_HOME'];
  if (!kept) {
    const home = temporaryHome();
    const { neo4j, seeded } = await startSeeded(home);
    const stop = async () => {
      await neo4j.stop();
      rmSync(home, { recursive: true, force: true });
    };
    return { neo4j: { ...neo4j, stop }, seeded };
  }
  const home = resolve(kept);
  const running = findNeo4j(home);
  if (!running || !(await answers(running))) return startSeeded(home);
  if (!(await withGraph(running, isSeeded))) say(`The graph in ${home} holds another seed than this checkout.`);
  return { neo4j: { ...running, stop: () => Promise.resolve() }, seeded: Promise.resolve() };
}

/** Makes what commands run: tests run them as users do, and not several are to make it at once. */
async function buildCommands(): Promise<void> {
  const build = fileURLToPath(new URL('../src/commands/build.mjs', import.meta.url));
  const [code] = (await once(spawn(process.execPath, [build], { stdio: 'inherit' }), 'exit')) as [number | null];
  if (code !== 0) throw new Error('The commands could not be made.');
}

/** One Neo4j for all tests, served on a free port. Its seed is loaded while files that do not ask it run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  if (noSharedFiles) say(noSharedFiles);
  process.env['JDK_JAVA_OPTIONS'] = COMPILED_LATER;
  const built = attempt(buildCommands);
  const { neo4j, seeded } = await openTestNeo4j();
  await built.catch(async (error: unknown) => {
    await neo4j.stop();
    throw error;
  });
  const { uri, user, password } = neo4j;
  const home = temporaryHome();
  const config = readConfig({
    LOG_LEVEL: 'error',
    LODEGRAPH_HOME: home,
    // Tests write to the graph by connections of their own, and ask at once.
    KEPT_ANSWERS_CHECK_MS: '0',
    // What a computation needs beside three files of tests says nothing of it.
    ANALYSIS_TIMEOUT_MS: '60000',
  });
  const metrics = createMetrics();
  const graph = openGraph({
    ...{ uri, user, password },
    ...requestLimits(config),
    observe: metrics.observeStatement,
  });
  const app = await createHttp({ config, graph, metrics: metrics.registry });
  const serverUrl = await app.listen({ host: '127.0.0.1', port: 0 });
  project.provide('serverUrl', serverUrl);
  project.provide('neo4j', { uri, user, password });
  const lender = await lendNeo4j();
  project.provide('lender', lender.url);
  const turns = await giveTurns(seeded);
  project.provide('turns', turns.url);
  return async () => {
    await app.close();
    await graph.close();
    await lender.stop();
    turns.stop();
    // Where it failed, those who waited for it were told why.
    await seeded.catch(() => undefined);
    await neo4j.stop();
    rmSync(home, { recursive: true, force: true });
  };
}
