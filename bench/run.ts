import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { explain } from '../src/graph/explain.ts';
import { candidateNames, type CandidateName } from './candidates.ts';
import { measureGrowth } from './growth/growth.ts';
import { buildServers } from './build.ts';
import { installPackages } from './load.ts';
import { measureLoading } from './flows/loading.ts';
import type { Effort } from './measure.ts';
import { startNeo4j } from './neo4j.ts';
import { measureQuestions } from './questions.ts';
import { writePage, type Section } from './report/page.ts';
import { seeded } from './seeded.ts';
import { measureStarting } from './starting.ts';
import type { NamedShape } from './shape.ts';
import { allShapes } from './shapes.ts';

const say = (line: string) => process.stderr.write(`${line}\n`);

function positive(text: string): number {
  const value = Number(text);
  if (value > 0) return value;
  throw new InvalidArgumentError('It must be a number above 0.');
}

interface Options extends Partial<Effort> {
  quick?: boolean;
  growth?: boolean;
  loading?: boolean;
  starting?: boolean;
  shape?: string[];
  candidate?: CandidateName[];
  flows: number[];
  graph?: string;
}

const full: Effort = { connections: [1, 16], seconds: 1, rounds: 3, warmUp: 2 };
const quick: Effort = { connections: [1, 16], seconds: 0.25, rounds: 1, warmUp: 0.25 };

/** What was opened, to be closed in the opposite order however the run ends. */
const opened: (() => unknown)[] = [];
async function end(): Promise<void> {
  for (let last = opened.pop(); last; last = opened.pop()) await last();
}

function chosen(all: readonly NamedShape[], names: readonly string[] | undefined): NamedShape[] {
  const unknown = names?.find((name) => !all.some((shape) => shape.name === name));
  if (unknown !== undefined)
    throw new Error(`There is no shape ${unknown}. There are ${all.map(({ name }) => name).join(', ')}.`);
  return all.filter(({ name }) => !names || names.includes(name));
}

async function run(options: Options): Promise<void> {
  const { shape, candidate, graph, growth, loading, starting } = options;
  const flows = options.flows.length > 0 ? options.flows : [300_000, 1_000_000, 3_000_000];
  const effort = { ...(options.quick ? quick : full), ...options };
  const shapes = chosen(allShapes, shape);
  installPackages(say);
  const folder = mkdtempSync(join(tmpdir(), 'lodegraph-bench-'));
  opened.push(() => rmSync(folder, { recursive: true, force: true }));
  const home = join(folder, 'seeded');
  if (graph === undefined) await seeded(home, say, opened);
  else cpSync(graph, home, { recursive: true, filter: (path) => !path.startsWith(join(graph, 'lib')) });

  const sections: Section[] = [];
  if (growth) sections.push(await measureGrowth({ folder, home, flows, shapes, effort, say, opened }));
  if (loading) sections.push(await measureLoading({ folder, home, say, opened }));
  if (starting) sections.push(await measureStarting({ folder, home, say, opened }));
  if (!growth && !loading && !starting) {
    await buildServers();
    const neo4j = await startNeo4j(home, say);
    opened.push(neo4j.stop);
    const names = candidateNames.filter((name) => !candidate || name === 'by hand' || candidate.includes(name));
    sections.push(...(await measureQuestions(neo4j, shapes, names, effort, { say, opened })));
  }
  for (const { heading, text } of sections) process.stdout.write(`## ${heading}\n\n${text}\n\n`);
  if (options.quick || shape || candidate)
    say('bench/RESULTS.md is left as it was: a whole run alone is written there.');
  else await writePage(sections);
}

process.once('SIGINT', () => void end().finally(() => process.exit(130)));
process.once('SIGTERM', () => void end().finally(() => process.exit(143)));

await new Command('npm run bench --')
  .description(
    'Measures Lodegraph beside hand-written Cypher, @neo4j/graphql and Mercurius on a Neo4j of its own, in about fifteen minutes, and writes bench/RESULTS.md.',
  )
  .option('--quick', 'one short round of each, in about three minutes; bench/RESULTS.md is left as it is')
  .option(
    '--growth',
    'measure instead how the questions grow with the graph; takes some 10 GB of the temporary folder and of memory',
  )
  .option(
    '--loading',
    'measure instead how fast a release of a million flows is loaded; takes some 3 GB of the temporary folder',
  )
  .option('--starting', 'measure instead how long a later start of the server takes')
  .option(
    '--flows <number...>',
    'how many flows the graphs of --growth have, besides those with the seed and a part of it (300000 1000000 3000000)',
    (text, before) => [...before, positive(text)],
    [] as number[],
  )
  .option('--shape <name...>', 'only these files of bench/shapes/; bench/RESULTS.md is left as it is')
  .addOption(
    new Option('--candidate <name...>', 'only these beside by hand; bench/RESULTS.md is left as it is').choices(
      candidateNames,
    ),
  )
  .option(
    '--graph <folder>',
    'a LODEGRAPH_HOME with the seed that does not run: a copy of it is measured instead of a new one',
  )
  .option('--connections <number...>', 'requests in flight at once', (text, before: number[] | undefined) => [
    ...(before ?? []),
    positive(text),
  ])
  .option('--seconds <number>', 'length of each stretch of load', positive)
  .option('--warm-up <number>', 'seconds of load before each is measured', positive)
  .option('--rounds <number>', 'stretches for each candidate and shape', positive)
  .action(run)
  .parseAsync()
  .catch((error: unknown) => {
    say(explain(error));
    process.exitCode = 1;
  })
  .then(end);
