import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { openGraph } from '../../src/graph/graph.ts';
import { readCurated } from '../../src/ingest/curated/curated.ts';
import { exportSeed } from '../../src/ingest/seed/export.ts';
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

const folder = (name: string) => {
  mkdirSync(join(scratch, name));
  return pathToFileURL(`${join(scratch, name)}/`);
};
const exported = (name: string, withRestricted: boolean) =>
  exportSeed(graph, folder(name), withRestricted, () => undefined);
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

describe('the seed as the graph has it', () => {
  test('is a folder of its tables that a load makes the same nodes and relationships of', async () => {
    const { files: count, unlike, past } = await exported('whole', true);
    expect([[...unlike], past]).toEqual([[], 0]);
    expect(readdirSync(join(scratch, 'whole/curated')).sort()).toEqual(
      readdirSync(new URL('curated/', seedFolder)).sort(),
    );
    expect(count).toBe(readdirSync(new URL('curated/', seedFolder)).length);
    const [shipped, own] = [written(seedFolder), written(pathToFileURL(`${scratch}/whole/`))];
    expect([...own.keys()]).toEqual([...shipped.keys()]);
    for (const [step, rows] of shipped)
      expect([step, [...rows].filter(([key, digest]) => own.get(step)?.get(key) !== digest)]).toEqual([step, []]);
    for (const [step, rows] of own) expect([step, rows.size]).toEqual([step, shipped.get(step)?.size]);
  });

  test('leaves out rows of sources whose licence keeps them from being handed on', async () => {
    const { restricted } = await exported('open', false);
    expect([...restricted.keys()].sort()).toEqual(['comtrade-gold-us-2024', 'un-comtrade-2020-2024']);
    const naming = (name: string) =>
      files(name).filter(
        ([file, text]) => !/sources|ATTRIBUTION/.test(file) && text.includes(',comtrade-gold-us-2024,'),
      );
    expect([naming('open').length, naming('whole').map(([file]) => file)]).toEqual([0, ['curated/claims.csv']]);
    expect(readCurated(pathToFileURL(`${scratch}/open/`)).problems).toEqual([]);
  });
});

const command = ['--import', 'tsx', 'src/commands/export.ts'];
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

  test('writes the same byte for byte into a folder that is not there yet, with what sources ask to be shown', async () => {
    const { code, out } = await run(join(scratch, 'told'), '--restricted', 'a test');
    expect(code).toBe(0);
    expect(out).toMatch(/^[\d,]+ rows in 38 files of .*told\/curated, /);
    expect(out).not.toContain('left out');
    expect(out).toContain('Trade flows are not among them');
    expect(files('told')).toEqual(files('whole'));
    expect(Object.fromEntries(files('told'))['ATTRIBUTION.txt']).toContain(
      'usgs-mcs-2026: US Geological Survey, Mineral Commodity Summaries 2026 [public domain]',
    );
  });
});
