import { buildSchema, execute, GraphQLError, parse, validate } from 'graphql';
import { describe, expect, test } from 'vitest';
import { refusedValue } from '../../src/api/refused-value.ts';

const schema = buildSchema(`
  enum Kind { MINE PLANT }
  input Order { field: String!, up: Boolean! = true }
  input Where { kind: Kind, name: String, and: [Where!], order: Order }
  type Query { list(first: Int! = 20, kind: Kind, where: Where, order: Order, needed: String!): String }
`);

/** What is told of an operation, by validation or else by execution. */
async function told(operation: string, variables: Record<string, unknown> = {}) {
  const document = parse(operation);
  const invalid = validate(schema, document).map(
    // As Apollo Server marks them.
    (error) =>
      new GraphQLError(error.message, {
        nodes: error.nodes ?? null,
        extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
      }),
  );
  const errors =
    invalid.length > 0 ? invalid : ((await execute({ schema, document, variableValues: variables })).errors ?? []);
  return errors.map((error) => refusedValue(error));
}

const NULL = { reason: 'must not be null.', hint: 'Give a value, or leave it out where there is a default.' };

// Each of these stands for one wording of graphql-js: where a release changes it, this says so.
describe('what graphql-js refuses is told by the argument, in our words', () => {
  test.each([
    ['a null in the operation', '{ list(needed: "", first: null) }', {}, [{ argument: 'first', ...NULL }]],
    [
      'a null in an object',
      '{ list(needed: "", where: {order: {field: "", up: null}}) }',
      {},
      [{ argument: 'where.order.up', ...NULL }],
    ],
    [
      'a null in a variable that may be null',
      'query ($n: Int = 1) { list(needed: "", first: $n) }',
      { n: null },
      [{ argument: 'first', ...NULL }],
    ],
    [
      'a null in a variable',
      'query ($n: Int!) { list(needed: "", first: $n) }',
      { n: null },
      [{ argument: 'first', ...NULL }],
    ],
    [
      'a null inside a variable',
      'query ($w: Where) { list(needed: "", where: $w) }',
      { w: { and: [{ order: { field: '', up: null } }] } },
      [{ argument: 'where.and.order.up', ...NULL }],
    ],
    [
      'a variable of an object that is null',
      'query ($up: Boolean = true) { list(needed: "", order: {field: "", up: $up}) }',
      { up: null },
      [{ argument: 'order', reason: 'holds a variable whose value is null or missing where one is needed.' }],
    ],
    [
      'a variable that is missing',
      'query ($s: String!) { list(needed: $s) }',
      {},
      [{ argument: 'needed', reason: 'is missing.' }],
    ],
    ['an argument that is missing', '{ list }', {}, [{ argument: 'needed', reason: 'is missing.' }]],
    [
      'an enum value that there is not',
      '{ list(needed: "", where: {kind: MIN}) }',
      {},
      [
        {
          argument: 'where.kind',
          reason: 'Value "MIN" does not exist in "Kind" enum.',
          hint: 'Did you mean the enum value "MINE"?',
        },
      ],
    ],
    [
      'an enum value as a text',
      '{ list(needed: "", kind: "MINE") }',
      {},
      [
        {
          argument: 'kind',
          reason: 'Enum "Kind" cannot represent non-enum value: "MINE".',
          hint: 'Did you mean the enum value "MINE"?',
        },
      ],
    ],
    [
      'an enum value in a variable',
      'query ($k: Kind) { list(needed: "", where: {and: [{kind: $k}]}) }',
      { k: 'PLAN' },
      [
        {
          argument: 'where.and.kind',
          reason: 'Value "PLAN" does not exist in "Kind" enum.',
          hint: 'Did you mean the enum value "PLANT"?',
        },
      ],
    ],
    [
      'a field that there is not',
      '{ list(needed: "", where: {kin: MINE}) }',
      {},
      [
        {
          argument: 'where.kin',
          reason: 'Field "kin" is not defined by type "Where".',
          hint: expect.stringContaining('Did you mean'),
        },
      ],
    ],
    [
      'a field that is missing',
      '{ list(needed: "", order: {}) }',
      {},
      [{ argument: 'order', reason: 'Field "Order.field" of required type "String!" was not provided.' }],
    ],
    [
      'a text for a number',
      '{ list(needed: "", first: "x") }',
      {},
      [{ argument: 'first', reason: 'Int cannot represent non-integer value: "x"' }],
    ],
    [
      'a variable in a fragment',
      'query ($n: Int!) { ...F } fragment F on Query { list(needed: "", first: $n) }',
      { n: null },
      [{ argument: 'first', ...NULL }],
    ],
    [
      'all that is wrong',
      '{ list(first: null, kind: MIN, where: {kind: PLAN}, needed: 1) }',
      {},
      ['first', 'kind', 'where.kind', 'needed'].map((argument) => ({ argument })),
    ],
  ])('%s', async (_, operation, variables, expected) => {
    expect(await told(operation, variables)).toEqual(expected.map((one) => expect.objectContaining(one)));
  });

  test('more variables than are told', async () => {
    const many = Array.from({ length: 60 }, () => ({ kind: 1 }));
    const all = await told('query ($w: [Where!]) { list(needed: "", where: {and: $w}) }', { w: many });
    expect(all.at(-1)).toMatchObject({ argument: undefined, reason: expect.stringMatching(/^More of the variables/) });
  });

  test('a value is not repeated at length', async () => {
    const [one] = await told('query ($w: Where) { list(needed: "", where: $w) }', { w: { kind: 'x'.repeat(100_000) } });
    expect(one?.reason.length).toBeLessThan(500);
  });

  test('what is not about a value is left as it is', async () => {
    for (const operation of [
      '{ lst }',
      '{ list(neded: "", needed: "") }',
      'query ($n: String) { list(needed: "", first: $n) }',
      '{ list(needed: $none) }',
    ])
      expect((await told(operation)).every((one) => one === null)).toBe(true);
    expect(refusedValue(new Error('Argument "x" of non-null type "Int!" must not be null.'))).toBeNull();
  });
});
