import type { Graph } from '../../graph/graph.ts';
import { addOutcomes, noOutcome, type Outcome } from '../../loading/upsert.ts';
import { FlowKeys } from './flow-keys.ts';
import {
  byTable,
  changeFlows,
  createFlows,
  finishTradeTables,
  flowId,
  flowsOfTable,
  knownFlows,
  retractFlowsOfTable,
  setAsideOf,
  tableId,
  tableOf,
  tablesBegun,
  type FlowRow,
  type KnownFlow,
  type PlacedFlow,
  type TableRow,
} from './load.ts';
import { lowestConfidence } from '../claim/confidence.ts';
import { sumTables, tablesWithoutSums } from './sums.ts';
import { batches, batchesOf } from '../../loading/batches.ts';

// Measured (bench/): a second session takes a third off the time, a third one next to nothing.
const SESSIONS = 2;

/** Of how many tables one transaction keeps the sums: some hundred countries at each end of each. */
const TABLES_AT_ONCE = 20;

/** A source's flows of one HS code and year, as far as they were written. */
export type WrittenTable = Omit<TableRow, 'complete' | 'setAside'> & {
  /** Whether the graph had flows of it before. */
  begun: boolean;
};

/** What writing did. */
export interface WrittenFlows extends Outcome {
  /** The tables that the flows belong to. */
  tables: readonly WrittenTable[];
  /** The flows themselves. */
  keys: FlowKeys;
}

/**
 * Writes trade flows, however many: they are taken from `rows` a batch at a time, and no more than a few batches are held.
 * Written again they change nothing; interrupted, they can be written again. The first of several rows of the same flow counts;
 * whether that is an error is for the caller to say (`FlowKeys` finds them). The countries, the product and the source of each
 * row must be in the graph.
 *
 * A table that is new is shown by no answer before `finishTables`:
 *
 * ```ts
 * const written = await writeFlows(graph, rows, (done) => progress(done));
 * const retracted = await retractFlows(graph, written, now); // only when the file was read to its end and holds the tables whole
 * await finishTables(graph, [{ tables: written.tables, complete: true }]);
 * ```
 *
 * @param progress is told how many rows are done
 */
export async function writeFlows(
  graph: Graph,
  rows: AsyncIterable<FlowRow> | Iterable<FlowRow>,
  progress: (done: number) => void = () => undefined,
): Promise<WrittenFlows> {
  const tables = new Map<string, WrittenTable>();
  const keys = new FlowKeys();
  const waiting = batchesOf(noted(graph, rows, tables, keys));
  let outcome = noOutcome;
  let done = 0;

  async function work(): Promise<void> {
    for (let next = await waiting.next(); !next.done; next = await waiting.next()) {
      const written = await writeBatch(graph, next.value, tables);
      outcome = addOutcomes(outcome, written);
      progress((done += next.value.length));
    }
  }
  // A session that fails stops the others after their batch: when this ends, nothing is being written any more.
  const stopped = (error: unknown) => waiting.return().then(() => Promise.reject(error as Error));
  const sessions = await Promise.allSettled(Array.from({ length: SESSIONS }, () => work().catch(stopped)));
  for (const session of sessions) if (session.status === 'rejected') throw session.reason;
  return { ...outcome, tables: [...tables.values()], keys };
}

/** The rows, each flow once; notes which tables they belong to. */
async function* noted(
  graph: Graph,
  rows: AsyncIterable<FlowRow> | Iterable<FlowRow>,
  tables: Map<string, WrittenTable>,
  keys: FlowKeys,
): AsyncGenerator<FlowRow, void, undefined> {
  for await (const row of rows) {
    if (!keys.add(row)) continue;
    const id = tableId(row);
    const table = tables.get(id);
    if (table) table.confidence = lowestConfidence([table.confidence, row.confidence]) ?? row.confidence;
    else {
      const { hs, year, source, confidence, reportedBy = 'BOTH' } = row;
      const begun = (await graph.read(tablesBegun, { tables: [id] })).length > 0;
      tables.set(id, { id, hs, year, source, confidence, reportedBy, begun });
    }
    yield row;
  }
}

async function writeBatch(
  graph: Graph,
  rows: readonly FlowRow[],
  tables: ReadonlyMap<string, WrittenTable>,
): Promise<Outcome> {
  const placed = rows.map((row): PlacedFlow => ({ ...row, table: tableOf(row) }));
  // Nothing needs to be looked for in a table that had no flow before.
  const ids = placed.flatMap((row) => (tables.get(tableId(row))?.begun ? [row.id] : []));
  const found = ids.length > 0 ? await graph.read(knownFlows, { ids }) : [];
  const known = new Map(found.map((flow) => [flow.id, flow]));
  const fresh = placed.filter(({ id }) => !known.has(id));
  const changed = placed.filter((row) => differs(row, known.get(row.id)));
  const created = fresh.length > 0 ? await graph.write(createFlows, { tables: byTable(fresh) }) : [0];
  if (created[0] !== fresh.length)
    throw new Error(`Of ${fresh.length} trade flows not all could be placed: a country or a product is missing.`);
  if (changed.length > 0) await graph.write(changeFlows, { rows: changed });
  return { created: fresh.length, changed: changed.length, unchanged: rows.length - fresh.length - changed.length };
}

const differs = (row: PlacedFlow, flow: KnownFlow | undefined) =>
  flow !== undefined &&
  (flow.valueUsd !== row.valueUsd ||
    flow.tonnes !== row.tonnes ||
    flow.confidence !== row.confidence ||
    (flow.setAside ?? null) !== (row.setAside ?? null) ||
    flow.table !== row.table);

/**
 * Retracts the flows of the written tables that were not among the rows: the newer file no longer has them. Nothing is deleted;
 * they stay visible to a `knownAt` before `now` (ISO 8601). To be called only when the whole file was read, before
 * `finishTables`.
 *
 * @returns how many were retracted
 */
export async function retractFlows(graph: Graph, { tables, keys }: WrittenFlows, now: string): Promise<number> {
  let retracted = 0;
  for (const table of tables.filter(({ begun }) => begun)) {
    const stored = await graph.read(flowsOfTable, { table: table.id });
    const gone = stored
      .map((ends) => ({ ...table, ...ends, valueUsd: 0, tonnes: null }))
      .filter((flow) => !keys.has(flow));
    for (const ids of batches(gone.map(flowId)))
      retracted += (await graph.write(retractFlowsOfTable, { table: table.id, ids, now }))[0] ?? 0;
  }
  return retracted;
}

/**
 * Makes written tables ones that answers are taken from, and notes on products and sources what trade there is: all of it in one
 * transaction. Then keeps what their flows add up to, table by table; until then answers add up the flows. `complete` is false where
 * the source holds only the largest flows, or only those of some countries. Without tables it renews the notes alone.
 */
export async function finishTables(
  graph: Graph,
  finished: readonly { tables: readonly WrittenTable[]; complete: boolean }[],
): Promise<void> {
  const rows = finished.flatMap(({ tables, complete }) =>
    tables.map(({ begun: _, ...table }): TableRow => ({ ...table, complete, setAside: setAsideOf(table.id) })),
  );
  const [written] = await graph.write(finishTradeTables, { rows });
  if (written !== rows.length) throw new Error('The source of some trade flows is missing.');
  const without = await graph.read(tablesWithoutSums, { tables: rows.map(({ id }) => id) });
  for (const tables of batches(without, TABLES_AT_ONCE)) await graph.write(sumTables, { tables });
}
