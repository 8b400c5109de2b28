import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { formats } from '../../../src/server/exports/formats.ts';
import type { Column, ExportedList } from '../../../src/server/exports/lists.ts';
import { NotAnswered, pagesOf } from '../../../src/server/exports/pages.ts';
import type { Execute } from '../../../src/server/execute.ts';
import type { Item } from '../../../src/server/exports/rows.ts';

const column = (name: string, type: Column['type']): Column => ({ name, path: [name], type, description: '' });
const columns = [column('name', 'TEXT'), column('change', 'NUMBER')];
const list: ExportedList = { name: 'things', description: '', arguments: new Map(), columns, selection: 'name change' };
const source = (key: string, licence: string) => ({
  ...{ key, licence, publisher: 'A publisher', title: 'A title', vintage: null, attribution: null },
});
const wanted = { list, values: {}, asOf: '2026-01-01', knownAt: '2026-01-01T00:00:00Z', withRestricted: false };

async function all(execute: Execute, withRestricted = false): Promise<Item[]> {
  const items: Item[] = [];
  for await (const page of pagesOf(execute, { ...wanted, withRestricted })) items.push(...page);
  return items;
}

const page = (nodes: Item[], next: string | null) => ({
  data: { things: { nodes, pageInfo: { hasNextPage: next !== null, endCursor: next } } },
  errors: [],
  status: 200,
});

describe('CSV', () => {
  test('marks texts that a spreadsheet would compute, and leaves numbers below zero numbers', () => {
    const writing = formats['csv']?.begin(columns, {});
    const text = `${String(writing?.page([{ name: '=1+1', change: '-5.5' }]))}${String(writing?.end())}`;
    const { data } = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true });
    expect(data).toEqual([{ name: "'=1+1", change: '-5.5', sources: '', attribution: '' }]);
  });
});

describe('pages', () => {
  const open = { name: 'open', change: null, sources: [source('a', 'CC BY 4.0')] };
  const closed = { name: 'closed', change: null, source: source('b', 'limited: not to be redistributed') };

  const both = { name: 'both', change: null, sources: [source('a', 'CC BY 4.0'), source('b', 'limited')] };

  test('are asked one after the other at the same clocks, without what only restricted sources say', async () => {
    const asked: Record<string, unknown>[] = [];
    const execute: Execute = (_, __, variables) => {
      asked.push(variables);
      return Promise.resolve(variables['after'] === null ? page([open, closed, both], 'next') : page([open], null));
    };
    expect(await all(execute)).toEqual([open, both, open]);
    expect(await all(execute, true)).toEqual([open, closed, both, open]);
    expect(asked.slice(0, 2)).toEqual([
      { asOf: wanted.asOf, knownAt: wanted.knownAt, first: 100, after: null },
      { asOf: wanted.asOf, knownAt: wanted.knownAt, first: 100, after: 'next' },
    ]);
  });

  test('are shorter where a hundred items cost more than a request may', async () => {
    const sizes: unknown[] = [];
    const execute: Execute = (_, __, { first }) => {
      sizes.push(first);
      const error = { message: 'too dear', extensions: { code: 'LIMIT_EXCEEDED' } };
      return Promise.resolve(Number(first) > 20 ? { data: null, errors: [error], status: 200 } : page([open], null));
    };
    expect(await all(execute)).toEqual([open]);
    expect(sizes).toEqual([100, 50, 20]);
  });

  test('end with what went wrong when one cannot be answered', async () => {
    const failing: Execute = (_, __, { after }) =>
      Promise.resolve(
        after === null ? page([open], 'next') : { data: null, errors: [{ message: 'gone' }], status: 200 },
      );
    await expect(all(failing)).rejects.toThrow(NotAnswered);
  });
});
