import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { claimSteps, collectClaims } from '../../entities/claim/load.ts';
import { seedModules } from '../../entities/index.ts';
import { spellingSteps } from '../../entities/names/load.ts';
import { deriveMainForms } from '../../entities/observation/load.ts';
import { finishTables, writeFlows, type WrittenTable } from '../../entities/trade-flow/write.ts';
import type { Graph, Write } from '../../graph/graph.ts';
import { prepare } from '../../graph/prepare.ts';
import { problemLines, seedFolder, type PlacedRows, type Problem } from '../../loading/csv-table.ts';
import { beginLoad, finishLoad, loadState, noteFigures } from '../../loading/load-log.ts';
import { withLoadLock, type LoadLock } from '../../loading/lock.ts';
import {
  addOutcomes,
  noOutcome,
  type LoadStatement,
  type NodeRow,
  type Outcome,
  type Step,
} from '../../loading/upsert.ts';
import { writeRows } from '../../loading/write-rows.ts';
import { curatedTables, readCurated, type Curated } from '../curated/curated.ts';
import { writeTotals } from '../import/flows.ts';
import { flowRows, type ReadyFile } from '../import/load.ts';
import { readFile } from '../import/read.ts';
import { recognise } from '../import/recognise.ts';
import { rowsRead } from '../import/tally.ts';
import { baci } from '../publishers/baci.ts';
import { openInput } from '../reading/input-file.ts';
import { HISTORY, withHistory } from './history.ts';

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

/** Where the trade of a seed lies: in its own folder, or in the one that is shipped, since exports of curated rows have none. */
const tradeOf = (folder: URL): URL => {
  const own = new URL('baci/', folder);
  return existsSync(own) ? own : new URL('baci/', seedFolder);
};

/** A digest of all files of a seed: the same digest, the same graph. */
export function seedDigest(folder = seedFolder): string {
  const hash = createHash('sha1');
  for (const part of [new URL('curated/', folder), tradeOf(folder)])
    for (const file of readdirSync(part).sort()) hash.update(file).update(readFileSync(new URL(file, part)));
  const history = new URL(HISTORY, folder);
  if (existsSync(history)) hash.update(HISTORY).update(readFileSync(history));
  return hash.digest('hex');
}

/** The steps that write curated rows. */
export const curatedSteps = ({ rows, names }: Curated): Step[] => [
  ...seedModules.flatMap((module) => module.steps(rows)),
  ...spellingSteps(names),
  ...claimSteps(collectClaims(curatedTables, rows)),
];

/** What the curated files as a whole do not fulfil, such as a control that restricts nothing. */
export const unfulfilled = (rows: PlacedRows): Problem[] =>
  seedModules.flatMap((module) => module.expectations ?? []).flatMap((expectation) => expectation(rows));

/** The trade that the seed ships: 2024 by today's codes, magnets over the years, and by the codes of 1992 what the former lack. */
const TRADE = [
  'BACI_HS17_Y2024_V202601_critical_subset.csv.gz',
  'magnets_850511_bilateral_2002_2024.csv.gz',
  'BACI_HS92_2010_2024_V202601_rare_earths.csv.gz',
  'BACI_HS92_2023_2024_V202601_more_codes.csv.gz',
  'BACI_HS92_2023_2023_V202601_seed_codes.csv.gz',
];

/** Where a seed lies. */
interface Folders {
  /** With `curated/` in it. */
  folder: URL;
  /** The files of trade; tests have a folder with fewer rows. */
  tradeFolder: URL;
}

/** The name of a folder as a load of the seed notes it. */
const nameOf = (folder: URL) => (folder.href === seedFolder.href ? null : basename(fileURLToPath(folder)));

/** A file of trade flows, read and checked as an import does it. */
interface TradeFile extends ReadyFile {
  refused: readonly Problem[];
}

/** @throws ImportError when the file cannot be used. */
async function readTradeFile(name: string, folder: URL, curated: Curated, today: string): Promise<TradeFile> {
  const path = fileURLToPath(new URL(name, folder));
  const file = await openInput(path);
  const recognised = recognise(path, file, [baci], baci.publisher, true);
  if ('passedOver' in recognised) throw new Error(recognised.passedOver);
  const ready = await readFile(file, recognised.format, curated, { asOf: null, hs: null }, today);
  const { refused, unknown } = ready.checked.tally;
  const strange = [...unknown].flatMap(([kind, names]) =>
    [...names].map(([text, { count, lines }]) => ({
      line: lines[0] ?? 0,
      reason: `${kind} ${text} is not known (${count} rows)`,
    })),
  );
  return {
    ...ready,
    refused: [...refused.problems, ...strange].map((problem) => ({ file: `baci/${name}`, ...problem })),
  };
}

/** The seed as it is read and checked. */
export interface Seed {
  /** The name of its folder; null for the one that is shipped. */
  name: string | null;
  /** Tells what it was read of: another digest is another seed. */
  digest: string;
  steps: Step[];
  trade: TradeFile[];
}

/**
 * Reads and checks all files of the seed, as of the moment `now`.
 * @param folders where it lies, when not where it is shipped
 * @throws SeedError that names every row that cannot be used.
 */
export async function readSeed(
  now: Date,
  { folder = seedFolder, tradeFolder = tradeOf(folder) }: Partial<Folders> = {},
): Promise<Seed> {
  const today = now.toISOString().slice(0, 10);
  // Before anything is read: what is changed meanwhile is another seed, and is loaded the next time.
  const digest = seedDigest(folder);
  const curated = readCurated(folder);
  const { steps, problems: ofHistory } = withHistory(curatedSteps(curated), folder);
  const problems = [...curated.problems, ...unfulfilled(curated.placed), ...ofHistory];
  if (problems.length > 0) throw new SeedError(problems);
  const trade: TradeFile[] = [];
  for (const name of TRADE) trade.push(await readTradeFile(name, tradeFolder, curated, today));
  return { name: nameOf(folder), digest, steps, trade };
}

/**
 * Loads the seed into the graph. Run again it changes nothing; interrupted, it can be run again.
 * @param options where it lies, when not where it is shipped; and what `readSeed` has of it, when that was asked beforehand
 * @throws SeedError when a curated row cannot be used; then nothing was loaded.
 * @throws LoadLockHeld when another load writes to the graph.
 */
export async function loadSeed(
  graph: Graph,
  now: Date,
  progress: Progress,
  { seed, ...folders }: Partial<Folders> & { seed?: Promise<Seed> | undefined } = {},
): Promise<LoadReport> {
  await prepare(graph);
  const read = () => seed ?? readSeed(now, folders);
  return withLoadLock(graph, 'the seed', (lock) => writeSeed(graph, lock, read, now, progress));
}

async function writeSeed(
  graph: Graph,
  lock: LoadLock,
  read: () => Promise<Seed>,
  now: Date,
  progress: Progress,
): Promise<LoadReport> {
  const began = performance.now();
  const startedAt = now.toISOString();
  const { name: file, digest, steps, trade } = await read();
  const [state] = await graph.read(loadState, {});
  // Nothing can be gone from a graph that no load of the seed wrote to: half of the statements need not be planned then.
  const isFirst = state?.digest === null && state.unfinished === 0;
  const toWrite = isFirst ? steps.map(({ retraction: _, ...step }): Step => step) : steps;
  await graph.write(beginLoad, { id: startedAt, startedAt, dataSet: 'seed', file });

  const { retractions, read: rows, ...done } = await writeSteps(graph, toWrite, startedAt, progress);
  let outcome: Outcome = done;

  const minerals = steps.find(({ name }) => name === 'minerals')?.rows.map(({ key }) => key) ?? [];
  await graph.transaction(async (write) => {
    await lock.confirm(write);
    await deriveMainForms(write, minerals);
    await write(noteFigures, { sources: null });
  }, MAX_TRANSACTION);

  const total = trade.reduce((sum, { checked }) => sum + checked.flows.count, 0);
  const finished: { tables: readonly WrittenTable[]; complete: boolean }[] = [];
  let before = 0;
  for (const file of trade) {
    const written = await writeFlows(graph, flowRows(file), (done) => progress('trade flows', before + done, total));
    outcome = addOutcomes(outcome, written);
    finished.push({ tables: written.tables, complete: file.complete });
    before += file.checked.flows.count;
  }
  await finishTables(graph, finished);
  for (const { checked } of trade) await writeTotals(graph, checked.totals);

  const retracted = [...retractions.values()].reduce((sum, count) => sum + count, 0);
  const refused = trade.flatMap((file) => file.refused);
  const tallies = trade.map(({ checked }) => checked.tally);
  const report: LoadReport = {
    ...outcome,
    retracted,
    retractions,
    read: rows + tallies.reduce((sum, tally) => sum + rowsRead(tally), 0),
    refused,
    skipped: new Map(
      tallies.flatMap(({ skipped }) => [...skipped].map(([reason, { count }]) => [reason, count] as const)),
    ),
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
    digest,
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
  const write: Write = (statement, parameters) => graph.write(statement, parameters);
  for (const step of steps) {
    outcome = addOutcomes(outcome, await writeRows(write, step.statement as LoadStatement<NodeRow>, step.rows));
    if (step.retraction) {
      const [count] = await graph.write(step.retraction, { keys: step.rows.map(({ key }) => key), now });
      if (count) retractions.set(step.name, count);
    }
    read += step.rows.length;
    progress(step.name, step.rows.length, step.rows.length);
  }
  return { ...outcome, read, retractions };
}
