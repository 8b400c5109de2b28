import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { cypher } from '../../src/graph/cypher.ts';
import { keptCell, readCell } from '../../src/lib/spreadsheet.ts';
import { cell, csvTable, readTable } from '../../src/loading/csv-table.ts';
import { tableOf } from '../../src/loading/write-csv.ts';

const scratch = mkdtempSync(join(tmpdir(), 'lodegraph-write-'));
mkdirSync(join(scratch, 'curated'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const things = csvTable(
  'written-things.csv',
  {
    slug: cell.text,
    note: cell.optional,
    list: cell.list,
    on: cell.partialDate,
    amount: cell.number,
    sure: cell.flag,
    extra: cell.text.optional(),
  },
  { stored: cypher`RETURN 1`, key: (row) => row.slug },
);

/** Texts as they are in the graph: without blanks around them, and never empty. */
const odd = fc.constantFrom(...'=+-@\'"|,;\t\n\r ab1é€\u2028\ufeff＝'.split(''));
const text = fc
  .oneof(fc.string({ unit: odd, minLength: 1, maxLength: 12 }), fc.string({ minLength: 1 }))
  .map((one) => one.trim())
  .filter(Boolean);
const item = text.map((one) => one.replaceAll('|', '').trim()).filter(Boolean);
const row = fc.record({
  slug: text,
  note: fc.option(text),
  list: fc.array(item, { maxLength: 3 }),
  on: fc.constantFrom(null, '2025', '2025-06', '2025-06-30'),
  amount: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }).map((one) => one + 0)),
  sure: fc.option(fc.boolean()),
});

describe('a curated file that is written', () => {
  test('is read back as it was: odd texts, lists, parts of dates, numbers, what is not known', () => {
    fc.assert(
      fc.property(fc.uniqueArray(row, { selector: ({ slug }) => slug, maxLength: 5 }), (rows) => {
        writeFileSync(join(scratch, 'curated', things.file), tableOf(things, rows));
        const read = readTable(things, pathToFileURL(`${scratch}/`));
        expect(read.problems).toEqual([]);
        expect(read.rows.map((one) => one.row)).toEqual(rows);
      }),
      { numRuns: 300 },
    );
  });

  test('has no cell that a spreadsheet would compute, and gives back what it marked', () => {
    fc.assert(
      fc.property(text, (one) => {
        const kept = keptCell(one);
        expect(/^[=+\-@\t\r\n＝＋－＠]/.test(kept) && Number.isNaN(Number(kept))).toBe(false);
        expect(readCell(kept)).toBe(one);
      }),
      { numRuns: 1000 },
    );
    expect([keptCell('-0.5'), keptCell('=1+1'), keptCell("'=1+1"), keptCell("it's")]).toEqual([
      '-0.5',
      "'=1+1",
      "''=1+1",
      "it's",
    ]);
  });

  test('has a column that it may lack when a row says something in it', () => {
    expect(tableOf(things, [{ slug: 'a' }])).toBe('slug,note,list,on,amount,sure\na,,,,,\n');
    expect(tableOf(things, [{ slug: 'a', extra: 'b' }])).toBe('slug,note,list,on,amount,sure,extra\na,,,,,,b\n');
  });
});
