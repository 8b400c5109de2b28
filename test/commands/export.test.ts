import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { openGraph } from '../../src/graph/graph.ts';
import { readCurated } from '../../src/ingest/curated/curated.ts';
import { exportSeed, type Exported } from '../../src/ingest/seed/export.ts';
import { curatedSteps, unfulfilled } from '../../src/ingest/seed/load.ts';
import { seedFolder } from '../../src/loading/csv-table.ts';

const PROJECT = new URL('../..', import.meta.url).pathname;
const neo4j = inject('neo4j');
const graph = openGraph({ ...neo4j, statementTimeout: 60_000, connectionTimeout: 20_000 });
const scratch = mkdtempSync(join(tmpdir(), 'lodegraph-export-'));
afterAll(async () => {
  await graph.close();
  rmSync(scratch, { recursive: true, force: true });
});

const files = (name: string) =>
  readdirSync(join(scratch, name), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.includes('.'))
    .sort()
    .map((file) => [file, readFileSync(join(scratch, name, file), 'utf8')] as const);

/** What a load of a folder would write, by step: the key and the digest of each node and relationship. */
function written(where: URL): Map<string, Map<string, string>> {
  const curated = readCurated(where);
  expect([...curated.problems, ...unfulfilled(curated.placed)]).toEqual([]);
  return new Map(
    curatedSteps(curated).map(({ name, rows }) => [name, new Map(rows.map(({ key, digest }) => [key, digest]))]),
  );
}

const command = ['src/commands/run.mjs', 'export'];
const options = {
  cwd: PROJECT,
  env: { ...process.env, NEO4J_URI: neo4j.uri, NEO4J_USER: neo4j.user, NEO4J_PASSWORD: neo4j.password },
};
const run = (...args: string[]) =>
  new Promise<{ code: number; out: string; err: string }>((resolve) => {
    execFile(process.execPath, [...command, ...args], options, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, out, err }),
    );
  });

/** Two exports for all tests: of everything, by the command, into a folder that is not there yet; and of what may be handed on. */
let told: { code: number; out: string };
let open: Exported;
beforeAll(async () => {
  told = await run(join(scratch, 'whole'), '--restricted', 'a test');
  mkdirSync(join(scratch, 'open'));
  open = await exportSeed(graph, pathToFileURL(`${join(scratch, 'open')}/`), false, () => undefined);
});

describe('the seed as the graph has it', () => {
  test('is a folder of its tables that a load makes the same nodes and relationships of', () => {
    expect([open.past, told.out.includes('of the past'), told.out.includes('are not as their rows make them')]).toEqual(
      [...[0, false, false]],
    );
    expect(readdirSync(join(scratch, 'whole/curated')).sort()).toEqual(
      readdirSync(new URL('curated/', seedFolder)).sort(),
    );
    const [shipped, own] = [written(seedFolder), written(pathToFileURL(`${scratch}/whole/`))];
    expect([...own.keys()]).toEqual([...shipped.keys()]);
    for (const [step, rows] of shipped)
      expect([step, [...rows].filter(([key, digest]) => own.get(step)?.get(key) !== digest)]).toEqual([step, []]);
    for (const [step, rows] of own) expect([step, rows.size]).toEqual([step, shipped.get(step)?.size]);
  });

  test('leaves out rows of sources whose licence keeps them from being handed on, and is the same byte for byte besides', () => {
    expect([...open.restricted.keys()].sort()).toEqual(['comtrade-gold-us-2024', 'un-comtrade-2020-2024']);
    const left = new Map<string, number>();
    const leaves = (file: string, line: string) => {
      const source = /sources|ATTRIBUTION/.test(file)
        ? undefined
        : [...open.restricted.keys()].find((one) => line.split(',').includes(one));
      if (source !== undefined) left.set(source, (left.get(source) ?? 0) + 1);
      return source !== undefined;
    };
    const without = files('whole').map(([file, text]) => [
      file,
      text
        .split('\n')
        .filter((line) => !leaves(file, line))
        .join('\n'),
    ]);
    expect(Object.fromEntries(files('open'))).toEqual(Object.fromEntries(without));
    expect(open.restricted).toEqual(left);
    expect(readCurated(pathToFileURL(`${scratch}/open/`)).problems).toEqual([]);
  });
});

describe('the command', () => {
  test('refuses a folder that is not empty, a file, and a reason that says nothing, and writes nothing', async () => {
    const filled = join(scratch, 'filled');
    mkdirSync(filled);
    writeFileSync(join(filled, 'mine.txt'), 'mine');
    const refused = await Promise.all([
      run(filled),
      run(join(filled, 'mine.txt')),
      run(join(scratch, 'new'), '--restricted', ' '),
    ]);
    expect(refused.map(({ code }) => code)).toEqual([1, 1, 1]);
    expect(refused.map(({ err }) => err)).toEqual([
      expect.stringContaining('is not empty. Name a folder that is, or that is not there yet.'),
      expect.stringContaining('is no folder.'),
      expect.stringContaining('Say why you may have these rows.'),
    ]);
    expect([readdirSync(filled), existsSync(join(scratch, 'new'))]).toEqual([['mine.txt'], false]);
  });

  test('leaves nothing when it is stopped in the middle', async () => {
    const inside = join(scratch, 'stopped');
    mkdirSync(inside);
    const child = spawn(process.execPath, [...command, join(inside, 'out')], options);
    let err = '';
    child.stderr.on('data', (text) => {
      err += String(text);
      if (err.includes('countries.csv')) child.kill('SIGTERM');
    });
    const code = await new Promise((resolve) => child.once('exit', resolve));
    expect([code, readdirSync(inside)]).toEqual([143, []]);
  });

  test('says what it wrote, with what sources ask to be shown', () => {
    const { files: count } = open;
    expect(count).toBe(readdirSync(new URL('curated/', seedFolder)).length);
    expect(told.code).toBe(0);
    expect(told.out).toMatch(new RegExp(`^[\\d,]+ rows in ${count} files of .*whole/curated, `));
    expect(told.out).not.toContain('left out');
    expect(told.out).toContain('Trade flows are not among them');
    expect(Object.fromEntries(files('whole'))['ATTRIBUTION.txt']).toContain(
      'usgs-mcs-2026: US Geological Survey, Mineral Commodity Summaries 2026 [public domain]',
    );
  });
});
