import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';

const example = fileURLToPath(new URL('../../examples/python/', import.meta.url));
const isThere = spawnSync('python3', ['-c', 'import venv, ensurepip']).status === 0;
/** Left out where there is no Python, except in CI, which must have one. */
const isLeftOut = !isThere && process.env['CI'] === undefined;
if (isLeftOut) console.warn('Skipped: no python3 with venv, to run examples/python.');

interface Output {
  output_type: string;
  data?: Record<string, string | string[]>;
  text?: string[];
}

describe.skipIf(isLeftOut)('the example in Python', () => {
  let python: string;
  let folder: string;
  const env = { ...process.env, LODEGRAPH: inject('serverUrl'), MPLBACKEND: 'inline' };
  const run = (command: string, ...args: string[]) =>
    promisify(execFile)(`${python}/bin/${command}`, args, {
      cwd: folder,
      env: { ...env, PATH: `${python}/bin:${process.env['PATH'] ?? ''}` },
    });

  beforeAll(() => {
    python = execFileSync(fileURLToPath(new URL('python.sh', import.meta.url)), { encoding: 'utf8' }).trim();
    folder = mkdtempSync(join(tmpdir(), 'lodegraph-python-'));
    cpSync(example, folder, { recursive: true });
  }, 300_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('prints all pages of an answer as one table', async () => {
    const { stdout } = await run('python', 'lodegraph.py');
    const lines = stdout.trim().split('\n');
    expect(lines[0]).toMatch(/country\.name\s+share\s+confidence/);
    expect(lines).toHaveLength(8);
    expect(stdout).toMatch(/Japan 0\.2758/);
  });

  test('has a notebook that runs from the first cell to a chart, and tells what is refused', async () => {
    await run('jupyter-execute', '--inplace', 'dependence.ipynb');
    const { cells } = JSON.parse(readFileSync(join(folder, 'dependence.ipynb'), 'utf8')) as {
      cells: { cell_type: string; outputs?: Output[] }[];
    };
    const outputs = cells.filter(({ cell_type: type }) => type === 'code').map((cell) => cell.outputs ?? []);
    expect(outputs[1]?.[0]?.data?.['text/html']).toBeDefined();
    expect(outputs[2]?.[0]?.text?.join('')).toMatch(/^BAD_USER_INPUT \| on \| Did you mean 'CHN'/);
    const png =
      outputs
        .at(-1)
        ?.flatMap(({ data }) => data?.['image/png'] ?? [])
        .join('') ?? '';
    expect(png.length).toBeGreaterThan(10_000);
  }, 120_000);

  test('is checked in without what a run gave', () => {
    const { cells } = JSON.parse(readFileSync(join(example, 'dependence.ipynb'), 'utf8')) as {
      cells: { outputs?: Output[] }[];
    };
    expect(cells.flatMap(({ outputs = [] }) => outputs)).toEqual([]);
  });
});
