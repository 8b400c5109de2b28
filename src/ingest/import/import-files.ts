import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { explain } from '../../graph/explain.ts';
import type { Graph } from '../../graph/graph.ts';
import type { LoadLock } from '../../loading/lock.ts';
import type { Changes } from './edition.ts';
import { ImportError, type Importer, type ImportOptions, type InputFile } from '../reading/importer.ts';
import { openInput, type OnRead } from '../reading/input-file.ts';
import { loadFile, type ReadyFile } from './load.ts';
import { readFile, type Known } from './read.ts';
import { recognise, type Recognised } from './recognise.ts';
import { rowsRead, type ImportStats } from './tally.ts';

/** What is asked of an import. */
export interface ImportRequest {
  /** Files and folders, as typed. */
  paths: readonly string[];
  /** Whose they are; null to find out. */
  publisher: string | null;
  options: ImportOptions;
}

/** What was read of a file and what that changes. */
interface FileRead {
  dataSet: string;
  tally: ImportStats;
  changes: Changes;
  /** What to keep in mind about it. */
  remarks: string[];
}

/** What became of a file. */
export type FileOutcome = { file: string } & (
  | { passedOver: string }
  /** `partly`: whether some of it may have been written before. */
  | { failed: string; line: number | null; partly: boolean }
  | { read: Recognised & FileRead & { seconds: number } }
);

/** Told what is being done with a file and how much of it is done: bytes of the disk when reading, flows when loading. */
export type ImportProgress = (file: string, doing: 'reading' | 'loading', done: number, total: number) => void;

/** What an import works with. `lock` is null when nothing is to be written. */
export interface ImportContext {
  graph: Graph;
  lock: LoadLock | null;
  curated: Known;
  importers: readonly Importer[];
  now: Date;
  progress: ImportProgress;
}

/** A file to read, and whether the user named it or it lay in a folder. */
interface Found {
  path: string;
  given: boolean;
  /** Why it cannot be read, for a folder. */
  fault?: string;
}

/** A file that can be loaded, or what became of it. */
type FileReady = { path: string; seconds: number } & (
  | { ready: ReadyFile; recognised: Recognised; remarks: string[] }
  | { outcome: FileOutcome }
);

/**
 * Reads, checks and loads files one after the other: while one is loaded, the next is read. Each is loaded whole or not at all;
 * one that cannot be does not keep the others from it.
 */
export async function* importFiles(context: ImportContext, request: ImportRequest): AsyncGenerator<FileOutcome> {
  const files = await findFiles(request.paths);
  let current = -1;
  const readAt = (index: number): Promise<FileReady> | null => {
    const found = files[index];
    const onRead: OnRead = (done, total) => {
      if (found && index === current) context.progress(found.path, 'reading', done, total);
    };
    return found ? readAndCheck(context, request, found, onRead) : null;
  };
  for (let next = readAt(0); next !== null;) {
    current += 1;
    const file = await next;
    next = readAt(current + 1);
    yield await load(context, file);
  }
}

/** Reads a file to its end; never rejects, since it may be read while another is loaded. */
async function readAndCheck(
  { importers, curated, now }: ImportContext,
  { publisher, options }: ImportRequest,
  { path, given, fault }: Found,
  onRead: OnRead,
): Promise<FileReady> {
  const began = performance.now();
  const seconds = () => (performance.now() - began) / 1000;
  if (fault !== undefined)
    return { path, seconds: 0, outcome: { file: path, failed: fault, line: null, partly: false } };
  try {
    const file = await openInput(path, onRead);
    const recognised = recognise(path, file, importers, publisher, given);
    if ('passedOver' in recognised) return { path, seconds: seconds(), outcome: { file: path, ...recognised } };
    const ready = await readFile(file, recognised.format, curated, options, now.toISOString().slice(0, 10));
    refuseUnknown(ready.checked.tally);
    const remarks = isTable(file) && file.isUnfinished() ? [UNFINISHED] : [];
    return { path, seconds: seconds(), ready, recognised, remarks };
  } catch (error) {
    return { path, seconds: seconds(), outcome: failed(path, error, false) };
  }
}

async function load({ graph, lock, now, progress }: ImportContext, file: FileReady): Promise<FileOutcome> {
  if ('outcome' in file) return file.outcome;
  const { path, ready, recognised, remarks } = file;
  const began = performance.now();
  try {
    const changes = await loadFile(graph, ready, {
      ...{ lock, now },
      progress: (done, total) => progress(path, 'loading', done, total),
    });
    const seconds = file.seconds + (performance.now() - began) / 1000;
    const { edition, checked } = ready;
    return {
      file: path,
      read: { ...recognised, dataSet: edition.dataSet, tally: checked.tally, changes, remarks, seconds },
    };
  } catch (error) {
    return failed(path, error, lock !== null);
  }
}

/** Whatever is wrong with one file, the others are read and the report is printed. */
const failed = (file: string, error: unknown, partly: boolean): FileOutcome =>
  error instanceof ImportError
    ? { file, failed: error.message, line: error.line, partly: false }
    : { file, failed: explain(error), line: null, partly };

const UNFINISHED = 'Its last line has no line break: see whether the file is whole.';
const isTable = ({ text }: InputFile) => !/^\s*[[{]/.test(text);

/** @throws ImportError for a file of which nothing is taken although nothing was left out on purpose. */
function refuseUnknown({ rows, unknown, refused }: ImportStats): void {
  if (rows.kept > 0 || rows.unknown + rows.refused === 0) return;
  const [kind, names] = [...unknown][0] ?? [];
  const [text] = names?.keys() ?? [];
  const [problem] = refused.problems;
  const first =
    text !== undefined && kind !== undefined
      ? `"${text}" is not known as ${kind}`
      : `line ${problem?.line ?? 0}: ${problem?.reason ?? ''}`;
  throw new ImportError(`None of its ${rowsRead({ rows })} rows can be used: ${first}.`);
}

/** The files named and all files of the folders named, hidden ones aside, in the order of their names. */
async function findFiles(paths: readonly string[]): Promise<Found[]> {
  const found: Found[] = [];
  for (const path of paths) {
    const folder = await stat(path).then(
      (entry) => entry.isDirectory(),
      () => false,
    );
    if (folder) found.push(...(await filesIn(path)));
    else found.push({ path, given: true });
  }
  return found;
}

async function filesIn(folder: string): Promise<Found[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => null);
  if (entries === null)
    return [{ path: folder, given: false, fault: `${folder} cannot be read: you have no permission.` }];
  const shown = entries.filter(({ name }) => !name.startsWith('.')).sort((a, b) => (a.name < b.name ? -1 : 1));
  const nested = shown.map(async (entry): Promise<Found[]> => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesIn(path) : [{ path, given: false }];
  });
  return (await Promise.all(nested)).flat();
}
