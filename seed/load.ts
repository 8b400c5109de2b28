import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { claimSteps, claimTable, collectClaims } from '../src/claim/load.ts';
import { countryTable } from '../src/country/load.ts';
import type { Graph } from '../src/graph/graph.ts';
import { addOutcomes, nothing, type Outcome, type Step } from '../src/graph/load.ts';
import { prepare } from '../src/graph/prepare.ts';
import { productTable } from '../src/product/load.ts';
import { sourceTable } from '../src/source/load.ts';
import { ambiguousNames, nameOf, spelledNames, spellingSteps, spellingTable } from '../src/spelling/load.ts';
import type { NamedKind } from '../src/spelling/queries.ts';
import { withLoadLock, type LoadLock } from '../src/load-lock/hold.ts';
import { deriveMainForms } from '../src/observation/load.ts';
import { beginLoad, finishLoad, noteFigures } from '../src/summary/load.ts';
import { finishTables, writeFlows, type WrittenTable } from '../src/trade-flow/write.ts';
import { readTradeFlows, type Imported } from './importers/baci.ts';
import { rooms } from './rooms.ts';
import { alphaTwoCodes } from './importers/places.ts';
import { faultsOf, problemLines, readTable, type Kind, type Problem, type Rows } from './table.ts';

const BATCH = 2000;
const LONGEST_TRANSACTION = 120_000;
const folder = new URL('./', import.meta.url);

/** Curated rows that cannot be used: nothing was loaded. */
export class SeedError extends Error {
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[]) {
    const rows = `${problems.length} row${problems.length === 1 ? '' : 's'}`;
    super([`${rows} of the seed cannot be used; nothing was loaded.`, ...problemLines(problems)].join('\n'));
    this.problems = problems;
  }
}

/** What a load did. */
export interface LoadReport extends Outcome {
  /** Relationships that the files no longer have. */
  retracted: number;
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
    for (const file of readdirSync(new URL(part, folder)).sort())
      hash.update(file).update(readFileSync(new URL(part + file, folder)));
  return hash.digest('hex');
}

/** Reads and checks all files of the seed. @throws SeedError that names every row that cannot be used. */
export function readSeed(): { steps: Step[]; flows: Record<string, Imported> } {
  const tables = [...rooms.flatMap((room) => room.tables), spellingTable, claimTable];
  const read = new Map(tables.map((table) => [table.file, { table, ...readTable(table) }]));
  const all = [...read.values()];
  const problems = all.flatMap((one) => one.problems);

  const known = new Map<Kind, Set<string>>();
  for (const { table, rows } of all)
    if (table.defines) known.set(table.defines, new Set(rows.map(({ row }) => table.key(row))));
  for (const { table, rows } of all)
    for (const { line, row } of rows)
      problems.push(...faultsOf(table, row, known).map((reason) => ({ file: table.file, line, reason })));
  for (const { table, rows } of all)
    problems.push(...(table.faultsAmong?.(rows) ?? []).map((fault) => ({ file: table.file, ...fault })));
  const names = [
    ...all.flatMap(({ table, rows }) =>
      rows.flatMap(({ line, row }) =>
        (table.names?.(row) ?? []).flatMap((name) =>
          name === null ? [] : [nameOf(table.defines as NamedKind, table.key(row), name, table.file, line)],
        ),
      ),
    ),
    ...spelledNames(readTable(spellingTable).rows),
  ];
  problems.push(...ambiguousNames(names));
  if (problems.length > 0) throw new SeedError(problems);

  const published = new Map(readTable(sourceTable).rows.map(({ row }) => [row.id, row.publishedOn]));
  const rows: Rows = {
    // What a row does not date itself became known when its source was published.
    of: (table) =>
      (read.get(table.file)?.rows ?? []).map(({ row }) => {
        const { recordedAt, source } = row as { recordedAt?: string | null; source?: string };
        return (recordedAt === null ? { ...row, recordedAt: published.get(source ?? '') ?? null } : row) as never;
      }),
  };
  const products = rows.of(productTable);
  return {
    steps: [
      ...rooms.flatMap((room) => room.steps(rows)),
      ...spellingSteps(names),
      ...claimSteps(collectClaims(tables, rows)),
    ],
    flows: readTradeFlows({
      countries: known.get('Country') ?? new Set(),
      iso3ByIso2: alphaTwoCodes(rows.of(countryTable)),
      productByHs: new Map(products.flatMap((row) => row.hsCodes.map((hs) => [hs, row.slug] as const))),
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
  await graph.write(beginLoad, { id: startedAt, startedAt, dataSet: 'seed', file: null });

  let outcome: Outcome = nothing;
  let retracted = 0;
  let read = 0;
  for (const step of steps) {
    for (const rows of batches(step.rows)) {
      const [done] = await graph.write(step.statement, { rows: rows });
      if (!done || done.created + done.changed + done.unchanged !== rows.length)
        throw new Error(`Of ${rows.length} rows of ${step.name} not all could be placed. Run npm run seed again.`);
      outcome = addOutcomes(outcome, done);
    }
    if (step.retraction) {
      const [count] = await graph.write(step.retraction, { keys: step.rows.map(({ key }) => key), now: startedAt });
      retracted += count ?? 0;
    }
    read += step.rows.length;
    progress(step.name, step.rows.length, step.rows.length);
  }

  const minerals = steps.find(({ name }) => name === 'minerals')?.rows.map(({ key }) => key) ?? [];
  await graph.transaction(async (write) => {
    await lock.confirm(write);
    await deriveMainForms(write, minerals);
    await write(noteFigures, { sources: null });
  }, LONGEST_TRANSACTION);

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

  const refused = Object.values(flows).flatMap((file) => file.refused);
  const report: LoadReport = {
    ...outcome,
    retracted,
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

function* batches<R>(rows: readonly R[]): Generator<readonly R[]> {
  for (let start = 0; start < rows.length; start += BATCH) yield rows.slice(start, start + BATCH);
}
