import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answer } from '../support.ts';

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
});
