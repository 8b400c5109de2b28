import { describe, expect, inject, test } from 'vitest';
import { ask } from './support.ts';

const url = () => `${inject('serverUrl')}/graphql`;
const get = (query: string, headers: Record<string, string> = {}) =>
  fetch(`${url()}?${new URLSearchParams({ query }).toString()}`, { headers });

// The twelve checks of graphql-cop, each with what is meant here. What it warns of and is meant so is said to be on purpose: all that
// the graph holds is public, nothing can be written, and there is neither a login nor a cookie that another site could use.
describe('graphql-cop asks, and what is meant is', () => {
  test('introspection: on purpose, this is how people and tools find their way', async () => {
    const { data } = await ask('query cop { __schema { types { name fields { name } } } }');
    expect(data.__schema.types.length).toBeGreaterThan(100);
  });

  test('field suggestions: on purpose, they tell no more than introspection does', async () => {
    const { errors } = await ask('query cop { __schema { directive } }');
    expect(errors?.[0]?.message).toContain('Did you mean');
  });

  test('GET queries: on purpose, they can be cached and linked to', async () => {
    expect(await (await get('query cop { __typename }')).json()).toEqual({ data: { __typename: 'Query' } });
  });

  test('mutations by GET: there are none, by no method', async () => {
    expect(await (await get('mutation cop { __typename }')).json()).not.toHaveProperty('data');
  });

  test('queries by a form: refused, so that a page elsewhere cannot POST without asking', async () => {
    const body = new URLSearchParams({ query: 'query cop { __typename }' });
    expect((await fetch(url(), { method: 'POST', body })).status).toBe(415);
  });

  test('batches: refused with a sentence', async () => {
    const body = JSON.stringify(Array.from({ length: 10 }, () => ({ query: 'query cop { __typename }' })));
    const response = await fetch(url(), { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('Several operations');
  });

  test('aliases: bounded where they cost something', async () => {
    const aliases = (field: string, many: number) =>
      `query cop { ${Array.from({ length: many }, (_, i) => `a${i}: ${field}`).join(' ')} }`;
    const dear = 'dependents(on: "CHN", product: "permanent-magnets", method: LOOK_THROUGH) { totalCount }';
    expect((await ask(aliases(dear, 500))).errors?.[0]?.extensions.code).toBe('LIMIT_EXCEEDED');
    expect((await ask(aliases('__typename', 5_000))).errors?.[0]?.extensions.code).toBe('LIMIT_EXCEEDED');
  });

  test('directives: an unknown one is an error, and thousands of them are one error', async () => {
    const directives = (many: number) => `query cop { __typename ${'@aa'.repeat(many)} }`;
    expect((await ask(directives(10))).data).toBeUndefined();
    const { errors } = await ask(directives(10_000));
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['LIMIT_EXCEEDED']);
  });

  test('introspection in a circle: refused', async () => {
    const circle = 'fields { type { '.repeat(4) + 'name' + ' } }'.repeat(4);
    const { data, errors } = await ask(`query cop { __schema { types { ${circle} } } }`);
    expect(data).toBeUndefined();
    expect(errors?.[0]?.message).toContain('introspection');
  });

  test('GraphiQL: on purpose at /playground; the API itself is no page', async () => {
    expect((await fetch(`${inject('serverUrl')}/playground/`)).status).toBe(200);
    const api = await get('query cop { __typename }', { accept: 'text/html,application/json' });
    expect(api.headers.get('content-type')).toContain('json');
  });

  test('tracing: there is none in an answer', async () => {
    expect(await (await get('query cop { __typename }')).json()).not.toHaveProperty('extensions');
  });

  test('errors: nothing of the server in them, whatever is asked', async () => {
    for (const query of ['qwerty cop { abc }', 'query cop { abc }', '{', '\u0000', '{ node(id: "::") { id } }']) {
      const text = await (await get(query)).text();
      expect(text).not.toMatch(/exception|stack|node_modules|\.ts:/i);
      expect(text).not.toContain('INTERNAL_SERVER_ERROR');
    }
  });
});
