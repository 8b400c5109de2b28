import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { seedFolder } from '../../src/loading/csv-table.ts';

/** Rows by the name of their file without `.csv`; cells left out are empty, but for the evidence of rows and of sources. */
export type CuratedRows = Record<string, Record<string, string>[]>;

/** Writes a folder of curated files: each has the columns that the project's own has, and these rows. */
export function curatedFolder(rows: CuratedRows): URL {
  const folder = mkdtempSync(join(tmpdir(), 'lodegraph-curated-'));
  mkdirSync(join(folder, 'curated'));
  for (const file of readdirSync(new URL('curated/', seedFolder))) {
    const [header = ''] = readFileSync(new URL(`curated/${file}`, seedFolder), 'utf8').split('\n');
    const lines = (rows[file.replace('.csv', '')] ?? []).map((row) => {
      const evidence = { source: 'notice', confidence: 'HIGH', licence: 'none stated', urlMissing: 'made up' };
      const cells: Record<string, string> = { ...evidence, ...row };
      return header
        .split(',')
        .map((column) => cells[column.trim()] ?? '')
        .join(',');
    });
    writeFileSync(join(folder, 'curated', file), `${[header, ...lines].join('\n')}\n`);
  }
  return pathToFileURL(`${folder}/`);
}
