import { isListType, isNonNullType, isObjectType } from 'graphql';
import neo4j from 'neo4j-driver';
import { describe, expect, test } from 'vitest';
import type { Graph } from '../src/graph/graph.ts';
import { buildSchema } from '../src/server/schema.ts';
import type { Answer } from './support.ts';
import { openTestGraph, serve } from './serve.ts';

/** Fields that look at the context and are not nullable all the same, by their name or with their type, with the reason. */
const exceptions: Record<string, string> = {
  id: 'made of the record and the view that it was asked in: nothing is read for it',
  periods: 'made of the record and the view that it was asked in: nothing is read for it',
  'NeighbourGroup.totalCount': 'counted with the group: without it there is no group',
};
/** What excepts a field. */
const exceptionOf = (field: string) =>
  [field, field.split('.')[1] ?? ''].find((name) => name in exceptions) ?? `none for ${field}`;

/** Every field with a resolver that looks at arguments or at the context, and `totalCount`: each can fail while its parent stands. */
function fieldsThatCanFail() {
  return Object.values(buildSchema().getTypeMap()).flatMap((type) => {
    if (!isObjectType(type) || type.name.startsWith('__')) return [];
    return Object.values(type.getFields())
      .filter((field) => field.name === 'totalCount' || (field.resolve?.length ?? 0) >= 2)
      .map((field) => ({ name: `${type.name}.${field.name}`, type: field.type }));
  });
}

describe('what can fail by itself', () => {
  test('is nullable, so that its failure leaves what stands around it', () => {
    const fields = fieldsThatCanFail();
    expect(fields.length).toBeGreaterThan(250);
    const refusing = fields.filter(({ name, type }) => isNonNullType(type) && !(exceptionOf(name) in exceptions));
    expect(refusing.map(({ name, type }) => `${name}: ${type.toString()}`)).toEqual([]);
  });

  test('no exception is listed without need', () => {
    const needed = fieldsThatCanFail().filter(({ type }) => isNonNullType(type));
    expect(Object.keys(exceptions)).toEqual([...new Set(needed.map(({ name }) => exceptionOf(name)))]);
  });

  test('so are the elements of lists that are read one by one', () => {
    const query = buildSchema().getQueryType()?.getFields() ?? {};
    for (const name of ['nodes', 'search']) {
      const type = query[name]?.type;
      expect([name, isListType(type) && !isNonNullType(type.ofType)]).toEqual([name, true]);
    }
  });
});

const timeout = new neo4j.Neo4jError('', 'Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration', '', '');
const unreachable = new neo4j.Neo4jError('bolt://secret:7687', 'ServiceUnavailable', '', '');

/** A server over the seeded graph, where some statements fail. */
async function serveFailing(failing: Record<string, Error>): Promise<(query: string) => Promise<Answer>> {
  const own = openTestGraph();
  const graph: Graph = {
    ...own,
    read: (one, parameters, signal) => {
      const failure = failing[one.name];
      return failure ? Promise.reject(failure) : own.read(one, parameters, signal);
    },
  };
  const url = await serve(graph);
  return async (query) => {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query }) });
    expect(response.status).toBe(200);
    return (await response.json()) as Answer;
  };
}

describe('when a statement fails, the rest answers', () => {
  test('a root field and a list further down that took too long are null, and named with the setting that limits them', async () => {
    const ask = await serveFailing({ 'mineral.list.ascending': timeout, 'coalition.ofCountry': timeout });
    const { data, errors } = await ask(`{
      minerals { totalCount nodes { slug } }
      country(code: "JPN") { name memberships { coalition { slug } } }
      coalition(slug: "g7") { members(first: 1) { totalCount } }
    }`);
    expect(data).toEqual({
      minerals: null,
      country: { name: 'Japan', memberships: null },
      coalition: { members: { totalCount: 8 } },
    });
    const byPath = [...(errors ?? [])].sort((a, b) => (a.path?.length ?? 0) - (b.path?.length ?? 0));
    expect(byPath.map(({ path }) => path)).toEqual([['minerals'], ['country', 'memberships']]);
    for (const { message, path, extensions } of byPath) {
      const field = path?.join('.');
      expect(extensions).toMatchObject({ code: 'TIMEOUT', field, setting: 'STATEMENT_TIMEOUT_MS' });
      expect(message).toContain(`"${field}"`);
      expect(message).toContain('STATEMENT_TIMEOUT_MS');
    }
  });

  test('a count that failed is null, never 0, beside the page that was read', async () => {
    const ask = await serveFailing({ 'country.list.count': timeout });
    const { data, errors } = await ask(
      '{ countries(first: 1) { totalCount nodes { iso3 } pageInfo { hasNextPage } } }',
    );
    expect(data).toEqual({
      countries: { totalCount: null, nodes: [{ iso3: 'AFG' }], pageInfo: { hasNextPage: true } },
    });
    expect(errors?.map(({ path }) => path)).toEqual([['countries', 'totalCount']]);
  });

  test('an element that failed is null in its own place', async () => {
    const ask = await serveFailing({ 'mineral.byKey': unreachable });
    const { data, errors } = await ask('{ nodes(ids: ["Country:JPN", "Mineral:gallium", "Country:DEU"]) { id } }');
    expect(data).toEqual({ nodes: [{ id: 'Country:JPN' }, null, { id: 'Country:DEU' }] });
    expect(errors).toMatchObject([{ path: ['nodes', 1], extensions: { code: 'UNAVAILABLE', field: 'nodes.1' } }]);
    const found = await ask(
      '{ search(text: "gallium", first: 20) { name } timeline(about: "gallium") { nodes { on } } }',
    );
    expect(found.data.search).toContain(null);
    expect(found.data.search.filter((hit: unknown) => hit !== null).length).toBeGreaterThan(0);
  });

  test('each parent of a level is told when the one statement for all of them fails', async () => {
    const ask = await serveFailing({ 'coalition.ofCountry': timeout });
    const { data, errors } = await ask('{ countries(first: 3) { nodes { iso3 memberships { role } } } }');
    expect(data.countries.nodes.map((one: { memberships: unknown }) => one.memberships)).toEqual([null, null, null]);
    expect(errors?.map(({ path }) => path?.join('.'))).toEqual(
      [0, 1, 2].map((i) => `countries.nodes.${i}.memberships`),
    );
  });

  test('a graph that cannot be reached is told with what to do, and nothing of where it is', async () => {
    const ask = await serveFailing({ 'country.byText': unreachable });
    const answer = await ask('{ country(code: "JPN") { name } }');
    expect(answer.data).toEqual({ country: null });
    expect(answer.errors?.[0]).toMatchObject({ extensions: { code: 'UNAVAILABLE', field: 'country' } });
    expect(answer.errors?.[0]?.extensions.hint).toContain('/ready');
    expect(JSON.stringify(answer)).not.toContain('secret');
  });
});
