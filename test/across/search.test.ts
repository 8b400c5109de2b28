import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answer, refusal } from '../support.ts';

const find = async (
  text: string,
  args = 'first: 5',
): Promise<{ node: { id: string }; match: string; name: string; kind: string }[]> =>
  (await answer(`query ($text: String!) { search(text: $text, ${args}) { node { id } match name kind } }`, { text }))
    .search;

describe('a search', () => {
  test.each([
    ['Burma', 'Country:MMR', 'EXACT'],
    ['cote divoire', 'Country:CIV', 'EXACT'],
    ['Côte d’Ivoire', 'Country:CIV', 'EXACT'],
    ['Nd', 'Mineral:neodymium', 'EXACT'],
    ['columbium', 'Mineral:niobium', 'EXACT'],
    ['850511', 'Product:permanent-magnets', 'EXACT'],
    ['Repubilc of Korea', 'Country:KOR', 'NEAR'],
    ['neodym', 'Mineral:neodymium', 'PREFIX'],
  ])('for %s finds %s: %s', async (text, id, match) => {
    expect((await find(text))[0]).toMatchObject({ node: { id }, match });
  });

  test('forgives a slip of the finger and a missing plural', async () => {
    expect((await find('neodymum magnet', 'first: 3')).map(({ node }) => node.id)).toContain(
      'Product:permanent-magnets',
    );
  });

  test('looks among the kinds asked, and gives no more than asked', async () => {
    const hits = await find('cobalt', 'kinds: [MINERAL], first: 2');
    expect(hits.length).toBeLessThanOrEqual(2);
    expect(new Set(hits.map(({ kind }) => kind))).toEqual(new Set(['MINERAL']));
  });

  test('names each thing once, however many of its names match', async () => {
    const ids = (await find('korea', 'first: 20')).map(({ node }) => node.id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('finds documents by title', async () => {
    expect((await find('International Trade Database', 'kinds: [SOURCE]')).map(({ node }) => node.id)).toContain(
      'Source:cepii-baci-hs17-v202601',
    );
  });

  test('takes any text as text: what the index reads as its own syntax is never an error', async () => {
    const syntax = fc.constantFrom(
      '+',
      '-',
      '&&',
      '||',
      '!',
      '(',
      ')',
      '{',
      '}',
      '[',
      ']',
      '^',
      '"',
      '~',
      '*',
      '?',
      ':',
      '\\',
      '/',
      ' AND ',
      ' OR ',
      ' NOT ',
      'a',
      'kind:',
      '\u0000',
      '稀土',
      '😀',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(syntax, { maxLength: 12 }), async (parts) => {
        expect(Array.isArray(await find(parts.join('')))).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test('for nothing, or for what is nowhere, finds nothing', async () => {
    expect(await find('')).toEqual([]);
    expect(await find('qqqqzzzz')).toEqual([]);
  });

  test('gives at most so many of each kind, so that the titles of sources do not crowd out the rest', async () => {
    const all = await find('japan', 'first: 12');
    const some = await find('japan', 'first: 12, perKind: 2');
    const count = (hits: { kind: string }[], kind: string) => hits.filter((hit) => hit.kind === kind).length;
    expect(count(all, 'SOURCE')).toBeGreaterThan(2);
    for (const { kind } of some) expect(count(some, kind)).toBeLessThanOrEqual(2);
    expect(some.map(({ kind }) => kind)).toEqual(expect.arrayContaining(all.map(({ kind }) => kind)));
    expect(some[0]?.node.id).toBe('Country:JPN');
  });

  test('gives one kind after the other where that is asked for, in the order of the enum', async () => {
    const { __type } = await answer('{ __type(name: "SearchKind") { enumValues { name } } }');
    const order = __type.enumValues.map(({ name }: { name: string }) => name);
    const kinds = (await find('japan', 'first: 40, perKind: 3, byKind: true')).map(({ kind }) => order.indexOf(kind));
    expect(kinds.length).toBeGreaterThan(8);
    expect(kinds).toEqual([...kinds].sort((a, b) => a - b));
  });

  test.each([
    ['Mountain Pass', 'Mountain Pass', 'Mountain Pass, California, United States'],
    ['lynas', 'Lynas Rare Earths', 'Australia'],
    ['850511', 'Permanent magnets', 'component, HS 850511'],
    ['No. 57/2025', 'Export licences for five more rare earths', 'No. 57/2025, 2025-10-09'],
    ['Treasury', 'Department of the Treasury', 'United States, Treasury'],
    ['Dy', 'Dysprosium', 'element, Dy'],
  ])('for %s gives the name as it is written, and what tells it from others: %s, %s', async (text, title, context) => {
    const { search } = await answer('query ($text: String!) { search(text: $text, first: 6) { title context } }', {
      text,
    });
    expect(search).toContainEqual({ title, context });
  });

  test.each([
    ['first: 101', 'first'],
    ['perKind: 0', 'perKind'],
  ])('that is asked for %s is refused', async (args, argument) => {
    expect(await refusal(`{ search(text: "japan", ${args}) { name } }`)).toMatchObject({
      extensions: { code: 'BAD_USER_INPUT', argument },
    });
  });
});
