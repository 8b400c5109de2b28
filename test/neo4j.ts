import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startLocalNeo4j, type LocalNeo4j } from '../src/graph/local/local-neo4j.ts';

/** Where a Neo4j answers, and how to leave it. */
export type TestNeo4j = Pick<LocalNeo4j, 'uri' | 'user' | 'password' | 'stop'>;

/** A statement is not planned again whenever a test has emptied the graph or loaded another one: what is loaded there is small. */
const PLANNED_ONCE = { 'dbms.cypher.min_replan_interval': '1h' };

/** Starts the Neo4j of a folder, with settings besides those of every local one. */
export const startNeo4j = (
  home: string,
  report: (line: string) => void = () => undefined,
  settings: Readonly<Record<string, string>> = {},
): Promise<TestNeo4j> =>
  startLocalNeo4j({
    home,
    settings,
    libraries: fileURLToPath(new URL('../.lodegraph/lib', import.meta.url)),
    heapMegabytes: 512,
    pageCacheMegabytes: 256,
    report,
  });

/** An empty Neo4j in a new folder, which is removed when it stops. */
export async function startTemporaryNeo4j(): Promise<TestNeo4j> {
  const home = temporaryHome();
  const local = await startNeo4j(home, () => undefined, PLANNED_ONCE);
  const stop = async () => {
    await local.stop();
    rmSync(home, { recursive: true, force: true });
  };
  return { ...local, stop };
}

export const temporaryHome = () => mkdtempSync(join(tmpdir(), 'lodegraph-test-'));

/** The Neo4j that was last started in a folder; null when there never was one. */
export function findNeo4j(home: string): Omit<TestNeo4j, 'stop'> | null {
  if (!existsSync(join(home, 'bolt-port'))) return null;
  const file = (name: string) => readFileSync(join(home, name), 'utf8').trim();
  const credentials = JSON.parse(file('credentials.json')) as { user: string; password: string };
  return { uri: `bolt://127.0.0.1:${file('bolt-port')}`, ...credentials };
}
