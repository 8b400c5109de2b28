import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Release } from '../../src/ingest/publishers/baci.ts';
import { cypher } from '../../src/graph/cypher.ts';
import type { Graph } from '../../src/graph/graph.ts';
import { statement, type NoParameters } from '../../src/graph/statement.ts';
import { measure, questionTo, type Effort } from '../measure.ts';
import type { MillionMeasured } from '../results.ts';
import type { NamedShape } from '../shape.ts';
import { loadMeasured, type LoadMeasured } from './load-measured.ts';
import { makeRelease } from './release.ts';

/** A Neo4j of the bench with its folder. */
export interface BenchNeo4j {
  graph: Graph;
  environment: Record<string, string>;
  stop(): Promise<void>;
}

/** What the measurement asks of the one who started it. */
export interface MillionOptions {
  folder: string;
  /** Folder of a Neo4j with the seed in it, which does not run. */
  large: string;
  effort: Effort;
  shapes: readonly NamedShape[];
  startNeo4j: (home: string) => Promise<BenchNeo4j>;
  /** Starts Lodegraph on it. */
  startLodegraph: (neo4j: BenchNeo4j) => Promise<{ url: string; stop(): Promise<void> }>;
  say: (line: string) => void;
}

const countFlows = statement<NoParameters, number>(
  'bench.countFlows',
  cypher`MATCH (flow:TradeFlow) RETURN count(flow)`,
  ([count]) => count as number,
);

const yearsOf = (revision: string, first: number, release: string): Release[] =>
  Array.from({ length: 2025 - first }, (_, index) => ({ revision, year: first + index, release }));

/** As many files as a real release has in its newest revisions: 47 of them. Older than the seed's, so that the same trade is shown. */
const whole = [
  ...yearsOf('HS17', 2017, 'V202001'),
  ...yearsOf('HS12', 2012, 'V202001'),
  ...yearsOf('HS07', 2007, 'V202001'),
  ...yearsOf('HS02', 2017, 'V202001'),
];
/** Four years for each method, each of a release of its own: none finds the flows of another. */
const parts = ['createOne', 'writeFlows', 'createThree', 'merge', 'csv'].map((method, index) => ({
  method,
  releases: yearsOf('HS17', 2021, `V20000${index + 1}`),
}));
/** Loaded before the first method is measured, so that it is not measured with code that Java has not compiled yet. */
const warmUp = { method: 'writeFlows', releases: yearsOf('HS17', 2009, 'V200009') };

/** Loads a million flows by several methods and asks the same questions with them and without. */
export async function measureMillion(options: MillionOptions): Promise<MillionMeasured> {
  const { folder, large, effort, shapes, startNeo4j, startLodegraph, say } = options;
  const small = join(folder, 'small');
  cpSync(large, small, { recursive: true });

  const neo4j = await startNeo4j(large);
  const methods: LoadMeasured[] = [];
  for (const [index, { method, releases }] of [warmUp, ...parts].entries()) {
    const files = join(folder, `part-${index}`);
    mkdirSync(files);
    const made = await makeRelease(files, releases);
    const measured = await loadMeasured(method, made.files, neo4j.environment);
    if (index > 0) methods.push(measured);
    say(told(measured));
  }
  const files = join(folder, 'whole');
  mkdirSync(files);
  say('making up a release');
  const made = await makeRelease(files, whole);
  const all = await loadMeasured('import', made.files, neo4j.environment);
  say(told(all));
  const peer = await startNeo4j(small);
  const [before = 0] = await peer.graph.read(countFlows, {});
  const [after = 0] = await neo4j.graph.read(countFlows, {});
  const [first, second] = [await startLodegraph(neo4j), await startLodegraph(peer)];
  const questions = [];
  for (const shape of shapes) {
    const comparison = {
      name: `${shape.name} at a million`,
      title: shape.title,
      labels: [`${after.toLocaleString('en')} flows`, `${before.toLocaleString('en')} flows`],
      targets: [questionTo(first.url, shape), questionTo(second.url, shape)],
      same: true,
      aim: 1.5,
    } as const;
    questions.push(await measure(comparison, effort, say));
  }
  await first.stop();
  await second.stop();
  return { methods, whole: all, questions, flows: { before, after } };
}

const told = ({ method, kept, seconds, peakMegabytes }: LoadMeasured) =>
  `${method}: ${kept.toLocaleString('en')} flows in ${seconds.toFixed(1)} s, ${peakMegabytes.toFixed(0)} MB`;
