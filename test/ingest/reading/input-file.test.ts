import { chmodSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { openInput } from '../../../src/ingest/reading/input-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'lodegraph-input-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A file of this content. */
function made(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}
const table = `country,quantity\n${'Türkiye,12\n'.repeat(20_000)}`;
const read = async (path: string) => (await openInput(path)).decode('utf-8');

describe('an input file', () => {
  test('that is compressed is read as the one it was made from', async () => {
    expect(await read(made('table.csv.gz', gzipSync(table)))).toBe(await read(made('table.csv', table)));
    expect(await openInput(join(folder, 'table.csv.gz'))).toMatchObject({ name: 'table.csv' });
  });

  test('can be read again from its start', async () => {
    const file = await openInput(made('twice.csv', table));
    expect(await file.decode('utf-8')).toBe(await file.decode('utf-8'));
  });

  test('in windows-1252 keeps its letters and dashes', async () => {
    const file = await openInput(made('old.csv', Buffer.from('T\u00fcrkiye,2021\u009624\n', 'latin1')));
    expect(await file.decode('windows-1252')).toBe('Türkiye,2021–24\n');
  });

  test('finds the file beside it', async () => {
    made('codes_V1.csv', 'code\n1\n');
    const file = await openInput(made('data_V1.csv', 'a\n1\n'));
    expect(await file.sibling((name) => name.startsWith('codes_'))).toMatchObject({ name: 'codes_V1.csv' });
    expect(await file.sibling((name) => name === 'nothing')).toBeNull();
  });

  test('of which the compressed data end in the middle is called cut short', async () => {
    const whole = gzipSync(Buffer.from(Array.from({ length: 400_000 }, (_, i) => (i * 7919) % 251)));
    await expect(read(made('cut.csv.gz', whole.subarray(0, whole.length - 20)))).rejects.toThrow(
      /cut\.csv\.gz is cut short/,
    );
  });

  test('whose bytes are not UTF-8 is refused with the byte and its line', async () => {
    const path = made('latin.csv', Buffer.from('country\nT\u00fcrkiye\n', 'latin1'));
    await expect(read(path)).rejects.toThrow(/is not UTF-8: byte 9 \(line 2\) is 0xfc/);
  });

  test('with a line of two gigabytes is given up long before its end', async () => {
    const path = made('line.csv', 'a,b\n');
    truncateSync(path, 2 ** 31);
    await expect(read(path)).rejects.toThrow(/has a line of more than 64 MB/);
  });

  test.each([
    ['that is empty', () => made('empty.csv', ''), /empty\.csv is empty/],
    ['that is empty once decompressed', () => made('empty.csv.gz', gzipSync('')), /is empty/],
    ['that is not there', () => join(folder, 'none.csv'), /does not exist/],
    ['that is a folder', () => folder, /is not a file/],
    ['that is called .gz and is not', () => made('plain.csv.gz', 'a,b\n1,2\n'), /is not a gzip file/],
  ])('%s is refused with a sentence', async (_, path, sentence) => {
    await expect(openInput(path())).rejects.toThrow(sentence);
  });

  // The administrator may read everything.
  test.skipIf(process.getuid?.() === 0)('that may not be read is refused with a sentence', async () => {
    const path = made('secret.csv', 'a\n1\n');
    chmodSync(path, 0o000);
    await expect(openInput(path)).rejects.toThrow(/you have no permission/);
  });
});
