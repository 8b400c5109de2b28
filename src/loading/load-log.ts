import { cypher } from '../graph/cypher.ts';
import { statement, type NoParameters } from '../graph/statement.ts';

/**
 * Notes that a load began: until it is finished, the graph may lack some of it. `dataSet` is `seed` or what an import read, `file`
 * the name of the file it read, or of the folder of another seed than the one that is shipped.
 */
export const beginLoad = statement<{ id: string; startedAt: string; dataSet: string; file: string | null }, void>(
  'load.begin',
  cypher`CREATE (:Load {id: $id, startedAt: $startedAt, dataSet: $dataSet, file: $file})`,
  () => undefined,
);

/**
 * Notes what a load did. Loads of the same data set that were interrupted before it, and those that changed nothing, leave no
 * trace. `digest` tells the files of one seed from those of another; an import has none.
 */
export const finishLoad = statement<
  {
    id: string;
    finishedAt: string;
    created: number;
    changed: number;
    unchanged: number;
    refused: number;
    digest: string | null;
  },
  void
>(
  'load.finish',
  cypher`MATCH (load:Load {id: $id})
SET load.finishedAt = $finishedAt, load.created = toInteger($created), load.changed = toInteger($changed),
  load.unchanged = toInteger($unchanged), load.refused = toInteger($refused), load.digest = $digest
WITH load
OPTIONAL MATCH (other:Load) WHERE other.id <> load.id AND other.dataSet = load.dataSet
  AND (other.finishedAt IS NULL OR ($digest IS NULL OR other.digest = $digest) AND load.created + load.changed = 0)
WITH load, collect(other) AS others
WITH load, [one IN others WHERE one.finishedAt IS NULL] AS interrupted, any(one IN others WHERE one.finishedAt IS NOT NULL) AS loadedBefore
FOREACH (other IN interrupted | DELETE other)
FOREACH (_ IN CASE WHEN loadedBefore THEN [1] ELSE [] END | DELETE load)`,
  () => undefined,
);

/** What the graph holds of loads of the seed and of anything else. */
interface LoadState {
  nodes: number;
  unfinished: number;
  /** Of the last seed that was loaded. */
  digest: string | null;
  /** The folder of the last load of a seed, finished or not; null for the seed that is shipped. */
  folder: string | null;
}

/** Reads it, to decide whether the seed must be loaded. */
export const loadState = statement<NoParameters, LoadState>(
  'load.state',
  cypher`OPTIONAL MATCH (load:Load) WHERE coalesce(load.dataSet, 'seed') = 'seed'
WITH load ORDER BY load.finishedAt DESC, load.startedAt DESC
WITH collect(load) AS loads
MATCH (node)
WITH loads, count(node) AS nodes
RETURN nodes, size([load IN loads WHERE load.finishedAt IS NULL]), head([load IN loads WHERE load.finishedAt IS NOT NULL | load.digest]),
  head([load IN loads | load.file])`,
  ([nodes, unfinished, digest, folder]) => ({ nodes, unfinished, digest, folder }) as LoadState,
);

/** Notes on sources how many figures and facilities there are of each: of some, or (null) of all. */
export const noteFigures = statement<{ sources: readonly string[] | null }, void>(
  'summary.figures.change',
  cypher`MATCH (source:Source) WHERE $sources IS NULL OR source.id IN $sources
CALL (source) {
  MATCH (item:Observation) WHERE item.source = source.id AND item.retractedAt IS NULL
  RETURN count(item) AS figures, min(item.year) AS first, max(coalesce(item.yearTo, item.year)) AS last
}
CALL (source) {
  MATCH (item:Facility) WHERE item.source = source.id AND item.retractedAt IS NULL
  RETURN count(item) AS facilities
}
SET source.figures = figures, source.figuresFirstYear = first, source.figuresLastYear = last, source.facilities = facilities`,
  () => undefined,
);
