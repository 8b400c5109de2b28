import { existsSync, mkdtempSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { constants } from 'node:os';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Command } from 'commander';
import { configHelp } from '../lib/config.ts';
import { exportSeed, type Exported } from '../ingest/seed/export.ts';
import { withLoadLock } from '../loading/lock.ts';
import { onGraph, runTyped } from './on-graph.ts';
import { seedProgress } from './progress.ts';

/** @throws Error unless a folder can be written here: there is none yet, or an empty one. */
function refuseFilled(target: string, path: string): void {
  if (!existsSync(target)) return;
  let names: string[];
  try {
    names = readdirSync(target);
  } catch {
    throw new Error(`${path} is no folder. Name one that is empty, or that is not there yet.`);
  }
  if (names.length > 0) throw new Error(`${path} is not empty. Name a folder that is, or that is not there yet.`);
}

/**
 * Lets `fill` write into a folder beside the target, which takes its place when all is there: an export that is interrupted or
 * fails leaves nothing.
 */
async function writeWhole<T>(target: string, fill: (folder: URL) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(`${target}.`);
  const remove = () => rmSync(folder, { recursive: true, force: true });
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const stop = (signal: NodeJS.Signals) => {
    remove();
    process.exit(128 + constants.signals[signal]);
  };
  for (const signal of signals) process.once(signal, stop);
  try {
    const done = await fill(pathToFileURL(`${folder}/`));
    if (existsSync(target)) rmdirSync(target);
    renameSync(folder, target);
    return done;
  } catch (error) {
    remove();
    throw error;
  } finally {
    for (const signal of signals) process.off(signal, stop);
  }
}

const number = (value: number) => value.toLocaleString('en');

/** What an export did, as lines. */
function exportedLines(path: string, { rows, files, past, restricted, unlike }: Exported): string[] {
  return [
    `${number(rows)} rows in ${files} files of ${path}/curated, what their sources ask to be shown in ${path}/ATTRIBUTION.txt.`,
    ...(past > 0 ? [`${number(past)} nodes and relationships of the past in ${path}/history.csv.`] : []),
    ...[...restricted].map(
      ([source, count]) =>
        `${count === 1 ? 'A row is' : `${number(count)} rows are`} left out: the licence of ${source} keeps what it says from being handed on. --restricted <reason> says why you may have it.`,
    ),
    ...[...unlike].map(
      ([of, count]) =>
        `${number(count)} of ${of} are not as their rows make them: the graph was loaded by another version. Load it anew (npm run seed) and export again.`,
    ),
    'Trade flows are not among them: they are the files of seed/baci as published. What was imported is not either.',
    `Load it: npm run seed -- ${path}`,
  ];
}

await runTyped(
  new Command('npm run export --')
    .description(
      'Writes what the seed has in the graph into a folder of CSV files that npm run seed reads: the same tables, read from the graph, with all sources, and what was retracted. Trade flows and what was imported stay out.',
    )
    .argument('<folder>', 'where to write: an empty folder, or one that is not there yet')
    .option('--restricted <reason>', 'take rows along whose licence keeps them from being handed on: say why you may')
    .addHelpText('after', `\n${configHelp()}`)
    .action(async (path: string, { restricted }: { restricted?: string }) => {
      const target = resolve(path);
      refuseFilled(target, path);
      if (restricted?.trim() === '') throw new Error('--restricted says nothing. Say why you may have these rows.');
      await onGraph(async (graph) => {
        const exported = await writeWhole(target, (folder) =>
          // What a load changes meanwhile would be half in it.
          withLoadLock(graph, 'an export', () =>
            exportSeed(graph, folder, restricted !== undefined, seedProgress(process.stderr)),
          ),
        );
        exportedLines(path, exported).forEach((line) => process.stdout.write(`${line}\n`));
      });
    }),
);
