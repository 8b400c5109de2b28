import type { Graph, Write } from '../../graph/graph.ts';
import { nodeRow, type NodeRow } from '../../loading/upsert.ts';
import type { LoadLock } from '../../loading/lock.ts';
import { knownSources, loadSources } from '../../entities/source/load.ts';
import { beginLoad, finishLoad, noteFigures } from '../../loading/load-log.ts';
import type { Checked } from './check.ts';
import type { ParsedFlow } from './check-flows.ts';
import { addChanges, type Changes, type Edition } from './edition.ts';
import { partsOf, planFacilities, writeFacilities } from './facilities-found.ts';
import { planFigures, writeFigures } from './figures.ts';
import { compareFlows, flowRow, loadFlows, writeTotals, type FlowFile } from './flows.ts';
import type { SourceFound } from '../reading/importer.ts';
import type { SetAside } from '../../entities/trade-flow/load.ts';
import { writeProducts } from './write-products.ts';
import { writeRows } from '../../loading/write-rows.ts';

/** Time that the figures or facilities of one file may take to be written, in milliseconds. */
const MAX_TRANSACTION = 600_000;

/** A file that was read and checked to its end. */
export interface ReadyFile {
  /** Its name, for the note of the load. */
  name: string;
  edition: Edition;
  /** Sources that the file itself describes. */
  sources: readonly SourceFound[];
  checked: Checked;
  /** Its flows, those among them that cannot be loaded too. */
  flows: () => AsyncIterable<ParsedFlow> | Iterable<ParsedFlow>;
  /** Which of them count in no figure, and why. */
  setAside: SetAside;
  complete: boolean;
}

/** What a load needs besides: the lock, without which it only compares, the moment, and where progress goes. */
export interface LoadOptions {
  lock: LoadLock | null;
  now: Date;
  progress: (done: number, total: number) => void;
}

/**
 * Loads a file, or (without the lock) only says what that would change. Figures and their sources are written in one transaction.
 * Facilities and trade flows are too many for one: facilities are written a thousand at a time, flows are shown when all are
 * there, and a load that was interrupted is made whole by running it again.
 */
export async function loadFile(graph: Graph, file: ReadyFile, { lock, now, progress }: LoadOptions): Promise<Changes> {
  const { edition, checked } = file;
  const sources = await newSources(graph, file);
  const figures = await planFigures(graph, edition, checked.figures);
  const facilities = await planFacilities(graph, edition, checked.facilities);
  const planned = addChanges(figures.changes, facilities.changes);
  const flows: FlowFile | null = checked.flows.count === 0 ? null : { rows: flowRows(file), complete: file.complete };
  if (lock === null) return flows ? addChanges(planned, await compareFlows(graph, flows)) : planned;

  const startedAt = now.toISOString();
  const id = `${edition.dataSet} ${startedAt}`;
  const writes = figures.rows.length + figures.gone.length + facilities.rows.length + facilities.gone.length;
  const parts = partsOf(facilities);
  if (flows || writes + sources.length > 0)
    for (const [index, part] of parts.entries())
      await graph.transaction(async (write) => {
        await lock.confirm(write);
        if (index === 0) {
          await write(beginLoad, { id, startedAt, dataSet: edition.dataSet, file: file.name });
          await writeRows(write, loadSources.statement, sources);
          await writeProducts(write, checked.products, edition.dataSet);
        }
        await writeFacilities(write, part, edition, startedAt);
        if (index < parts.length - 1) return;
        await writeFigures(write, figures, startedAt);
        await write(noteFigures, { sources: [...edition.sources.keys()] });
        if (!flows) await finish(write, id, planned, checked, startedAt);
      }, MAX_TRANSACTION);
  if (!flows) {
    await writeTotals(graph, checked.totals);
    return planned;
  }

  const changes = addChanges(
    planned,
    await loadFlows(graph, flows, startedAt, (done) => progress(done, checked.flows.count)),
  );
  await writeTotals(graph, checked.totals);
  await graph.transaction(async (write) => {
    await lock.confirm(write);
    await finish(write, id, changes, checked, startedAt);
  }, MAX_TRANSACTION);
  return changes;
}

/** The file's sources that are not in the graph, or otherwise; those of the curated table stay as they are. */
async function newSources(graph: Graph, { sources, edition: { dataSet: origin } }: ReadyFile): Promise<NodeRow[]> {
  const known = await graph.read(knownSources, { ids: sources.map(({ id }) => id) });
  const byId = new Map(known.map((source) => [source.id, source]));
  return sources
    .map((source) => nodeRow('id', { ...source, origin }))
    .filter(({ key, digest }) => {
      const held = byId.get(key);
      return !held || (held.origin === origin && held.digest !== digest);
    });
}

/** The flows of a file that can be loaded. */
export async function* flowRows({
  flows,
  checked,
  setAside,
}: Pick<ReadyFile, 'flows' | 'checked' | 'setAside'>): AsyncGenerator<ReturnType<typeof flowRow>> {
  for await (const flow of flows()) if (checked.flows.accepts(flow)) yield flowRow(flow, setAside);
}

async function finish(
  write: Write,
  id: string,
  changes: Changes,
  { tally }: Checked,
  startedAt: string,
): Promise<void> {
  await write(finishLoad, {
    id,
    finishedAt: new Date(Math.max(Date.now(), Date.parse(startedAt))).toISOString(),
    created: changes.added,
    changed: changes.revised + changes.gone,
    unchanged: changes.unchanged,
    refused: tally.refused.count,
    digest: null,
  });
}
