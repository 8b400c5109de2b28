import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';

/** Answers an operation of which two items of a list fail, the first later than the second, and lives on for a moment. */
const process = (before: string) => `
  import { buildSchema, graphql } from 'graphql';
  import { keepServing } from './src/server/keep-serving.ts';
  ${before}
  const fail = (after) => () => after ? Promise.resolve().then(() => { throw new Error('later'); }) : (() => { throw new Error('at once'); })();
  const rootValue = { items: [{ value: fail(true) }, { value: fail(false) }] };
  const { errors } = await graphql({ schema: buildSchema('type Query { items: [Item!] } type Item { value: Int! }'), source: '{ items { value } }', rootValue });
  setTimeout(() => console.log(errors.map(({ message }) => message).join()), 50);
`;

const run = (before: string) =>
  promisify(execFile)('node', ['--import', 'tsx', '--input-type=module', '--eval', process(before)]);

describe('an answer of which several items fail', () => {
  test('does not end the server', async () => {
    const { stdout, stderr } = await run('keepServing({ error: (cause) => console.error(cause.message) });');
    expect(stdout).toBe('at once\n');
    expect(stderr).toMatch('later');
  });

  test('would end it otherwise; once graphql-js mends that, nothing needs to be kept', async () => {
    await expect(run('')).rejects.toThrow('later');
  });
});
