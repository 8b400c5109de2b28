import neo4j, { type ResultSummary } from 'neo4j-driver';
import type { Graph } from '../../src/graph/graph.ts';
import { readConfig } from '../../src/lib/config.ts';
import { createHttp } from '../../src/server/http/http.ts';
import { createMetrics } from '../../src/server/metrics.ts';
import type { BenchNeo4j } from '../neo4j.ts';
import type { NamedShape } from '../shape.ts';

type Profile = Exclude<ResultSummary['queryProfile'], false>;

const hitsIn = ({ dbHits, children }: Profile): number =>
  children.reduce((sum, child) => sum + hitsIn(child), dbHits ?? 0);

/** How many database hits Lodegraph's statements take for each shape, by its name. */
export async function databaseHits(
  { address: { uri, user, password }, graph }: BenchNeo4j,
  shapes: readonly NamedShape[],
): Promise<Map<string, number>> {
  const driver = neo4j.driver(uri, neo4j.auth.basic(user, password), {
    ...{ disableLosslessIntegers: true, telemetryDisabled: true },
  });
  let hits = 0;
  const profiled: Graph = {
    ...graph,
    read: async (statement, parameters) => {
      const session = driver.session({ defaultAccessMode: neo4j.session.READ });
      try {
        const { records, summary } = await session.run(`PROFILE ${statement.text}`, { given: parameters });
        hits += summary.queryProfile ? hitsIn(summary.queryProfile) : 0;
        return records.map((record) => statement.row(record.keys.map((_, index): unknown => record.get(index))));
      } finally {
        await session.close();
      }
    },
  };
  const app = await createHttp({
    config: readConfig({ LOG_LEVEL: 'error', KEPT_ANSWERS_BYTES: '0' }),
    ...{ graph: profiled, metrics: createMetrics().registry },
  });
  const found = new Map<string, number>();
  try {
    for (const { name, operation: query, variables } of shapes) {
      hits = 0;
      await app.inject({ method: 'POST', url: '/graphql', payload: { query, variables } });
      found.set(name, hits);
    }
  } finally {
    await app.close();
    await driver.close();
  }
  return found;
}
