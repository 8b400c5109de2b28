import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statfsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { fullDisk, LocalNeo4jError, tellsOfFullDisk } from './error.ts';
import { hasCode, lastLines } from './file.ts';
import { acquireLock, type Lock, LockHeldError } from './lock.ts';

const POM = fileURLToPath(new URL('../../../src/graph/local/pom.xml', import.meta.url));
/** Room for the jars, for Maven's own copy of them and for a first graph. */
const NEEDED_MEGABYTES = 500;
const PROGRESS_EVERY_MS = 5_000;

/** The pinned version of Neo4j, such as 5.26.26. */
export const NEO4J_VERSION = /<neo4j\.version>(.+?)</.exec(readFileSync(POM, 'utf8'))?.[1] ?? '';

/** Where the jars are kept, who hears of progress, and the command that runs Maven. */
export interface LibraryOptions {
  libraries: string;
  report: (line: string) => void;
  maven?: string;
}

/**
 * The folder that holds the jars of Neo4j. Fetched by Maven the first time; it appears whole or not at all.
 * When another process is fetching them, waits for it.
 * @throws LocalNeo4jError when Maven is missing or fails, or when the disk is full.
 */
export async function resolveLibraries({ libraries, report, maven = 'mvn' }: LibraryOptions): Promise<string> {
  const root = resolve(libraries);
  const folder = join(root, `neo4j-${NEO4J_VERSION}`);
  if (existsSync(folder)) return folder;
  mkdirSync(root, { recursive: true });
  const lock = await waitForLock(`${folder}.lock`, report);
  try {
    if (!existsSync(folder)) await fetchInto(folder, maven, report);
  } finally {
    lock.release();
  }
  return folder;
}

async function waitForLock(path: string, report: (line: string) => void): Promise<Lock> {
  for (let waited = 0; ; waited += 500) {
    try {
      return await acquireLock(path);
    } catch (error) {
      if (!(error instanceof LockHeldError)) throw error;
      if (waited % PROGRESS_EVERY_MS === 0) report(`Process ${error.holder.pid} is fetching Neo4j; waiting for it.`);
      await delay(500);
    }
  }
}

async function fetchInto(folder: string, maven: string, report: (line: string) => void): Promise<void> {
  const root = resolve(folder, '..');
  const { bavail, bsize } = statfsSync(root);
  const free = Math.floor((bavail * bsize) / 1e6);
  if (free < NEEDED_MEGABYTES) {
    throw new LocalNeo4jError(
      `Neo4j needs ${NEEDED_MEGABYTES} MB of disk and ${root} has ${free} MB left: free some, then start again.`,
    );
  }
  const temporaryPrefix = `${folder}.partial-`;
  for (const name of readdirSync(root)) {
    const path = join(root, name);
    if (path.startsWith(temporaryPrefix)) rmSync(path, { recursive: true, force: true });
  }
  const temporary = mkdtempSync(temporaryPrefix);
  try {
    await runMaven(maven, temporary, report);
    renameSync(temporary, folder);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

const MEGABYTES: Readonly<Record<string, number>> = { B: 1e-6, kB: 1e-3, MB: 1 };

/** How much Maven has fetched so far, from its own lines, such as "Downloaded from central: … (1.2 MB at 4 MB/s)". */
export const fetchedMegabytes = (output: string) =>
  [...output.matchAll(/^.*Downloaded from .*\(([\d.]+) (k?B|MB) at /gm)].reduce(
    (sum, [, size, unit = '']) => sum + Number(size) * (MEGABYTES[unit] ?? 0),
    0,
  );

async function runMaven(maven: string, into: string, report: (line: string) => void): Promise<void> {
  const goal = 'org.apache.maven.plugins:maven-dependency-plugin:copy-dependencies';
  const options = ['-B', '-f', POM, '-DincludeScope=runtime', `-DoutputDirectory=${into}`];
  report(`Fetching Neo4j ${NEO4J_VERSION} with Maven: once, about 120 MB and a minute.`);
  const child = spawn(maven, [...options, goal], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const collect = (text: string) => (output += text);
  child.stdout.setEncoding('utf8').on('data', collect);
  child.stderr.setEncoding('utf8').on('data', collect);
  const progress = setInterval(() => {
    report(`Fetching Neo4j ${NEO4J_VERSION}: ${Math.round(fetchedMegabytes(output))} of about 120 MB.`);
  }, PROGRESS_EVERY_MS);
  const code = await new Promise<number | null>((done, fail) => child.once('error', fail).once('close', done))
    .catch((error: unknown) => {
      if (!hasCode(error, 'ENOENT')) throw error;
      throw new LocalNeo4jError(
        `Maven is needed once, to fetch Neo4j, and the command ${maven} was not found: ` +
          'install Maven, or set NEO4J_URI to a Neo4j of your own.',
      );
    })
    .finally(() => clearInterval(progress));
  if (code === 0) return;
  if (tellsOfFullDisk(output)) throw fullDisk(into, lastLines(output));
  throw new LocalNeo4jError(
    `Maven could not fetch Neo4j ${NEO4J_VERSION} (it ended with ${code ?? 'a signal'}): ` +
      'check the network and the settings of Maven, then start again.',
    lastLines(output),
  );
}
