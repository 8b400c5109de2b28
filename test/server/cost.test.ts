import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import {
  buildSchema as fromSdl,
  getIntrospectionQuery,
  getNamedType,
  getNullableType,
  getVariableValues,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  parse,
  validate,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { describe, expect, test } from 'vitest';
import { readQuestion } from '../../src/server/question-file.ts';
import { readConfig } from '../../src/lib/config.ts';
import { costOf, type OperationCost } from '../../src/server/cost.ts';
import { sizes, weights } from '../../src/server/cost-table.ts';
import { documentFault, operationFault } from '../../src/server/limits.ts';
import { buildSchema } from '../../src/server/schema.ts';

const lodegraph = buildSchema();
const limits = readConfig({});

/** The cost of the first operation of a document, which must be valid. */
function cost(text: string, variables: Record<string, unknown> = {}, schema: GraphQLSchema = lodegraph): OperationCost {
  const document = parse(text);
  expect(validate(schema, document)).toEqual([]);
  const operation = document.definitions.find(
    (one): one is OperationDefinitionNode => one.kind === Kind.OPERATION_DEFINITION,
  );
  if (!operation) throw new Error('There is no operation.');
  const { coerced, errors } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
  if (!coerced) throw new Error(errors.map(({ message }) => message).join('\n'));
  return costOf(schema, document, operation, coerced);
}
const points = (text: string, variables?: Record<string, unknown>) => cost(text, variables).points;

test('a document that is nested deeper than the stack is counted', () => {
  const last = 20_000;
  const chain = Array.from({ length: last }, (_, i) => `fragment f${i} on Query { ...f${i + 1} }`);
  const document = parse(
    `{ ...f0 } ${chain.join(' ')} fragment f${last} on Query { countries(first: 10) { nodes { iso3 } } }`,
  );
  const [operation] = document.definitions;
  expect(costOf(lodegraph, document, operation as OperationDefinitionNode, {}).points).toBe(11);
});

describe('an operation costs what it can bring back', () => {
  test.each([
    ['an object one', '{ country(code: "JPN") { iso3 name } }', 1],
    ['values nothing', '{ __typename }', 0],
    ['a page its connection and its items', '{ countries(first: 10) { nodes { iso3 } } }', 11],
    ['edges and their ends', '{ countries(first: 10) { edges { node { iso3 } } } }', 21],
    ['what a page tells of itself once', '{ countries(first: 10) { totalCount pageInfo { endCursor } } }', 2],
    ['a page of no length that of the default', '{ countries { nodes { iso3 } } }', 21],
    ['a page from the end its length', '{ countries(last: 7) { nodes { iso3 } } }', 8],
    ['an empty page its connection', '{ countries(first: 0) { totalCount nodes { iso3 } } }', 1],
    ['a page longer than any the longest', '{ countries(first: 2000000000) { nodes { iso3 } } }', 101],
    [
      'pages within pages their product',
      '{ countries(first: 10) { nodes { imports(first: 5) { nodes { id } } } } }',
      71,
    ],
    ['a list as many as are named', '{ nodes(ids: ["a", "b", "c"]) { id } }', 3],
    ['a list its default length', '{ country(code: "JPN") { facilities { name } } }', 101],
    ['routes as many as are asked for', '{ paths(from: "a", to: "b", first: 7) { paths { length } } }', 7008],
    [
      'things of several kinds the dearest',
      '{ node(id: "x") { ... on Country { imports { nodes { id } } } ... on Source { key } } }',
      22,
    ],
    ['an interface its fields', '{ node(id: "x") { ... on Evidenced { claims(first: 3) { id } } } }', 4],
    ['an alias as often as it stands', '{ a: country(code: "JPN") { iso3 } b: country(code: "JPN") { iso3 } }', 2],
    [
      'a fragment as often as it is spread',
      '{ a: country(code: "a") { ...F } b: country(code: "b") { ...F } } fragment F on Country { imports(first: 4) { nodes { id } } }',
      12,
    ],
    [
      'what is left out nothing',
      '{ a: country(code: "a") @skip(if: true) { iso3 } ... @include(if: false) { countries { nodes { iso3 } } } }',
      0,
    ],
  ])('%s', (_, text, expected) => {
    expect(points(text)).toBe(expected);
  });

  test('with the values of its variables and their defaults', () => {
    const query =
      'query ($n: Int = 3, $ids: [ID!]!, $b: Boolean = false) { countries(first: $n) { nodes { iso3 } } nodes(ids: $ids) @skip(if: $b) { id } }';
    expect(points(query, { ids: [] })).toBe(4);
    expect(points(query, { ids: ['a', 'b'], n: 10 })).toBe(13);
    expect(points(query, { ids: ['a', 'b'], n: 10, b: true })).toBe(11);
    expect(points(query, { ids: ['a'], n: null })).toBe(22);
  });

  test('and what is computed its weight, for each parent', () => {
    const one = points('{ dependence(of: "JPN", on: "CHN", product: "850511") { lookThroughShare } }') - 1;
    expect(one).toBe(weights['Dependence.lookThroughShare']);
    const many = '{ dependents(on: "CHN", product: "850511", first: 9) { nodes { lookThroughShare } } }';
    expect(points(many)).toBe(1 + 9 * (1 + one));
    const direct = points('{ dependents(on: "CHN", product: "850511", first: 9) { totalCount } }');
    expect(points('{ dependents(on: "CHN", product: "850511", first: 9, method: LOOK_THROUGH) { totalCount } }')).toBe(
      direct + 2500,
    );
    const whatIf =
      'query ($minerals: [String!]) { disruption(input: {countries: ["CHN"], minerals: $minerals, from: "2026-01-01", months: 12}) { months } }';
    expect(points(whatIf, { minerals: ['a', 'b', 'c', 'd'] })).toBe(10_001);
    expect(points(whatIf, {})).toBe(5_001);
  });

  test('and says which field weighs most, by its place and its coordinate', () => {
    expect(
      cost('{ world: countries(first: 100) { nodes { imports(first: 50) { nodes { to { iso3 } } } } } }').dearest,
    ).toEqual({ points: 5000, coordinate: 'TradeFlowConnection.nodes', path: ['world', 'nodes', 'imports', 'nodes'] });
    expect(cost('{ __typename }').dearest).toBeNull();
  });
});

describe('counting', () => {
  const lattice = (levels: number, spreads: number, last: string) =>
    Array.from(
      { length: levels },
      (_, i) => `fragment F${i} on Country { ${i === levels - 1 ? last : `...F${i + 1} `.repeat(spreads)} }`,
    ).join(' ');

  test.each([
    [4, 64],
    [7, 20],
    [60, 2],
  ])('visits each selection of a lattice of %i fragments with %i spreads once', (levels, spreads) => {
    const { points: found, visited } = cost(
      `{ country(code: "JPN") { ...F0 } } ${lattice(levels, spreads, 'agencies { name }')}`,
    );
    expect(visited).toBe(2 + (levels - 1) * spreads + 2);
    expect(found).toBe(Math.min(Number.MAX_SAFE_INTEGER, 1 + spreads ** (levels - 1) * 2));
  });

  test('visits a selection of things of many kinds at most once for each kind', () => {
    const kinds = lodegraph.getPossibleTypes(lodegraph.getType('Node') as never).length;
    const nested = (levels: number): string =>
      levels === 0 ? 'id' : `... on Claim { subject { ${nested(levels - 1)} } } id`;
    const { visited } = cost(`{ node(id: "x") { ${nested(7)} } }`);
    expect(visited).toBeLessThanOrEqual(1 + 8 * 3 * kinds);
  });

  test('counts levels of fields, not of fragments, and introspection not at all', () => {
    const fragments = Array.from(
      { length: 9 },
      (_, i) => `fragment F${i} on Country { ${i === 8 ? 'name' : `...F${i + 1}`} }`,
    );
    expect(cost(`{ country(code: "JPN") { ... { ...F0 } } } ${fragments.join(' ')}`).depth).toBe(2);
    expect(cost('{ countries { nodes { imports { nodes { to { name } } } } } }').depth).toBe(6);
    expect(cost(getIntrospectionQuery()).depth).toBe(0);
  });

  test('counts the fields at the root through fragments', () => {
    const query =
      '{ a: __typename ...F ... on Query { ...F } } fragment F on Query { country(code: "a") { iso3 } b: __typename }';
    expect(cost(query).rootFields).toBe(5);
  });
});

describe('cost as a rule', () => {
  const schema = fromSdl(`
    type Query { one: Thing many(first: Int): ThingConnection }
    type Thing { id: ID one: Thing many(first: Int): ThingConnection plain: [Thing] }
    type ThingConnection { nodes: [Thing] edges: [ThingEdge] total: Int }
    type ThingEdge { node: Thing }
  `);
  interface Node {
    kind: 'one' | 'many' | 'edges' | 'plain';
    size: number;
    below: readonly Node[];
  }
  const { node } = fc.letrec<{ node: Node }>((tie) => ({
    node: fc.record({
      kind: fc.constantFrom('one' as const, 'many' as const, 'edges' as const, 'plain' as const),
      size: fc.integer({ min: 0, max: 100 }),
      below: fc.oneof({ maxDepth: 4 }, fc.constant<readonly Node[]>([]), fc.array(tie('node'), { maxLength: 3 })),
    }),
  }));
  const things = fc.array(node, { minLength: 1, maxLength: 4 });

  const inside = (nodes: readonly Node[], text: (one: Node, name: string) => string): string =>
    `{ id ${nodes.map((one, i) => text(one, `a${i}: `)).join(' ')} }`;
  function write({ kind, size, below }: Node, name: string): string {
    const selection = inside(below, write);
    if (kind === 'many') return `${name}many(first: ${size}) { nodes ${selection} }`;
    if (kind === 'edges') return `${name}many(first: ${size}) { total edges { node ${selection} } }`;
    return `${name}${kind} ${selection}`;
  }
  const operation = (nodes: readonly Node[]) => `{ one ${inside(nodes, write)} }`;
  const of = (text: string) => cost(text, {}, schema);

  /** What is counted, object by object, as the answer would hold them. */
  const objects = (nodes: readonly Node[]): number =>
    nodes.reduce((sum, { kind, size, below }) => {
      const item = 1 + objects(below);
      if (kind === 'many') return sum + 1 + size * item;
      if (kind === 'edges') return sum + 1 + size * (1 + item);
      return sum + (kind === 'plain' ? 10 : 1) * item;
    }, 0);

  test('is the number of objects in an answer as large as it may be', () => {
    fc.assert(
      fc.property(things, (nodes) => {
        expect(of(operation(nodes)).points).toBe(Math.min(Number.MAX_SAFE_INTEGER, 1 + objects(nodes)));
      }),
    );
  });

  test('never falls when a page grows, and visits as much', () => {
    const grow = (nodes: readonly Node[]): Node[] =>
      nodes.map((one) => ({ ...one, size: Math.min(100, one.size + 1), below: grow(one.below) }));
    fc.assert(
      fc.property(things, (nodes) => {
        const [small, large] = [of(operation(nodes)), of(operation(grow(nodes)))];
        expect(large.points).toBeGreaterThanOrEqual(small.points);
        expect(large.visited).toBe(small.visited);
      }),
    );
  });

  test('is as many times as high as an alias stands or a fragment is spread', () => {
    fc.assert(
      fc.property(things, fc.integer({ min: 1, max: 20 }), (nodes, times) => {
        const once = of(operation(nodes)).points - 1;
        const aliases = Array.from({ length: times }, (_, i) => `b${i}: one ${inside(nodes, write)}`);
        const spreads = Array.from({ length: times }, (_, i) => `b${i}: one { ...F }`);
        const expected = Math.min(Number.MAX_SAFE_INTEGER, times * (1 + once));
        expect(of(`{ ${aliases.join(' ')} }`).points).toBe(expected);
        expect(of(`{ ${spreads.join(' ')} } fragment F on Thing ${inside(nodes, write)}`).points).toBe(expected);
      }),
    );
  });

  test('of what is dearest is not above that of the whole', () => {
    fc.assert(
      fc.property(things, (nodes) => {
        const { points: whole, dearest } = of(operation(nodes));
        expect(dearest?.points ?? 0).toBeLessThanOrEqual(whole);
        expect(dearest?.path.length).toBeGreaterThan(0);
      }),
    );
  });
});

describe('the tables of weights and lengths', () => {
  const types = Object.values(lodegraph.getTypeMap());

  test('name fields of the schema', () => {
    const coordinates = new Set(
      types.flatMap((type) =>
        isObjectType(type) || isInterfaceType(type)
          ? Object.keys(type.getFields()).map((field) => `${type.name}.${field}`)
          : [],
      ),
    );
    expect([...Object.keys(weights), ...Object.keys(sizes)].filter((one) => !coordinates.has(one))).toEqual([]);
  });

  test('tell the length of every list of things that no argument tells', () => {
    const hasPage = (args: readonly { name: string }[]) => args.some(({ name }) => name === 'first');
    // Connections, and whatever else is only ever asked for with a page.
    const paged = new Set(
      types
        .filter(isObjectType)
        .flatMap((type) => Object.values(type.getFields()).filter(({ args }) => hasPage(args)))
        .map(({ type }) => getNamedType(type).name),
    );
    const without = types.filter(isObjectType).flatMap((type) =>
      Object.values(type.getFields())
        .filter(
          ({ name, args, type: of }) =>
            isListType(getNullableType(of)) &&
            isCompositeType(getNamedType(of)) &&
            !hasPage(args) &&
            !paged.has(type.name) &&
            ![type, ...type.getInterfaces()].some((owner) => `${owner.name}.${name}` in sizes) &&
            `${type.name}.${name}` !== 'Query.nodes',
        )
        .map(({ name }) => `${type.name}.${name}`),
    );
    // A list that stands here needs a line in `lengths` of src/server/cost-table.ts.
    expect(without).toEqual([]);
  });
});

describe('the limits', () => {
  const room = 2;
  const fault = (text: string, variables?: Record<string, unknown>) =>
    documentFault(parse(text), limits) ?? operationFault(cost(text, variables), limits);

  const folders = [new URL('../../questions/', import.meta.url), new URL('../acceptance/', import.meta.url)];
  const files = folders.flatMap((folder) =>
    readdirSync(folder).flatMap((file) => (file.endsWith('.graphql') ? [new URL(file, folder)] : [])),
  );

  test.each(files.map((file) => [file.pathname.split('/').slice(-2).join('/'), file] as const))(
    'leave room for %s',
    (_, file) => {
      const { operation, variables } = readQuestion(file.pathname);
      expect(documentFault(parse(operation), limits)).toBeNull();
      const found = cost(operation, variables);
      expect(operationFault(found, limits)).toBeNull();
      expect(found.points * room).toBeLessThanOrEqual(limits.MAX_COST);
    },
  );

  test('let clients look at the whole schema', () => {
    const introspection = getIntrospectionQuery({
      ...{ descriptions: true, specifiedByUrl: true, directiveIsRepeatable: true, schemaDescription: true },
      ...{ inputValueDeprecation: true, oneOf: true },
    });
    expect(fault(introspection)).toBeNull();
    expect(points(introspection) * room).toBeLessThanOrEqual(limits.MAX_COST);
  });

  test('let a coalition of twelve be asked for twenty products, and for four minerals at once', () => {
    const products = Array.from(
      { length: 20 },
      (_, i) =>
        `p${i}: dependence(on: "CHN", product: "p${i}") { share hhi imports { valueUsd tonnes } suppliers(first: 3) { share country { iso3 name } } sources { title } controls { slug state } agreements { slug } }`,
    );
    expect(
      fault(
        `{ coalition(slug: "x") { members(first: 12) { nodes { ... on Country { iso3 ${products.join(' ')} } } } } }`,
      ),
    ).toBeNull();
    expect(
      fault(
        '{ disruption(input: {countries: ["CHN"], minerals: ["a", "b", "c", "d"], from: "2026-01-01", months: 12}) { rows(first: 100) { short } } }',
      ),
    ).toBeNull();
    expect(
      fault(
        '{ countries(first: 100) { nodes { imports(first: 100) { nodes { valueUsd from { iso3 } product { slug } } } } } }',
      ),
    ).toBeNull();
  });

  test.each([
    [
      'a million trade flows',
      '{ countries(first: 100) { nodes { imports(first: 100) { nodes { to { imports(first: 100) { nodes { id } } } } } } } }',
    ],
    [
      'thirty rankings that look through',
      `{ ${Array.from({ length: 30 }, (_, i) => `a${i}: dependents(on: "CHN", product: "850511", method: LOOK_THROUGH) { nodes { share lookThroughShare } }`).join(' ')} }`,
    ],
    [
      'many disruptions',
      `{ ${Array.from({ length: 6 }, (_, i) => `a${i}: disruption(input: {countries: ["CHN"], minerals: ["a", "b", "c", "d"], from: "2026-01-01", months: 12}) { months }`).join(' ')} }`,
    ],
    [
      'the schema many times over',
      `{ ${Array.from({ length: 60 }, (_, i) => `a${i}: __schema { types { fields { args { type { ...T } } type { ...T } } inputFields { type { ...T } } enumValues { name } } }`).join(' ')} } fragment T on __Type { name ofType { name ofType { name } } }`,
    ],
  ])('refuse %s, and say what weighs most', (_, text) => {
    const error = fault(text);
    expect(error?.extensions).toMatchObject({ code: 'LIMIT_EXCEEDED', limit: 'MAX_COST', maximum: limits.MAX_COST });
    expect(error?.extensions['cost']).toBeGreaterThan(limits.MAX_COST);
    expect(error?.message).toMatch(String(error?.extensions['field']));
  });
});
