import { spawn } from 'node:child_process';
import { closeSync, openSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { classArchive, type ClassArchive } from './class-archive.ts';
import { readIfPresent } from './file.ts';
import type { Home } from './home.ts';
import type { Java } from './java.ts';
import { endProcess, inspectProcess } from './running-process.ts';

/** Longest time Neo4j gets to end by itself, in milliseconds. */
const GRACE_MS = 20_000;

/** Neo4j as a child process. */
export interface Neo4jProcess {
  pid: number;
  /** Resolves with the exit code once it has ended; null when a signal ended it. */
  ended: Promise<number | null>;
  /** Its classes, for quicker later starts. */
  classes: ClassArchive;
  /** Asks it to end, makes it after a grace time, and returns when it is gone. */
  end(): Promise<void>;
}

/** Memory, collector and class path of Neo4j's Java. */
const javaOptions = (libraries: string, heapMegabytes: number): string[] => [
  `-Xms${Math.min(256, heapMegabytes)}m`,
  `-Xmx${heapMegabytes}m`,
  // Measured against the serial collector and the quick compiler alone: a load takes a third of the time, an answer half.
  '-XX:+UseParallelGC',
  '-cp',
  join(libraries, '*'),
];

/** Starts Neo4j as a child process with its output in the console log. It is not ready yet when this returns. */
export async function launchNeo4j(
  java: Java,
  libraries: string,
  home: Home,
  heapMegabytes: number,
  listsClasses: boolean,
): Promise<Neo4jProcess> {
  const options = javaOptions(libraries, heapMegabytes);
  const classes = classArchive(java, libraries, options, listsClasses ? home.classes : undefined);
  const javaArguments = [
    ...options,
    ...classes.arguments,
    '--add-opens=java.base/java.nio=ALL-UNNAMED',
    '--add-opens=java.base/java.io=ALL-UNNAMED',
    '--add-opens=java.base/sun.nio.ch=ALL-UNNAMED',
    '-Dio.netty.tryReflectionSetAccessible=true',
    '-Dlog4j2.disable.jmx=true',
    'org.neo4j.server.CommunityEntryPoint',
    ...homeArguments(home),
    '--console-mode',
  ];
  const output = openSync(home.console, 'w');
  // The shell records the process id before it becomes Java: however this process ends, the next start can find Neo4j.
  // A session of its own keeps Ctrl-C from Neo4j, so that the server can finish what it is doing first.
  const child = spawn('sh', ['-c', 'echo $$ > "$0" && exec "$@"', home.pid, java.command, ...javaArguments], {
    stdio: ['ignore', output, output],
    detached: true,
  });
  closeSync(output);
  await new Promise((resolve, reject) => child.once('spawn', resolve).once('error', reject));
  const endWithParent = () => void child.kill('SIGTERM');
  process.once('exit', endWithParent);
  const ended = new Promise<number | null>((resolve) => {
    child.once('exit', (code) => {
      process.off('exit', endWithParent);
      rmSync(home.pid, { force: true });
      resolve(code);
    });
  });
  return {
    pid: child.pid ?? 0,
    ended,
    classes,
    async end() {
      child.kill('SIGTERM');
      const insist = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
      await ended;
      clearTimeout(insist);
    },
  };
}

/** Ends the Neo4j of this home that a killed process left behind; another process with the same id is left alone. */
export async function endOrphan(home: Home, report: (line: string) => void): Promise<void> {
  const pid = Number(readIfPresent(home.pid));
  const found = Number.isInteger(pid) && pid > 0 ? inspectProcess(pid) : undefined;
  if (found?.commandLine.includes(homeArguments(home).join(' '))) {
    report(`Ending the Neo4j that an earlier run left behind (process ${pid}).`);
    await endProcess(pid, found.start, GRACE_MS);
  }
  rmSync(home.pid, { force: true });
}

/** The arguments by which a Neo4j of this home is recognised. */
function homeArguments(home: Home): string[] {
  return [`--home-dir=${home.neo4j}`, `--config-dir=${home.conf}`];
}
