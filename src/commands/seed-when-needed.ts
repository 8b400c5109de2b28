import type { Graph } from '../graph/graph.ts';
import { loadState } from '../loading/load-log.ts';
import { loadSeed, seedDigest, type Seed } from '../ingest/seed/load.ts';
import { seedProgress } from './progress.ts';
import { reportLines } from './seed-report.ts';

/**
 * Loads the seed where the graph has none, an older one, or one that was interrupted, and tells it on `stream`. One that was loaded
 * from a folder stays.
 * @param seed the shipped one, when it was read beforehand
 * @throws Error when the database holds something else, or half of a folder's seed.
 */
export async function seedWhenNeeded(graph: Graph, stream: NodeJS.WriteStream, seed?: Promise<Seed>): Promise<void> {
  const [state] = await graph.read(loadState, {});
  const { nodes, unfinished, digest, folder } = state ?? { nodes: 0, unfinished: 0, digest: null, folder: null };
  if (folder !== null && unfinished > 0)
    throw new Error(`A load of the seed in ${folder} was interrupted. Finish it: npm run seed -- <its folder>.`);
  // Whoever loaded another seed wants it to stay.
  if (unfinished === 0 && (folder !== null || digest === seedDigest())) return;
  if (nodes > 0 && digest === null && unfinished === 0)
    throw new Error(
      'The database holds something else than Lodegraph. Name an empty one with NEO4J_DATABASE, or add the seed to this one with npm run seed.',
    );
  const report = await loadSeed(graph, new Date(), seedProgress(stream), { seed });
  reportLines(report).forEach((line) => stream.write(`${line}\n`));
}
