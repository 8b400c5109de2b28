import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { loadSeed } from '../src/ingest/seed/load.ts';
import { readConfig } from '../src/lib/config.ts';
import { openGraph } from '../src/graph/graph.ts';
import { startLocalNeo4j } from '../src/graph/local/local-neo4j.ts';
import { createHttp } from '../src/server/http/http.ts';
import { createMetrics } from '../src/server/metrics.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the seeded server listens, such as `http://127.0.0.1:41234`. */
    serverUrl: string;
    neo4j: { uri: string; user: string; password: string };
  }
}

const say = (line: string) => process.stderr.write(`${line}\n`);

interface TestNeo4j {
  uri: string;
  user: string;
  password: string;
  stop(): Promise<void>;
}

/**
 * The Neo4j that the tests use: one in a temporary folder, never the user's. For a quick start while developing,
 * `TEST_GRAPH_HOME` names the `LODEGRAPH_HOME` of a server that is running with the seed: the tests then share its Neo4j.
 */
async function openTestNeo4j(): Promise<TestNeo4j & { seeded: boolean }> {
  const kept = process.env['TEST_GRAPH_HOME'];
  if (kept) {
    const file = (name: string) => readFileSync(join(kept, name), 'utf8').trim();
    const credentials = JSON.parse(file('credentials.json')) as { user: string; password: string };
    const uri = `bolt://127.0.0.1:${file('bolt-port')}`;
    return { uri, ...credentials, seeded: true, stop: () => Promise.resolve() };
  }
  const home = mkdtempSync(join(tmpdir(), 'lodegraph-test-'));
  const local = await startLocalNeo4j({
    home,
    libraries: '.lodegraph/lib',
    heapMegabytes: 512,
    pageCacheMegabytes: 256,
    report: say,
  });
  const stop = async () => {
    await local.stop();
    rmSync(home, { recursive: true, force: true });
  };
  return { ...local, seeded: false, stop };
}

/** One seeded Neo4j for all tests, served on a free port. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const neo4j = await openTestNeo4j();
  const { uri, user, password } = neo4j;
  const metrics = createMetrics();
  const graph = openGraph({
    ...{ uri, user, password },
    statementTimeout: 10_000,
    connectionTimeout: 5_000,
    observe: metrics.observeStatement,
  });
  if (!neo4j.seeded) {
    const report = await loadSeed(graph, new Date(), () => undefined);
    say(`seeded in ${report.seconds.toFixed(1)} s`);
  }
  const app = await createHttp({
    config: readConfig({ LOG_LEVEL: 'error' }),
    graph,
    metrics: metrics.registry,
  });
  const serverUrl = await app.listen({ host: '127.0.0.1', port: 0 });
  project.provide('serverUrl', serverUrl);
  project.provide('neo4j', { uri, user, password });
  return async () => {
    await app.close();
    await graph.close();
    await neo4j.stop();
  };
}
