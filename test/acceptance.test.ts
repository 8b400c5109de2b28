import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { answer } from './support.ts';

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/**
 * What the answer must hold: objects may hold more fields, lists match in order and length, numbers to four decimals; a key
 * ending in `:contains` asks that the list holds an element that matches each of the given ones.
 */
function mismatch(actual: Json | undefined, expected: Json, path = 'data'): string | undefined {
  if (typeof expected === 'number')
    return typeof actual === 'number' && Math.abs(actual - expected) < 0.5e-4
      ? undefined
      : `${path} is ${JSON.stringify(actual)}, not ${expected}`;
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual) || actual.length !== expected.length)
      return `${path} is not a list of ${expected.length}`;
    return expected.map((one, index) => mismatch(actual[index], one, `${path}[${index}]`)).find(Boolean);
  }
  if (typeof expected !== 'object' || expected === null)
    return actual === expected ? undefined : `${path} is ${JSON.stringify(actual)}, not ${JSON.stringify(expected)}`;
  if (typeof actual !== 'object' || actual === null || Array.isArray(actual)) return `${path} is not an object`;
  return Object.entries(expected)
    .map(([key, value]) => {
      if (!key.endsWith(':contains')) return mismatch(actual[key], value, `${path}.${key}`);
      const list = actual[key.replace(':contains', '')];
      const missing = (value as Json[]).find(
        (one) => !Array.isArray(list) || !list.some((item) => mismatch(item, one) === undefined),
      );
      return missing === undefined ? undefined : `${path}.${key} lacks ${JSON.stringify(missing)}`;
    })
    .find(Boolean);
}

const folder = new URL('./acceptance/', import.meta.url);
const names = readdirSync(folder).flatMap((file) => (file.endsWith('.graphql') ? [file.replace('.graphql', '')] : []));

describe('operations that clients rely on', () => {
  test.each(names)('%s is answered word for word', async (name) => {
    const operation = readFileSync(new URL(`${name}.graphql`, folder), 'utf8');
    const expected = JSON.parse(readFileSync(new URL(`${name}.expected.json`, folder), 'utf8')) as Json;
    expect(mismatch((await answer(operation)) as Json, expected)).toBeUndefined();
  });

  test('the comparison itself sees a figure that is off, a list that is longer and an element that lacks', () => {
    expect(mismatch({ a: 0.12345 }, { a: 0.1234 })).toMatch('a is');
    expect(mismatch({ a: [1, 2] }, { a: [1] })).toMatch('list of 1');
    expect(mismatch({ a: [{ b: 1 }] }, { 'a:contains': [{ b: 2 }] })).toMatch('lacks');
    expect(mismatch({ a: [{ b: 1 }], c: null }, { 'a:contains': [{ b: 1 }] })).toBeUndefined();
  });
});
