import type { Write } from '../../graph/graph.ts';
import type { LoadStatement } from '../../loading/upsert.ts';
import type { SourceFound } from '../reading/importer.ts';

/** What a file is an edition of. */
export interface Edition {
  /** What it replaces: also the origin of all that is loaded from it. */
  dataSet: string;
  /** By identifier: those that its rows name, of the curated table or of its own. */
  sources: ReadonlyMap<string, SourceFound>;
  /** Day since which its figures are known where neither they nor their source say so. */
  knownSince: string;
}

/** What a load changes, in things: figures, trade flows or facilities. */
export interface Changes {
  added: number;
  /** Another value for the same than the publisher gave before. */
  revised: number;
  unchanged: number;
  /** In the graph from an earlier file of the data set, and no longer in this one. */
  gone: number;
}

export const noChanges: Changes = { added: 0, revised: 0, unchanged: 0, gone: 0 };

/** Adds up changes. */
export const addChanges = (a: Changes, b: Changes): Changes => ({
  added: a.added + b.added,
  revised: a.revised + b.revised,
  unchanged: a.unchanged + b.unchanged,
  gone: a.gone + b.gone,
});

const BATCH = 2000;

/** Runs a statement on rows, a batch at a time. @throws Error when not all of them could be placed. */
export async function writeRows<Row>(write: Write, statement: LoadStatement<Row>, rows: readonly Row[]): Promise<void> {
  for (let start = 0; start < rows.length; start += BATCH) {
    const batch = rows.slice(start, start + BATCH);
    const [done] = await write(statement, { rows: batch });
    if (!done || done.created + done.changed + done.unchanged !== batch.length)
      throw new Error(
        `${statement.name}: not all rows could be placed. Load the seed with npm run seed and try again.`,
      );
  }
}
