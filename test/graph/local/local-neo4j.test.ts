import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { connect, createServer } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import neo4j from 'neo4j-driver';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { isNew, keepData, openHome, prepareData } from '../../../src/graph/local/home.ts';
import { chooseJava, javaCandidates } from '../../../src/graph/local/java.ts';
import { fetchedMegabytes, NEO4J_VERSION, resolveLibraries } from '../../../src/graph/local/libraries.ts';
import { type LocalNeo4j, type LocalNeo4jOptions, startLocalNeo4j } from '../../../src/graph/local/local-neo4j.ts';
import { acquireLock } from '../../../src/graph/local/lock.ts';
import { endOrphan } from '../../../src/graph/local/process.ts';
import { inspectProcess } from '../../../src/graph/local/running-process.ts';

const PROJECT = fileURLToPath(new URL('../../..', import.meta.url));
const quiet = () => undefined;
const scratch = mkdtempSync(join(tmpdir(), 'lodegraph-local-neo4j-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const temporary = () => mkdtempSync(join(scratch, 'folder-'));

function optionsFor(home: string): LocalNeo4jOptions {
  return {
    home,
    libraries: join(PROJECT, '.lodegraph/lib'),
    heapMegabytes: 256,
    pageCacheMegabytes: 32,
    report: quiet,
  };
}

/** Runs one query with the given password and returns the first value of its first row. */
async function ask(server: { uri: string; user: string; password: string }, query: string): Promise<unknown> {
  const driver = neo4j.driver(server.uri, neo4j.auth.basic(server.user, server.password), {
    disableLosslessIntegers: true,
  });
  try {
    const { records } = await driver.executeQuery(query);
    return records[0]?.get(0);
  } finally {
    await driver.close();
  }
}

/** A program in a folder of its own that stands in for another one. */
function program(name: string, ...lines: string[]): string {
  const path = join(temporary(), name);
  writeFileSync(path, ['#!/bin/sh', ...lines, ''].join('\n'));
  chmodSync(path, 0o755);
  return path;
}

const portOf = (uri: string) => Number(new URL(uri).port);

function accepts(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 2_000 });
    const finish = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => finish(true));
    socket.once('error', () => finish(false));
    socket.once('timeout', () => finish(false));
  });
}

describe('a local Neo4j that another process started', () => {
  const home = temporary();
  let starter: ChildProcess;
  let server: { uri: string; user: string; password: string; pid: number };

  beforeAll(async () => {
    const script = join(temporary(), 'start.mjs');
    const module = new URL('../../../src/graph/local/local-neo4j.ts', import.meta.url).href;
    writeFileSync(
      script,
      `import { startLocalNeo4j } from ${JSON.stringify(module)};
       const options = ${JSON.stringify(optionsFor(home))};
       const server = await startLocalNeo4j({ ...options, report: () => undefined });
       console.log(JSON.stringify(server));
       setInterval(() => undefined, 1000);`,
    );
    starter = spawn(process.execPath, ['--import', 'tsx', script], {
      cwd: PROJECT,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(starter.stdout ?? starter, 'data')) as [Buffer];
    server = JSON.parse(line.toString()) as typeof server;
  });
  afterAll(() => void starter.kill('SIGKILL'));

  test('has a folder that is new no longer', () => {
    expect([temporary(), home].map(isNew)).toEqual([true, false]);
  });

  test('answers a query', async () => {
    expect(await ask(server, 'RETURN 6 * 7')).toBe(42);
  });

  test('refuses a wrong password', async () => {
    const error = { code: 'Neo.ClientError.Security.Unauthorized' };
    await expect(ask({ ...server, password: 'neo4j' }, 'RETURN 1')).rejects.toMatchObject(error);
  });

  test('keeps its password where only the owner can read it', () => {
    const file = join(home, 'credentials.json');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ user: server.user, password: server.password });
  });

  test('listens on loopback only, and for Bolt only', async () => {
    const elsewhere = Object.values(networkInterfaces()).flatMap((all) => (all ?? []).filter((one) => !one.internal));
    const ipv4 = elsewhere.filter(({ family }) => family === 'IPv4').map(({ address }) => address);
    expect(await accepts('127.0.0.1', portOf(server.uri))).toBe(true);
    for (const address of ipv4) expect(await accepts(address, portOf(server.uri)), address).toBe(false);
    const setting = (name: string) => ask(server, `SHOW SETTINGS '${name}' YIELD value RETURN value`);
    expect(await setting('server.bolt.listen_address')).toBe(`127.0.0.1:${portOf(server.uri)}`);
    expect(await setting('server.http.enabled')).toBe('false');
    expect(await setting('server.https.enabled')).toBe('false');
    expect(await setting('dbms.usage_report.enabled')).toBe('false');
  });

  test('is refused to a second start, which says who holds it and how to share it', async () => {
    const refusal = startLocalNeo4j(optionsFor(home));
    await expect(refusal).rejects.toThrow(`Process ${String(starter.pid)} uses`);
    await expect(refusal).rejects.toThrow(`NEO4J_URI=${server.uri}`);
    await expect(refusal).rejects.toThrow('PORT=… before the command');
    expect(await ask(server, 'RETURN 1')).toBe(1);
  });

  describe('after kill -9 of that process', () => {
    let next: LocalNeo4j;
    const onExit = vi.fn<(code: number | null) => void>();

    beforeAll(async () => {
      await ask(server, "CREATE (:Kept {by: 'the first'})");
      starter.kill('SIGKILL');
      await once(starter, 'exit');
      expect(inspectProcess(server.pid)).toBeDefined();
      next = await startLocalNeo4j({ ...optionsFor(home), onExit });
    });
    afterAll(() => next.stop());

    test('starts again with its data, its password and its port, and the Neo4j left behind is gone', async () => {
      expect(inspectProcess(server.pid)?.commandLine ?? '').not.toContain(home);
      expect(next).toMatchObject({ uri: server.uri, password: server.password });
      expect(await ask(next, 'MATCH (kept:Kept) RETURN kept.by')).toBe('the first');
    });

    test('says when Neo4j itself is killed, then starts with all data on another port if its own is taken', async () => {
      await ask(next, "CREATE (:Kept {by: 'the second'})");
      process.kill(next.pid, 'SIGKILL');
      await vi.waitFor(() => expect(onExit).toHaveBeenCalledWith(null), { timeout: 10_000 });
      await next.stop();

      const squatter = createServer().listen(portOf(server.uri), '127.0.0.1');
      await once(squatter, 'listening');
      try {
        next = await startLocalNeo4j({ ...optionsFor(home), onExit });
      } finally {
        squatter.close();
      }
      expect(next.uri).not.toBe(server.uri);
      expect(await ask(next, 'MATCH (kept:Kept) RETURN count(kept)')).toBe(2);
    }, 120_000);

    test('leaves neither a process nor a lock when it is stopped, however often', async () => {
      await Promise.all([next.stop(), next.stop()]);
      await next.stop();
      expect(inspectProcess(next.pid)).toBeUndefined();
      expect(readdirSync(home).filter((name) => name.startsWith('lock'))).toEqual([]);
      expect(onExit).toHaveBeenCalledTimes(1);
    });
  });
});

describe('a local Neo4j that cannot start', () => {
  test('shows the last lines of its log, names the log and gives the folder free', async () => {
    const home = temporary();
    const impossible = { ...optionsFor(home), heapMegabytes: 1 };
    const attempt = () => startLocalNeo4j(impossible);
    const message = expect.stringContaining(join(home, 'neo4j/logs/console.log')) as string;
    const logTail = expect.stringMatching(/heap/i) as string;
    await expect(attempt()).rejects.toMatchObject({ name: 'LocalNeo4jError', message, logTail });
    await expect(attempt()).rejects.toMatchObject({ message });
  });

  test('says so when its folder cannot be used', async () => {
    const file = join(temporary(), 'file');
    writeFileSync(file, '');
    await expect(startLocalNeo4j(optionsFor(file))).rejects.toThrow('LODEGRAPH_HOME');
  });

  test('says what to do when its credentials cannot be read', async () => {
    const home = temporary();
    writeFileSync(join(home, 'credentials.json'), '{}');
    await expect(startLocalNeo4j(optionsFor(home))).rejects.toThrow('restore it from a copy');
  });
});

describe('the data', () => {
  test('of a first start that was cut short are removed, as Neo4j cannot recover them; all others are kept', () => {
    const home = openHome(temporary());
    const store = join(home.data, 'databases/neo4j');
    prepareData(home);
    mkdirSync(store, { recursive: true });
    prepareData(home);
    expect(existsSync(store)).toBe(false);

    mkdirSync(store, { recursive: true });
    keepData(home);
    prepareData(home);
    expect(existsSync(store)).toBe(true);
  });
});

describe('the lock', () => {
  const me = { pid: process.pid, since: '2026-01-12T00:00:00.000Z' };

  test('of a process that ended is taken over, even when another process has its id now', async () => {
    const path = join(temporary(), 'lock');
    writeFileSync(path, JSON.stringify({ ...me, processStart: 'another start' }));
    const lock = await acquireLock(path);
    const holder = JSON.parse(readFileSync(path, 'utf8')) as unknown;
    expect(holder).toMatchObject({ pid: process.pid, processStart: inspectProcess(process.pid)?.start });
    lock.release();
    expect(existsSync(path)).toBe(false);
  });

  test('goes to exactly one of many that want a stale one at the same moment', async () => {
    const path = join(temporary(), 'lock');
    writeFileSync(path, 'torn');
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => acquireLock(path)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('goes to exactly one of several processes that want a stale one at the same moment', async () => {
    const path = join(temporary(), 'lock');
    writeFileSync(path, JSON.stringify({ ...me, processStart: 'another start' }));
    const module = new URL('../../../src/graph/local/lock.ts', import.meta.url).href;
    // Each holds what it got until all have answered.
    const script = join(temporary(), 'take.mjs');
    writeFileSync(
      script,
      `import { acquireLock } from ${JSON.stringify(module)};
       const won = await acquireLock(${JSON.stringify(path)}).then(() => 'won', () => 'lost');
       console.log(won);
       process.stdin.resume();`,
    );
    const contenders = Array.from({ length: 4 }, () =>
      spawn(process.execPath, ['--import', 'tsx', script], { cwd: PROJECT, stdio: ['pipe', 'pipe', 'inherit'] }),
    );
    const answers = await Promise.all(
      contenders.map(async ({ stdout }) => ((await once(stdout, 'data')) as [Buffer])[0].toString().trim()),
    );
    for (const contender of contenders) contender.stdin.end();
    expect(answers.toSorted()).toEqual(['lost', 'lost', 'lost', 'won']);
  });
});

describe('a recorded process id', () => {
  test('that is now of another program leaves that program alone', async () => {
    const home = openHome(temporary());
    const bystander = spawn('sleep', ['60']);
    try {
      await once(bystander, 'spawn');
      writeFileSync(home.pid, String(bystander.pid));
      await endOrphan(home, quiet);
      expect(inspectProcess(bystander.pid ?? 0)).toBeDefined();
      expect(existsSync(home.pid)).toBe(false);
    } finally {
      bystander.kill();
    }
  });
});

describe('Java', () => {
  const java = (version: string) => program('java', `echo 'openjdk version "${version}" 2026-01-20' >&2`);

  test('of a version that Neo4j does not run on is passed over', async () => {
    const fitting = java('21.0.9');
    const chosen = await chooseJava([java('25.0.1'), java('1.8.0_402'), 'no-such-command', fitting]);
    expect(chosen.command).toBe(fitting);
  });

  test('is asked for in one sentence that says what was found', async () => {
    const old = java('1.8.0_402');
    const young = java('25');
    await expect(chooseJava([old, young])).rejects.toThrow(
      `needs Java 17 or 21 but found Java 8 (${old}), Java 25 (${young}): install a JDK 17 or 21, or set JAVA_HOME`,
    );
    await expect(chooseJava([])).rejects.toThrow('found no Java');
  });

  test('is taken from JAVA_HOME first, then from the search path', () => {
    expect(javaCandidates('a-java-home').slice(0, 2)).toEqual([join('a-java-home', 'bin/java'), 'java']);
    expect(javaCandidates()[0]).toBe('java');
  });
});

describe('the libraries', () => {
  const readInto = 'for argument; do case "$argument" in -DoutputDirectory=*) into="${argument#*=}";; esac; done';

  test('are fetched once when two want them at the same moment', async () => {
    const libraries = temporary();
    const calls = join(temporary(), 'calls');
    const maven = program('mvn', readInto, `echo called >> '${calls}'`, 'touch "$into/neo4j.jar"');
    const both = await Promise.all([1, 2].map(() => resolveLibraries({ libraries, report: quiet, maven })));
    const folder = join(libraries, `neo4j-${NEO4J_VERSION}`);
    expect(both).toEqual([folder, folder]);
    expect(readdirSync(libraries)).toEqual([`neo4j-${NEO4J_VERSION}`]);
    expect(readdirSync(folder)).toEqual(['neo4j.jar']);
    expect(readFileSync(calls, 'utf8')).toBe('called\n');
  });

  test('are never left half fetched, and a full disk is named', async () => {
    const libraries = temporary();
    const maven = program('mvn', readInto, 'touch "$into/half.jar"', 'echo "No space left on device"', 'exit 1');
    await expect(resolveLibraries({ libraries, report: quiet, maven })).rejects.toThrow('is full: free 500 MB');
    expect(readdirSync(libraries)).toEqual([]);
  });

  test('are told of in megabytes while they are fetched', () => {
    const lines = [
      '[INFO] Scanning for projects...',
      'Downloading from central: https://repo.example/neo4j-cypher.jar',
      'Downloaded from central: https://repo.example/neo4j-cypher.jar (12.5 MB at 9.1 MB/s)',
      '[INFO] Downloaded from central: https://repo.example/neo4j-cypher.pom (500 kB at 90 kB/s)',
      'Downloaded from central: https://repo.example/neo4j-cypher.pom.sha1 (40 B at 1.2 kB/s)',
    ];
    expect(fetchedMegabytes(lines.join('\n'))).toBeCloseTo(13.00004, 9);
    expect(fetchedMegabytes('')).toBe(0);
  });

  test('need Maven, which is asked for in one sentence', async () => {
    const missing = { libraries: temporary(), report: quiet, maven: 'no-such-maven' };
    await expect(resolveLibraries(missing)).rejects.toThrow('install Maven');
    expect(readdirSync(missing.libraries)).toEqual([]);
  });

  test('show what Maven said when it fails', async () => {
    const maven = program('mvn', 'echo "the archive does not answer"', 'exit 1');
    await expect(resolveLibraries({ libraries: temporary(), report: quiet, maven })).rejects.toMatchObject({
      message: expect.stringContaining('check the network and the settings of Maven') as string,
      logTail: 'the archive does not answer',
    });
  });

  test('that are complete are used without Maven', async () => {
    const libraries = temporary();
    const maven = program('mvn', readInto, 'touch "$into/neo4j.jar"');
    const folder = await resolveLibraries({ libraries, report: quiet, maven });
    expect(await resolveLibraries({ libraries, report: quiet, maven: 'no-such-maven' })).toBe(folder);
  });
});
