import type { Graph } from '../graph/graph.ts';
import { prepare } from '../graph/prepare.ts';
import {
  importFiles,
  type FileOutcome,
  type ImportContext,
  type ImportRequest,
} from '../ingest/import/import-files.ts';
import { curatedForImport } from '../ingest/curated/curated.ts';
import { importers } from '../ingest/publishers/index.ts';
import { withLoadLock } from '../loading/lock.ts';

import { fileJson, fileLines, summaryLines } from './import-report.ts';
import { importProgress } from './progress.ts';
import { seedWhenNeeded } from './seed-when-needed.ts';

/**
 * Imports files into a graph, which is seeded first when it must be, and prints what became of them: lines, or one JSON text.
 *
 * @returns whether all of them could be read
 */
export async function importAndTell(
  graph: Graph,
  request: ImportRequest,
  { dryRun, json }: { dryRun: boolean; json: boolean },
  print: (line: string) => void,
): Promise<boolean> {
  if (!dryRun) await seedWhenNeeded(graph, process.stderr);
  await prepare(graph);
  const outcomes: FileOutcome[] = [];
  const work = async (lock: ImportContext['lock']) => {
    const progress = importProgress(process.stderr);
    const context = { graph, lock, curated: curatedForImport(), importers, now: new Date(), progress: progress.note };
    for await (const outcome of importFiles(context, request)) {
      progress.end();
      outcomes.push(outcome);
      if (!json) fileLines(outcome, dryRun).forEach(print);
    }
  };
  if (dryRun) await work(null);
  else await withLoadLock(graph, request.paths.join(' '), work);
  if (json) print(JSON.stringify({ dryRun, files: outcomes.map(fileJson) }, null, 2));
  else summaryLines(outcomes, dryRun).forEach(print);
  return outcomes.every((outcome) => !('failed' in outcome)) && outcomes.some((outcome) => 'read' in outcome);
}
