import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { createHash } from 'node:crypto';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test, vi } from 'vitest';
import { openGraph, type Graph } from '../../../src/graph/graph.ts';
import { readConfig } from '../../../src/lib/config.ts';
import { createHttp } from '../../../src/server/http/http.ts';
import { createMetrics } from '../../../src/server/metrics.ts';
import { knownOperations } from '../../../src/server/warm-up.ts';

let graph: Graph;
let app: FastifyInstance;
let sent: string[] = [];
/** Whether Neo4j is taken away. */
let isDown = false;
const metrics = createMetrics();

const gone = <T>(work: () => Promise<T>): Promise<T> => (isDown ? Promise.reject(new Error('Neo4j is gone.')) : work());

beforeAll(async () => {
  const own = openGraph({
    ...{ ...inject('neo4j'), statementTimeout: 10_000, connectionTimeout: 5_000 },
    observe: (name) => sent.push(name),
  });
  graph = {
    ...own,
    read: (statement, parameters, signal) => gone(() => own.read(statement, parameters, signal)),
    bookmark: () => gone(() => own.bookmark()),
  };
  const config = readConfig({ LOG_LEVEL: 'silent', KEPT_ANSWERS_CHECK_MS: '0' });
  app = await createHttp({ config, graph, metrics: metrics.registry });
});
afterAll(async () => {
  await app.close();
  await graph.close();
});
afterEach(() => {
  isDown = false;
  vi.useRealTimers();
});

const HIT = 'lodegraph; hit';

/** Every request of its own text: none finds the answer of another test. */
let texts = 0;
const asJapan = (fields = 'name iso3') => `{ country(code: "JPN") { ${fields} } } # ${++texts}`;
const byGet = (query: string, more: Record<string, string> = {}) =>
  `/graphql?${new URLSearchParams({ query, ...more }).toString()}`;

async function send(options: InjectOptions | string) {
  sent = [];
  const { statusCode: status, headers, rawPayload, payload } = await app.inject(options);
  const cache = headers['cache-status'];
  return {
    status,
    headers,
    rawPayload,
    payload,
    cache,
    statements: sent.filter((name) => !name.startsWith('summary')),
  };
}
const post = (body: unknown, headers: Record<string, string> = {}) =>
  send({
    method: 'POST',
    url: '/graphql',
    headers: { 'content-type': 'application/json', ...headers },
    payload: JSON.stringify(body),
  });

/** Asks until the answer is given as it is kept: what others write to the graph meanwhile makes it be computed anew. */
async function untilKept(
  ask: () => ReturnType<typeof send>,
  isKept = ({ cache }: Awaited<ReturnType<typeof send>>) => cache === HIT,
) {
  for (let times = 0; times < 10; times++) {
    const given = await ask();
    if (isKept(given)) return given;
  }
  throw new Error('It is not kept.');
}

describe('an answer that was given before', () => {
  test.each(
    knownOperations().map((operation) => [/^query (\w+)/m.exec(operation.query)?.[1] ?? '', operation] as const),
  )('to %s is given again byte for byte, without a statement', async (_, operation) => {
    const first = await post(operation);
    expect(first.cache).not.toBe(HIT);
    const again = await untilKept(() => post(operation));
    expect(again.payload).toBe(first.payload);
    expect(again.statements).toEqual([]);
    expect(again.headers['content-type']).toBe(first.headers['content-type']);
  });

  test('is the same by POST, by GET, at its address and for assistants', async () => {
    const query = asJapan();
    const { payload } = await post({ query });
    expect((await untilKept(() => send(byGet(query)))).payload).toBe(payload);
    const call = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'graphql', arguments: { query } } };
    const told = await send({
      ...{ method: 'POST', url: '/mcp', payload: call },
      headers: { accept: 'application/json, text/event-stream', 'mcp-protocol-version': '2025-06-18' },
    });
    expect(told.payload).toContain('Japan');
    expect(told.statements).toEqual([]);
    const address = () => send('/q/22-mp-materials.json');
    const { data } = JSON.parse((await address()).payload) as { data: unknown };
    const again = await untilKept(address, ({ statements }) => statements.length === 0);
    expect(JSON.parse(again.payload)).toMatchObject({ data });
    expect(again.statements).toEqual([]);
  });

  test('is not sent again to one who holds it, nor computed', async () => {
    const query = asJapan();
    const { etag } = (await send(byGet(query))).headers;
    expect((await untilKept(() => send(byGet(query)))).headers.etag).toBe(etag);
    for (const held of [etag, `"another", ${String(etag)}`, '*', String(etag).slice(2)]) {
      const again = await send({ url: byGet(query), headers: { 'if-none-match': String(held) } });
      expect([again.status, again.payload, again.headers.etag, again.cache]).toEqual([304, '', etag, HIT]);
      expect(again.statements).toEqual([]);
    }
    // Apollo takes a GET that names this type, as clients send it, and refuses one that names another.
    const typed = (type: string) => ({ 'if-none-match': String(etag), 'content-type': type });
    const asJson = await send({ url: byGet(query), headers: typed('application/json') });
    expect([asJson.status, asJson.cache, asJson.statements]).toEqual([304, HIT, []]);
    expect((await send({ url: byGet(query), headers: { 'content-type': 'text/plain' } })).status).toBe(415);
    expect((await send({ url: byGet(query), headers: { 'if-none-match': 'W/"another"' } })).status).toBe(200);
    expect((await post({ query })).headers.etag).toBeUndefined();
  });

  test('comes in the media type that a client takes', async () => {
    const query = asJapan();
    await post({ query });
    for (const accept of [
      'application/json',
      'application/graphql-response+json',
      '*/*',
      'text/html;q=0.1, */*;q=0.5',
    ]) {
      const kept = await untilKept(() => post({ query }, { accept }));
      const { headers } = await post({ query: `${query} ` }, { accept });
      expect(kept.headers['content-type']).toBe(headers['content-type']);
    }
    expect((await post({ query }, { accept: 'text/plain' })).status).toBe(406);
  });

  test('comes compressed as a client has it', async () => {
    const query = `{ minerals(first: 60) { nodes { name slug symbol } } } # ${++texts}`;
    const plain = (await post({ query })).payload;
    const open = { br: brotliDecompressSync, gzip: gunzipSync };
    for (const encoding of ['br', 'gzip'] as const) {
      const kept = await untilKept(() => post({ query }, { 'accept-encoding': encoding }));
      expect(kept.headers).toMatchObject({ 'content-encoding': encoding, vary: 'accept-encoding' });
      expect(open[encoding](kept.rawPayload).toString()).toBe(plain);
      const again = await post({ query }, { 'accept-encoding': encoding });
      expect(again.rawPayload.equals(kept.rawPayload)).toBe(true);
    }
    const not = await post({ query }, { 'accept-encoding': 'br', 'x-no-compression': '1' });
    expect([not.headers['content-encoding'], not.payload]).toEqual([undefined, plain]);
  });

  test('is found by the digest of its text', async () => {
    const query = asJapan();
    const persistedQuery = { version: 1, sha256Hash: createHash('sha256').update(query).digest('hex') };
    const extensions = JSON.stringify({ persistedQuery });
    const unknown = await send(`/graphql?${new URLSearchParams({ extensions }).toString()}`);
    expect(unknown.payload).toContain('PERSISTED_QUERY_NOT_FOUND');
    const { payload } = await post({ query, extensions: { persistedQuery } });
    const kept = await untilKept(() => send(`/graphql?${new URLSearchParams({ extensions }).toString()}`));
    expect(kept.payload).toBe(payload);
    const another = await post({ query: asJapan(), extensions: { persistedQuery } });
    expect(another.payload).toContain('does not match');
  });

  test('is told of with the identifier of the request that asks, and with its cost where that is wanted', async () => {
    const query = asJapan();
    await post({ query });
    const kept = await untilKept(() => post({ query }, { 'x-request-id': 'the-one' }));
    expect(kept.headers['x-request-id']).toBe('the-one');
    const costed = await post({ query }, { 'x-graphql-cost': '1' });
    expect(JSON.parse(costed.payload)).toHaveProperty('extensions.cost.requested');
    expect(costed.cache).toBe('lodegraph; fwd=bypass');
    expect((await post({ query })).payload).not.toContain('cost');
  });

  test('is counted, with the bytes that all take', async () => {
    const figure = async (name: string) =>
      Number(new RegExp(`^${name.replaceAll(/[{}"]/g, '.')} (\\d+)`, 'm').exec((await send('/metrics')).payload)?.[1]);
    const query = asJapan();
    await post({ query });
    const before = await figure('lodegraph_answers_total{cache="hit"}');
    await untilKept(() => post({ query }));
    expect(await figure('lodegraph_answers_total{cache="hit"}')).toBe(before + 1);
    expect(await figure('lodegraph_answers_total{cache="miss"}')).toBeGreaterThan(0);
    expect(await figure('lodegraph_kept_answers_bytes')).toBeGreaterThan(10_000);
  });
});

describe('an answer is not given again', () => {
  test.each([
    ['that is an error', '{ country(code: "JPN", knownAt: "2999-01-01T00:00:00Z") { name } }'],
    [
      'that is an error beside another',
      '{ a: country(code: "JPN") { name } b: country(code: "JPN", knownAt: "2999-01-01T00:00:00Z") { name } }',
    ],
    ['to what is no operation', '{ country'],
    ['to what is too large', `{ ${Array.from({ length: 120 }, (_, i) => `a${i}: graph { version }`).join(' ')} }`],
  ])('%s', async (_, query) => {
    const first = await post({ query });
    const again = await post({ query });
    expect(first.payload).toContain('"errors"');
    expect(again.payload).toBe(first.payload);
    expect([first.cache, again.cache]).toEqual(['lodegraph; fwd=miss', 'lodegraph; fwd=miss']);
  });

  test('to other variables, also where JSON writes them alike', async () => {
    const query = `query ($first: Int) { minerals(first: $first) { totalCount nodes { name } } } # ${++texts}`;
    const ask = (number: string) =>
      send({
        ...{ method: 'POST', url: '/graphql', headers: { 'content-type': 'application/json' } },
        payload: `{"query":${JSON.stringify(query)},"variables":{"first":${number}}}`,
      });
    await untilKept(() => ask('null'));
    const infinite = await ask('1e999');
    expect(infinite.payload).toContain('"errors"');
    expect(infinite.cache).toBe('lodegraph; fwd=bypass');
    expect((await ask('3')).cache).toBe('lodegraph; fwd=miss');
  });

  test('on the next day, where it does not say which', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-03-31T23:59:59.900Z') });
    const query = `{ exportControls(first: 3) { nodes { id slug state } } } # ${++texts}`;
    await post({ query });
    await untilKept(() => post({ query }));
    vi.setSystemTime(new Date('2026-04-01T00:00:00.000Z'));
    expect((await post({ query })).cache).toBe('lodegraph; fwd=miss');
  });

  test('when Neo4j cannot be reached', async () => {
    const query = asJapan();
    await post({ query });
    await untilKept(() => post({ query }));
    isDown = true;
    const { data, errors } = JSON.parse((await post({ query })).payload) as { data: unknown; errors: unknown[] };
    expect([data, errors.length]).toEqual([{ country: null }, 1]);
    isDown = false;
    expect((await untilKept(() => post({ query }))).payload).toContain('Japan');
  });

  test('where the settings keep none', async () => {
    const config = readConfig({ LOG_LEVEL: 'silent', KEPT_ANSWERS_BYTES: '0' });
    const off = await createHttp({ config, graph, metrics: createMetrics().registry });
    const query = asJapan();
    for (const _ of [1, 2]) {
      sent = [];
      const { headers } = await off.inject(byGet(query));
      expect(headers['cache-status']).toBe('lodegraph; fwd=bypass');
      expect(sent).toContain('country.byText');
    }
    await off.close();
  });
});
