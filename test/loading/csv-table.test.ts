import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { cypher } from '../../src/graph/cypher.ts';
import { cell, csvTable, evidence, readTable } from '../../src/loading/csv-table.ts';

const scratch = mkdtempSync(join(tmpdir(), 'lodegraph-table-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe('a curated file', () => {
  const things = csvTable(
    'things.csv',
    { slug: cell.slug, on: cell.date, share: cell.share, ...evidence },
    { stored: cypher`RETURN null`, key: (row) => row.slug },
  );
  const read = (text: string) => {
    const folder = mkdtempSync(join(scratch, 'seed-'));
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
