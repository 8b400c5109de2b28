import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Command } from 'commander';
import { configHelp } from '../lib/config.ts';
import { loadSeed } from '../ingest/seed/load.ts';
import { onGraph, runTyped } from './on-graph.ts';
import { seedProgress } from './progress.ts';
import { reportLines } from './seed-report.ts';

/** The folder of a seed as an address. @throws Error when it has no `curated/`. */
function seedIn(path: string): URL {
  const folder = pathToFileURL(`${resolve(path)}/`);
  if (!existsSync(new URL('curated/', folder)))
    throw new Error(`There is no folder curated/ in ${path}: name one that npm run export wrote.`);
  return folder;
}

await runTyped(
  new Command('npm run seed --')
    .description(
      'Loads the seed into the graph. Run again it changes nothing; interrupted, it can be run again. What the graph has of another seed and this one lacks is retracted.',
    )
    .argument(
      '[folder]',
      'a folder with curated/ in it, such as npm run export writes; the seed that is shipped when left out',
    )
    .addHelpText('after', `\n${configHelp()}`)
    .action(async (path?: string) => {
      const folder = path === undefined ? undefined : seedIn(path);
      await onGraph(async (graph) => {
        const report = await loadSeed(graph, new Date(), seedProgress(process.stderr), folder && { folder });
        reportLines(report).forEach((line) => process.stdout.write(`${line}\n`));
      });
    }),
);
