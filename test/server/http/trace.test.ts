import { createHash } from 'node:crypto';
import { request } from 'node:http';
import { Writable } from 'node:stream';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import fastify from 'fastify';
import { buildSchema, isScalarType } from 'graphql';
import { describe, expect, inject, test } from 'vitest';
import { answerWithTrace, requestId } from '../../../src/server/http/trace.ts';

const url = (path: string) => `${inject('serverUrl')}${path}`;
const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  fetch(url(path), { method, headers, redirect: 'manual' });
const post = (body: string, contentType = 'application/json') =>
  fetch(url('/graphql'), { method: 'POST', headers: { 'content-type': contentType }, body });
const byGet = (query: string, parameters: Record<string, string> = {}) =>
  `/graphql?${new URLSearchParams({ query, ...parameters }).toString()}`;

interface Refusal {
  errors: { message: string; extensions: { code: string; hint?: string; limit?: string } }[];
}
const refusalOf = async (response: Response) => {
  const [error] = ((await response.json()) as Refusal).errors;
  return {
    status: response.status,
    code: error?.extensions.code,
    message: error?.message,
    hint: error?.extensions.hint,
  };
};

describe('the server', () => {
  test('says that it lives and that the graph answers', async () => {
    expect(await (await get('/health')).json()).toEqual({ status: 'up' });
    expect(await (await get('/ready')).json()).toEqual({ status: 'ready' });
  });

  test('leads a browser from the API to the playground', async () => {
    for (const path of ['/graphql', '/playground']) {
      const response = await get(path, { accept: 'text/html' });
      expect([path, response.status, response.headers.get('location')]).toEqual([path, 302, '/playground/']);
    }
  });

  test('lets a page load nothing from elsewhere', async () => {
    const policy = (await get('/playground/')).headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toContain('http');
  });

  test('sends its security headers with every kind of answer', async () => {
    for (const response of [await get('/health'), await get('/nowhere'), await post('['), await post('{}', 'a/b')]) {
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
      expect(response.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(response.headers.get('set-cookie')).toBeNull();
    }
  });

  test('gives the time of each statement in /metrics', async () => {
    await post('{"query":"{country(code:\\"JPN\\"){name}}"}');
    expect(await (await get('/metrics')).text()).toMatch(
      /lodegraph_statement_seconds_count\{statement="country.byText"\} [1-9]/,
    );
  });
});

describe('a request that cannot be answered is told why', () => {
  test.each([
    ['a form of another site', 'query={graph{lastLoad}}', 'application/x-www-form-urlencoded', 415, /content type/],
    ['a form of plain text', '{"query":"{__typename}"}', 'text/plain', 415, /content type "text\/plain"/],
    ['a form of parts', '--a--', 'multipart/form-data; boundary=a', 415, /content type/],
    ['broken JSON', '{"query":', 'application/json', 400, /not JSON/],
    ['no body', '', 'application/json', 400, /empty/],
    ['a batch', '[{"query":"{__typename}"},{"query":"{__typename}"}]', 'application/json', 400, /Several operations/],
    ['a body that is text', '"{__typename}"', 'application/json', 400, /not a JSON object/],
    ['a body that is null', 'null', 'application/json', 400, /not a JSON object/],
    ['a body without a query', '{"variables":{}}', 'application/json', 400, /non-empty `query`/],
    ['variables in a text', '{"query":"{__typename}","variables":"{}"}', 'application/json', 400, /variables/],
  ])('%s', async (_, body, contentType, status, message) => {
    const refused = await refusalOf(await post(body, contentType));
    expect(refused).toMatchObject({ status, code: 'BAD_REQUEST' });
    expect(refused.message).toMatch(message);
  });

  test('GET without a query, or with variables that are not JSON', async () => {
    expect(await refusalOf(await get('/graphql'))).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
    expect((await refusalOf(await get('/graphql'))).hint).toContain('/schema.graphql');
    const refused = await refusalOf(await get(byGet('{__typename}', { variables: 'x' })));
    expect(refused).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
  });

  test('an address that is too long is told to come by POST', async () => {
    const refused = await refusalOf(await get(byGet(`{${' '.repeat(20_000)}__typename}`)));
    expect(refused).toMatchObject({ status: 431, code: 'LIMIT_EXCEEDED' });
    expect(refused.hint).toContain('POST');
  });

  test.each(['PUT', 'DELETE', 'PATCH', 'HEAD'])(
    '%s is no way to ask, and the answer names those that are',
    async (way) => {
      const response = await get('/graphql', {}, way);
      expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, POST, OPTIONS']);
    },
  );

  test('so is a way that another path does not have', async () => {
    const response = await get('/health', {}, 'POST');
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    expect((await refusalOf(response)).code).toBe('METHOD_NOT_ALLOWED');
  });

  test('OPTIONS tells the ways, and nothing of other origins while none is allowed', async () => {
    const response = await get('/graphql', { origin: 'https://example.org' }, 'OPTIONS');
    expect([response.status, response.headers.get('allow')]).toEqual([204, 'GET, POST, OPTIONS']);
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
  });

  test('a path where nothing is: a program gets JSON, a person the explorer, which says so', async () => {
    for (const path of ['/nowhere', '/graphql/', '/playground/nowhere.js', '/%E0%A4%A']) {
      const refused = await refusalOf(await get(path));
      expect([path, refused.hint]).toEqual([path, expect.stringContaining('/graphql')]);
    }
    expect(await refusalOf(await get('/nowhere'))).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    const page = await get('/nowhere', { accept: 'text/html,*/*;q=0.8' });
    expect([page.status, page.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
    expect(await page.text()).toContain('<title>Lodegraph</title>');
  });

  test.each(['mutation', 'subscription'])('a %s: there are only queries', async (operation) => {
    for (const response of [
      await post(JSON.stringify({ query: `${operation} { x }` })),
      await get(byGet(`${operation} { x }`)),
    ]) {
      const { code, message } = await refusalOf(response);
      expect(code).toBe('GRAPHQL_VALIDATION_FAILED');
      expect(message).toMatch(new RegExp(`only queries here, no ${operation}s`));
    }
  });

  test('an Accept that asks for something else than JSON', async () => {
    expect((await get(byGet('{__typename}'), { accept: 'image/png' })).status).toBe(406);
  });
});

describe('an answer', () => {
  test('by GET needs no more than the address, as urql sends it', async () => {
    const response = await get(
      byGet('query ($c: String!) { country(code: $c) { name } }', { variables: '{"c":"JPN"}' }),
      {
        accept:
          'application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed',
      },
    );
    expect(response.headers.get('content-type')).toMatch('application/graphql-response+json');
    expect(await response.json()).toEqual({ data: { country: { name: 'Japan' } } });
  });

  test.each([
    ['application/graphql-response+json', 400],
    ['application/json', 200],
    ['*/*', 400],
  ])('to a client that accepts %s has status %i when the operation is wrong', async (accept, status) => {
    const response = await get(byGet('{ nope }'), { accept });
    expect(response.status).toBe(status);
    expect((await refusalOf(response)).code).toBe('GRAPHQL_VALIDATION_FAILED');
  });

  const long = byGet('{ countries(first: 100) { nodes { id iso3 name } } }');

  test.each([
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
  ])('is compressed as %s for those who take it', async (encoding, unpack) => {
    const plain = await raw(long, { 'accept-encoding': 'identity' });
    const packed = await raw(long, { 'accept-encoding': encoding });
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(packed.headers['content-encoding']).toBe(encoding);
    expect(packed.headers.vary?.toLowerCase()).toContain('accept-encoding');
    expect(packed.body.length).toBeLessThan(plain.body.length / 2);
    expect(unpack(packed.body)).toEqual(plain.body);
  });

  test('that is short is not worth compressing', async () => {
    const { headers } = await raw(byGet('{__typename}'), { 'accept-encoding': 'br, gzip' });
    expect(headers['content-encoding']).toBeUndefined();
  });

  test('is compressed with br where a client takes both', async () => {
    const { headers } = await raw(long, { 'accept-encoding': 'gzip, deflate, br' });
    expect(headers['content-encoding']).toBe('br');
  });

  test.each(['identity', 'br', 'gzip'])('by GET is not sent again to a client that has it (%s)', async (encoding) => {
    const first = await raw(long, { 'accept-encoding': encoding });
    const etag = first.headers.etag ?? '';
    expect(etag).toMatch(/^W\/"/);
    expect(first.headers['cache-control']).toBe('no-cache');
    const again = await raw(long, { 'accept-encoding': encoding, 'if-none-match': etag });
    expect([again.status, again.body.length, again.headers.etag]).toEqual([304, 0, etag]);
    const other = await raw(byGet('{ country(code: "JPN") { name } }'), { 'if-none-match': etag });
    expect(other.status).toBe(200);
  });

  test('by POST has no ETag: there is nothing to ask for again', async () => {
    expect((await post('{"query":"{__typename}"}')).headers.get('etag')).toBeNull();
  });

  test.each([
    ['an operation that is not valid', byGet('{ nothing }'), 400],
    ['one that cannot be read', byGet('{'), 400],
    ['no query', '/graphql', 400],
    ['an unknown variable of a question', '/q/01-coalition-magnets?yeer=2024', 400],
    ['the same as a page', '/q/01-coalition-magnets.html?yeer=2024', 400],
    ['an unknown question', '/q/nothing-like-it', 404],
    ['what the feed does not take', '/changes.json?on=CHN', 400],
  ])('is told again to a client that has it where it is a failure: %s', async (_, path, status) => {
    const { headers, body } = await raw(path, {});
    const tags = ['*', `W/"${createHash('sha1').update(body).digest('base64')}"`];
    for (const tag of [undefined, ...tags]) {
      const again = await raw(path, tag === undefined ? {} : { 'if-none-match': tag });
      expect([tag, again.status, again.body.length > 0, again.headers.etag]).toEqual([tag, status, true, undefined]);
    }
    expect(headers.etag).toBeUndefined();
  });

  test('is given for the hash of a query that was sent once, also by GET', async () => {
    const query = `{ country(code: "JPN") { name iso3 } } # ${crypto.randomUUID()}`;
    const sha256Hash = createHash('sha256').update(query).digest('hex');
    const extensions = JSON.stringify({ persistedQuery: { version: 1, sha256Hash } });
    const byHash = `/graphql?${new URLSearchParams({ extensions }).toString()}`;
    expect((await refusalOf(await get(byHash))).code).toBe('PERSISTED_QUERY_NOT_FOUND');
    await get(byGet(query, { extensions }));
    const found = await get(byHash);
    expect(await found.json()).toEqual({ data: { country: { name: 'Japan', iso3: 'JPN' } } });
    const again = await get(byHash, { 'if-none-match': found.headers.get('etag') ?? '' });
    expect(again.status).toBe(304);
  });

  test('is refused for a hash that is not that of the query', async () => {
    const extensions = JSON.stringify({ persistedQuery: { version: 1, sha256Hash: 'f'.repeat(64) } });
    const refused = await refusalOf(await get(byGet('{__typename}', { extensions })));
    expect(refused).toMatchObject({ status: 400, code: 'BAD_REQUEST', message: 'provided sha does not match query' });
  });
});

describe('the schema', () => {
  test('is served as SDL with descriptions and the specifications of its scalars', async () => {
    const response = await get('/schema.graphql');
    const sdl = await response.text();
    const schema = buildSchema(sdl);
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(schema.getQueryType()?.getFields()['dependents']?.description).toBeTruthy();
    for (const type of Object.values(schema.getTypeMap()))
      if (!type.name.startsWith('__') && !['String', 'Int', 'Float', 'Boolean', 'ID'].includes(type.name))
        expect([type.name, Boolean(type.description)]).toEqual([type.name, true]);
    const specified = Object.values(schema.getTypeMap()).filter((type) => isScalarType(type) && type.specifiedByURL);
    expect(specified.map(({ name }) => name)).toEqual(expect.arrayContaining(['Date', 'DateTime', 'URL']));
  });

  test('is not sent again to those who have it', async () => {
    const etag = (await get('/schema.graphql')).headers.get('etag') ?? '';
    expect((await get('/schema.graphql', { 'if-none-match': etag })).status).toBe(304);
  });
});

describe('an answer tells which request it answers', () => {
  const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

  test('with the identifier and the trace that the client gave', async () => {
    for (const path of ['/health', '/nowhere', byGet('{__typename}')]) {
      const { headers } = await get(path, { 'x-request-id': 'client-42', traceparent });
      expect([headers.get('x-request-id'), headers.get('traceparent')]).toEqual(['client-42', traceparent]);
    }
  });

  test.each(['', 'two words', 'a'.repeat(129), '"quoted"', '{json}'])(
    'with one of its own where the client gave none that is fit for a log: %s',
    async (given) => {
      const { headers } = await get('/health', given === '' ? {} : { 'x-request-id': given });
      expect(headers.get('x-request-id')).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    },
  );

  test.each([
    'x',
    `ff${traceparent.slice(2)}`,
    `00-${'0'.repeat(32)}-b7ad6b7169203331-01`,
    traceparent.toUpperCase().replace('00-', '0G-'),
  ])('without a trace that is none: %s', async (given) => {
    expect((await get('/health', { traceparent: given })).headers.get('traceparent')).toBeNull();
  });

  test('and the log tells the same', async () => {
    const lines: Record<string, unknown>[] = [];
    const stream = new Writable({
      write(line: Buffer, _, done) {
        lines.push(JSON.parse(line.toString()) as Record<string, unknown>);
        done();
      },
    });
    const app = fastify({ logger: { stream }, genReqId: requestId });
    answerWithTrace(app);
    app.get('/', ({ log }) => {
      log.error('a failure');
      return {};
    });
    await app.inject({ url: '/', headers: { 'x-request-id': 'client-42', traceparent } });
    expect(lines.find(({ msg }) => msg === 'a failure')).toMatchObject({ reqId: 'client-42', traceparent });
  });
});

/** An answer as it goes over the wire: fetch unpacks what is compressed. */
function raw(path: string, headers: Record<string, string>) {
  return new Promise<{ status: number | undefined; headers: Record<string, string | undefined>; body: Buffer }>(
    (answered, failed) => {
      request(url(path), { headers }, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () =>
          answered({
            status: response.statusCode,
            headers: response.headers as Record<string, string | undefined>,
            body: Buffer.concat(parts),
          }),
        );
      })
        .on('error', failed)
        .end();
    },
  );
}
