import type { Graph } from '../../graph/graph.ts';
import { FlowKeys } from '../../entities/trade-flow/flow-keys.ts';
import {
  flowId,
  flowsOfTable,
  knownFlows,
  loadTotals,
  tableId,
  tableOf,
  type FlowRow,
  type SetAside,
  type TotalRow,
} from '../../entities/trade-flow/load.ts';
import { finishTables, retractFlows, writeFlows } from '../../entities/trade-flow/write.ts';
import { noChanges, type Changes } from './edition.ts';
import type { TotalFound } from '../reading/importer.ts';
import { batches, batchesOf } from '../../loading/batches.ts';

/** Trade flows of a file, one after the other, never all in memory. */
export interface FlowFile {
  rows: AsyncIterable<FlowRow>;
  /** Whether the file holds its tables whole: only then is what it lacks no longer there. */
  complete: boolean;
}

/** Compares a file's flows with those of the graph and writes nothing. */
export async function compareFlows(graph: Graph, { rows, complete }: FlowFile): Promise<Changes> {
  const changes = { ...noChanges };
  const keys = new FlowKeys();
  const tables = new Map<string, Pick<FlowRow, 'source' | 'hs' | 'year'>>();
  const compare = async (batch: readonly FlowRow[]) => {
    const found = await graph.read(knownFlows, { ids: batch.map(({ id }) => id) });
    const known = new Map(found.map((flow) => [flow.id, flow]));
    for (const row of batch) {
      const flow = known.get(row.id);
      if (flow?.table !== tableOf(row)) changes.added += 1;
      else if (flow.valueUsd !== row.valueUsd || flow.tonnes !== row.tonnes) changes.revised += 1;
      else changes.unchanged += 1;
    }
  };
  const once = async function* () {
    for await (const row of rows)
      if (keys.add(row)) {
        tables.set(tableId(row), row);
        yield row;
      }
  };
  for await (const batch of batchesOf(once())) await compare(batch);
  if (complete)
    for (const [id, table] of tables)
      for (const ends of await graph.read(flowsOfTable, { table: id }))
        if (!keys.has({ ...table, ...ends })) changes.gone += 1;
  return changes;
}

/** Writes a file's flows; answers are taken from them when all are there. */
export async function loadFlows(
  graph: Graph,
  { rows, complete }: FlowFile,
  now: string,
  progress: (done: number) => void,
): Promise<Changes> {
  const written = await writeFlows(graph, rows, progress);
  const gone = complete ? await retractFlows(graph, written, now) : 0;
  await finishTables(graph, [{ tables: written.tables, complete }]);
  return { added: written.created, revised: written.changed, unchanged: written.unchanged, gone };
}

/** A parsed flow with its identifier in the graph, and why it is set aside if it is. */
export const flowRow = (flow: Omit<FlowRow, 'id'>, setAside: SetAside): FlowRow => ({
  ...flow,
  id: flowId(flow),
  setAside: setAside(flow),
});

/** What a file says of each country's trade as a whole, by table: partners that are not named are added up. */
export function totalRows(totals: readonly TotalFound[]): TotalRow[] {
  const rows = new Map<string, TotalRow>();
  for (const { country, unnamed, returned, valueUsd, tonnes, ...of } of totals) {
    const table = tableId(of);
    const id = `${table}:${country}`;
    const row = rows.get(id) ?? { ...{ id, table, country }, ...nothingDeclared };
    rows.set(id, {
      ...row,
      ...(returned
        ? { returnedUsd: valueUsd, returnedTonnes: tonnes }
        : unnamed === null
          ? { valueUsd, tonnes }
          : withUnnamed(row, valueUsd, tonnes)),
    });
  }
  return [...rows.values()];
}

const nothingDeclared = {
  ...{ valueUsd: null, tonnes: null, unnamedUsd: null, unnamedTonnes: null, returnedUsd: null, returnedTonnes: null },
};

/** Without one of the weights their sum is not known. */
function withUnnamed({ unnamedUsd, unnamedTonnes }: TotalRow, valueUsd: number, tonnes: number | null) {
  const before = unnamedUsd === null ? 0 : unnamedTonnes;
  return {
    unnamedUsd: (unnamedUsd ?? 0) + valueUsd,
    unnamedTonnes: tonnes === null || before === null ? null : before + tonnes,
  };
}

/** Writes what a file says of each country's trade as a whole. */
export async function writeTotals(graph: Graph, totals: readonly TotalFound[]): Promise<void> {
  for (const rows of batches(totalRows(totals))) await graph.write(loadTotals, { rows });
}
