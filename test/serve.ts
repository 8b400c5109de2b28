import type { FastifyInstance } from 'fastify';
import { Registry } from 'prom-client';
import { afterAll, beforeAll, inject, onTestFinished } from 'vitest';
import { readConfig } from '../src/lib/config.ts';
import { openGraph, type Graph, type GraphOptions } from '../src/graph/graph.ts';
import { createHttp } from '../src/server/http/http.ts';
import type { Answer } from './support.ts';

const openSeeded = (options: Partial<GraphOptions>): Graph =>
  openGraph({ ...inject('neo4j'), statementTimeout: 10_000, connectionTimeout: 5_000, ...options });

/** A connection of its own to the seeded Neo4j, closed when the test is over. */
export function openTestGraph(options: Partial<GraphOptions> = {}): Graph {
  const graph = openSeeded(options);
  onTestFinished(() => graph.close());
  return graph;
}

/** A server of its own over a graph, closed when the test is over; gives its address. */
export async function serve(graph: Graph, settings: Record<string, string> = {}): Promise<string> {
  const config = readConfig({ LOG_LEVEL: 'silent', KEPT_ANSWERS_CHECK_MS: '0', ...settings });
  const app = await createHttp({ config, graph, metrics: new Registry() });
  onTestFinished(() => app.close());
  return app.listen({ host: '127.0.0.1', port: 0 });
}

/** What a server answered, and the names of the statements that it sent for it. */
interface Observed {
  status: number;
  answer: Answer;
  sent: string[];
}

/** A server for all tests of a file. Gives how to post a JSON text to it. */
export function observedServer(): (payload: string, headers?: Record<string, string>) => Promise<Observed> {
  let graph: Graph;
  let app: FastifyInstance;
  let sent: string[] = [];

  beforeAll(async () => {
    graph = openSeeded({ observe: (name) => sent.push(name) });
    // What is kept sends no statement.
    const config = readConfig({ LOG_LEVEL: 'silent', KEPT_ANSWERS_BYTES: '0', KEPT_ANSWERS_CHECK_MS: '0' });
    app = await createHttp({ config, graph, metrics: new Registry() });
  });
  afterAll(async () => {
    await app.close();
    await graph.close();
  });

  return async (payload, headers = {}) => {
    sent = [];
    const response = await app.inject({
      ...{ method: 'POST', url: '/graphql', payload },
      headers: { 'content-type': 'application/json', ...headers },
    });
    return { status: response.statusCode, answer: response.json<Answer>(), sent };
  };
}
