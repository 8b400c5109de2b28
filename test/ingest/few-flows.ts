import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { seedFolder } from '../../src/loading/csv-table.ts';

const EACH = 40;
/** Rows of magnets in 2024, which the load leaves out: all of them are kept. */
const isLeftOut = (file: string, row: string) => file.startsWith('magnets') && row.startsWith('2024,');

/** A folder like that of the seed's trade, in which files of flows have one row in forty. */
export function fewFlows(within: string): URL {
  const trade = fileURLToPath(new URL('baci/', seedFolder));
  const folder = join(within, 'few-flows');
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
    const kept = rows.filter((row, i) => i % EACH === 0 || isLeftOut(file, row));
    writeFileSync(join(folder, file), gzipSync(`${[header, ...kept].join('\n')}\n`));
  }
  return pathToFileURL(`${folder}/`);
}
