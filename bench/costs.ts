import { readConfig } from '../src/lib/config.ts';
import { explain } from '../src/graph/explain.ts';
import { findGraph } from '../src/graph/find.ts';
import { weights } from '../src/server/cost-table.ts';
import { createHttp } from '../src/server/http/http.ts';
import { createMetrics } from '../src/server/metrics.ts';

/**
 * What computed fields cost, in points: the time that the server and its statements take for an operation with one of them beyond
 * what they take without, measured by that for an object of a plain list. See src/server/cost-table.ts, which this is held against.
 */
const ROUNDS = 9;

/** What is measured: an operation, the same without the field, and for how many parents the field is asked. */
interface Measured {
  coordinate: string;
  query: string;
  without?: string;
  parents?: number;
}

const plain = {
  query:
    '{ countries(first: 100) { nodes { imports(first: 100) { nodes { valueUsd from { iso3 } product { slug } } } } } }',
};
const ranking = (fields: string, args = '') =>
  `{ dependents(on: "CHN", product: "permanent-magnets", year: 2024, first: 20${args}) { nodes { share ${fields} } } }`;
const alternatives = (fields: string) =>
  `{ alternatives(product: "permanent-magnets", excluding: "CHN", for: "finance-ministerial-2026") { ${fields} } }`;
const concentration = (fields: string) =>
  `{ concentration(product: "permanent-magnets", year: 2024) { hhi ${fields} } }`;
const disruption = (minerals: string) =>
  `{ disruption(input: {countries: ["CHN"], minerals: [${minerals}], from: "2026-01-01", months: 12}) { months } }`;
const ofDependence = (coordinate: string, fields: string): Measured => ({
  ...{ coordinate, query: ranking(fields), without: ranking(''), parents: 20 },
});

const measured: readonly Measured[] = [
  ofDependence('Dependence.lookThroughShare', 'lookThroughShare'),
  ofDependence('Dependence.low', 'low'),
  ofDependence('Dependence.route', 'route { total }'),
  ofDependence('Dependence.sensitivity', 'sensitivity { share }'),
  ofDependence('Dependence.hhi', 'hhi'),
  { coordinate: 'Query.dependents', query: ranking('', ', method: LOOK_THROUGH'), without: ranking('') },
  {
    coordinate: 'Query.chokepoints',
    query: '{ chokepoints(product: "permanent-magnets", year: 2024, first: 1) { users } }',
  },
  { coordinate: 'Query.alternatives', query: alternatives('product { slug }') },
  {
    coordinate: 'Alternatives.minimumSet',
    ...{ query: alternatives('minimumSet { before }'), without: alternatives('product { slug }') },
  },
  {
    coordinate: 'Query.paths',
    query: '{ paths(from: "Bayan Obo", to: "Germany", via: ["China"], first: 3) { paths { length } } }',
  },
  { coordinate: 'Query.disruption', query: disruption('"rare-earths"') },
  { coordinate: 'Query.disruption', query: disruption('"rare-earths", "graphite", "antimony", "gallium"') },
  { coordinate: 'Query.concentration', query: concentration('') },
  {
    coordinate: 'Concentration.byYear',
    ...{ query: concentration('byYear(first: 100) { hhi }'), without: concentration('') },
  },
  { coordinate: 'Concentration.breaches', query: concentration('breaches { share }'), without: concentration('') },
  {
    coordinate: 'Query.concentrationProfile',
    query: '{ concentrationProfile(mineral: "magnet-rare-earths", year: 2024) { steepest } }',
  },
  { coordinate: 'Query.coverage', query: '{ coverage(mineral: "rare-earths") { disagreementCount } }' },
  { coordinate: 'Query.search', query: '{ search(text: "japan") { kind } }' },
  { coordinate: 'Query.timeline', query: '{ timeline(from: "2020-01-01") { nodes { on } } }' },
  { coordinate: 'Query.changes', query: '{ changes(since: "2020-01-01T00:00:00Z") { totalCount } }' },
  { coordinate: 'Query.graph', query: '{ graph { counts { kind } } }' },
];

const objectsIn = (value: unknown): number =>
  typeof value !== 'object' || value === null
    ? 0
    : Object.values(value).reduce<number>((sum, one) => sum + objectsIn(one), Array.isArray(value) ? 0 : 1);

async function run(): Promise<void> {
  let statements = 0;
  const { graph, close } = await findGraph(readConfig(process.env), (line) => process.stderr.write(`${line}\n`), {
    observe: (_, seconds) => {
      statements += seconds * 1000;
    },
    onExit: () => undefined,
  });
  const app = await createHttp({
    config: readConfig({ LOG_LEVEL: 'error' }),
    graph,
    metrics: createMetrics().registry,
  });
  try {
    const ask = async (query: string) => {
      const before = process.cpuUsage();
      statements = 0;
      const response = await app.inject({ method: 'POST', url: '/graphql', payload: { query } });
      const { user, system } = process.cpuUsage(before);
      const { data } = response.json<{ data?: unknown }>();
      if (!data) throw new Error(`${query}\n${response.payload.slice(0, 500)}`);
      return { milliseconds: (user + system) / 1000 + statements, data };
    };
    // The best of several: what else the machine does can only add to it.
    const best = async (query: string) => {
      await ask(query);
      const times: number[] = [];
      for (let round = 0; round < ROUNDS; round++) times.push((await ask(query)).milliseconds);
      return Math.min(...times);
    };
    const objects = objectsIn((await ask(plain.query)).data);
    const point = (await best(plain.query)) / objects;
    process.stdout.write(
      `a point is ${(point * 1000).toFixed(1)} microseconds: one of ${objects} objects of a plain list\n`,
    );
    for (const { coordinate, query, without, parents = 1 } of measured) {
      const beyond = (await best(query)) - (without ? await best(without) : 0);
      const points = Math.max(0, beyond) / point / parents;
      const weight = weights[coordinate];
      process.stdout.write(
        `${coordinate.padEnd(30)} ${points.toFixed(0).padStart(7)} points, ${beyond.toFixed(1)} ms for ${parents}; in the table: ${typeof weight === 'function' ? 'by argument' : weight}\n`,
      );
    }
  } finally {
    await app.close();
    await close();
  }
}

await run().catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
});
