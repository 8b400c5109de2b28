import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { loadSeed } from '../seed/load.ts';
import { readConfig } from '../src/config.ts';
import { openGraph } from '../src/graph/graph.ts';
import { startLocalNeo4j } from '../src/graph/local/local-neo4j.ts';
import { createHttp } from '../src/http.ts';
import { createMetrics } from '../src/metrics.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the seeded server listens, such as `http://127.0.0.1:41234`. */
    serverUrl: string;
    neo4j: { uri: string; user: string; password: string };
  }
}

/** One Neo4j in a temporary folder for all tests, never the user's; seeded once, served on a free port. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const home = mkdtempSync(join(tmpdir(), 'lodegraph-test-'));
  const say = (line: string) => process.stderr.write(`${line}\n`);
  const local = await startLocalNeo4j({
    home,
    libraries: '.lodegraph/lib',
    heapMegabytes: 512,
    pageCacheMegabytes: 256,
    report: say,
  });
  const metrics = createMetrics();
  const graph = openGraph({
    ...local,
    statementTimeout: 10_000,
    connectionTimeout: 5_000,
    observe: metrics.observeStatement,
  });
  const report = await loadSeed(graph, new Date(), () => undefined);
  say(`seeded in ${report.seconds.toFixed(1)} s`);
  const app = await createHttp({
    config: readConfig({ LOG_LEVEL: 'error' }),
    graph,
    metrics: metrics.registry,
  });
  const serverUrl = await app.listen({ host: '127.0.0.1', port: 0 });
  project.provide('serverUrl', serverUrl);
  project.provide('neo4j', { uri: local.uri, user: local.user, password: local.password });
  return async () => {
    await app.close();
    await graph.close();
    await local.stop();
    rmSync(home, { recursive: true, force: true });
  };
}
