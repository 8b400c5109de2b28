import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { buildSchema } from 'graphql';
import { describe, expect, test } from 'vitest';
import { answerTables, shownCell } from '../src/lib/answer-rows.ts';
import { asPercent, forReading, grouped } from '../src/lib/for-reading.ts';
import { leafTypes } from '../src/lib/leaf-types.ts';
import { linkedOperation, linkTo } from '../web/playground/link.ts';
import { answer } from './support.ts';

const folder = new URL('../schema/', import.meta.url);
const schema = buildSchema(
  readdirSync(folder)
    .map((file) => readFileSync(new URL(file, folder), 'utf8'))
    .join('\n'),
);

describe('a share in per cent', () => {
  test.each([
    [0, '0 %'],
    [1, '100 %'],
    [0.8743644849496821, '87.4 %'],
    [0.000003, '< 0.1 %'],
    [0.99999, '> 99.9 %'],
    [-0.0253, '-2.5 %'],
  ])('%d is %s', (share, shown) => {
    expect(asPercent(share)).toBe(shown);
  });

  test('is nothing or all only when it is', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true, minExcluded: true, maxExcluded: true }), (share) => {
        expect(asPercent(share)).not.toMatch(/^(0(\.0)?|100(\.0)?) %$/);
      }),
    );
  });
});

test('amounts are grouped without the loss of a digit', () => {
  expect([7076.442, '307481113', 12, 1234.5678, -1234567].map(grouped)).toEqual([
    ...['7,076.442', '307,481,113', '12', '1,234.568', '-1,234,567'],
  ]);
  fc.assert(
    fc.property(fc.bigInt({ min: 0n }), (amount) => {
      expect(grouped(String(amount)).replaceAll(',', '')).toBe(String(amount));
    }),
  );
});

describe('what is a share', () => {
  test('is known by its type, under an alias, in fragments and in lists inside a row', async () => {
    const query = `query Q { d: dependence(of: "JPN", on: "CHN", product: "permanent-magnets", year: 2024) { ...Figures } concentration(product: "permanent-magnets", year: 2024) { hhi } }
      fragment Figures on Dependence { part: share imports { tonnes } suppliers(first: 1) { country { name } share } }`;
    const types = leafTypes(query, 'Q', schema);
    expect(Object.fromEntries(types)).toEqual({
      ...{ 'd.part': 'Share', 'd.imports.tonnes': 'Tonnes', 'd.suppliers.country.name': 'String' },
      ...{ 'd.suppliers.share': 'Share', 'concentration.hhi': 'Float' },
    });
    const [suppliers, concentration] = answerTables(forReading(await answer(query), types));
    expect(suppliers?.facts.map(([name, value]) => `${name} ${shownCell(value)}`)).toEqual([
      ...['part 27.6 %', 'imports.tonnes 10,332.435'],
    ]);
    expect(suppliers?.rows.map((row) => row.map(shownCell))).toEqual([['Philippines', '32.4 %']]);
    expect(concentration?.rows.map((row) => row.map(shownCell))).toEqual([['0.4098']]);
  });

  test('is not guessed where fragments give one place two types', () => {
    const query = '{ node(id: "x") { ... on Country { x: name } ... on Dependence { x: share } } }';
    expect([...leafTypes(query, null, schema)]).toEqual([]);
  });
});

describe('a link', () => {
  test('carries an operation there and back, whatever is in it', () => {
    const operation = fc.record({
      query: fc.string({ minLength: 1, maxLength: 300 }).filter((text) => text.trim() !== ''),
      variables: fc.option(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 1 }), { maxKeys: 3 }), { nil: null }),
      operationName: fc.option(fc.stringMatching(/^[A-Z]\w{0,20}$/), { nil: null }),
    });
    fc.assert(
      fc.property(operation, ({ query, variables, operationName }) => {
        const text = variables === null ? '' : JSON.stringify(variables);
        const link = linkTo('http://127.0.0.1:4000/playground/?old=1#old', { query, variables: text, operationName });
        const back = linkedOperation(new URL(link ?? '').search);
        expect(back).toMatchObject({ query, operationName });
        expect(back?.variables ? JSON.stringify(JSON.parse(back.variables)) : '').toBe(text);
      }),
    );
  });

  test('without an operation opens nothing, and variables that are no JSON are shown as they are', () => {
    expect(linkedOperation('')).toBeNull();
    expect(linkedOperation('?query=%20')).toBeNull();
    expect(linkedOperation('?query=x&variables={')).toEqual({ query: 'x', variables: '{', operationName: null });
  });

  test('is not made of what would be too long on the way to the server', () => {
    expect(
      linkTo('http://127.0.0.1:4000/', { query: 'é'.repeat(3000), variables: '', operationName: null }),
    ).toBeNull();
  });
});
