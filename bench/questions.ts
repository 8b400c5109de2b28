import { agreed } from './answers.ts';
import { startCandidates, type CandidateName } from './candidates.ts';
import { machine } from './machine.ts';
import { measure, type Effort } from './measure.ts';
import type { BenchNeo4j } from './neo4j.ts';
import { checkPlans } from './plans.ts';
import { questionSections } from './report/questions.ts';
import type { Section } from './report/page.ts';
import type { ShapeMeasured } from './report/ratio.ts';
import { LODEGRAPH, startServer, type ServerProcess } from './child.ts';
import { prepared, type Ask, type NamedShape } from './shape.ts';

/** Asks a server of Lodegraph. */
export const askOf =
  (url: string): Ask =>
  async (query, variables = {}) => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    const { data } = (await response.json()) as { data: unknown };
    return data;
  };

/** Measures the shapes on a Neo4j that has the seed in it. */
export async function measureQuestions(
  neo4j: BenchNeo4j,
  shapes: readonly NamedShape[],
  names: readonly CandidateName[],
  effort: Effort,
  { say, opened }: { say: (line: string) => void; opened: (() => unknown)[] },
): Promise<Section[]> {
  const servers: ServerProcess[] = [];
  const candidates = await startCandidates(names, async (file, environment = {}, words = []) => {
    say(`starting ${[file, ...words].join(' ')}`);
    const server = await startServer(file, { ...neo4j.environment, ...environment }, words);
    opened.push(() => server.stop());
    servers.push(server);
    return server;
  });
  // Both have Lodegraph's schema.
  const lodegraph = servers.find(({ file }) => file === LODEGRAPH || file.includes('mercurius'));
  const ready: NamedShape[] = [];
  for (const shape of shapes) ready.push(lodegraph ? await prepared(shape, askOf(lodegraph.url)) : shape);
  await checkPlans(neo4j.address, ready);
  const asked = [];
  for (const shape of ready) asked.push({ shape, asked: await agreed(shape, candidates) });
  say(`all answers of ${asked.length} shapes agree`);

  const results: ShapeMeasured[] = [];
  for (const { shape, asked: own } of asked) {
    say(`${shape.name}: ${shape.title}`);
    results.push({ shape, measured: await measure(own, () => neo4j.pid, effort, say) });
  }
  return questionSections(results, effort, await machine(neo4j.graph), new Date().toISOString().slice(0, 10));
}
