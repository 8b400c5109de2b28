import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Client } from '@modelcontextprotocol/client';
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest';
import type { Graph } from '../../src/graph/graph.ts';
import type { Statement } from '../../src/graph/statement.ts';
import { namedQuestions } from '../../src/server/questions.ts';
import { answer } from '../support.ts';
import { openTestGraph, serve } from '../serve.ts';
import { call, connect, ways } from './mcp/assistant.ts';

const questions = namedQuestions();
const errorOf = async (client: Client, name: string, given: Record<string, unknown>) => {
  const { isError, content } = await call(client, name, given);
  expect(isError).toBe(true);
  return content.errors[0];
};

describe.each(ways)('an assistant of %s', (way) => {
  let client: Client;
  beforeAll(async () => {
    client = await connect(way);
  });
  afterAll(() => client.close());

  test('is told what is here and finds a tool for every question, with typed arguments', async () => {
    expect(client.getServerVersion()?.name).toBe('lodegraph');
    expect(client.getInstructions()).toContain('never zero');
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual([
      ...['search', 'schema', 'graphql'],
      ...questions.map(({ name }) => `question-${name}`),
    ]);
    expect(JSON.stringify(tools).length).toBeLessThan(40_000);
    const looked = tools.find(({ name }) => name === 'question-41-holes-in-the-data');
    expect(looked?.description).toMatch(/^For which minerals .*\?$/);
    expect(looked?.inputSchema.properties?.['stages']).toMatchObject({
      type: ['array', 'null'],
      items: { type: 'string', enum: expect.arrayContaining(['EXTRACTION', 'REFINING']) },
      default: ['EXTRACTION', 'REFINING'],
      description: expect.stringMatching(/\w/),
    });
    for (const { name, annotations } of tools) expect(annotations?.readOnlyHint, name).toBe(true);
  });

  test('asks a question of another coalition and gets figures with sources and confidence', async () => {
    const given = { coalition: 'g7', minShare: 0.8 };
    const { content } = await call(client, 'question-01-coalition-magnets', given);
    const { dependents } = await answer(
      `{ dependents(on: "CHN", product: "permanent-magnets", among: "g7", year: 2024, minShare: 0.8, first: 20) { nodes { country { iso3 } share confidence directUnknownShare } } }`,
    );
    expect(content.question).toBe('Which coalition members depend on China for magnets?');
    expect(content.asked).toEqual({ on: 'CHN', product: 'permanent-magnets', year: 2024, ...given });
    expect(content.address).toBe('/q/01-coalition-magnets?coalition=g7&minShare=0.8');
    const there = await fetch(`${inject('serverUrl')}${content.address}`);
    expect(((await there.json()) as { data: typeof content.answer }).data.dependents.totalCount).toBe(
      content.answer.dependents.totalCount,
    );
    expect(content.answer.dependents.nodes).toMatchObject(dependents.nodes);
    expect(content.answer.dependents.nodes[0].cites).toEqual([1]);
    expect(content.sources[0]).toMatchObject({ n: 1, publisher: 'CEPII', licence: 'Etalab 2.0' });
    expect(content.lowestConfidence).toBe('HIGH');
    expect(content.refused).toBeUndefined();
  });

  test('finds a thing, a part of the schema, and asks in GraphQL', async () => {
    const found = await call(client, 'search', { text: 'Burma', first: 1 });
    expect(found.content.answer.search[0]).toMatchObject({ title: 'Myanmar', node: { slug: 'MMR' } });
    const part = await call(client, 'schema', { word: 'look-through share' });
    expect(part.content.parts[0].coordinate).toBe('Dependence.lookThroughShare');
    const asked = await call(client, 'graphql', {
      query: 'query Named($code: String!) { country(code: $code) { name } }',
      variables: { code: 'JPN' },
    });
    expect(asked.content).toEqual({ answer: { country: { name: 'Japan' } } });
  });

  test('is told what is wrong and what to do instead', async () => {
    expect(await errorOf(client, 'question-01-coalition-magnets', { coalition: 'gseven' })).toMatchObject({
      code: 'BAD_USER_INPUT',
      argument: 'among',
      toolArgument: 'coalition',
      hint: "Did you mean 'g7'?",
    });
    expect(await errorOf(client, 'question-01-coalition-magnets', { year: 'soon' })).toMatchObject({
      code: 'BAD_USER_INPUT',
      argument: 'year',
    });
    expect(await errorOf(client, 'question-01-coalition-magnets', { years: 2024 })).toMatchObject({
      code: 'BAD_USER_INPUT',
      hint: 'It has: on, product, coalition, year, minShare, rows.',
    });
    expect(await errorOf(client, 'graphql', { query: '{ countries { nodes { nam } } }' })).toMatchObject({
      code: 'GRAPHQL_VALIDATION_FAILED',
      message: expect.stringContaining('"name"'),
    });
    expect(await errorOf(client, 'graphql', { query: '{ countries', rows: 0 })).toMatchObject({ argument: 'rows' });
    expect(
      await errorOf(client, 'graphql', {
        query: '{ countries(first: 100) { nodes { imports(first: 100) { nodes { claims { sources { id } } } } } } }',
      }),
    ).toMatchObject({ code: 'LIMIT_EXCEEDED', limit: 'MAX_COST', field: expect.stringContaining('imports') });
    await expect(client.callTool({ name: 'nothing' })).rejects.toThrow(/nothing not found/);
  });
});

describe('an answer', () => {
  test.each(questions.map(({ name }) => name))(
    'to %s has its sources or what is missing, within the limit',
    async (name) => {
      const client = await connect('2026 over HTTP');
      const first = await call(client, `question-${name}`);
      const fewer = /Call again with rows: (\d+)/.exec(String(first.content.errors?.[0].hint))?.[1];
      const { isError, content } = fewer ? await call(client, `question-${name}`, { rows: Number(fewer) }) : first;
      await client.close();
      expect(isError).toBe(false);
      expect(content.refused).toBeUndefined();
      expect(JSON.stringify(content).length).toBeLessThanOrEqual(60_000);
      if (fewer) expect(content.cut.length).toBeGreaterThan(0);
      const told = JSON.stringify(content.answer);
      expect(told).not.toContain('added_');
      const cited = new Set(
        [...told.matchAll(/"cites":\[([\d,]+)\]/g)].flatMap(([, all = '']) => all.split(',').map(Number)),
      );
      expect([...cited].sort((a, b) => a - b)).toEqual((content.sources ?? []).map(({ n }: { n: number }) => n));
    },
  );

  test('that is too large says how to ask for less, and what was cut', async () => {
    const url = await serve(openTestGraph(), { MCP_ANSWER_BYTES: '3000' });
    const client = await connect('2026 over HTTP', url);
    const query = '{ countries(first: 100) { nodes { iso3 name } } }';
    const { code, limit, hint } = await errorOf(client, 'graphql', { query });
    expect([code, limit]).toEqual(['LIMIT_EXCEEDED', 'MCP_ANSWER_BYTES']);
    const rows = Number(/rows: (\d+)/.exec(hint)?.[1]);
    const { content } = await call(client, 'graphql', { query, rows });
    expect(content.answer.countries.nodes).toHaveLength(rows);
    expect(content.cut).toEqual([{ list: 'countries.nodes', of: 100 }]);
    await client.close();
  });

  test('that is refused in part keeps the other part', async () => {
    const client = await connect('2026 over HTTP');
    const query =
      '{ country(code: "JPN") { name } dependents(on: "nowhere", product: "permanent-magnets") { totalCount } }';
    const { isError, content } = await call(client, 'graphql', { query });
    expect(isError).toBe(false);
    expect(content.answer).toEqual({ country: { name: 'Japan' }, dependents: null });
    expect(content.refused[0]).toMatchObject({ code: 'BAD_USER_INPUT', path: 'dependents', argument: 'on' });
    await client.close();
  });
});

describe('/mcp', () => {
  const list = { jsonrpc: '2.0', id: 1, method: 'tools/list' };
  const posted = (body: unknown, headers: Record<string, string> = {}) => ({
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const post = (url: string, body: unknown, headers?: Record<string, string>) =>
    fetch(`${url}/mcp`, posted(body, headers));
  const status = async (...given: Parameters<typeof post>) => (await post(...given)).status;

  test('answers each request by itself, with JSON', async () => {
    const response = await post(inject('serverUrl'), list);
    expect(response.headers.get('content-type')).toMatch(/^application\/json/);
    expect(response.headers.get('mcp-session-id')).toBeNull();
    expect((await response.json()).result.tools.length).toBe(questions.length + 3);
  });

  test.each([
    ['http://127.0.0.1:8080', 200],
    ['http://localhost', 200],
    ['https://example.org', 403],
    ['http://localhost.example.org', 403],
    ['null', 403],
  ])('asked by a page of %s answers %i', async (origin, expected) => {
    expect(await status(inject('serverUrl'), list, { origin })).toBe(expected);
  });

  test('refuses several messages in one, other media types, what is no JSON and too much of it', async () => {
    const url = inject('serverUrl');
    expect(await status(url, [list, list])).toBe(400);
    expect(await status(url, list, { 'content-type': 'text/plain' })).toBe(415);
    expect(await status(url, '{"jsonrpc"')).toBe(400);
    expect(await status(url, { ...list, params: { cursor: 'x'.repeat(300_000) } })).toBe(413);
    const byGet = await fetch(`${url}/mcp`);
    expect([byGet.status, byGet.headers.get('allow')]).toEqual([405, 'POST']);
  });

  test.each([
    [{ HOST: '127.0.0.1' }, 200],
    [{ HOST: 'localhost' }, 200],
    [{ HOST: '::1' }, 200],
    [{ HOST: '0.0.0.0' }, 404],
    [{ HOST: '0.0.0.0', MCP: 'on' }, 200],
    [{ HOST: '127.0.0.1', MCP: 'off' }, 404],
  ])('with %j answers %i', async (settings, expected) => {
    expect(await status(await serve(openTestGraph(), settings), list)).toBe(expected);
  });

  test.each([...ways])('ends what is done for an assistant of %s that goes away', async (way) => {
    const own = openTestGraph();
    let begun = () => {};
    const asked = new Promise<void>((resolve) => (begun = resolve));
    let ended = (_: unknown) => {};
    const outcome = new Promise<unknown>((resolve) => (ended = resolve));
    const graph: Graph = {
      ...own,
      read<P extends object, R>(one: Statement<P, R>, parameters: P, signal?: AbortSignal) {
        if (one.name !== 'country.byText' || !signal) return own.read(one, parameters, signal);
        begun();
        return new Promise<R[]>((_, reject) => {
          signal.addEventListener('abort', () => {
            ended(signal.reason);
            reject(signal.reason as Error);
          });
        });
      },
    };
    const url = await serve(graph);
    const leaving = new AbortController();
    const params = { name: 'graphql', arguments: { query: '{ country(code: "JPN") { name } }' } };
    const client = await connect(way, url);
    const answer =
      way === '2025 over HTTP'
        ? fetch(`${url}/mcp`, {
            ...posted({ jsonrpc: '2.0', id: 1, method: 'tools/call', params }),
            signal: leaving.signal,
          })
        : client.callTool(params, { signal: leaving.signal });
    const left = expect(answer).rejects.toThrow();
    await asked;
    leaving.abort();
    await left;
    expect(await outcome).toBeInstanceOf(Error);
    await client.close();
  });
});

test('without a server that answers, an assistant is told how to begin', async () => {
  const client = await connect('stdio', 'http://127.0.0.1:1', { NEO4J_URI: 'bolt://127.0.0.1:1' });
  expect((await client.listTools()).tools.length).toBe(questions.length + 3);
  expect(await errorOf(client, 'search', { text: 'Japan' })).toMatchObject({
    code: 'UNAVAILABLE',
    hint: expect.stringContaining('npm start'),
  });
  await client.close();
});

test('nothing but the protocol comes on standard output', async () => {
  const child = spawn('npm', ['run', '--silent', 'mcp'], {
    cwd: fileURLToPath(new URL('../../', import.meta.url)),
    env: { ...process.env, HOST: '127.0.0.1', PORT: '1', NEO4J_URI: 'bolt://127.0.0.1:1' },
  });
  const told = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (text: string) => (told[name] += text));
  const call = {
    jsonrpc: '2.0',
    id: 2,
    method: 'tools/call',
    params: { name: 'search', arguments: { text: 'Japan' } },
  };
  const clientInfo = { name: 'test', version: '1' };
  const params = { protocolVersion: '2025-06-18', capabilities: {}, clientInfo };
  child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params })}\n`);
  child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', method: 'notifications/initialized' })}\n`);
  child.stdin.write(`${JSON.stringify(call)}\n`);
  await vi.waitFor(() => expect(told.stdout.trim().split('\n')).toHaveLength(2), { timeout: 50_000 });
  const closed = new Promise((resolve) => child.on('close', resolve));
  child.stdin.end();
  expect(await closed).toBe(0);
  expect(
    told.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).id),
  ).toEqual([1, 2]);
  expect(told.stderr).toMatch(/Neo4j/);
});
