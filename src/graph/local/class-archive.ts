import { spawn } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { readIfPresent } from './file.ts';
import type { Java } from './java.ts';

/** Longer lines of a class list end Java instead of making an archive. */
const LONGEST_LINE = 4_000;

/**
 * Classes of Neo4j as Java has loaded and checked them once (class data sharing): with them a start takes two thirds of the
 * processor time. Java ignores an archive that does not fit its version or the jars.
 */
export interface ClassArchive {
  /** Arguments for Java: to read the archive, or to list the classes that it loads. */
  arguments: string[];
  /** Makes the archive from that list in a process that gives way to all others; false when there is no list or it cannot be made. */
  make(signal: AbortSignal): Promise<boolean>;
}

/**
 * The class archive beside the folder of the jars: that of the Java which made one last.
 *
 * @param classpath arguments with which Neo4j is started, up to the class path: an archive fits only those
 * @param list file for the names of the classes that are loaded while there is no archive; none are listed without it
 */
export function classArchive(java: Java, libraries: string, classpath: readonly string[], list?: string): ClassArchive {
  const digest = createHash('sha256').update(java.version).update(libraries).digest('hex').slice(0, 16);
  const prefix = `${basename(libraries)}-classes-`;
  const file = join(dirname(libraries), `${prefix}${digest}.jsa`);
  if (existsSync(file)) return { arguments: [`-XX:SharedArchiveFile=${file}`], make: () => Promise.resolve(false) };
  if (list === undefined) return { arguments: [], make: () => Promise.resolve(false) };
  return {
    arguments: [`-XX:DumpLoadedClassList=${list}`],
    async make(signal) {
      const temporary = `${file}.${randomUUID()}`;
      try {
        writeFileSync(list, usable(readIfPresent(list) ?? ''));
        const options = ['-Xshare:dump', `-XX:SharedClassListFile=${list}`, `-XX:SharedArchiveFile=${temporary}`];
        if (!(await ends(java.command, [...options, ...classpath], signal))) return false;
        for (const name of readdirSync(dirname(file)))
          if (name.startsWith(prefix) && name !== basename(temporary)) rmSync(join(dirname(file), name));
        renameSync(temporary, file);
        return true;
      } catch {
        // A full disk or a folder that cannot be written to: Neo4j starts without it as well.
        return false;
      } finally {
        rmSync(temporary, { force: true });
        rmSync(list, { force: true });
      }
    },
  };
}

/** Whole lines that Java can read: it may be in the middle of writing the last one. */
const usable = (list: string) =>
  list
    .slice(0, list.lastIndexOf('\n') + 1)
    .split('\n')
    .filter((line) => line.length < LONGEST_LINE)
    .join('\n');

function ends(command: string, words: readonly string[], signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(command, words, { stdio: 'ignore', signal });
    child.once('error', () => resolve(false));
    child.once('exit', (code) => resolve(code === 0));
    if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW);
  });
}
