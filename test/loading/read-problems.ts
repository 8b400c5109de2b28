import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readFileSync } from 'node:fs';
import { readTable, type CsvTable } from '../../src/loading/csv-table.ts';

/**
 * What a load would say of these rows under the header of the table's own file: line and reason, without what rows name that
 * is not there.
 */
export function readProblems<R>(table: CsvTable<R>, lines: readonly string[]): string[] {
  const header =
    readFileSync(new URL(`../../seed/curated/${table.file}`, import.meta.url), 'utf8').split('\n')[0] ?? '';
  const folder = mkdtempSync(join(tmpdir(), 'lodegraph-rows-'));
  mkdirSync(join(folder, 'curated'));
  writeFileSync(join(folder, 'curated', table.file), `${[header, ...lines].join('\n')}\n`);
  const { rows, problems } = readTable(table, pathToFileURL(`${folder}/`));
  rmSync(folder, { recursive: true });
  return [
    ...problems,
    ...rows.flatMap(({ line, row }) => (table.errors?.(row) ?? []).map((reason) => ({ line, reason }))),
    ...(table.tableErrors?.(rows) ?? []),
  ].map(({ line, reason }) => `${line} ${reason}`);
}
