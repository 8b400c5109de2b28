import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import neo4j from 'neo4j-driver';
import { afterAll, expect, test } from 'vitest';
import { partsOf } from '../../../src/ingest/import/facilities-found.ts';
import { noChanges } from '../../../src/ingest/import/edition.ts';
import { importFiles, type FileOutcome } from '../../../src/ingest/import/import-files.ts';
import type { FacilityFound } from '../../../src/ingest/reading/importer.ts';
import { importers } from '../../../src/ingest/publishers/index.ts';
import { curatedForImport } from '../../../src/ingest/curated/curated.ts';
import { fileJson, fileLines } from '../../../src/commands/import-report.ts';
import type { Graph } from '../../../src/graph/graph.ts';

const folder = mkdtempSync(join(tmpdir(), 'lodegraph-folder-'));
afterAll(() => rmSync(folder, { recursive: true }));

const sites = (name: string) =>
  `source_id,record_id,name,country,location_wkt,deposit_types,commodities,ore_mt_max\nx,${name},A site,Chile,POINT (1 1),,Cobalt,\n`;

/** Fails as Neo4j does when a file is too much for it, then answers. */
function graphThatFailsOnce(code: string): Graph {
  let failed = false;
  return {
    read: () => {
      if (failed) return Promise.resolve([]);
      failed = true;
      return Promise.reject(new neo4j.Neo4jError('MATCH (n) The allocation of 2.0 MiB …', code, code, 'x'));
    },
  } as unknown as Graph;
}

test.each([
  ['Neo.TransientError.General.MemoryPoolOutOfMemoryError', /^Neo4j has too little memory.*NEO4J_HEAP_MEGABYTES/],
  ['ServiceUnavailable', /^Neo4j does not answer any more/],
  ['Neo.ClientError.Transaction.TransactionTimedOut', /^Neo4j took too long/],
  ['Neo.DatabaseError.General.UnknownError', /^Neo4j could not do it \(Neo\.DatabaseError/],
])('a file on which Neo4j fails with %s is told in a sentence and does not end the folder', async (code, sentence) => {
  writeFileSync(join(folder, 'a.csv'), sites('a'));
  writeFileSync(join(folder, 'b.csv'), sites('b'));
  const outcomes: FileOutcome[] = [];
  const context = {
    graph: graphThatFailsOnce(code),
    lock: null,
    curated: curatedForImport(),
    importers,
    now: new Date(),
  };
  const request = { paths: [folder], publisher: null, options: { asOf: null, hs: null } };
  for await (const outcome of importFiles({ ...context, progress: () => undefined }, request)) outcomes.push(outcome);
  expect(outcomes).toMatchObject([{ failed: expect.stringMatching(sentence) }, { read: { changes: { added: 1 } } }]);
  expect(JSON.stringify(outcomes.map(fileJson))).not.toMatch(/MATCH/);
  expect(outcomes.flatMap((outcome) => fileLines(outcome, true)).join(' ')).toMatch(/Nothing of it was loaded/);
});

test('while a file is loaded the next one is read, and the outcomes come in the order of the files', async () => {
  for (const name of ['a', 'b', 'c']) writeFileSync(join(folder, `${name}.csv`), sites(name));
  const opened: string[] = [];
  let secondIsRead: () => void = () => undefined;
  const second = new Promise<void>((resolve) => (secondIsRead = resolve));
  const noting = importers.map((importer) => ({
    ...importer,
    formats: importer.formats.map((format) => ({
      ...format,
      open: (...[file, ...rest]: Parameters<typeof format.open>) => {
        opened.push(file.name);
        if (file.name === 'b.csv') secondIsRead();
        return format.open(file, ...rest);
      },
    })),
  }));
  // The first file is not loaded before the second is read.
  const graph = { read: () => second.then(() => []) } as unknown as Graph;
  const context = { graph, lock: null, curated: curatedForImport(), importers: noting, now: new Date() };
  const request = { paths: [folder], publisher: null, options: { asOf: null, hs: null } };
  const files: string[] = [];
  for await (const { file } of importFiles({ ...context, progress: () => undefined }, request)) files.push(file);
  expect(files).toEqual(['a', 'b', 'c'].map((name) => join(folder, `${name}.csv`)));
  expect(opened).toEqual(['a.csv', 'b.csv', 'c.csv']);
});

test('facilities are written in parts, each once, and what is gone ends with the last', () => {
  const rows = Array.from({ length: 2500 }, (_, index) => ({ slug: `f-${index}` }) as FacilityFound);
  const parts = partsOf({ rows, changed: ['f-0', 'f-2400'], gone: ['x'], claimsGone: ['y'], changes: noChanges });
  expect(parts.flatMap((part) => part.rows)).toEqual(rows);
  expect(Math.max(...parts.map((part) => part.rows.length))).toBeLessThanOrEqual(1000);
  expect(parts.map(({ changed, gone, claimsGone }) => [changed, gone, claimsGone])).toEqual([
    [['f-0'], [], []],
    [[], [], []],
    [['f-2400'], ['x'], ['y']],
  ]);
  expect(partsOf({ rows: [], changed: [], gone: ['x'], claimsGone: [], changes: noChanges })).toHaveLength(1);
});
