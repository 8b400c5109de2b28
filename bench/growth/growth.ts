import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { cypher } from '../../src/graph/cypher.ts';
import { statement, type NoParameters } from '../../src/graph/statement.ts';
import { loadSeed } from '../../src/ingest/seed/load.ts';
import { agreed, type Asked } from '../answers.ts';
import { asked, same, type Candidate } from '../candidates.ts';
import { LODEGRAPH, startServer } from '../child.ts';
import { fewerFlows } from '../flows/fewer-flows.ts';
import { loadMeasured } from '../flows/load-measured.ts';
import { makeRelease, wholeRelease } from '../flows/release.ts';
import { machine } from '../machine.ts';
import { measure, type Effort } from '../measure.ts';
import { startNeo4j, type BenchNeo4j } from '../neo4j.ts';
import { memoryMegabytes } from '../processor.ts';
import { askOf } from '../questions.ts';
import type { Section } from '../report/page.ts';
import { prepared, type NamedShape } from '../shape.ts';
import { growthPicture } from './picture.ts';
import { databaseHits } from './profile.ts';
import { growthText, type Grown, type Size } from './text.ts';

const countFlows = statement<NoParameters, number>(
  'bench.countFlows',
  cypher`MATCH (flow:TradeFlow) RETURN count(flow)`,
  ([count]) => count as number,
);
const count = async (neo4j: BenchNeo4j) => (await neo4j.graph.read(countFlows, {}))[0] ?? 0;

/** Flows that are kept of one made-up file. */
const OF_A_FILE = 21_723;

export interface GrowthOptions {
  folder: string;
  /** Folder of a Neo4j with the seed in it, which does not run. */
  home: string;
  /** How many flows the graphs are to have besides those of the seed and of a part of it. */
  flows: readonly number[];
  shapes: readonly NamedShape[];
  effort: Effort;
  say: (line: string) => void;
  opened: (() => unknown)[];
}

/** Older than the seed's, so that the same trade is shown, whatever is loaded besides. */
const files = ['V202001', 'V201901', 'V201801', 'V201701'].flatMap((release) => wholeRelease(release));

/** The questions ask for trade in magnets: all of it stays. */
const isOfMagnets = (file: string, row: string) => file.startsWith('magnets') || row.split(',')[3] === '850511';
/** Of other products the smallest graph has one row in so many. */
const EACH = 5;

/** Folder of a Neo4j with the seed, but fewer flows: some fifty thousand. */
async function makeSmaller({ folder, say }: GrowthOptions): Promise<string> {
  const trade = fewerFlows(
    join(folder, 'fewer-flows'),
    (file, row, index) => index % EACH === 0 || isOfMagnets(file, row),
  );
  const home = join(folder, 'smaller');
  const neo4j = await startNeo4j(home, say);
  try {
    say('loading the seed with fewer flows');
    await loadSeed(neo4j.graph, new Date(), () => undefined, { tradeFolder: trade });
  } finally {
    await neo4j.stop();
  }
  return home;
}

/** Folders of a Neo4j for each size, the smallest first: each holds what the one before holds, and more. */
async function makeGraphs(options: GrowthOptions): Promise<string[]> {
  const { folder, home, flows, say } = options;
  const homes = [await makeSmaller(options), home];
  let loaded = 0;
  for (const size of [...flows].sort((a, b) => a - b)) {
    const grown = join(folder, `flows-${size}`);
    cpSync(homes.at(-1) ?? home, grown, { recursive: true });
    const neo4j = await startNeo4j(grown, say);
    try {
      const missing = Math.ceil((size - (await count(neo4j))) / OF_A_FILE);
      if (missing <= 0) throw new Error(`The seed has more flows than ${size}: choose more with --flows.`);
      say(`making up and loading ${missing} files`);
      const made = await makeRelease(join(folder, `files-${size}`), files.slice(loaded, loaded + missing));
      loaded += missing;
      await loadMeasured('writeFlows', made.files, neo4j.environment);
    } finally {
      await neo4j.stop();
    }
    homes.push(grown);
  }
  return homes;
}

/** Each question on graphs of several sizes, each on a Neo4j of its own, in turn. */
export async function measureGrowth(options: GrowthOptions): Promise<Section & { picture: string }> {
  const { shapes, say, opened, effort } = options;
  const sizes: (Size & { neo4j: BenchNeo4j; candidate: Candidate; url: string })[] = [];
  for (const home of await makeGraphs(options)) {
    const neo4j = await startNeo4j(home, say);
    opened.push(neo4j.stop);
    const flows = await count(neo4j);
    say(`a server on ${flows.toLocaleString('en')} flows`);
    const server = await startServer(LODEGRAPH, { ...neo4j.environment, KEPT_ANSWERS_BYTES: '0' });
    opened.push(() => server.stop());
    const target = (shape: NamedShape) => Promise.resolve(asked(server.url, shape));
    const candidate: Candidate = { name: String(flows), pid: server.pid, target, answer: same };
    sizes.push({ flows, server: null, neo4jMegabytes: null, neo4j, candidate, url: server.url });
  }
  const neo4jOf = ({ name }: Asked) => sizes.find((size) => size.candidate.name === name)?.neo4j.pid ?? 0;
  const grown: Grown[] = [];
  for (const unprepared of shapes) {
    const shape = await prepared(unprepared, askOf(sizes[0]?.url ?? ''));
    // What is shown comes from the seed's release: the answer is the same, however much is loaded besides.
    const agree = await agreed(
      shape,
      sizes.map(({ candidate }) => candidate),
    );
    say(`${shape.name}: ${shape.title}`);
    const measured = await measure(agree, neo4jOf, { ...effort, connections: [16] }, say);
    const hits: number[] = [];
    for (const { neo4j } of sizes) hits.push((await databaseHits(neo4j, [shape])).get(shape.name) ?? NaN);
    grown.push({ name: shape.name, title: shape.title, measured, hits });
  }
  for (const size of sizes) {
    size.server = memoryMegabytes(size.candidate.pid);
    size.neo4jMegabytes = memoryMegabytes(size.neo4j.pid);
  }
  const picture = growthPicture(
    sizes.map(({ flows }) => flows),
    grown.map(({ name, measured, hits }) => ({ name, p50: measured.map(({ all }) => all.p50), hits })),
  );
  const [first] = sizes;
  const text = growthText(sizes, grown, effort, first ? await machine(first.neo4j.graph) : '');
  return { heading: 'Growth', text, picture };
}
