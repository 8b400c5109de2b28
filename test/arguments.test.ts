import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
} from 'graphql';
import { describe, expect, test } from 'vitest';
import { buildSchema } from '../src/server/schema.ts';
import { ask, type Answer } from './support.ts';

const schema = buildSchema();

/** A value that each required argument takes where the field's description has no example; of a field where its name means different things. */
const samples: Record<string, string> = {
  code: '"JPN"',
  on: '"CHN"',
  of: '"JPN"',
  product: '"permanent-magnets"',
  mineral: '"neodymium"',
  excluding: '"CHN"',
  since: '"2025-10-01"',
  date: '"2026-01-12"',
  text: '"magnet"',
  ids: '["Country:JPN"]',
  products: '["permanent-magnets"]',
  'paths.from': '"JPN"',
  'paths.to': '"USA"',
  'node.id': '"Country:JPN"',
  'source.id': '"usgs-mcs-2026"',
  'commitment.id': '"apple-mp-2025"',
  // One that has import sources.
  'mineral.slug': '"antimony"',
  'disruption.input': '{countries: ["CHN"], products: ["850511"], from: "2026-01-01", months: 3}',
};

function sampleOf(field: GraphQLField<unknown, unknown>, { name, type }: GraphQLArgument): string {
  const example = new RegExp(`${field.name}\\(${name}: ("[^"]+")`).exec(field.description ?? '')?.[1];
  const sample = samples[`${field.name}.${name}`] ?? samples[name] ?? example;
  if (sample === undefined) throw new Error(`Give this test a value for ${field.name}(${name}: ${type.toString()}).`);
  return sample;
}

const isRequired = ({ type, defaultValue }: GraphQLArgument) => isNonNullType(type) && defaultValue === undefined;
/** What is given besides on the way to what lies below a field. */
const besides: Record<string, string[]> = { concentration: ['product: "850511"'] };
const call = (field: string, args: readonly string[]) => (args.length > 0 ? `${field}(${args.join(', ')})` : field);
const requiredOf = (field: GraphQLField<unknown, unknown>) =>
  field.args.filter(isRequired).map((arg) => `${arg.name}: ${sampleOf(field, arg)}`);

/** Something to select of a type: a field of it without arguments. */
const selection = (type: GraphQLField<unknown, unknown>['type']) =>
  isObjectType(getNamedType(type)) || 'getTypes' in getNamedType(type) || 'getInterfaces' in getNamedType(type)
    ? ' { __typename }'
    : '';

interface Place {
  field: GraphQLField<unknown, unknown>;
  type: string;
  /** The operation's text around what is asked of the field. */
  around: (inner: string) => string;
}

/** Each field that takes arguments, by the shortest way from the root. */
function fieldsWithArguments(): Place[] {
  const places: Place[] = [];
  const seen = new Set<string>();
  let level: { type: GraphQLObjectType; around: (inner: string) => string }[] = [];
  const query = schema.getQueryType();
  if (query) level = [{ type: query, around: (inner) => `{ ${inner} }` }];
  while (level.length > 0) {
    const next: typeof level = [];
    for (const { type, around } of level) {
      if (seen.has(type.name)) continue;
      seen.add(type.name);
      for (const field of Object.values(type.getFields())) {
        if (field.args.length > 0) places.push({ field, type: type.name, around });
        const inner = getNamedType(field.type);
        if (isObjectType(inner))
          next.push({
            type: inner,
            around: (text) =>
              around(`${call(field.name, [...requiredOf(field), ...(besides[field.name] ?? [])])} { ${text} }`),
          });
      }
    }
    level = next;
  }
  return places;
}

const places = fieldsWithArguments();
const named = places.map((place) => [`${place.type}.${place.field.name}`, place] as const);

function expectNamed({ errors }: Answer, names: readonly string[]): void {
  for (const { message, extensions } of errors ?? []) {
    expect(extensions.code, message).toBe('BAD_USER_INPUT');
    expect(names, message).toContain(extensions.argument);
  }
}

/** A type's name with everything in it nullable outside. */
const nullable = (type: GraphQLInputType) => (isNonNullType(type) ? type.ofType : type).toString();

describe('an argument that is null', () => {
  test('is looked at for every field that takes any', () => {
    expect(places.length).toBeGreaterThan(70);
  });

  test.each(named)('of %s is left out where it may be, and refused by name where not', async (_, { field, around }) => {
    const { name, args, type } = field;
    const free = args.filter((arg) => !isNonNullType(arg.type));
    const required = requiredOf(field);
    const asked = (given: readonly string[]) => around(`${call(name, given)}${selection(type)}`);
    if (free.length > 0) {
      const names = free.map((arg) => arg.name);
      expectNamed(await ask(asked([...required, ...names.map((one) => `${one}: null`)])), names);
      const variables = free.map((arg) => `$${arg.name}: ${arg.type.toString()}`).join(' ');
      expectNamed(
        await ask(
          `query (${variables}) ${asked([...required, ...names.map((one) => `${one}: $${one}`)])}`,
          Object.fromEntries(names.map((one) => [one, null])),
        ),
        names,
      );
    }
    for (const arg of args.filter(({ type }) => isNonNullType(type))) {
      const others = required.filter((one) => !one.startsWith(`${arg.name}:`));
      const literal = await ask(asked([...others, `${arg.name}: null`]));
      expect(literal.errors?.map(({ extensions }) => extensions)).toEqual([
        expect.objectContaining({ code: 'BAD_USER_INPUT', argument: arg.name }),
      ]);
      const declared = isRequired(arg) ? arg.type.toString() : `${nullable(arg.type)} = ${defaultOf(arg)}`;
      const variable = await ask(`query ($value: ${declared}) ${asked([...others, `${arg.name}: $value`])}`, {
        value: null,
      });
      expect(variable.errors?.length).toBeGreaterThan(0);
      expectNamed(variable, [arg.name]);
    }
  });

  // In an input object each field by itself, as a text of the operation and in a variable.
  const objects = places.flatMap(({ field, around }) =>
    field.args.flatMap((arg) => {
      const type = getNamedType(arg.type);
      return isInputObjectType(type) ? [[`${field.name}(${arg.name}:)`, { field, around, arg, type }] as const] : [];
    }),
  );
  test.each(objects)('in %s is left out or refused by name', async (_, { field, around, arg, type }) => {
    const whole =
      arg.name === 'input'
        ? sampleOf(field, arg).slice(1, -1)
        : arg.name === 'orderBy'
          ? `field: ${firstOf(type, 'field')}`
          : '';
    const required = requiredOf(field).filter((one) => !one.startsWith(`${arg.name}:`));
    const asked = (given: string) =>
      around(`${call(field.name, [...required, `${arg.name}: ${given}`])}${selection(field.type)}`);
    for (const one of Object.values(type.getFields())) {
      const others = whole.split(/, (?=\w+:)/).filter((part) => part && !part.startsWith(`${one.name}:`));
      const names = [`${arg.name}.${one.name}`, arg.name, `${arg.name}.products`];
      const literal = await ask(asked(`{${[...others, `${one.name}: null`].join(', ')}}`));
      expectNamed(literal, names);
      expect(literal.errors !== undefined || literal.data !== undefined).toBe(true);
      const inside =
        isNonNullType(one.type) && one.defaultValue === undefined
          ? one.type.toString()
          : `${nullable(one.type)}${isNonNullType(one.type) ? ` = ${defaultOf(one)}` : ''}`;
      expectNamed(
        await ask(`query ($value: ${inside}) ${asked(`{${[...others, `${one.name}: $value`].join(', ')}}`)}`, {
          value: null,
        }),
        names,
      );
    }
  });
});

function firstOf(type: ReturnType<typeof getNamedType>, name: string): string {
  const field = isInputObjectType(type) ? getNamedType(type.getFields()[name]?.type) : undefined;
  return isEnumType(field) ? (field.getValues()[0]?.name ?? '') : '';
}

/** A default as it is written. */
function defaultOf({ type, defaultValue }: { type: GraphQLInputType; defaultValue?: unknown }): string {
  if (isEnumType(getNamedType(type)) && !isListType(type)) return String(defaultValue);
  return JSON.stringify(defaultValue);
}

describe('all that is wrong with the arguments of a field', () => {
  test.each([
    [
      'dependence(of: "ATL", on: "XX", product: "permanent-magnet", without: ["nope"]) { share }',
      ['of', 'on', 'product', 'without'],
    ],
    [
      'dependence(of: "JPN", on: "XX", product: "permanent-magnet", without: ["nope", "none"]) { share }',
      ['on', 'product', 'without', 'without'],
    ],
    [
      'dependence(without: ["nope"], product: "permanent-magnet", on: "CHN", of: "g7") { share }',
      ['product', 'without'],
    ],
    [
      'dependents(orderBy: {field: SHARE}, first: 101, without: ["nope"], among: "g77", product: "permanent-magnet", on: "ATL") { totalCount }',
      ['on', 'product', 'among', 'without', 'first'],
    ],
    [
      'country(code: "JPN") { imports(before: "y", after: "x", from: ["XX"], product: "unobtainium") { totalCount } }',
      ['product', 'from', 'after', 'before'],
    ],
    [
      'country(code: "JPN") { dependences(on: "XX", products: ["nope a", "nope b"], without: ["nope"], first: 101) { totalCount } }',
      ['on', 'products', 'products', 'without', 'first'],
    ],
    ['countries(last: 2, first: 101, before: "x", after: "y") { totalCount }', ['first', 'after', 'last', 'before']],
    [
      'product(slug: "850511") { tradeFlows(first: 101, where: {to: {iso3: {eq: "XX"}}}) { totalCount } }',
      ['first', 'where.to.iso3.eq'],
    ],
    ['country(code: "JPN") { dependence(on: "XX", product: "nope") { share } }', ['on', 'product']],
    [
      'coalition(slug: "g7") { dependence(on: "XX", product: "nope", without: ["nope"]) { share } }',
      ['on', 'product', 'without'],
    ],
    [
      'concentration(product: "nope", stage: REFINING, form: "x", without: ["nope"]) { hhi }',
      ['product', 'stage', 'form', 'without'],
    ],
    ['concentration(product: "850511", mineral: "nope", without: ["nope"]) { hhi }', ['mineral', 'without']],
    ['concentration(without: ["nope"]) { hhi }', ['product', 'without']],
    ['concentration(mineral: "nope", basis: VALUE, without: ["nope"]) { hhi }', ['mineral', 'basis', 'without']],
    ['concentrationProfile(mineral: "nope", without: ["nope"]) { year }', ['mineral', 'without']],
    [
      'chokepoints(product: "nope", among: "g77", without: ["nope"], first: 101) { totalCount }',
      ['product', 'among', 'without', 'first'],
    ],
    ['alternatives(product: "nope", excluding: "XX", for: "YY") { year }', ['product', 'excluding', 'for']],
    [
      'paths(from: "nope a", to: "nope b", maxLength: 99, via: ["nope c"], excluding: ["nope d", "nope e"], first: 101) { explanation }',
      ['from', 'to', 'maxLength', 'via', 'excluding', 'excluding', 'first'],
    ],
    ['paths(from: "JPN", to: "JPN", via: ["JPN"], excluding: ["JPN"]) { explanation }', ['to', 'via', 'excluding']],
    [
      'timeline(about: "nope", from: "2026-01-02", to: "2026-01-01", first: 101) { totalCount }',
      ['about', 'to', 'first'],
    ],
    ['changes(since: "2026-01-02", until: "2026-01-01", first: 101) { totalCount }', ['until', 'first']],
    ['mineral(slug: "Nd") { prices(first: 101, from: 2024, to: 2023) { year } }', ['first', 'from']],
    [
      'facilities(first: 101, where: {or: [{operator: {in: ["nope a", "nope b"]}}], country: {ne: "nope c"}}) { totalCount }',
      ['first', 'where.country.ne', 'where.or.operator.in', 'where.or.operator.in'],
    ],
    [
      'tradeFlows(first: 101, where: {to: {iso3: {eq: "XX"}}, product: {slug: {eq: "nope"}}}) { totalCount }',
      ['first', 'where.product.slug.eq', 'where.to.iso3.eq'],
    ],
    [
      'observations(first: 101, where: {mineral: {eq: "nope"}, country: {eq: "XX"}}) { totalCount }',
      ['first', 'where.mineral.eq', 'where.country.eq'],
    ],
    [
      'disruption(input: {substitution: [{product: "nope f", share: 0.1, country: "nope g"}], stocks: [{country: "nope d", product: "nope e", tonnes: 1}], spareCapacity: [{country: "nope b", product: "nope c", tonnesPerYear: 1}], months: 0, from: "2026-01-01", to: ["nope a"], products: ["nope 1", "nope 2"], minerals: ["nope 0"], countries: ["XX", "YY"]}) { months }',
      [
        'countries',
        'countries',
        'minerals',
        'products',
        'products',
        'to',
        'months',
        'spareCapacity.country',
        'spareCapacity.product',
        'stocks.country',
        'stocks.product',
        'substitution.product',
        'substitution.country',
      ].map((one) => `input.${one}`),
    ],
  ])('is told at once, in the order of the schema: %s', async (field, expected) => {
    const { errors, data } = await ask(`{ ${field} }`);
    expect(errors?.map(({ extensions }) => extensions.argument)).toEqual(expected);
    const places = new Set(
      errors?.map((error) => JSON.stringify([error.path, (error as { locations?: unknown }).locations])),
    );
    expect(places.size).toBe(1);
    for (const { path, message, extensions } of errors ?? []) {
      expect(path?.length).toBeGreaterThan(0);
      expect(extensions.code).toBe('BAD_USER_INPUT');
      expect(message).toContain(`Argument "${extensions.argument ?? ''}"`);
    }
    expect(data).toBeDefined();
  });

  test('leaves other fields of the operation alone', async () => {
    const { data, errors } = await ask(
      '{ a: dependence(of: "ATL", on: "XX", product: "850511") { share } b: country(code: "JPN") { iso3 } c: agencies(where: {country: {eq: "XX"}}) { totalCount } }',
    );
    expect(data).toEqual({ a: null, b: { iso3: 'JPN' }, c: null });
    expect(errors?.map(({ path, extensions }) => [path?.[0], extensions.argument])).toEqual(
      expect.arrayContaining([
        ['a', 'of'],
        ['a', 'on'],
        ['c', 'where.country.eq'],
      ]),
    );
    expect(errors).toHaveLength(3);
  });

  test('is told once, however often the same name is given', async () => {
    const { errors } = await ask(
      '{ disruption(input: {countries: ["XX", "XX"], products: ["850511"], from: "2026-01-01", months: 1}) { months } }',
    );
    expect(errors).toHaveLength(1);
  });

  test('is told of ten of many names', async () => {
    const names = Array.from({ length: 300 }, (_, i) => `no such country ${i}`);
    const { errors } = await ask(
      'query ($names: [String!]) { facilities(where: {country: {in: $names}}) { totalCount } }',
      { names },
    );
    expect(errors).toHaveLength(10);
  });
});
