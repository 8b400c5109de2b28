import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { loadSeed } from '../../../src/ingest/seed/load.ts';
import { cell, evidence, readTable, csvTable } from '../../../src/loading/csv-table.ts';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openGraph, type Graph } from '../../../src/graph/graph.ts';
import { cypher } from '../../../src/graph/cypher.ts';
import { statement } from '../../../src/graph/statement.ts';
import { startTemporaryNeo4j, type TestNeo4j } from '../../neo4j.ts';

// A Neo4j of its own: other tests write to the shared one meanwhile.
let neo4j: TestNeo4j;
let graph: Graph;
beforeAll(async () => {
  const seeded = inject('seeded');
  neo4j = await startTemporaryNeo4j(seeded);
  graph = openGraph({ ...neo4j, statementTimeout: 60_000, connectionTimeout: 20_000 });
  if (seeded === null) await loadSeed(graph, new Date(), () => undefined);
}, 600_000);
afterAll(async () => {
  await graph.close();
  await neo4j.stop();
});

const size = statement<object, [number, number]>(
  'test.size',
  cypher`MATCH (n) WITH count(n) AS nodes MATCH ()-[r]->() RETURN nodes, count(r)`,
  ([nodes, relationships]) => [nodes as number, relationships as number],
);

describe('loading the seed', () => {
  test('again changes nothing and says so', async () => {
    const before = await graph.read(size, {});
    const report = await loadSeed(graph, new Date(), () => undefined);
    expect(report).toMatchObject({ created: 0, changed: 0, retracted: 0, refused: [] });
    expect(await graph.read(size, {})).toEqual(before);
  }, 120_000);

  test('tells how many rows were left out, and why', async () => {
    const report = await loadSeed(graph, new Date(), () => undefined);
    expect([...report.skipped]).toEqual([['2024 comes from the full file alone', 1515]]);
  }, 120_000);
});

describe('a curated file', () => {
  const things = csvTable(
    'things.csv',
    { slug: cell.slug, on: cell.date, share: cell.share, ...evidence },
    { key: (row) => row.slug },
  );
  const read = (text: string) => {
    const folder = mkdtempSync(join(tmpdir(), 'lodegraph-table-'));
    mkdirSync(join(folder, 'curated'));
    writeFileSync(join(folder, 'curated', 'things.csv'), text);
    return readTable(things, pathToFileURL(`${folder}/`));
  };
  const header = 'slug,on,share,source,locator,confidence,recordedAt\n';

  test('is read with the line of each row', () => {
    expect(read(`${header}a,2026-01-12,0.5,s,"page\n1",HIGH,\nb,,,s,,LOW,2026-01-01\n`)).toMatchObject({
      problems: [],
      rows: [
        { line: 3, row: { slug: 'a', on: '2026-01-12', share: 0.5, locator: 'page\n1', recordedAt: null } },
        { line: 4, row: { slug: 'b', on: null, share: null, locator: null } },
      ],
    });
  });

  test('with rows that cannot be is told all at once, with file, line and reason', () => {
    const { rows, problems } = read(
      `${header}a,2026-02-30,0.5,s,,HIGH,\nb,,1.2,s,,HIGH,\nC D,,,s,,SURE,\ne,,,,,LOW,\nf,,,s,,LOW,\nf,,,s,,LOW,\n`,
    );
    expect(rows.map(({ row }) => row.slug)).toEqual(['f']);
    expect(problems.map(({ line, reason }) => `${line} ${reason}`)).toEqual([
      expect.stringMatching(/^2 on: .*day that exists/),
      expect.stringMatching(/^3 share: is above 1/),
      expect.stringMatching(/^4 slug: is not a slug/),
      expect.stringMatching(/^4 confidence: is not HIGH/),
      expect.stringMatching(/^5 source: /),
      expect.stringMatching(/^7 "f" stands on line 6 already/),
    ]);
    expect(problems.every(({ file }) => file === 'things.csv')).toBe(true);
  });

  test('that is missing, or whose quoting breaks, is one problem', () => {
    expect(read(`${header}"a,b\n`).problems).toHaveLength(1);
    expect(readTable(things).problems).toMatchObject([{ file: 'curated/things.csv', line: 1 }]);
  });
});
