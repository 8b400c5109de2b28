import { candidateNames } from '../candidates.ts';
import type { Effort, Measured } from '../measure.ts';
import { goalsTable } from './goals.ts';
import { losses } from './losses.ts';
import type { Section } from './page.ts';
import { find, ratioOf, written, type ShapeMeasured } from './ratio.ts';
import { known, tableOf, tenths, whole } from './table.ts';

function row(result: ShapeMeasured, { name, connections, all }: Measured): string[] {
  const ratio = ratioOf(find(result, name, connections), find(result, 'by hand', connections));
  return [
    name,
    String(connections),
    whole(all.requestsPerSecond),
    tenths(all.p50),
    tenths(all.p99),
    name === 'by hand' ? '' : written(ratio),
    known(all.serverMs, tenths),
    known(all.neo4jMs, tenths),
    known(all.megabytes, whole),
  ];
}

const header = [
  ...['Asked of', 'connections', 'requests/s', 'p50 ms', 'p99 ms', 'p50 / by hand'],
  ...['server ms', 'Neo4j ms', 'RSS MB'],
];

function shapeText(result: ShapeMeasured): string {
  const { shape, measured } = result;
  const cannot =
    'cannot' in shape.neo4jGraphql ? `\n\n@neo4j/graphql: not compared, ${shape.neo4jGraphql.cannot}.` : '';
  return `### ${shape.name}: ${shape.title}

LinGBM: ${shape.chokePoints.join('; ')}.${cannot}

${tableOf(
  header,
  1,
  measured.map((one) => row(result, one)),
)}`;
}

/** All shapes at a glance: p50 against by hand. */
function overview(results: readonly ShapeMeasured[], connections: number): string {
  const names = candidateNames.filter((name) => name !== 'by hand');
  return tableOf(
    [`p50 / by hand, ${connections} connections`, ...names],
    1,
    results.map((one) => [
      one.shape.name,
      ...names.map((name) => written(ratioOf(find(one, name, connections), find(one, 'by hand', connections)))),
    ]),
  );
}

const how = (
  { rounds, seconds, warmUp, connections }: Effort,
  machine: string,
  day: string,
) => `Measured on ${day}: ${rounds} rounds of ${seconds} s for each candidate in turn, in every other round from the last to the first, at ${connections.join(' and at ')} connections, after ${warmUp} s of warm-up for each. A stretch is longer where a connection had fewer than five answers.
Machine: ${machine}. Load generator, servers and Neo4j shared it.`;

/** What the questions gave. `machine` in words, `day` as YYYY-MM-DD. */
export function questionSections(
  results: readonly ShapeMeasured[],
  effort: Effort,
  machine: string,
  day: string,
): Section[] {
  const most = Math.max(...effort.connections);
  return [
    { heading: 'Goals', text: `${goalsTable(results)}\n\n${how(effort, machine, day)}` },
    { heading: 'Where Lodegraph loses and why', text: losses(results) },
    {
      heading: 'Questions',
      text: `The same question asked of all, of the same Neo4j with the seed in it, each behind a process of its own. Before anything is timed the answers are
compared, and the plans of the statements written by hand are looked at.

- **by hand**: \`node:http\` and one hand-written Cypher statement for each question.
- **Lodegraph cold**, **warm**, **304**: without kept answers, with them, and asked by GET again by a client that has the answer. What a name means is kept in all three while nobody writes to the graph.
- **@neo4j/graphql**: the schema that it makes of \`bench/servers/type-definitions.graphql\`, behind Apollo Server and Fastify as
  Lodegraph is. It is given the id of the trade table, which the others find out with each request; what is left to do for a client
  (putting two lists together, dividing) is not timed.
- **Mercurius**, **with JIT**: Lodegraph's schema, resolvers and statements executed by Mercurius, with graphql-jit as well.

Ratio: p50 / p50 of by hand at as many connections, in brackets the lowest and the highest of a round. Server ms and Neo4j ms: processor for each
request, in all threads of the process.

${overview(results, most)}

${results.map(shapeText).join('\n\n')}

${how(effort, machine, day)}`,
    },
  ];
}
