import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import neo4j, { type Driver } from 'neo4j-driver';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { importAndTell } from '../../src/commands/import-and-tell.ts';
import { importCommand } from '../../src/commands/import-command.ts';
import { curatedForImport } from '../../src/ingest/curated/curated.ts';
import { loadSeed, readSeed } from '../../src/ingest/seed/load.ts';
import { openGraph, type Graph } from '../../src/graph/graph.ts';
import { prepare } from '../../src/graph/prepare.ts';
import { attempt } from '../../src/lib/attempt.ts';
import { withLoadLock } from '../../src/loading/lock.ts';
import { int } from '../../src/graph/graph.ts';
import { flowsWhere } from '../../src/entities/trade-flow/queries-where.ts';
import { madeFile } from '../ingest/parse-file.ts';
import { fewFlows } from '../ingest/few-flows.ts';
import { borrowNeo4j } from '../lent-neo4j.ts';
import type { TestNeo4j } from '../neo4j.ts';

const PROJECT = new URL('../..', import.meta.url).pathname;
const scratch = mkdtempSync(join(tmpdir(), 'lodegraph-import-'));
const countryCodes = join(PROJECT, 'seed/baci/country_codes_V202601.csv');
const LONG = 600_000;
const patience = { timeout: 120_000 };

let local: TestNeo4j;
let graph: Graph;
let driver: Driver;
/** Where the trade of the seed lies. */
let trade: URL;

// A Neo4j of its own: what is imported here must not show in the answers that other tests ask for. Its seed has few flows, since
// the graph is compared as a whole time and again.
beforeAll(async () => {
  trade = fewFlows(scratch);
  local = await borrowNeo4j();
  graph = openGraph({ ...local, statementTimeout: 120_000, writeTimeout: 120_000, connectionTimeout: 20_000 });
  driver = neo4j.driver(local.uri, neo4j.auth.basic(local.user, local.password), { disableLosslessIntegers: true });
  // As a first start does it: read before there is a graph. That it is the same as what is read then, a second load shows.
  const seed = readSeed(new Date(), { tradeFolder: trade });
  await loadSeed(graph, new Date(), () => undefined, { seed });
}, LONG);
afterAll(async () => {
  await driver.close();
  await graph.close();
  await local.stop();
  rmSync(scratch, { recursive: true, force: true });
});

const settings = () => ({ NEO4J_URI: local.uri, NEO4J_USER: local.user, NEO4J_PASSWORD: local.password });
const environment = () => ({ ...process.env, ...settings() });
const command = ['src/commands/run.mjs', 'import'];

interface Ended {
  code: number;
  out: string;
  err: string;
}

/** Runs the command as a user types it, in this process: one of its own costs seconds to start. */
async function run(...args: string[]): Promise<Ended> {
  const out: string[] = [];
  const err: string[] = [];
  for (const [name, value] of Object.entries(settings())) vi.stubEnv(name, value);
  try {
    const code = await importCommand(args, { print: (line) => out.push(line), say: (line) => err.push(line) });
    return { code, out: out.join('\n'), err: err.join('\n') };
  } finally {
    vi.unstubAllEnvs();
  }
}

/** Runs the command as a user does. */
function runProcess(...args: string[]): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(process.execPath, [...command, ...args], { cwd: PROJECT, env: environment() }, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, out, err }),
    );
  });
}

interface Report {
  files: {
    file: string;
    failed?: string;
    rows: Record<string, number>;
    changes: { added: number; revised: number; unchanged: number; gone: number };
    refused: { problems: { line: number; reason: string }[] };
    unknown: { kind: string; text: string; lines: number[] }[];
  }[];
}
const fileOf = (json: string): Report['files'][number] => {
  const [file] = (JSON.parse(json) as Report).files;
  if (!file) throw new Error('No file was read.');
  return file;
};

/** The report of the one file that a command has imported. */
function reported({ out, err, code }: Ended): Report['files'][number] {
  if (code !== 0) throw new Error(`${err}${out}`);
  return fileOf(out);
}

/** Imports in this process, as the command does once it has found the graph; a process costs seconds to start. */
async function importHere(
  path: string,
  how: { dryRun: boolean; json: boolean },
): Promise<{ whole: boolean; out: string }> {
  const lines: string[] = [];
  const request = { paths: [path], publisher: null, options: { asOf: null, hs: null } };
  const whole = await importAndTell(graph, request, how, (line) => lines.push(line));
  return { whole, out: lines.join('\n') };
}

/** Imports and gives the report of the one file. */
async function imported(path: string, { dryRun = false } = {}): Promise<Report['files'][number]> {
  const { whole, out } = await importHere(path, { dryRun, json: true });
  if (!whole) throw new Error(out);
  return fileOf(out);
}

async function ask<T>(query: string, parameters = {}): Promise<T[]> {
  const { records } = await driver.executeQuery(query, parameters, { transactionConfig: patience });
  return records.map((record) => record.get(0) as T);
}

/**
 * A digest of the whole graph: every node with its labels and properties, every relationship with both ends. Loads and their
 * lock are left out, and the moment of a retraction is one like another.
 */
async function digest(): Promise<string> {
  const session = driver.session({ defaultAccessMode: neo4j.session.READ });
  let sum = 0n;
  const add = (value: unknown) => {
    const hash = createHash('sha1').update(JSON.stringify(value)).digest();
    sum = BigInt.asUintN(64, sum + hash.readBigUInt64BE());
  };
  const sorted = (properties: Record<string, unknown>) =>
    Object.entries({ ...properties, ...('retractedAt' in properties ? { retractedAt: true } : {}) }).sort(([a], [b]) =>
      a < b ? -1 : 1,
    );
  try {
    const nodes = session.run(
      'MATCH (n) WHERE NOT n:Load AND NOT n:LoadLock RETURN labels(n), properties(n)',
      {},
      patience,
    );
    for await (const row of nodes) add([row.get(0), sorted(row.get(1) as Record<string, unknown>)]);
    const ends = session.run(
      `MATCH (a)-[r]->(b) RETURN type(r), properties(r), labels(a)[0] + coalesce(a.id, a.slug, a.iso3), labels(b)[0] + coalesce(b.id, b.slug, b.iso3)`,
      {},
      patience,
    );
    for await (const row of ends)
      add([row.get(0), sorted(row.get(1) as Record<string, unknown>), row.get(2), row.get(3)]);
  } finally {
    await session.close();
  }
  return sum.toString(16);
}

/** A file of this content in a folder of its own. */
function made(name: string, content: string | Uint8Array): string {
  const path = join(mkdtempSync(join(scratch, 'files-')), name);
  writeFileSync(path, content);
  return path;
}

const cobalt = readFileSync(madeFile('bgs/cobalt.csv'), 'utf8');
const [header = '', ...cobaltRows] = cobalt.trimEnd().split('\n');
const cobaltFile = (rows: readonly string[], head = header) => `${[head, ...rows].join('\n')}\n`;
const columns = header.split(',');
/** The row with another cell in a column; the made file has no quoted cells before the notes. */
const withCell = (row: string, column: string, cell: string) => {
  const cells = row.split(',');
  cells[columns.indexOf(column)] = cell;
  return cells.join(',');
};
/** One that the curated table does not have, and that has no quoted cell. */
const [, ownRow = ''] = cobaltRows;
const others = cobaltRows.filter((row) => row !== ownRow);

const baciFolder = (release: string) => {
  const folder = mkdtempSync(join(scratch, 'baci-'));
  copyFileSync(countryCodes, join(folder, `country_codes_${release}.csv`));
  return folder;
};

/** A file of trade in a code that no product has, with what the codes mean beside it. */
function tradeInProcessors(): string {
  const folder = baciFolder('V202601');
  writeFileSync(join(folder, 'product_codes_HS17_V202601.csv'), 'code,description\n854231,Processors\n');
  const path = join(folder, 'BACI_HS17_Y2023_V202601.csv');
  writeFileSync(path, 't,i,j,k,v,q\n2023,156,842,854231,2,1\n2023,156,842,850440,2,1\n');
  return path;
}

/** What Japan declares of its imports in all, from China and from places without a name. */
function comtradeAnswer(): string {
  const record = { typeCode: 'C', freqCode: 'A', refYear: 2002, reporterCode: 392, flowCode: 'M', partner2Code: 0 };
  const goods = { cmdCode: '280530', customsCode: 'C00', mosCode: 0, motCode: 0, netWgt: null };
  const data = [
    [0, 1000],
    [156, 300],
    [899, 500],
  ].map(([partnerCode, primaryValue]) => ({ ...record, ...goods, partnerCode, primaryValue }));
  return made('answer.json', JSON.stringify({ elapsedTime: '1', data, error: '' }));
}

describe('on a graph that has imports, nothing in the whole of it is changed', () => {
  const files = { cobalt: '', facilities: '', processors: '', answer: '' };
  let first: Report['files'][number];
  let before: string;
  beforeAll(async () => {
    files.cobalt = made('cobalt.csv', cobalt);
    files.facilities = join(scratch, 'flat.csv');
    copyFileSync(madeFile('facilities/flat.csv'), files.facilities);
    files.processors = tradeInProcessors();
    files.answer = comtradeAnswer();
    first = reported(await runProcess(files.cobalt, '--json'));
    reported(await run(files.processors, '--hs', '8542', '--json'));
    await imported(files.facilities);
    await imported(files.answer);
    before = await digest();
  }, LONG);
  afterAll(async () => {
    expect(await digest()).toBe(before);
  }, LONG);

  test('by the same file of figures', async () => {
    expect(first.rows['kept']).toBeGreaterThan(0);
    expect(first.changes.added + first.changes.unchanged).toBeGreaterThan(0);
    const second = await imported(files.cobalt);
    expect(second.changes).toMatchObject({ added: 0, revised: 0, gone: 0 });
    expect(second.rows).toEqual(first.rows);
  });

  test('by the same file of facilities, each of which has its minerals, its place and a claim', async () => {
    const { changes } = await imported(files.facilities);
    expect(changes).toMatchObject({ added: 0, revised: 0, gone: 0 });
    const [counts] = await ask<number[]>(
      `MATCH (f:Facility) WHERE f.origin IS NOT NULL
       RETURN [count(f), sum(COUNT { (f)-[:LOCATED_IN]->() }), sum(COUNT { (f)<-[:ABOUT]-(:Claim {property: 'listed'}) }), sum(COUNT { (f)-[:HAS_COMMODITY]->() })]`,
    );
    expect(changes.unchanged).toBeGreaterThan(0);
    expect(counts?.slice(0, 3)).toEqual([changes.unchanged, changes.unchanged, changes.unchanged]);
    expect(counts?.[3]).toBeGreaterThan(0);
  });

  test('by the same answer of UN Comtrade, which left what its reporter declares, and who reports on the table', async () => {
    expect((await imported(files.answer)).rows).toMatchObject({ kept: 3 });
    expect(
      await ask(
        `MATCH (table:TradeTable {id: 'un-comtrade-imports:280530:2002'}), (total:TradeTotal {id: table.id + ':JPN'})
         RETURN [table.reportedBy, table.complete, total.country, total.valueUsd, total.tonnes, total.unnamedUsd]`,
      ),
    ).toEqual([['IMPORTER', false, 'JPN', 1000, null, 500]]);
  });

  test(
    'by the seed, which says so and tells how many rows were left out, and why; nor where a code of trade got a product of its own, found however the code is written',
    async () => {
      const report = await loadSeed(graph, new Date(), () => undefined, { tradeFolder: trade });
      expect(report).toMatchObject({ created: 0, changed: 0, retracted: 0, refused: [] });
      expect([...report.skipped]).toEqual([['2024 comes from the full file alone', 1515]]);
      const product = `MATCH (p:Product {slug: 'hs-854231'}) RETURN [p.name, p.hsCodes, p.tradeYears, COUNT { (p)<-[:OF]-(:TradeFlow) }]`;
      expect(await ask(product)).toEqual([['Processors', ['854231'], [2023], 1]]);
      const named = `MATCH (s:Spelling {kind: 'Product'})-[:NAMES]->(:Product {slug: 'hs-854231'}) RETURN s.text ORDER BY s.text`;
      expect(await ask(named)).toEqual(expect.arrayContaining(['8542 31', '854231', 'hs 8542 31']));
    },
    LONG,
  );

  test('by a seed that could not be read beforehand, which is told when it is loaded', async () => {
    const seed = attempt(() => Promise.reject(new Error('countries.csv has no rows.')));
    await expect(loadSeed(graph, new Date(), () => undefined, { seed })).rejects.toThrow('countries.csv');
    expect(await ask('MATCH (lock:LoadLock) RETURN lock')).toEqual([]);
  });

  test(
    'by a file of another publisher, which is refused: whose it looks like',
    async () => {
      const { code, out } = await run('usgs-mcs', files.cobalt);
      expect(out).toMatch(/is not a file of usgs-mcs: it looks like World Mineral Statistics.* \(bgs\) and lacks/);
      expect(code).toBe(1);
    },
    LONG,
  );

  test(
    'by a dry run of a changed file, which says what there would be to change',
    async () => {
      const changed = cobaltRows.map((row) => (row === ownRow ? withCell(row, 'quantity', '19500') : row));
      const planned = reported(await run(made('cobalt.csv', cobaltFile(changed)), '--dry-run', '--json'));
      expect(planned.changes).toMatchObject({ revised: 1 });
    },
    LONG,
  );
});

describe('an import', () => {
  test(
    'changes what a dry run says beforehand',
    async () => {
      const changed = made(
        'cobalt.csv',
        cobaltFile(cobaltRows.map((row) => (row === ownRow ? withCell(row, 'quantity', '19500') : row))),
      );
      await imported(made('cobalt.csv', cobalt));
      const planned = await imported(changed, { dryRun: true });
      const done = await imported(changed);
      expect(done.changes).toEqual(planned.changes);
      expect(done.changes).toMatchObject({ revised: 1 });
    },
    LONG,
  );

  test(
    'retracts what a newer file of the data set no longer has, and only then',
    async () => {
      await imported(made('cobalt.csv', cobalt));
      const own = `MATCH (o:Observation) WHERE o.origin <> 'seed' AND o.retractedAt IS NULL RETURN count(o)`;
      const [before = 0] = await ask<number>(own);
      const cut = `${cobaltFile(cobaltRows.slice(0, 2))}${cobaltRows[2]?.slice(0, 20)}`;
      expect(await run(made('cobalt.csv', cut))).toMatchObject({ code: 1 });
      expect(await ask(own)).toEqual([before]);
      const shorter = await imported(made('cobalt.csv', cobaltFile(others)));
      expect(await ask(own)).toEqual([before - shorter.changes.gone]);
      expect(shorter.changes.gone).toBeGreaterThan(0);
      expect(await imported(made('cobalt.csv', cobalt))).toMatchObject({ changes: { gone: 0 } });
      expect(await ask(own)).toEqual([before]);
    },
    LONG,
  );

  test(
    'waits for another one, then says who loads',
    async () => {
      await prepare(graph);
      const held = withLoadLock(graph, 'something else', async () => {
        const { code, err } = await runProcess(made('cobalt.csv', cobalt));
        expect(code).toBe(1);
        expect(err).toMatch(
          new RegExp(`Another load writes to this graph since .*: something else \\(process ${process.pid} on`),
        );
      });
      await held;
      expect(await ask('MATCH (lock:LoadLock) RETURN lock')).toEqual([]);
    },
    LONG,
  );

  test('takes the lock over when its holder was killed or its lease has ended', async () => {
    const gone = JSON.stringify(['another-host', 1, 'long ago', 'x']);
    await ask(
      `MERGE (lock:LoadLock {id: 'only'}) SET lock.holder = $gone, lock.until = 0, lock.what = 'x', lock.since = 'x'`,
      {
        gone,
      },
    );
    expect(await withLoadLock(graph, 'this', () => Promise.resolve('done'))).toBe('done');
  });
});

describe('a release of BACI', () => {
  test(
    'that was corrected stays what is shown when the one before it is loaded afterwards',
    async () => {
      const load = async (release: string, value: number) => {
        const path = join(baciFolder(release), `BACI_HS17_Y2020_${release}.csv`);
        writeFileSync(path, `t,i,j,k,v,q\n2020,156,276,283691,${value},1\n`);
        return (await imported(path)).changes;
      };
      expect(await load('V202401b', 2)).toEqual({ added: 1, revised: 0, unchanged: 0, gone: 0 });
      expect(await load('V202401', 1)).toEqual({ added: 1, revised: 0, unchanged: 0, gone: 0 });
      const key = {
        ...{ slug: null, hsCode: '283691', year: int(2020), source: null, everySource: false },
        ...{ countries: null, least: null, most: null, where: null, needsEnds: false },
        ...{ knownAt: '2999-01-01', from: null, to: null, limit: int(10), i: int(0) },
      };
      const flows = flowsWhere({ scope: 'codes', of: 'any' }, { order: 'ID', direction: 'ASC' });
      const pages = await graph.read(flows, { keys: [key], max: int(10) });
      const shown = pages.flatMap((row) => row.map(([, flow]) => [flow.source, flow.valueUsd]));
      expect(shown).toEqual([['cepii-baci-hs17-v202401b', 2000]]);
    },
    LONG,
  );
});

describe('an import that is killed', () => {
  /** A yearly file of BACI with its country codes beside it: forty countries trade with each other in four products. */
  function yearlyFile(): string {
    const folder = baciFolder('V202602');
    const codes = readFileSync(countryCodes, 'utf8');
    const known = curatedForImport().places.countries;
    const some = parse<Record<string, string>>(codes, { columns: true, bom: true })
      .filter((row) => known.has(row['country_iso3'] ?? ''))
      .map((row) => row['country_code'] ?? '')
      .slice(0, 40);
    const rows = ['850511', '283691', '282200', '811292'].flatMap((hs) =>
      some.flatMap((i) => some.flatMap((j) => (i === j ? [] : [`2021,${i},${j},${hs},${i}.5,NA`]))),
    );
    const path = join(folder, 'BACI_HS17_Y2021_V202602.csv');
    writeFileSync(path, `t,i,j,k,v,q\n${rows.join('\n')}\n`);
    return path;
  }

  test('at any point, and run again, leaves the graph of an undisturbed one; until then the former figures answer', async () => {
    const path = yearlyFile();
    const years = await ask('MATCH (p:Product) RETURN [p.slug, p.tradeYears, p.fullTradeYears]');
    const clean = async () => {
      await ask(
        `MATCH (n) WHERE (n:TradeFlow OR n:TradeTable) AND n.source = 'cepii-baci-hs17-v202602'
          OR (n:ImportSum OR n:ExportSum) AND n.table STARTS WITH 'cepii-baci-hs17-v202602:' DETACH DELETE n`,
      );
      await ask(`MATCH (n:Source {id: 'cepii-baci-hs17-v202602'}) DETACH DELETE n`);
      await ask(
        `UNWIND $years AS one MATCH (p:Product {slug: one[0]})
         SET p.tradeYears = [year IN one[1] | toInteger(year)], p.fullTradeYears = [year IN one[2] | toInteger(year)]`,
        { years },
      );
    };
    const started = async (until: string) => {
      const child = spawn(process.execPath, [...command, path], { cwd: PROJECT, env: environment(), stdio: 'ignore' });
      const ended = new Promise((resolve) => child.once('exit', resolve));
      const state = { over: false };
      void ended.then(() => (state.over = true));
      await vi.waitUntil(async () => state.over || (await ask<boolean>(until))[0] === true, {
        timeout: LONG,
        interval: 10,
      });
      child.kill('SIGKILL');
      await ended;
    };
    const flows = `MATCH (f:TradeFlow) WHERE f.id STARTS WITH 'cepii-baci-hs17-v202602:' RETURN count(f) > 0`;
    const locked = `OPTIONAL MATCH (lock:LoadLock) RETURN lock IS NOT NULL`;
    const noted = `OPTIONAL MATCH (load:Load) WHERE load.finishedAt IS NULL RETURN load IS NOT NULL`;

    await imported(path);
    const undisturbed = await digest();
    for (const point of [locked, noted, flows]) {
      await clean();
      await started(point);
      const [shown] = await ask<number>(
        `MATCH (t:TradeTable) WHERE t.source = 'cepii-baci-hs17-v202602' RETURN count(t)`,
      );
      expect([0, 4]).toContain(shown);
      await imported(path);
      expect(await digest()).toBe(undisturbed);
    }
  }, 600_000);
});

describe('a damaged file', () => {
  const size = () => ask<number>('MATCH (n) WHERE NOT n:LoadLock RETURN count(n)');

  test.each<[string, () => string, RegExp]>([
    ['cut in the middle of a row', () => made('cobalt.csv', cobalt.slice(0, -150)), /cobalt\.csv: .*line \d+/],
    [
      'of which the compressed data are cut short',
      () => {
        const whole = gzipSync(
          cobaltFile(Array.from({ length: 3000 }, (_, i) => withCell(ownRow, 'quantity', `${i}.${i * 7919}`))),
        );
        return made('cobalt.csv.gz', whole.subarray(0, whole.length - 40));
      },
      /is cut short/,
    ],
    [
      'of which no row can be used',
      () => made('cobalt.csv', cobaltFile([withCell(ownRow, 'units', 'barrels')])),
      /None of its 1 rows can be used: "barrels" is not known as unit/,
    ],
    [
      'of another encoding',
      () => made('cobalt.csv', Buffer.from(cobaltFile([withCell(ownRow, 'country_trans', 'T\u00fcrkiye')]), 'latin1')),
      /is not UTF-8: byte [\d,]+ \(line 2\)/,
    ],
    [
      'without a column',
      () => made('cobalt.csv', cobaltFile(cobaltRows, header.replace(/\bquantity\b/, 'amount'))),
      /lacks the column "quantity"/,
    ],
    ['with a cell too many', () => made('cobalt.csv', cobaltFile([`${ownRow},more`])), /[Ll]ine 2/],
    ['without rows', () => made('cobalt.csv', `${header}\n`), /no rows/],
    ['that is empty', () => made('cobalt.csv', ''), /is empty/],
    ['that is not there', () => join(scratch, 'nothing.csv'), /does not exist/],
    [
      'of no known format',
      () => made('fruit.csv', 'apples,pears,plums\n1,2,3\n'),
      /a table of 3 columns: apples, pears, plums/,
    ],
  ])(
    '%s is refused with a sentence and loads nothing',
    async (_, path, sentence) => {
      const before = await size();
      const { whole, out } = await importHere(path(), { dryRun: false, json: false });
      expect(await size()).toEqual(before);
      expect(out).toMatch(sentence);
      expect(out).toMatch(/Nothing of it was loaded/);
      expect(whole).toBe(false);
    },
    LONG,
  );

  test(
    'with a column more is read by the names of its columns',
    async () => {
      const more = cobaltFile(
        cobaltRows.map((row) => `${row},x`),
        `${header},remark`,
      );
      const plain = await imported(made('cobalt.csv', cobalt), { dryRun: true });
      expect((await imported(made('cobalt.csv', more), { dryRun: true })).rows).toEqual(plain.rows);
    },
    LONG,
  );

  test(
    'with rows that cannot be leaves those out and names them',
    async () => {
      const path = join(baciFolder('V202601'), 'BACI_HS17_Y2024_V202601.csv');
      const rows = [
        '2024,156,842,850511,366341.101,8678.521',
        '2024,156,842,850511,366341.101,8678.521',
        '2024,156,392,850511,1,1',
        '2024,156,392,850511,2,1',
        '2024,156,276,850511,-5,1',
        '20245,156,276,850511,5,1',
        '2024,9999,276,850511,5,1',
        '2024,156,276,999999,5,1',
      ];
      writeFileSync(path, `t,i,j,k,v,q\n${rows.join('\n')}\n`);
      const report = await imported(path, { dryRun: true });
      expect(report.rows).toMatchObject({ read: 8, kept: 1, identical: 1 });
      expect(report.refused.problems.map(({ line }) => line).sort()).toEqual([4, 5, 6, 7]);
      expect(report.unknown).toEqual([expect.objectContaining({ kind: 'country', text: '9999', lines: [8] })]);
    },
    LONG,
  );
});

describe('the command', () => {
  test.each([
    [[], /name a file or a folder/],
    [['nobody', 'file.csv'], /neither a publisher nor a file/],
    [['file.csv', '--as-of', '2026-02-30'], /must exist/],
    [['file.csv', '--hs', '85x'], /no HS code/],
    [['--never'], /unknown option/],
  ])('%j is wrong usage, said in a sentence', async (args, sentence) => {
    const { code, err } = await run(...args);
    expect(err).toMatch(sentence);
    expect(code).toBe(2);
  });

  test('ends its process with the code of wrong usage', async () => {
    expect(await runProcess()).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringMatching(/name a file or a folder/),
    });
  });

  test('lists the publishers with what is read and the licence', async () => {
    const { code, out } = await run('--list');
    expect(code).toBe(0);
    for (const publisher of ['usgs-mcs', 'bgs', 'baci', 'comtrade', 'eu-crm', 'iea', 'facilities', 'minmod'])
      expect(out).toMatch(new RegExp(`^${publisher} `, 'm'));
    expect(out).toMatch(/may not be passed on/);
  });

  test('explains itself with examples', async () => {
    expect(await run('--help')).toMatchObject({ code: 0, out: expect.stringMatching(/Examples:[\s\S]*--hs 850511/) });
  });
});
