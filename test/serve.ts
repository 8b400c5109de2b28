import { Registry } from 'prom-client';
import { inject, onTestFinished } from 'vitest';
import { readConfig } from '../src/config.ts';
import { openGraph, type Graph, type GraphOptions } from '../src/graph/graph.ts';
import { createHttp } from '../src/http.ts';

/** A connection of its own to the seeded Neo4j, closed when the test is over. */
export function openTestGraph(options: Partial<GraphOptions> = {}): Graph {
  const graph = openGraph({ ...inject('neo4j'), statementTimeout: 10_000, connectionTimeout: 5_000, ...options });
  onTestFinished(() => graph.close());
  return graph;
}

/** A server of its own over a graph, closed when the test is over; gives its address. */
export async function serve(graph: Graph, settings: Record<string, string> = {}): Promise<string> {
  const config = readConfig({ LOG_LEVEL: 'silent', ...settings });
  const app = await createHttp({ config, graph, metrics: new Registry() });
  onTestFinished(() => app.close());
  return app.listen({ host: '127.0.0.1', port: 0 });
}
