import { describe, expect, inject, test } from 'vitest';
import { answer, ask, refusal } from './support.ts';

const dependents = (args: string) =>
  `{ dependents(on: "CHN", product: "permanent-magnets", ${args}) { totalCount nodes { share missing } } }`;

describe('wrong input gets a clear error and nothing else', () => {
  test('a product that is not known is named, with what was probably meant', async () => {
    const { message, extensions } = await refusal(
      '{ dependents(on: "CHN", product: "permanent-magnet") { totalCount } }',
    );
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'product' });
    expect(message).toMatch(/"product".*permanent-magnets/);
  });

  test('so are an unknown country and an unknown coalition', async () => {
    expect((await refusal('{ dependents(on: "ATL", product: "850511") { totalCount } }')).extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      argument: 'on',
    });
    expect((await refusal(dependents('among: "g77"'))).extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      argument: 'among',
    });
    expect(
      (await refusal('{ dependence(of: "Atlantis", on: "CHN", product: "850511") { share } }')).extensions,
    ).toMatchObject({ argument: 'of' });
    expect(
      (await refusal('{ country(code: "JPN") { imports(product: "unobtainium") { totalCount } } }')).extensions,
    ).toMatchObject({ argument: 'product' });
  });

  test.each([
    ['first: -1', 'first'],
    ['first: 101', 'first'],
    ['first: 2, last: 2', 'last'],
    ['last: 2, after: "x"', 'after'],
    ['first: 2, before: "x"', 'before'],
    ['after: "garbage"', 'after'],
    ['before: "WyJhIl0"', 'before'],
    ['minShare: 1.2', 'minShare'],
    ['asOf: "2026-02-30"', 'asOf'],
    ['knownAt: "yesterday"', 'knownAt'],
  ])('%s is refused and the argument is named', async (args, argument) => {
    expect((await refusal(dependents(args))).extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument });
  });

  test('a cursor of another ordering is refused', async () => {
    const page = await answer('{ countries(first: 1) { pageInfo { endCursor } } }');
    const after = page.countries.pageInfo.endCursor as string;
    const error = await refusal(
      'query ($after: String) { countries(first: 1, after: $after, orderBy: {field: ISO3}) { nodes { iso3 } } }',
      { after },
    );
    expect(error.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'after' });
  });

  test('a value that comes in a variable is refused in the same words', async () => {
    const error = await refusal(
      'query ($least: Share) { dependents(on: "CHN", product: "850511", minShare: $least) { totalCount } }',
      { least: 1.2 },
    );
    expect(error.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'minShare' });
    expect(error.message).toMatch('between 0 and 1');
  });

  test('a year without figures is an answer: null with a reason', async () => {
    const { dependence } = await answer(
      '{ dependence(of: "JPN", on: "CHN", product: "850511", year: 1850) { share missing nearestYear imports { valueUsd } suppliers { share } } }',
    );
    expect(dependence).toEqual({
      share: null,
      missing: 'NOT_AVAILABLE',
      nearestYear: 2002,
      imports: { valueUsd: null },
      suppliers: [],
    });
    const { all } = await answer(
      `{ all: dependents(on: "CHN", product: "850511", among: "g7", year: 1850) { totalCount missing nodes { share missing } } }`,
    );
    expect(all).toMatchObject({ totalCount: 7, missing: 'NOT_AVAILABLE' });
    expect(all.nodes[0]).toEqual({ share: null, missing: 'NOT_AVAILABLE' });
  });

  test.each([
    ["' OR 1=1 //"],
    ['"}) MATCH (n) DETACH DELETE n //'],
    ['\u0000😀'],
    [''],
    ['~^*:\\/()[]{}!'],
    ['a'.repeat(100_000)],
  ])('a name of %j is treated as text', async (name) => {
    const { data, errors } = await ask(
      'query ($name: String!) { country(code: $name) { iso3 } mineral(slug: $name) { slug } }',
      { name },
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({ country: null, mineral: null });
    expect(
      (await refusal('query ($name: String!) { dependents(on: $name, product: "850511") { totalCount } }', { name }))
        .extensions,
    ).toMatchObject({
      code: 'BAD_USER_INPUT',
      argument: 'on',
    });
  });

  test('a request body of 1 MB is refused with the limit that it passes', async () => {
    const { errors } = await ask('query ($name: String!) { country(code: $name) { iso3 } }', {
      name: 'a'.repeat(1_000_000),
    });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'LIMIT_EXCEEDED', limit: 'BODY_LIMIT_BYTES' });
  });

  test('an operation that is nested too deep is refused before it is asked', async () => {
    const deep = 'memberships { coalition { '.repeat(12) + 'slug' + ' } }'.repeat(12);
    expect((await refusal(`{ country(code: "JPN") { ${deep} } }`)).extensions).toMatchObject({
      code: 'LIMIT_EXCEEDED',
      limit: 'MAX_DEPTH',
    });
  });

  test('a value that is nested too deep to be parsed is refused', async () => {
    const lists = '['.repeat(1_990) + ']'.repeat(1_990);
    expect((await refusal(`{ nodes(ids: ${lists}) { id } }`)).extensions).toMatchObject({ code: 'LIMIT_EXCEEDED' });
  });

  test('an operation of too many tokens is refused', async () => {
    const many = Array.from({ length: 1000 }, (_, i) => `c${i}: country(code: "JPN") { iso3 }`).join(' ');
    expect((await refusal(`{ ${many} }`)).extensions).toMatchObject({ code: 'LIMIT_EXCEEDED', limit: 'MAX_TOKENS' });
  });

  test('too many nodes at once are refused', async () => {
    const ids = Array.from({ length: 101 }, () => 'Country:JPN');
    expect((await refusal('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids })).extensions).toMatchObject({
      code: 'LIMIT_EXCEEDED',
    });
  });

  test('a condition that unfolds too far is refused', async () => {
    const or = Array.from({ length: 20 }, (_, i) => `{name: {eq: "${i}"}}`).join(' ');
    const error = await refusal(`{ countries(where: {and: [{or: [${or}]}, {or: [${or}]}]}) { totalCount } }`);
    expect(error.extensions).toMatchObject({ code: 'LIMIT_EXCEEDED', limit: 'where' });
  });

  test('no answer shows a stack, Cypher or the driver', async () => {
    const bad = await fetch(`${inject('serverUrl')}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":',
    });
    expect(bad.status).toBe(400);
    const texts = [
      await bad.text(),
      JSON.stringify(await ask('{ dependents(on: "x", product: "y") { nope } }')),
      JSON.stringify(await ask(dependents('first: -1'))),
    ];
    for (const text of texts) expect(text).not.toMatch(/stack|MATCH|neo4j|\.ts:|node_modules/i);
  });
});
