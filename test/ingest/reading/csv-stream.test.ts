import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { streamRows, type StreamedRow } from '../../../src/ingest/reading/csv-stream.ts';
import { openInput } from '../../../src/ingest/reading/input-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'lodegraph-csv-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function rowsOf(text: string): Promise<StreamedRow[]> {
  const path = join(folder, 'table.csv');
  writeFileSync(path, text);
  const rows: StreamedRow[] = [];
  for await (const piece of streamRows(await openInput(path))) rows.push(...piece);
  return rows;
}

describe('a table that is too long to be held', () => {
  test('gives every row once with its line, wherever the pieces of the file end', async () => {
    const lines = Array.from({ length: 60_000 }, (_, index) => `${index},Côte d’Ivoire,"a, b"`);
    const rows = await rowsOf(`n,name,note\n${lines.join('\n')}\n`);
    expect(rows).toHaveLength(60_000);
    expect(rows.filter(({ line, cells }, index) => line !== index + 2 || cells[0] !== String(index))).toEqual([]);
    expect(new Set(rows.map(({ cells }) => cells.slice(1).join('|')))).toEqual(new Set(['Côte d’Ivoire|a, b']));
  });

  test.each([
    ['a byte order mark', '\ufeffa,b\n1,2\n'],
    ['ends of lines as Windows writes them', 'a,b\r\n1,2\r\n'],
    ['ends of lines as old Macs wrote them', 'a,b\r1,2\r'],
    ['empty lines', 'a,b\n\n1,2\n\n'],
  ])('is read with %s', async (_, text) => {
    expect((await rowsOf(text)).map(({ cells }) => cells)).toEqual([['1', '2']]);
  });

  test.each([
    ['a row with a cell too few', 'a,b\n1,2\n3\n', 'Line 3 cannot be read: it has 1 cells, the header 2'],
    ['a row with a cell too many', 'a,b\n1,2,3\n', 'Line 2 cannot be read: it has 3 cells, the header 2'],
    ['a quote that is not closed', 'a,b\n1,2\n3,"4\n', 'Line 3 cannot be read: Quoted field unterminated'],
    ['a row that is cut', 'a,b\n1,2\n3,', 'The file ends in the middle of line 3: it was cut short. Fetch it again.'],
  ])('is refused for %s, with the line', async (_, text, message) => {
    await expect(rowsOf(text)).rejects.toThrow(message);
  });
});
