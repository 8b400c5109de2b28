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
