import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { claimSteps, claimTable, collectClaims } from '../../entities/claim/load.ts';
import { countryTable } from '../../entities/country/load.ts';
import type { Graph } from '../../graph/graph.ts';
import { addOutcomes, noOutcome, type Outcome, type Step } from '../../loading/upsert.ts';
import { prepare } from '../../graph/prepare.ts';
import { productTable } from '../../entities/product/load.ts';
import { sourceTable } from '../../entities/source/load.ts';
import {
  ambiguousNames,
  nameOf,
  spelledNames,
  type Name,
  spellingSteps,
  spellingTable,
} from '../../entities/names/load.ts';
import { withLoadLock, type LoadLock } from '../../loading/lock.ts';
import { deriveMainForms } from '../../entities/observation/load.ts';
import { beginLoad, finishLoad, loadState, noteFigures } from '../../loading/load-log.ts';
import { finishTables, writeFlows, type WrittenTable } from '../../entities/trade-flow/write.ts';
import { readTradeFlows, type Imported } from '../publishers/baci.ts';
import { alphaTwoCodes } from '../import/places.ts';
import {
  errorsOf,
  problemLines,
  readTable,
  seedFolder,
  type Placed,
  type PlacedRows,
  type Problem,
  type Rows,
  type CsvTable,
} from '../../loading/csv-table.ts';
import type { NodeKind } from '../../graph/kinds.ts';
import { seedModules } from '../../entities/index.ts';

const BATCH = 2000;
const MAX_TRANSACTION = 120_000;

/** Curated rows that cannot be used: nothing was loaded. */
class SeedError extends Error {
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[]) {
    const rows = `${problems.length} row${problems.length === 1 ? '' : 's'}`;
    super([`${rows} of the seed cannot be used; nothing was loaded.`, ...problemLines(problems)].join('\n'));
    this.problems = problems;
  }
}

/** What a load did. */
export interface LoadReport extends Outcome {
  /** What the files no longer have: things, relationships, claims and figures. */
  retracted: number;
  /** The same by what was being written, such as `export controls`; only what there was. */
  retractions: ReadonlyMap<string, number>;
  read: number;
  refused: readonly Problem[];
  /** Rows left out on purpose, by reason. */
  skipped: ReadonlyMap<string, number>;
  seconds: number;
}

/** Where progress goes: what is being written, how much of it is done. */
export type Progress = (name: string, done: number, total: number) => void;

/** A digest of all files of the seed: the same digest, the same graph. */
export function seedDigest(): string {
  const hash = createHash('sha1');
  for (const part of ['curated/', 'baci/'])
    for (const file of readdirSync(new URL(part, seedFolder)).sort())
      hash.update(file).update(readFileSync(new URL(part + file, seedFolder)));
  return hash.digest('hex');
}

/** The curated tables as they were read: their rows, the names of things, and every row that cannot be used. */
export interface Curated {
  rows: Rows;
  placed: PlacedRows;
  names: readonly Name[];
  problems: readonly Problem[];
  /** Keys of what each kind of thing has. */
  known: ReadonlyMap<NodeKind, ReadonlySet<string>>;
}

const tables = [...seedModules.flatMap((module) => module.tables), spellingTable, claimTable];

/** Reads and checks the curated files of a folder, row by row. */
export function readCurated(folder = seedFolder): Curated {
  const read = new Map(tables.map((table) => [table.file, { table, ...readTable(table, folder) }]));
  const all = [...read.values()];
  const problems = all.flatMap((one) => one.problems);

  const known = new Map<NodeKind, Set<string>>();
  for (const { table, rows } of all)
    if (table.defines) known.set(table.defines, new Set(rows.map(({ row }) => table.key(row))));
  for (const { table, rows } of all)
    for (const { line, row } of rows)
      problems.push(...errorsOf(table, row, known).map((reason) => ({ file: table.file, line, reason })));
  for (const { table, rows } of all)
    problems.push(...(table.tableErrors?.(rows) ?? []).map((fault) => ({ file: table.file, ...fault })));
  const placed = <R>(table: CsvTable<R>) => (read.get(table.file)?.rows ?? []) as readonly Placed<R>[];
  const names = [
    ...all.flatMap(({ table, rows }) =>
      rows.flatMap(({ line, row }) =>
        (table.names?.(row) ?? []).flatMap((name) =>
          name === null ? [] : [nameOf(table.defines as NodeKind, table.key(row), name, table.file, line)],
        ),
      ),
    ),
    ...spelledNames(placed(spellingTable)),
  ];
  problems.push(...ambiguousNames(names));

  const published = new Map(placed(sourceTable).map(({ row }) => [row.id, row.publishedOn]));
  const rows: Rows = {
    // What a row does not date itself became known when its source was published.
    of: (table) =>
      placed(table).map(({ row }) => {
        const { recordedAt, source } = row as { recordedAt?: string | null; source?: string };
        return (recordedAt === null ? { ...row, recordedAt: published.get(source ?? '') ?? null } : row) as never;
      }),
  };
  return { rows, placed: { of: placed }, names, problems, known };
}

/** The steps that write curated rows. */
export const curatedSteps = ({ rows, names }: Curated): Step[] => [
  ...seedModules.flatMap((module) => module.steps(rows)),
  ...spellingSteps(names),
  ...claimSteps(collectClaims(tables, rows)),
];

/** What the curated files as a whole do not fulfil, such as a control that restricts nothing. */
export const unfulfilled = (rows: PlacedRows): Problem[] =>
  seedModules.flatMap((module) => module.expectations ?? []).flatMap((expectation) => expectation(rows));

/** Reads and checks all files of the seed. @throws SeedError that names every row that cannot be used. */
function readSeed(): { steps: Step[]; flows: Record<string, Imported> } {
  const curated = readCurated();
  const { rows, known } = curated;
  const problems = [...curated.problems, ...unfulfilled(curated.placed)];
  if (problems.length > 0) throw new SeedError(problems);
  return {
    steps: curatedSteps(curated),
    flows: readTradeFlows({
      countries: known.get('Country') ?? new Set(),
      iso3ByIso2: alphaTwoCodes(rows.of(countryTable)),
      productByHs: new Map(rows.of(productTable).flatMap((row) => row.hsCodes.map((hs) => [hs, row.slug] as const))),
    }),
  };
}

/**
 * Loads the seed into the graph. Run again it changes nothing; interrupted, it can be run again.
 * @throws SeedError when a curated row cannot be used; then nothing was loaded.
 * @throws LoadLockHeld when another load writes to the graph.
 */
export async function loadSeed(graph: Graph, now: Date, progress: Progress): Promise<LoadReport> {
  await prepare(graph);
  return withLoadLock(graph, 'the seed', (lock) => writeSeed(graph, lock, now, progress));
}

async function writeSeed(graph: Graph, lock: LoadLock, now: Date, progress: Progress): Promise<LoadReport> {
  const began = performance.now();
  const { steps, flows } = readSeed();
  const startedAt = now.toISOString();
  const [state] = await graph.read(loadState, {});
  // Nothing can be gone from a graph that no load of the seed wrote to: half of the statements need not be planned then.
  const isFirst = state?.digest === null && state.unfinished === 0;
  const toWrite = isFirst ? steps.map(({ retraction: _, ...step }): Step => step) : steps;
  await graph.write(beginLoad, { id: startedAt, startedAt, dataSet: 'seed', file: null });

  const { retractions, read, ...done } = await writeSteps(graph, toWrite, startedAt, progress);
  let outcome: Outcome = done;

  const minerals = steps.find(({ name }) => name === 'minerals')?.rows.map(({ key }) => key) ?? [];
  await graph.transaction(async (write) => {
    await lock.confirm(write);
    await deriveMainForms(write, minerals);
    await write(noteFigures, { sources: null });
  }, MAX_TRANSACTION);

  const total = Object.values(flows).reduce((sum, { rows }) => sum + rows.length, 0);
  const finished: { tables: readonly WrittenTable[]; complete: boolean }[] = [];
  let before = 0;
  for (const { rows, complete } of Object.values(flows)) {
    const written = await writeFlows(graph, rows, (done) => progress('trade flows', before + done, total));
    outcome = addOutcomes(outcome, written);
    finished.push({ tables: written.tables, complete });
    before += rows.length;
  }
  await finishTables(graph, finished);

  const retracted = [...retractions.values()].reduce((sum, count) => sum + count, 0);
  const refused = Object.values(flows).flatMap((file) => file.refused);
  const report: LoadReport = {
    ...outcome,
    retracted,
    retractions,
    read: read + Object.values(flows).reduce((sum, file) => sum + file.read, 0),
    refused,
    skipped: new Map(Object.values(flows).flatMap((file) => [...file.skipped])),
    seconds: (performance.now() - began) / 1000,
  };
  const { created, changed, unchanged } = report;
  await graph.write(finishLoad, {
    id: startedAt,
    finishedAt: new Date(now.getTime() + performance.now() - began).toISOString(),
    created,
    changed: changed + retracted,
    unchanged,
    refused: refused.length,
    digest: seedDigest(),
  });
  return report;
}

/** What some steps of a load did. */
export type Written = Outcome & Pick<LoadReport, 'read' | 'retractions'>;

/** Writes the rows of each step and retracts what is no longer among them, as of the moment `now`. */
export async function writeSteps(
  graph: Graph,
  steps: readonly Step[],
  now: string,
  progress: Progress,
): Promise<Written> {
  let outcome: Outcome = noOutcome;
  const retractions = new Map<string, number>();
  let read = 0;
  for (const step of steps) {
    for (const rows of batches(step.rows)) {
      const [done] = await graph.write(step.statement, { rows });
      if (!done || done.created + done.changed + done.unchanged !== rows.length)
        throw new Error(`Of ${rows.length} rows of ${step.name} not all could be placed. Run npm run seed again.`);
      outcome = addOutcomes(outcome, done);
    }
    if (step.retraction) {
      const [count] = await graph.write(step.retraction, { keys: step.rows.map(({ key }) => key), now });
      if (count) retractions.set(step.name, count);
    }
    read += step.rows.length;
    progress(step.name, step.rows.length, step.rows.length);
  }
  return { ...outcome, read, retractions };
}

function* batches<R>(rows: readonly R[]): Generator<readonly R[]> {
  for (let start = 0; start < rows.length; start += BATCH) yield rows.slice(start, start + BATCH);
}
