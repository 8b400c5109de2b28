import {
  buildSchema as fromSdl,
  getNamedType,
  graphql,
  isInputObjectType,
  isObjectType,
  type GraphQLArgument,
  type GraphQLEnumType,
  type GraphQLInputObjectType,
  type GraphQLResolveInfo,
} from 'graphql';
import { describe, expect, inject, test } from 'vitest';
import { buildSchema } from '../src/server/schema.ts';
import { asksFor } from '../src/api/selection.ts';
import { answer, ask, refusal } from './support.ts';

const schema = buildSchema();
/** Where the lists that are no root fields hang. */
const parents: Record<string, (field: string) => string> = {
  Query: (field) => field,
  Mineral: (field) => `mineral(slug: "gallium") { ${field} }`,
  Product: (field) => `product(slug: "permanent-magnets") { ${field} }`,
};

/** The fields that take an argument, with its name and type. */
const fieldsTaking = (isIt: (argument: GraphQLArgument) => boolean) =>
  Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .flatMap((type) =>
      Object.values(type.getFields()).flatMap((field) => {
        const argument = field.args.find(isIt);
        return argument
          ? [{ parent: type.name, field: field.name, argument: argument.name, type: String(argument.type) }]
          : [];
      }),
    );

/** What a field below its parent gives. */
async function fieldOf({ parent, field }: { parent: string; field: string }, ...asked: Parameters<typeof answer>) {
  const data = (await answer(...asked)) as Record<string, Record<string, unknown>>;
  return parent === 'Query' ? data[field] : Object.values(data)[0]?.[field];
}

async function post(body: object): Promise<{ status: number; text: string }> {
  const response = await fetch(`${inject('serverUrl')}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, text: await response.text() };
}

describe('a filter in a variable', () => {
  const filters = fieldsTaking(({ name }) => name === 'where');

  test('is taken by all lists', () => {
    expect(filters.length).toBeGreaterThanOrEqual(18);
  });

  test.each(filters)('$parent.$field($argument:) takes one, none and an empty one', async (one) => {
    const place = parents[one.parent];
    if (!place) throw new Error(`Say above where ${one.parent}.${one.field} hangs.`);
    const query = `query ($where: ${one.type}) { ${place(`${one.field}(first: 1, where: $where) { totalCount }`)} }`;
    const all = await fieldOf(one, `{ ${place(`${one.field}(first: 1) { totalCount }`)} }`);
    for (const variables of [{}, { where: null }, { where: {} }, { where: { and: [{ not: null }], or: null } }, {}])
      expect(await fieldOf(one, query, variables)).toEqual(all);
    expect(await fieldOf(one, query, { where: { not: { and: [{ or: [{}] }] } } })).toEqual({ totalCount: 0 });
  });

  test('means what it means in the operation', async () => {
    const query = 'query ($where: CountryWhere) { countries(where: $where) { totalCount nodes { iso3 } } }';
    expect(await answer(query, { where: { iso3: { eq: 'JPN' } } })).toEqual(
      await answer('{ countries(where: {iso3: {eq: "JPN"}}) { totalCount nodes { iso3 } } }'),
    );
  });

  test('takes parts of it from variables, and those left out are left out', async () => {
    const query =
      'query ($iso3: String, $not: CountryWhere) { countries(where: {iso3: {eq: $iso3}, not: $not}) { totalCount } }';
    expect((await answer(query, { iso3: 'JPN' })).countries.totalCount).toBe(1);
    expect((await answer(query, { iso3: 'JPN', not: { iso3: { eq: 'JPN' } } })).countries.totalCount).toBe(0);
    expect(await answer(query)).toEqual(await answer('{ countries { totalCount } }'));
  });
});

describe('a field with a default that an input object leaves out', () => {
  const orders = fieldsTaking(({ name, type }) => name === 'orderBy' && isInputObjectType(getNamedType(type))).filter(
    ({ parent }) => parent === 'Query',
  );

  test.each(orders)('has its default in $field(orderBy:), in a variable and beside one', async (one) => {
    const order = schema.getType(one.type) as GraphQLInputObjectType;
    expect(order.getFields()['direction']?.defaultValue).toBeDefined();
    const [by] = (getNamedType(order.getFields()['field']?.type) as GraphQLEnumType).getValues();
    const others = one.field === 'dependents' ? 'on: "CHN", product: "permanent-magnets", among: "g7", ' : '';
    const list = (orderBy: string) => `${one.field}(first: 5, ${others}orderBy: ${orderBy}) { edges { cursor } }`;
    const written = await answer(`{ ${list(`{field: ${by?.name}}`)} }`);
    expect(written[one.field].edges.length).toBeGreaterThan(0);
    expect(await answer(`query ($order: ${one.type}) { ${list('$order')} }`, { order: { field: by?.name } })).toEqual(
      written,
    );
    expect(await answer(`query ($way: OrderDirection) { ${list(`{field: ${by?.name}, direction: $way}`)} }`)).toEqual(
      written,
    );
  });

  test('has it in a what-if too', async () => {
    const input = { countries: ['COD'], minerals: ['cobalt'], from: '2026-01-01', months: 12 };
    const { disruption } = await answer(
      'query ($input: DisruptionInput!) { disruption(input: $input) { rule stages { shareStopped } } }',
      { input },
    );
    expect(disruption.rule).toBe('LEAST_UNMET');
    expect(
      await answer(
        'query ($cut: Share! = 1, $rule: SharingRule) { disruption(input: {countries: ["COD"], minerals: ["cobalt"], from: "2026-01-01", months: 12, cut: $cut, rule: $rule}) { rule stages { shareStopped } } }',
      ),
    ).toEqual({ disruption });
  });
});

describe('a condition on a fragment', () => {
  const query = (name: string) =>
    `query ${name}($b: Boolean!) { a: country(code: "JPN") { ...F @include(if: $b) } b: country(code: "JPN") { ...F @skip(if: $b) ...F } }`;
  const fragment = 'fragment F on Country { name }';
  const japan = { name: 'Japan' };

  test('holds where it stands and nowhere else', async () => {
    const document = `query ($b: Boolean!) { a: country(code: "JPN") { ...F @include(if: $b) } b: country(code: "JPN") { ...F } } ${fragment}`;
    for (const b of [false, true, false])
      expect(await answer(document, { b })).toEqual({ a: b ? japan : {}, b: japan });
  });

  test('holds for the operation that is run, whichever of the document was run before', async () => {
    const document = `${query('One')} query Two { a: country(code: "JPN") { ...F } } ${fragment}`;
    const run = async (operationName: string, b: boolean) =>
      JSON.parse((await post({ query: document, operationName, variables: { b } })).text) as unknown;
    for (const [name, b] of [
      ['One', false],
      ['Two', false],
      ['One', true],
      ['Two', true],
      ['One', false],
    ] as const)
      expect(await run(name, b)).toEqual({ data: name === 'Two' ? { a: japan } : { a: b ? japan : {}, b: japan } });
  });

  test('on a field, a spread and an inline fragment at once is met by all of them', async () => {
    const document = `query ($x: Boolean!, $y: Boolean!) { country(code: "JPN") { iso3 @skip(if: $x) ... @include(if: $y) { name ...I @skip(if: $x) } } } fragment I on Country { iso2 }`;
    const all = { iso3: 'JPN', name: 'Japan', iso2: 'JP' };
    const without = (...names: (keyof typeof all)[]) =>
      Object.fromEntries(Object.entries(all).filter(([name]) => !names.includes(name as keyof typeof all)));
    for (const [x, y, country] of [
      [false, true, all],
      [true, true, without('iso3', 'iso2')],
      [false, false, without('name', 'iso2')],
      [true, false, {}],
    ] as const)
      expect(await answer(document, { x, y })).toEqual({ country });
  });

  test('that is null is an error at its place', async () => {
    const error = await refusal('query ($b: Boolean = true) { country(code: "JPN") { name @include(if: $b) iso3 } }', {
      b: null,
    });
    expect(error).toMatchObject({
      path: ['country'],
      locations: [{ line: 1, column: 71 }],
      extensions: { code: 'BAD_USER_INPUT', argument: 'if' },
    });
  });
});

describe('an answer', () => {
  test('has its fields in the order in which they are asked, also through fragments', async () => {
    const { text } = await post({
      query: '{ country(code: "JPN") { ...F iso2 name } z: __typename } fragment F on Country { iso3 name }',
    });
    expect(text).toBe('{"data":{"country":{"iso3":"JPN","name":"Japan","iso2":"JP"},"z":"Query"}}\n');
  });

  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    'has a field under the alias %s',
    async (alias) => {
      const { text } = await post({ query: `{ ${alias}: country(code: "JPN") { ${alias}: iso3 } }` });
      expect(text).toBe(`{"data":{"${alias}":{"${alias}":"JPN"}}}\n`);
    },
  );

  test('takes an empty operation name for none', async () => {
    const alone = await post({ query: '{ country(code: "JPN") { iso3 } }', operationName: '' });
    expect(alone).toMatchObject({ status: 200, text: '{"data":{"country":{"iso3":"JPN"}}}\n' });
    const two = await post({ query: 'query A { __typename } query B { __typename }', operationName: '' });
    expect(two.status).toBe(400);
    expect(two.text).toMatch('Must provide operation name');
    expect((await post({ query: 'query A { __typename }', operationName: 'B' })).status).toBe(400);
  });

  test('tells where in the operation each error is', async () => {
    const { errors } = await ask(`{
  a: countries(first: 101) { totalCount }
  b: country(code: "JPN") {
    ...F
  }
}
fragment F on Country { imports(last: 1, first: 1) { totalCount } }`);
    expect(errors).toMatchObject([
      { path: ['a'], locations: [{ line: 2, column: 3 }] },
      { path: ['b', 'imports'], locations: [{ line: 7, column: 25 }] },
    ]);
  });
});

describe('what is read along', () => {
  const dependence = 'dependence(of: "JPN", on: "CHN", product: "850511", year: 2024)';

  test('an argument that cannot be used is told at its own field, as it is where nothing is read along', async () => {
    const { data, errors } = await ask(
      `query ($n: Int = 3, $b: Boolean = true) { ${dependence} { share suppliers(first: $n) { share } imports { tonnes @skip(if: $b) valueUsd } } }`,
      { n: null, b: null },
    );
    expect(data).toEqual({ dependence: null });
    expect(errors).toMatchObject([
      { path: ['dependence', 'suppliers'], extensions: { code: 'BAD_USER_INPUT', argument: 'first' } },
      { path: ['dependence', 'imports'], extensions: { code: 'BAD_USER_INPUT', argument: 'if' } },
    ]);
  });

  test('is looked for once in each fragment, however often it is spread', async () => {
    const lattice = Array.from(
      { length: 60 },
      (_, i) => `fragment F${i} on Dependence { ${i === 59 ? 'imports { tonnes }' : `...F${i + 1} ...F${i + 1}`} }`,
    );
    let found: boolean | undefined;
    const result = await graphql({
      schema: fromSdl(
        'type Query { dependence: Dependence } type Dependence { imports: Total } type Total { tonnes: Int }',
      ),
      source: `{ dependence { ...F0 } } ${lattice.join(' ')}`,
      rootValue: {
        dependence: (_: unknown, __: unknown, info: GraphQLResolveInfo) => {
          found = asksFor(info, 'imports', 'tonnes');
          return { imports: { tonnes: 1 } };
        },
      },
    });
    expect(result).toEqual({ data: { dependence: { imports: { tonnes: 1 } } } });
    expect(found).toBe(true);
  });
});
