import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';

/** The publishers' own files, which are not part of the project: beside the checkout, where there are any. */
const folder = new URL('../../../shared/data/', import.meta.url);

/** Whether the publishers' files are there; tests on them are skipped where they are not. */
export const haveSharedFiles = existsSync(folder);

/** What is said of it once for all tests; null where they are there. */
export const noSharedFiles = haveSharedFiles
  ? null
  : `Skipped: the tests on the publishers' own files, which are not in ${fileURLToPath(folder)}.`;

/** Names of the files in a folder of them. */
export const sharedNames = (path: string): string[] =>
  readdirSync(new URL(`${path}/`, folder)).map((name) => basename(name));

/** One of them as text. */
export function sharedText(path: string, encoding: 'utf-8' | 'windows-1252' = 'utf-8'): string {
  const bytes = readFileSync(new URL(path, folder));
  return new TextDecoder(encoding).decode(path.endsWith('.gz') ? gunzipSync(bytes) : bytes);
}

/** The rows of one of them that is a table. */
export const sharedRows = (path: string, encoding?: 'utf-8' | 'windows-1252'): Record<string, string>[] =>
  parse(sharedText(path, encoding), { columns: true, skip_empty_lines: true, relax_column_count: true });

/** Where one of them lies. */
export const sharedFile = (path: string) => new URL(path, folder);

/** Files made up to hold the faults of real ones, beside the publishers' own. */
const faults = new URL('../../../shared/faults/', import.meta.url);

/** Whether they are there; tests on them are skipped where they are not. */
export const haveFaultFiles = existsSync(faults);

/** What is said of it; null where they are there. */
export const noFaultFiles = haveFaultFiles ? null : `Skipped: no files of faults in ${fileURLToPath(faults)}.`;

/** Where one of them lies. */
export const faultFile = (path: string): string => fileURLToPath(new URL(path, faults));
