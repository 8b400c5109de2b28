import { execFile } from 'node:child_process';
import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { LocalNeo4jError } from './error.ts';

/** A Java that is installed. */
export interface Java {
  command: string;
  /** What it says about its version and build. */
  version: string;
}

/** The Java versions that Neo4j 5.26 runs on. */
const FITTING: readonly number[] = [17, 21];

/** Folders in which systems and installers keep one Java a subfolder. */
const SHELVES = [
  '/usr/lib/jvm',
  '/Library/Java/JavaVirtualMachines',
  join(homedir(), 'Library/Java/JavaVirtualMachines'),
  join(homedir(), '.sdkman/candidates/java'),
];
const KEGS = ['/opt/homebrew/opt', '/usr/local/opt'].flatMap((folder) =>
  FITTING.map((version) => join(folder, `openjdk@${version}`)),
);

/** Every place where a Java may be, best first: `javaHome`, the one on the search path, then the usual folders. */
export function javaCandidates(javaHome?: string): string[] {
  const homes = SHELVES.filter((shelf) => existsSync(shelf))
    .flatMap((shelf) => readdirSync(shelf).map((name) => join(shelf, name)))
    .concat(KEGS)
    .flatMap((home) => [home, join(home, 'Contents/Home')]);
  const installed = homes.map((home) => join(home, 'bin/java')).filter((command) => existsSync(command));
  return [
    ...(javaHome === undefined ? [] : [join(javaHome, 'bin/java')]),
    'java',
    ...new Set(installed.map((command) => realpathSync(command))),
  ];
}

/**
 * The first Java that Neo4j runs on.
 * @throws LocalNeo4jError that says what was found and what to install.
 */
export async function chooseJava(candidates: readonly string[]): Promise<Java> {
  const found: string[] = [];
  for (const command of candidates) {
    const version = await javaVersion(command);
    const feature = featureOf(version);
    if (feature !== undefined && FITTING.includes(feature)) return { command, version };
    if (feature !== undefined) found.push(`Java ${feature} (${command})`);
  }
  throw new LocalNeo4jError(
    `The local Neo4j needs Java ${FITTING.join(' or ')} but found ${found.join(', ') || 'no Java'}: ` +
      `install a JDK ${FITTING.join(' or ')}, or set JAVA_HOME to one.`,
  );
}

/** What a command says about its version; nothing when it does not run. */
function javaVersion(command: string): Promise<string> {
  return new Promise((resolve) => {
    execFile(command, ['-version'], { timeout: 20_000 }, (_error, out, complaint) => resolve(complaint + out));
  });
}

/** The feature version of a Java, such as 17; undefined when it is no Java. */
function featureOf(version: string): number | undefined {
  // Up to Java 8 the version reads 1.8.0; from 9 on 9.0.4 or just 21.
  const [, feature] = /version "(?:1\.)?(\d+)/.exec(version) ?? [];
  return feature === undefined ? undefined : Number(feature);
}
