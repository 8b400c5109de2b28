import { createServer, connect, type AddressInfo, type Server } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { readConfig } from '../../src/lib/config.ts';
import { explain } from '../../src/graph/explain.ts';
import { findGraph } from '../../src/graph/find.ts';
import { openGraph, type Graph } from '../../src/graph/graph.ts';
import { createHttp } from '../../src/server/http/http.ts';
import { createMetrics } from '../../src/server/metrics.ts';
import { knownOperations, warmUp } from '../../src/server/warm-up.ts';

let graph: Graph;
/** The statements that Neo4j was asked to run, each of which it plans once. */
let plans = new Set<string>();

beforeAll(() => {
  const opened = openGraph({ ...inject('neo4j'), statementTimeout: 60_000, connectionTimeout: 20_000 });
  graph = {
    ...opened,
    read: (statement, parameters) => {
      plans.add(statement.name);
      return opened.read(statement, parameters);
    },
  };
});
afterAll(() => graph.close());

const serve = (questionsLeft?: () => number) =>
  createHttp({
    config: readConfig({ LOG_LEVEL: 'error' }),
    graph,
    metrics: createMetrics().registry,
    ...(questionsLeft ? { questionsLeft } : {}),
  });

describe('what is planned before the server is ready', () => {
  test('is all that the questions need', async () => {
    const app = await serve();
    const ask = (payload: object) => app.inject({ method: 'POST', url: '/graphql', payload });
    const operations = knownOperations();
    plans = new Set();
    let asked = 0;
    await warmUp(operations, ask, () => asked++);
    expect(asked).toBe(operations.length);
    const planned = plans;
    expect(planned.size).toBeGreaterThan(50);

    plans = new Set();
    for (const operation of operations) {
      const { errors } = (await ask(operation)).json<{ errors?: unknown }>();
      expect(errors).toBeUndefined();
    }
    expect([...plans].filter((plan) => !planned.has(plan))).toEqual([]);
    await app.close();
  }, 300_000);

  test('passes over a question that fails', async () => {
    let asked = 0;
    const failing = () => Promise.reject(new Error('Not today.'));
    await warmUp(knownOperations().slice(0, 5), failing, () => asked++);
    expect(asked).toBe(5);
  });

  test('is told by /ready, while requests are answered already', async () => {
    let left = 3;
    const app = await serve(() => left);
    const ready = () => app.inject('/ready');
    expect((await ready()).statusCode).toBe(503);
    expect((await ready()).json()).toEqual({ status: 'Neo4j is planning its statements', questionsLeft: 3 });
    expect((await app.inject('/health')).statusCode).toBe(200);
    const payload = { query: '{ country(code: "JPN") { iso3 } }' };
    expect((await app.inject({ method: 'POST', url: '/graphql', payload })).json()).toEqual({
      data: { country: { iso3: 'JPN' } },
    });
    left = 0;
    expect((await ready()).json()).toEqual({ status: 'ready' });
    await app.close();
  });
});

describe('on a busy machine', () => {
  const servers: Server[] = [];
  afterEach(() => servers.splice(0).forEach((server) => server.close()));

  /** Neo4j behind a door that stays shut for some time after a client has come to it. */
  async function slowNeo4j(milliseconds: number): Promise<string> {
    const { hostname, port } = new URL(inject('neo4j').uri);
    const server = createServer((client) => {
      const open = setTimeout(() => {
        const neo4j = connect(Number(port), hostname);
        client.pipe(neo4j).pipe(client);
        neo4j.on('error', () => client.destroy());
      }, milliseconds);
      client.on('error', () => undefined).on('close', () => clearTimeout(open));
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `bolt://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }
  const find = async (
    uri: string,
    settings: Record<string, string>,
    report: (line: string) => void = () => undefined,
  ) => {
    const { user, password } = inject('neo4j');
    return findGraph(readConfig({ NEO4J_URI: uri, NEO4J_USER: user, NEO4J_PASSWORD: password, ...settings }), report);
  };

  test('a start waits for Neo4j for longer than a request does, and says so', async () => {
    const lines: string[] = [];
    const found = await find(await slowNeo4j(2_500), { CONNECTION_TIMEOUT_MS: '100' }, (line) => lines.push(line));
    expect(lines[0]).toMatch(/^Waiting for the Neo4j at bolt:\S+ \(2 s\)\.$/);
    await found.close();
  });

  test('it ends in words of our own when Neo4j never answers', async () => {
    const error: unknown = await find(await slowNeo4j(60_000), { START_TIMEOUT_MS: '300' }).catch(
      (reason: unknown) => reason,
    );
    expect(explain(error)).toMatch(
      /does not answer: nothing came within 0\.3 s \(START_TIMEOUT_MS\)\. Start it or correct/,
    );
  });

  test('a statement that Neo4j gives no answer to in time is told in words of our own', async () => {
    const { user, password } = inject('neo4j');
    const shut = openGraph({
      ...{ uri: await slowNeo4j(60_000), user, password },
      ...{ statementTimeout: 200, connectionTimeout: 200 },
    });
    const error: unknown = await shut.verify().catch((reason: unknown) => reason);
    expect(explain(error)).toMatch(/^Neo4j did not answer in time/);
    await shut.close();
  });
});
