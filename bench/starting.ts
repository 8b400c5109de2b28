import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { readConfig } from '../src/lib/config.ts';
import { LODEGRAPH, launchServer, planned, type ServerProcess } from './child.ts';
import { machine } from './machine.ts';
import { percentile } from './measure.ts';
import { startNeo4j } from './neo4j.ts';
import type { Section } from './report/page.ts';
import { tableOf, tenths } from './report/table.ts';

const ROUNDS = 5;
const LONGEST_MS = 300_000;
const LOOK_AGAIN_MS = 500;

interface Starts {
  how: string;
  /** Until it was ready, of each start. */
  seconds: readonly number[];
  /** Until all statements were planned, of one start. */
  plannedSeconds: number;
}

interface StartingOptions {
  folder: string;
  /** Folder of a Neo4j with the seed in it, which does not run. */
  home: string;
  say: (line: string) => void;
  opened: (() => unknown)[];
}

/** How long a later start takes with Neo4j's classes kept by Java and without. */
export async function measureStarting({ folder, home, say, opened }: StartingOptions): Promise<Section> {
  const own = join(folder, 'starting');
  const libraries = join(own, 'lib');
  cpSync(home, own, { recursive: true });
  cpSync(join(readConfig().LODEGRAPH_HOME, 'lib'), libraries, {
    recursive: true,
    dereference: true,
    preserveTimestamps: true,
    filter: (path) => !path.endsWith('.jsa'),
  });
  const isArchived = () => readdirSync(libraries).some((name) => name.endsWith('.jsa'));

  /** Starts a server and ends it again: seconds until it was ready. */
  async function start(until?: (server: ServerProcess) => Promise<unknown>): Promise<number> {
    const began = performance.now();
    const server = await launchServer(LODEGRAPH, { LODEGRAPH_HOME: own, PORT: '0', NEO4J_URI: '' });
    const stop = () => server.stop();
    opened.push(stop);
    const seconds = (performance.now() - began) / 1000;
    await until?.(server);
    await stop();
    return seconds;
  }
  async function archived(): Promise<void> {
    const deadline = performance.now() + LONGEST_MS;
    while (!isArchived()) {
      if (performance.now() > deadline) throw new Error('Java has made no archive of its classes.');
      await setTimeout(LOOK_AGAIN_MS);
    }
  }

  const measured: Starts[] = [];
  for (const how of ['without the classes of Neo4j', 'with them']) {
    const seconds: number[] = [];
    for (let round = 0; round < ROUNDS; round++) seconds.push(await start());
    say(`${how}: ready after ${seconds.map(tenths).join(', ')} s`);
    const began = performance.now();
    let plannedSeconds = NaN;
    await start(async ({ url }) => {
      await planned(url);
      plannedSeconds = (performance.now() - began) / 1000;
      await archived();
    });
    measured.push({ how, seconds, plannedSeconds });
  }
  const neo4j = await startNeo4j(home, say);
  opened.push(neo4j.stop);
  return { heading: 'Starting', text: text(measured, await machine(neo4j.graph)) };
}

const spread = (values: readonly number[]) => {
  const sorted = [...values].sort((a, b) => a - b);
  const [median, low, high] = [0.5, 0, 1].map((share) => tenths(percentile(sorted, share)));
  return `${median} (${low} to ${high})`;
};

const text = (measured: readonly Starts[], machine: string) =>
  `A later start of the server with its local Neo4j, the seed in it: seconds until it prints \`ready\` and answers, and until \`/ready\`
says that all statements of the questions and pages are planned. Java keeps the classes of Neo4j after the first start.

${tableOf(
  ['Start', 'ready, s', 'planned, s'],
  1,
  measured.map(({ how, seconds, plannedSeconds }) => [how, spread(seconds), tenths(plannedSeconds)]),
)}

Ready: median of ${ROUNDS} starts one after the other, in brackets the shortest and the longest; planned: one start. Measured on ${new Date().toISOString().slice(0, 10)}. Machine: ${machine}.`;
