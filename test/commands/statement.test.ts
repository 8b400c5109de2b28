import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { linksFromKind } from '../../src/across/path/queries.ts';

const PROJECT = new URL('../..', import.meta.url).pathname;
const LONG = 120_000;

const statement = (...args: string[]) =>
  promisify(execFile)(process.execPath, ['src/commands/run.mjs', 'statement', ...args], { cwd: PROJECT });

describe('npm run statement', () => {
  test(
    'prints what is sent, a line of the statement on a line',
    async () => {
      const { stdout } = await statement('path.fromProduct');
      expect(stdout).toBe(`${linksFromKind.Product.text}\n`);
      expect(stdout).toMatch(/^UNWIND \$given\.keys AS key\nMATCH /);
    },
    LONG,
  );

  test(
    'lists the statements of what is asked and of what loads, when none is named',
    async () => {
      const names = (await statement()).stdout.trim().split('\n');
      expect(names).toEqual(expect.arrayContaining(['dependence.among.VALUE.DESC', 'path.fromProduct', 'agency.load']));
      expect(new Set(names).size).toBe(names.length);
    },
    LONG,
  );

  test(
    'tells the nearest names of one that there is not',
    () =>
      expect(statement('dependence.amnog.VALUE.DESC')).rejects.toMatchObject({
        code: 1,
        stdout: '',
        stderr: expect.stringMatching(
          /^There is no statement dependence\.amnog\.VALUE\.DESC\. The nearest are dependence\.among\.VALUE\.DESC, /,
        ),
      }),
    LONG,
  );
});
