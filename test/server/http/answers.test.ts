import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Cite } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import '@citation-js/plugin-ris';
import Papa from 'papaparse';
import { describe, expect, inject, onTestFinished, test } from 'vitest';
import { namedQuestions } from '../../../src/server/questions.ts';
import { openTestGraph, serve } from '../../serve.ts';
import { answer } from '../../support.ts';

const MAGNETS = '/q/01-coalition-magnets';
const CLOCKS = 'asOf=2026-01-12&knownAt=2026-11-01T00:00:00Z';

/** Asks an address of the seeded server. */
const get = (path: string, headers: Record<string, string> = {}, server = inject('serverUrl')) =>
  fetch(`${server}${path}`, { headers });
// The shape of an answer is what each test states about it.
// oxlint-disable-next-line typescript/no-explicit-any
const json = async (path: string): Promise<any> => (await get(path)).json();

describe('the address of an answer', () => {
  test.each(namedQuestions().map(({ name }) => name))('%s answers as JSON', async (name) => {
    const response = await get(`/q/${name}`);
    const body = await response.json();
    expect(response.status, JSON.stringify(body.errors)).toBe(200);
    expect(body.errors).toBeUndefined();
    const question = namedQuestions().find((one) => one.name === name);
    expect(body.data).toEqual(await answer(question?.operation ?? '', question?.variables));
  });

  test('takes variables by their types, and the two clocks for every root field', async () => {
    const body = await json(`${MAGNETS}?coalition=g7&year=2023&minShare=0.25&${CLOCKS}`);
    expect(body.variables).toEqual({
      on: 'CHN',
      product: 'permanent-magnets',
      coalition: 'g7',
      year: 2023,
      minShare: 0.25,
    });
    const { dependents } = await answer(
      `{ dependents(on: "CHN", product: "permanent-magnets", among: "g7", year: 2023, basis: VALUE, minShare: 0.25, first: 20, asOf: "2026-01-12", knownAt: "2026-11-01T00:00:00Z") { totalCount nodes { country { iso3 } share } } }`,
    );
    expect(body.data.dependents.totalCount).toBe(dependents.totalCount);
    expect(body.data.dependents.nodes).toMatchObject(dependents.nodes);
    expect(body).toMatchObject({ asOf: '2026-01-12', knownAt: '2026-11-01T00:00:00.000Z' });
  });

  test('may have nothing for a variable that may be null', async () => {
    const { data, variables } = await json(`${MAGNETS}?coalition=&minShare=0.9`);
    expect(variables.coalition).toBeNull();
    expect(data.dependents.totalCount).toBeGreaterThan(10);
  });

  test('takes lists with commas, and a clock that is a variable of the question', async () => {
    const stages = namedQuestions().find(({ operation }) => operation.includes('[Stage!]'));
    const variable = stages?.variableDefinitions.find(({ type }) => JSON.stringify(type).includes('Stage'))?.variable
      .name.value;
    expect(
      (await json(`/q/${stages?.name ?? ''}?${variable ?? ''}=EXTRACTION,REFINING`)).variables[variable ?? ''],
    ).toEqual(['EXTRACTION', 'REFINING']);
    const body = await json('/q/12-controls-on-japan?asOf=2020-01-01');
    expect(body.variables.asOf).toBe('2020-01-01');
    expect(body.asOf).toBe('2020-01-01');
  });

  test('is that of the text too: the hash of automatic persisted queries', async () => {
    const { question, data } = await json(MAGNETS);
    const byHash = await json(`/q/sha256-${question.hash}`);
    expect(byHash.data).toEqual(data);
    expect(byHash.question.name).toBe('01-coalition-magnets');
  });

  test('gives the answer by its ending, else by what the client takes', async () => {
    const type = async (path: string, accept = '*/*') => (await get(path, { accept })).headers.get('content-type');
    expect(await type(MAGNETS)).toMatch(/^application\/json/);
    expect(await type(MAGNETS, 'text/html,application/xhtml+xml,*/*;q=0.8')).toMatch(/^text\/html/);
    expect(await type(MAGNETS, 'text/csv')).toMatch(/^text\/csv/);
    expect(await type(`${MAGNETS}.csv`, 'text/html')).toMatch(/^text\/csv/);
    expect(await type(`${MAGNETS}.json`, 'text/html')).toMatch(/^application\/json/);
    expect(await type(`${MAGNETS}.html`, 'application/json')).toMatch(/^text\/html/);
  });

  test('gives as CSV what it gives as JSON, numbers complete', async () => {
    const text = await (await get(`${MAGNETS}.csv`)).text();
    const { data: rows } = Papa.parse<Record<string, string>>(text.trim(), { header: true });
    const { data } = await json(MAGNETS);
    expect(rows.map((row) => [row['country.iso3'], Number(row['share']), row['imports.valueUsd']])).toEqual(
      data.dependents.nodes.map((row: { country: { iso3: string }; share: number; imports: { valueUsd: string } }) => [
        row.country.iso3,
        row.share,
        row.imports.valueUsd,
      ]),
    );
    expect((await (await get('/q/03-concentration-of-exports.csv')).text()).match(/^# \w/gm)?.length).toBeGreaterThan(
      1,
    );
  });

  test('gives a page to read, with shares in per cent, sources, the operation, and no script', async () => {
    const response = await get(`${MAGNETS}.html?coalition=g7`);
    const page = await response.text();
    const { data } = await json(`${MAGNETS}?coalition=g7`);
    expect(page).toContain('<h1>Which coalition members depend on China for magnets?</h1>');
    expect(page).toContain(`${(data.dependents.nodes[0].share * 100).toFixed(1)} %`);
    expect(page).toContain('query CoalitionMagnetDependence(');
    expect(page).toContain('CEPII');
    expect(page).toContain('href="/q/01-coalition-magnets.csv?coalition=g7"');
    expect(page).not.toContain('<script');
    expect(response.headers.get('content-security-policy')).toContain("script-src 'self'");
  });

  test('escapes whatever stands in the address', async () => {
    const evil = '"><script>alert(1)</script>';
    const page = await (await get(`${MAGNETS}.html?product=${encodeURIComponent(evil)}`)).text();
    expect(page).not.toContain('<script>alert');
    expect(page).toContain('&lt;script&gt;alert(1)');
    const other = await (await get(`/q/70-japan-in-one-request.html?${encodeURIComponent(evil)}=1`)).text();
    expect(other).not.toContain('<script>alert');
  });

  test('lists the questions with what they take, as JSON and as a page', async () => {
    const { questions } = await json('/q');
    expect(questions.map(({ name }: { name: string }) => name)).toEqual(namedQuestions().map(({ name }) => name));
    expect(questions[0].variables).toContainEqual({ name: 'year', type: 'Int', default: 2024 });
    const page = await (await get('/q', { accept: 'text/html' })).text();
    for (const { address } of questions) expect(page).toContain(`href="${address}"`);
  });
});

describe('with both clocks in its address an answer', () => {
  test('leads to that of the data and the software it is given by, which stays what it is and says so', async () => {
    const led = await fetch(`${inject('serverUrl')}${MAGNETS}?${CLOCKS}`, { redirect: 'manual' });
    expect([led.status, led.headers.get('cache-control')]).toEqual([307, 'no-cache']);
    const response = await get(`${MAGNETS}?${CLOCKS}`);
    expect(response.url).toMatch(/&version=\w{12}-\w{12}$/);
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(await response.json()).toMatchObject({ immutable: true });
  });

  test.each([
    ['one clock', `${MAGNETS}?asOf=2026-01-12`],
    ['the other', `${MAGNETS}?knownAt=2026-11-01T00:00:00Z`],
    ['none', MAGNETS],
    ['the version of other data', `${MAGNETS}?${CLOCKS}&version=000000000000`],
  ])('alone is so, not with %s', async (_, path) => {
    const response = await get(path);
    expect(response.headers.get('cache-control')).toBe('no-cache');
    expect(await response.json()).toMatchObject({ immutable: false });
  });

  test('of which something failed is kept by nobody', async () => {
    const response = await get(`${MAGNETS}?on=Nowhereland&${CLOCKS}`);
    expect(response.status).toBe(400);
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  test('is found again under the address it gives', async () => {
    const { pinned, data, version } = await json(`${MAGNETS}?coalition=g7`);
    const { graph } = await answer('{ graph { version } }');
    expect(version).toBe(graph.version);
    const again = await (await fetch(pinned)).json();
    expect(again).toMatchObject({ immutable: true, data });
  });
});

test('an answer that a client has is not sent again, and another one is', async () => {
  for (const path of [MAGNETS, `${MAGNETS}.csv`, `${MAGNETS}.html`, `${MAGNETS}?${CLOCKS}`]) {
    const etag = (await get(path)).headers.get('etag') ?? '';
    expect(etag).toMatch(/^W\/"/);
    expect((await get(path, { 'if-none-match': etag })).status, path).toBe(304);
    expect((await get(`${path}${path.includes('?') ? '&' : '?'}year=2023`, { 'if-none-match': etag })).status).toBe(
      200,
    );
  }
});

describe('a citation', () => {
  const cite = async (style: string) => (await get(`${MAGNETS}?coalition=g7&cite=${style}`)).text();

  test.each(['bibtex', 'ris', 'csl'])('as %s is read back by a reference manager', async (style) => {
    const [item] = new Cite(await cite(style)).data;
    expect(item?.title).toBe('Which coalition members depend on China for magnets?');
    expect(item?.URL).toMatch(/\/q\/01-coalition-magnets\?coalition=g7&asOf=\d{4}-\d\d-\d\d&knownAt=.+&version=/);
    expect(item?.accessed['date-parts'][0]).toHaveLength(3);
    expect(item?.note).toMatch(/State of .* Sources: .*CEPII.*\(.+\)/);
    expect(item?.version).toMatch(/^data \w{12}, software /);
    const again = await (await fetch(item?.URL ?? '')).json();
    expect(again).toMatchObject({ immutable: true, data: { dependents: { totalCount: expect.any(Number) } } });
  });
});

describe('the evidence of an answer', () => {
  test('is every claim, source and place in it that a figure rests on, and the answer stays as it is', async () => {
    const [plain, body] = [await json(MAGNETS), await json(`${MAGNETS}?evidence=1`)];
    expect(body.data).toEqual(plain.data);
    expect(body.evidence).toMatchObject({ level: 'CLAIMS', withoutSource: [] });
    const [first] = body.evidence.figures;
    expect(first).toMatchObject({ path: ['dependents', 'nodes', 0], type: 'Dependence' });
    expect(first.claims[0]).toMatchObject({ value: expect.any(String), confidence: expect.any(String) });
    const keys = body.evidence.sources.map(({ key }: { key: string }) => key);
    expect(keys).toEqual(expect.arrayContaining(first.sources));
    expect(body.evidence.sources[0].licence).not.toBe('');
  });

  test.each(['02-japan-in-full', '10-minerals-china-controls', '50-behind-japans-magnets', '60-dysprosium-stops'])(
    'is told of %s without changing its answer',
    async (name) => {
      const [plain, body] = [await json(`/q/${name}`), await json(`/q/${name}?evidence=1`)];
      expect(body.errors).toBeUndefined();
      expect(body.data).toEqual(plain.data);
      expect(body.evidence.sources.length).toBeGreaterThan(0);
    },
  );

  test('tells which figures have none', async () => {
    const { evidence } = await json('/q/61-antimony-to-the-united-states?evidence=1');
    expect([...evidence.withoutSource, ...evidence.figures]).not.toEqual([]);
    for (const place of evidence.withoutSource) expect(place).toMatch(/^\w+(\.\w+)*$/);
  });
});

describe('what cannot be asked', () => {
  // oxlint-disable-next-line typescript/no-explicit-any
  const refused = async (path: string): Promise<[number, any]> => {
    const response = await get(path);
    const { errors } = await response.json();
    return [response.status, errors];
  };

  test.each([
    ['an unknown question', '/q/coalition-magnet', 404, 'NOT_FOUND', 'name', /01-coalition-magnets/],
    ['an unknown variable', `${MAGNETS}?yeer=2024`, 400, 'BAD_USER_INPUT', 'yeer', /"year"/],
    ['a value of another type', `${MAGNETS}?year=last`, 400, 'BAD_USER_INPUT', 'year', /2024/],
    ['a share beyond all', `${MAGNETS}?minShare=50`, 400, 'BAD_USER_INPUT', 'minShare', /0\.5/],
    ['nothing for what is needed', `/q/70-japan-in-one-request?year=`, 400, 'BAD_USER_INPUT', 'year', /whole number/],
    ['a name that means nothing', `${MAGNETS}?on=Chna`, 400, 'BAD_USER_INPUT', 'on', /CHN/],
    ['an unknown hash', `/q/sha256-${'0'.repeat(64)}`, 404, 'NOT_FOUND', 'name', /POST/],
    ['a broken hash', '/q/sha256-0', 404, 'NOT_FOUND', 'name', /64/],
    ['an unknown format', `${MAGNETS}.xlsx`, 404, 'NOT_FOUND', 'format', /csv/],
    ['a moment that lies ahead', `${MAGNETS}?knownAt=2999-01-01`, 400, 'BAD_USER_INPUT', 'knownAt', /knownAt/],
    ['a moment that is none', `${MAGNETS}?knownAt=yesterday`, 400, 'BAD_USER_INPUT', 'knownAt', /YYYY/],
    ['a day that is none', `${MAGNETS}?asOf=2026-02-30`, 400, 'BAD_USER_INPUT', 'asOf', /YYYY/],
    ['an unknown style of citation', `${MAGNETS}?cite=bibtx`, 400, 'BAD_USER_INPUT', 'cite', /bibtex/],
    ['evidence that is neither yes nor no', `${MAGNETS}?evidence=maybe`, 400, 'BAD_USER_INPUT', 'evidence', /1 or 0/],
    ['a parameter given twice', `${MAGNETS}?year=2023&year=2024`, 400, 'BAD_USER_INPUT', 'year', /once/],
    ['changes without a beginning', `${MAGNETS}/changes`, 400, 'BAD_USER_INPUT', 'from', /from=/],
    [
      'changes that end before they begin',
      `${MAGNETS}/changes?from=2026-01-02&until=2026-01-01`,
      400,
      'BAD_USER_INPUT',
      'until',
      /Exchange/,
    ],
    [
      'changes from a moment that lies ahead',
      `${MAGNETS}/changes?from=2999-01-01`,
      400,
      'BAD_USER_INPUT',
      'from',
      /an earlier answer/,
    ],
    [
      'changes up to such a moment',
      `${MAGNETS}/changes?from=2025-01-01&until=2999-01-01`,
      400,
      'BAD_USER_INPUT',
      'until',
      /Leave until out/,
    ],
    ['a feed in an unknown format', `${MAGNETS}/changes.rss`, 404, 'NOT_FOUND', 'format', /changes\.atom/],
    ['the feed of all in one', '/changes.rss', 404, 'NOT_FOUND', 'format', /changes\.atom/],
    ['a feed of an unknown question', '/q/nothing-like-it/changes.atom', 404, 'NOT_FOUND', 'name', /\/q/],
    ['what the feed of all does not take', '/changes.json?on=CHN', 400, 'BAD_USER_INPUT', 'on', /feed/],
  ])('is %s', async (_, path, status, code, argument, hint) => {
    const [told, errors] = await refused(path);
    expect(told).toBe(status);
    expect(errors).toHaveLength(1);
    expect(errors[0].extensions).toMatchObject({ code, argument });
    expect(errors[0].extensions.hint ?? errors[0].message).toMatch(hint);
    expect(errors[0].message).not.toMatch(/MATCH|node_modules| at /);
  });

  test('is told all at once', async () => {
    const [, errors] = await refused(`${MAGNETS}?yeer=2024&minShare=x&knownAt=2999-01-01&cite=no`);
    expect(errors.map(({ extensions }: { extensions: { argument: string } }) => extensions.argument).sort()).toEqual([
      ...['cite', 'knownAt', 'minShare', 'yeer'],
    ]);
  });

  test('is told in the format that was asked', async () => {
    const page = await get('/q/coalition-magnet', { accept: 'text/html' });
    expect([page.status, page.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
    expect(await page.text()).toContain('01-coalition-magnets');
    const table = await get(`${MAGNETS}.csv?year=last`);
    expect([table.status, table.headers.get('content-type')]).toEqual([400, 'text/csv; charset=utf-8']);
    expect(Papa.parse<Record<string, string>>((await table.text()).trim(), { header: true }).data[0]).toMatchObject({
      code: 'BAD_USER_INPUT',
      argument: 'year',
    });
  });
});

test('another method is told which ones there are, as at every address', async () => {
  for (const [method, path] of [
    ['POST', '/q/01-coalition-magnets'],
    ['DELETE', '/q/01-coalition-magnets.csv'],
    ['PUT', '/q/01-coalition-magnets/changes'],
    ['POST', '/q/01-coalition-magnets/changes.atom'],
  ] as const) {
    const response = await fetch(`${inject('serverUrl')}${path}`, { method });
    expect([path, response.status, response.headers.get('allow')]).toEqual([path, 405, 'GET, HEAD']);
    const { errors } = (await response.json()) as { errors: { extensions: object }[] };
    expect(errors[0]?.extensions).toMatchObject({ code: 'METHOD_NOT_ALLOWED', hint: 'Use GET, HEAD.' });
  }
  const stored = await fetch(`${inject('serverUrl')}/q`, { method: 'DELETE' });
  expect([stored.status, stored.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST']);
});

test('pages of another origin may read answers once a setting names it, and see their version and address', async () => {
  const origin = 'https://example.org';
  const closed = await get('/q/01-coalition-magnets?coalition=g7', { origin });
  expect(closed.headers.get('access-control-allow-origin')).toBeNull();
  const open = await serve(openTestGraph(), { CORS_ORIGINS: origin });
  const answered = await get('/q/01-coalition-magnets?coalition=g7', { origin }, open);
  expect(answered.status).toBe(200);
  expect(answered.headers.get('access-control-allow-origin')).toBe(origin);
  expect(answered.headers.get('vary')).toMatch(/Origin/i);
  expect(answered.headers.get('access-control-expose-headers')).toMatch(/etag.*link.*x-graph-version/);
  const strange = await get('/q/01-coalition-magnets?coalition=g7', { origin: 'https://example.com' }, open);
  expect(strange.headers.get('access-control-allow-origin')).not.toBe('https://example.com');
});

describe('an operation that is stored', () => {
  const home = () => {
    const folder = mkdtempSync(join(tmpdir(), 'lodegraph-stored-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    return folder;
  };
  const post = (server: string, body: unknown) =>
    fetch(`${server}/q`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const query =
    '# What is Japan called?\nquery Name($code: String!, $day: Date) { country(code: $code, asOf: $day) { name iso3 } }';

  test('has the address of its text, on whichever server reads the folder, and is stored once', async () => {
    const folder = home();
    const server = await serve(openTestGraph(), { LODEGRAPH_HOME: folder });
    const first = await post(server, { query, variables: { code: 'JPN' } });
    expect(first.status).toBe(201);
    const { address } = await first.json();
    expect(first.headers.get('location')).toBe(address);
    expect((await post(server, { query, variables: { code: 'DEU' } })).status).toBe(200);
    expect(readdirSync(join(folder, 'operations'))).toHaveLength(1);
    const other = await serve(openTestGraph(), { LODEGRAPH_HOME: folder });
    const body = await (await get(address, {}, other)).json();
    expect(body.question.sentence).toBe('What is Japan called?');
    expect(body.data).toEqual({ country: { name: 'Japan', iso3: 'JPN' } });
    const pinned = await get(`${address}&${CLOCKS}`, {}, other);
    expect(pinned.headers.get('cache-control')).toContain('immutable');
  });

  test('is there once it was acknowledged, whatever becomes of the process then', async () => {
    const folder = home();
    const { uri, user, password } = inject('neo4j');
    const script = `
      import { openGraph } from './src/graph/graph.ts';
      import { readConfig } from './src/lib/config.ts';
      import { createHttp } from './src/server/http/http.ts';
      import { createMetrics } from './src/server/metrics.ts';
      const graph = openGraph({ ...JSON.parse(process.env.GRAPH), statementTimeout: 60_000, connectionTimeout: 20_000 });
      const app = await createHttp({ config: readConfig(), graph, metrics: createMetrics().registry });
      console.log(await app.listen({ host: '127.0.0.1', port: 0 }));`;
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script], {
      cwd: new URL('../../..', import.meta.url),
      env: { ...process.env, LODEGRAPH_HOME: folder, GRAPH: JSON.stringify({ uri, user, password }) },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    const url = await new Promise<string>((resolve) =>
      child.stdout.once('data', (text) => resolve(String(text).trim())),
    );
    const acknowledged = await post(url, { query, variables: { code: 'JPN' } });
    child.kill('SIGKILL');
    expect(acknowledged.status).toBe(201);
    const { address } = await acknowledged.json();
    const next = await serve(openTestGraph(), { LODEGRAPH_HOME: folder });
    expect((await (await get(address, {}, next)).json()).data).toEqual({ country: { name: 'Japan', iso3: 'JPN' } });
  });

  test('that no longer validates says what changed', async () => {
    const folder = home();
    const server = await serve(openTestGraph(), { LODEGRAPH_HOME: folder });
    const { hash } = await (await post(server, { query: '{ country(code: "JPN") { name } }' })).json();
    const old = '{ country(code: "JPN") { nme } }';
    const { createHash } = await import('node:crypto');
    const oldHash = createHash('sha256').update(old).digest('hex');
    writeFileSync(join(folder, 'operations', `${oldHash}.graphql`), old);
    const gone = await get(`/q/sha256-${oldHash}`, {}, server);
    const { errors } = await gone.json();
    expect(gone.status).toBe(410);
    expect(errors[0].extensions.code).toBe('OUTDATED');
    expect(errors[1].message).toContain('"nme"');
    // What is not the text of its address any more is not taken for it.
    writeFileSync(join(folder, 'operations', `${hash}.graphql`), old);
    expect((await get(`/q/sha256-${hash}`, {}, server)).status).toBe(404);
  });

  test('of a text with several is the one that is named', async () => {
    const server = await serve(openTestGraph(), { LODEGRAPH_HOME: home() });
    const two =
      'query A { country(code: "JPN") { ...N } } query B { country(code: "DEU") { ...N } } fragment N on Country { name }';
    expect((await post(server, { query: two })).status).toBe(400);
    const { address } = await (await post(server, { query: two, operationName: 'B' })).json();
    expect((await (await get(address, {}, server)).json()).data.country.name).toBe('Germany');
  });

  test('finds no room where the settings leave none', async () => {
    const server = await serve(openTestGraph(), { LODEGRAPH_HOME: home(), MAX_STORED_OPERATIONS: '1' });
    expect((await post(server, { query: '{ country(code: "JPN") { name } }' })).status).toBe(201);
    const full = await post(server, { query: '{ country(code: "DEU") { name } }' });
    expect(full.status).toBe(507);
    expect((await full.json()).errors[0].extensions).toMatchObject({
      code: 'LIMIT_EXCEEDED',
      limit: 'MAX_STORED_OPERATIONS',
    });
    const small = await serve(openTestGraph(), { LODEGRAPH_HOME: home(), MAX_STORED_BYTES: '10' });
    expect((await (await post(small, { query })).json()).errors[0].extensions.limit).toBe('MAX_STORED_BYTES');
  });

  test('is kept on loopback alone unless a setting says otherwise', async () => {
    const ask = async (settings: Record<string, string>) =>
      (await post(await serve(openTestGraph(), { LODEGRAPH_HOME: home(), ...settings }), { query })).status;
    expect(await ask({})).toBe(201);
    expect(await ask({ HOST: '0.0.0.0' })).toBe(403);
    expect(await ask({ HOST: '0.0.0.0', STORE_OPERATIONS: 'on' })).toBe(201);
    expect(await ask({ STORE_OPERATIONS: 'off' })).toBe(403);
  });

  test.each([
    ['without a text', {}, 'BAD_USER_INPUT'],
    ['that cannot be read', { query: '{' }, 'GRAPHQL_PARSE_FAILED'],
    ['of fields that are not there', { query: '{ nothing }' }, 'GRAPHQL_VALIDATION_FAILED'],
    ['that is no query', { query: 'mutation { a }' }, 'GRAPHQL_VALIDATION_FAILED'],
    [
      'with a variable called like a part of an address',
      { query: 'query ($since: DateTime!) { changes(since: $since) { totalCount } }' },
      'BAD_USER_INPUT',
    ],
    ['with variables that are no object', { query, variables: [] }, 'BAD_USER_INPUT'],
    ['with a variable it does not have', { query, variables: { year: 1 } }, 'BAD_USER_INPUT'],
    ['with a name that is no text', { query, operationName: 1 }, 'BAD_USER_INPUT'],
  ])('is none %s', async (_, body, code) => {
    const folder = home();
    const response = await post(await serve(openTestGraph(), { LODEGRAPH_HOME: folder }), body);
    expect(response.status).toBe(400);
    expect((await response.json()).errors[0].extensions.code).toBe(code);
    expect(readdirSync(folder)).toEqual([]);
  });
});

test('a question with a day of its own is found again as it was, under that day', async () => {
  const body = await json('/q/12-controls-on-japan');
  expect(body.asOf).toBe(body.variables.asOf);
  expect((await (await fetch(body.pinned)).json()).data).toMatchObject(body.variables.asOf ? {} : body.data);
  for (const name of [
    '02-japan-in-full',
    '06-agreements-and-active-controls',
    '10-minerals-china-controls',
    '70-japan-in-one-request',
  ]) {
    const [given, again] = [
      await json(`/q/${name}.json`),
      await (await fetch((await json(`/q/${name}.json`)).pinned)).json(),
    ];
    const withoutIds = (data: unknown) => JSON.stringify(data).replaceAll(/"@[\w-]+:/g, '"');
    expect(withoutIds(again.data), name).toBe(withoutIds(given.data));
  }
});
