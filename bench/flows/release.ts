import { copyFileSync, createWriteStream, mkdirSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { curatedForImport } from '../../src/ingest/curated/curated.ts';
import { readRows } from '../../src/loading/csv-table.ts';
import type { Release } from '../../src/ingest/publishers/baci.ts';

/** Rows of other products for each row that is kept, as in a real release read for few products. */
const OTHERS = 4;
const BUFFER = 1 << 20;
const shipped = new URL('../../seed/', import.meta.url);
const codes = 'baci/country_codes_V202601.csv';

/** A made-up release on the disk. */
export interface MadeRelease {
  files: string[];
  rows: number;
  kept: number;
}

/** The files of a revision from a year on. */
export const yearsOf = (revision: string, first: number, release: string): Release[] =>
  Array.from({ length: 2025 - first }, (_, index) => ({ revision, year: first + index, release }));

/**
 * As many files as a real release has in its newest revisions: 47 of them, with about a million flows that are kept. A release
 * older than the seed's leaves the seed's trade shown.
 */
export const wholeRelease = (release: string): Release[] => [
  ...yearsOf('HS17', 2017, release),
  ...yearsOf('HS12', 2012, release),
  ...yearsOf('HS07', 2007, release),
  ...yearsOf('HS02', 2017, release),
];

/** Numbers that are the same in every run (mulberry32). */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Writes yearly files in BACI's form, with the list of country codes beside them. Each has the trade of 2024 that the seed
 * ships, pair by pair and product by product, with other values, and between these rows of other products.
 */
export async function makeRelease(folder: string, releases: readonly Release[]): Promise<MadeRelease> {
  mkdirSync(folder, { recursive: true });
  copyFileSync(fileURLToPath(new URL(codes, shipped)), join(folder, codes.replace('baci/', '')));
  const known = curatedForImport().places.productByHs;
  const real = readRows('baci/BACI_HS17_Y2024_V202601_critical_subset.csv.gz').rows.map(({ row }) => row);
  const made: MadeRelease = { files: [], rows: 0, kept: 0 };
  for (const [index, { revision, year, release }] of releases.entries()) {
    const random = numbersFrom(index);
    const file = join(folder, `BACI_${revision}_Y${year}_${release}.csv`);
    const stream = createWriteStream(file);
    let text = 't,i,j,k,v,q\n';
    for (const { i, j, k, v, q } of real) {
      const value = (Number(v) * (0.5 + random()) + 0.001).toFixed(3);
      text += `${year},${i},${j},${k},${value},${q}\n`;
      for (let other = 0; other < OTHERS; other++) {
        let code = '';
        while (code === '' || known.has(code)) {
          const chapter = String(1 + Math.floor(random() * 97)).padStart(2, '0');
          code = chapter + String(Math.floor(random() * 10_000)).padStart(4, '0');
        }
        text += `${year},${i},${j},${code},${(random() * 5000 + 0.001).toFixed(3)},${(random() * 100).toFixed(3)}\n`;
      }
      if (text.length < BUFFER) continue;
      if (!stream.write(text)) await once(stream, 'drain');
      text = '';
    }
    stream.end(text);
    await once(stream, 'finish');
    made.files.push(file);
    made.rows += real.length * (OTHERS + 1);
    made.kept += real.length;
  }
  return made;
}
