import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { seedFolder } from '../../src/loading/csv-table.ts';

/** A new folder like that of the seed's trade, in which files of flows have the rows that `keeps` says. */
export function fewerFlows(folder: string, keeps: (file: string, row: string, index: number) => boolean): URL {
  const trade = fileURLToPath(new URL('baci/', seedFolder));
  mkdirSync(folder);
  for (const file of readdirSync(trade)) {
    if (!file.endsWith('.gz')) {
      copyFileSync(join(trade, file), join(folder, file));
      continue;
    }
    const [header = '', ...rows] = gunzipSync(readFileSync(join(trade, file)))
      .toString()
      .trimEnd()
      .split('\n');
    const kept = rows.filter((row, index) => keeps(file, row, index));
    writeFileSync(join(folder, file), gzipSync(`${[header, ...kept].join('\n')}\n`));
  }
  return pathToFileURL(`${folder}/`);
}
