import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { classArchive } from '../../../src/graph/local/class-archive.ts';
import { chooseJava, javaCandidates, type Java } from '../../../src/graph/local/java.ts';

const scratch = mkdtempSync(join(tmpdir(), 'lodegraph-class-archive-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const never = new AbortController().signal;

/** A folder for jars in a folder of its own, and a file for the list. */
function places(): { root: string; libraries: string; list: string } {
  const root = mkdtempSync(join(scratch, 'folder-'));
  const libraries = join(root, 'neo4j-5');
  mkdirSync(libraries);
  return { root, libraries, list: join(root, 'classes.list') };
}

/** A Java that notes the list it is given, writes an archive and ends with a code. */
function standIn(root: string, code: number): Java {
  const command = join(root, 'java');
  const lines = [
    '#!/bin/sh',
    'for word; do case "$word" in -XX:SharedClassListFile=*) list="${word#*=}";; -XX:SharedArchiveFile=*) into="${word#*=}";; esac; done',
    `cp "$list" '${join(root, 'seen.list')}'`,
    'echo archive > "$into"',
    `exit ${code}`,
  ];
  writeFileSync(command, `${lines.join('\n')}\n`, { mode: 0o755 });
  return { command, version: `stand-in ${code}` };
}
const archives = (root: string) => readdirSync(root).filter((name) => name.includes('.jsa'));

describe('the archive of classes', () => {
  test('is made by Java from what it has loaded, and is read by it from then on', async () => {
    const { libraries, list } = places();
    const java = await chooseJava(javaCandidates());
    const options = ['-XX:+UseParallelGC', '-cp', libraries];
    const first = classArchive(java, libraries, options, list);
    execFileSync(java.command, [...options, ...first.arguments, '-version'], { stdio: 'ignore' });
    expect(await first.make(never)).toBe(true);
    expect(existsSync(list)).toBe(false);

    const later = classArchive(java, libraries, options, list);
    expect(later.arguments[0]).toContain('-XX:SharedArchiveFile=');
    // -Xshare:on ends Java where the archive does not fit.
    execFileSync(java.command, [...options, ...later.arguments, '-Xshare:on', '-version'], { stdio: 'ignore' });
    expect(await later.make(never)).toBe(false);
  });

  test('is made of whole lines that are not too long for Java', async () => {
    const { root, libraries, list } = places();
    writeFileSync(list, `java/lang/Object\n${'x'.repeat(5_000)}\njava/lang/String\njava/lang/Th`);
    expect(await classArchive(standIn(root, 0), libraries, [], list).make(never)).toBe(true);
    expect(readFileSync(join(root, 'seen.list'), 'utf8')).toBe('java/lang/Object\njava/lang/String\n');
  });

  test('takes the place of that of another Java', async () => {
    const { root, libraries, list } = places();
    const java = standIn(root, 0);
    const make = (version: string) => classArchive({ ...java, version }, libraries, [], list).make(never);
    await make('17.0.15');
    const [old] = archives(root);
    await make('17.0.16');
    expect(archives(root)).toHaveLength(1);
    expect(archives(root)).not.toContain(old);
  });

  test('leaves nothing behind when Java fails, cannot be run, or is told to stop', async () => {
    const { root, libraries, list } = places();
    const make = (java: Java, signal = never) => classArchive(java, libraries, [], list).make(signal);
    expect(await make(standIn(root, 1))).toBe(false);
    expect(await make({ command: join(root, 'no-such-java'), version: '' })).toBe(false);
    expect(await make(standIn(root, 0), AbortSignal.abort())).toBe(false);
    expect(archives(root)).toEqual([]);
  });

  test('is neither listed for nor made where nobody asked for it', async () => {
    const { root, libraries } = places();
    const none = classArchive(standIn(root, 0), libraries, []);
    expect(none.arguments).toEqual([]);
    expect(await none.make(never)).toBe(false);
  });
});
