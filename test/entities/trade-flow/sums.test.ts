import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { cypher } from '../../../src/graph/cypher.ts';
import { openGraph, type Graph } from '../../../src/graph/graph.ts';
import { statement } from '../../../src/graph/statement.ts';
import { flowId, setAsideOf, type FlowRow } from '../../../src/entities/trade-flow/load.ts';
import { tablesOfFlows, wrongSums } from '../../../src/entities/trade-flow/sums.ts';
import { finishTables, retractFlows, writeFlows } from '../../../src/entities/trade-flow/write.ts';
import { answer } from '../../support.ts';
import { createSources } from './create-sources.ts';

// Trade of codes and of a year that the seed has nothing of, and sources of its own: no other test sees them.
const product = 'unwrought-zinc';
const hs = '790111';
const year = 1930;
const sources = ['test-sums', 'test-sums-mirror'] as const;
const countries = ['CHN', 'JPN', 'USA', 'AUS'] as const;

let graph: Graph;
const remove = statement<{ sources: readonly string[] }, void>(
  'test.removeSums',
  cypher`UNWIND $sources AS id
OPTIONAL MATCH (one:TradeFlow|TradeTable) WHERE one.source = id
DETACH DELETE one
WITH DISTINCT id
OPTIONAL MATCH (sum:ImportSum|ExportSum) WHERE sum.table STARTS WITH id + ':'
DELETE sum`,
  () => undefined,
);
const removeTables = statement<{ sources: readonly string[] }, void>(
  'test.removeTablesOfSums',
  cypher`MATCH (table:TradeTable) WHERE table.source IN $sources DETACH DELETE table`,
  () => undefined,
);
const removeSources = statement<{ sources: readonly string[] }, void>(
  'test.removeSourcesOfSums',
  cypher`MATCH (source:Source) WHERE source.id IN $sources DETACH DELETE source`,
  () => undefined,
);
const forgetSums = statement<{ sources: readonly string[] }, void>(
  'test.forgetSums',
  cypher`MATCH (table:TradeTable) WHERE table.source IN $sources SET table.summed = null`,
  () => undefined,
);
const tamper = statement<{ table: string }, void>(
  'test.tamperWithSums',
  cypher`MATCH (sum:ImportSum {table: $table, importer: 'JPN'}) SET sum.valueUsd = sum.valueUsd + 1
WITH count(*) AS one MATCH (other:ExportSum {table: $table, exporter: 'CHN'}) DELETE other`,
  () => undefined,
);
const tableOfSums = { table: `test-sums:${hs}:${year}` };

beforeAll(async () => {
  graph = openGraph({ ...inject('neo4j'), statementTimeout: 60_000, connectionTimeout: 5_000 });
  await graph.write(remove, { sources });
  await graph.write(createSources, { rows: sources.map((id) => ({ id, publishedOn: '2024-01-31' })) });
});
afterEach(() => graph.write(remove, { sources }));
afterAll(async () => {
  await graph.write(removeSources, { sources });
  await finishTables(graph, []);
  await graph.close();
});

const flowOf = (source: string, exporter: string, importer: string, rest: Partial<FlowRow>): FlowRow => {
  const row = { source, hs, product, year, exporter, importer, valueUsd: 1, tonnes: null, confidence: 'HIGH' as const };
  return { ...row, id: flowId(row), ...rest };
};

const flows = fc.uniqueArray(
  fc.record({
    exporter: fc.constantFrom(...countries),
    importer: fc.constantFrom(...countries),
    valueUsd: fc.integer({ min: 1, max: 1_000_000_000 }),
    tonnes: fc.option(fc.integer({ min: 0, max: 1_000_000 }).map((grams) => grams / 1000)),
    setAside: fc.oneof({ weight: 5, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.constant('not lead') }),
  }),
  { selector: ({ exporter, importer }) => `${exporter} ${importer}`, maxLength: 10 },
);

/** A load: whole or in part, of a source, read to its end or cut short. */
const load = fc.record({
  source: fc.constantFrom(...sources),
  rows: flows,
  complete: fc.boolean(),
  end: fc.constantFrom('finished', 'finished', 'finished', 'cut short'),
});

/** What is asked of the flows, now and as it was known before each load. */
const asked = (moments: readonly string[]) =>
  `{ ${moments
    .flatMap((moment, index) => [
      `buys${index}: country(code: "JPN", knownAt: "${moment}") {
        imports(product: "${product}", year: ${year}) { totalCount totals { valueUsd tonnes flows flowsWithTonnes firstYear } } }`,
      ...['VALUE', 'MASS'].map(
        (
          basis,
        ) => `of${index}${basis}: dependents(on: "CHN", product: "${product}", year: ${year}, basis: ${basis}, knownAt: "${moment}") {
        totalCount nodes { country { iso3 } share imports { valueUsd tonnes flows flowsWithTonnes } suppliers(first: 3) { country { iso3 } share } } }
      one${index}${basis}: dependence(of: "JPN", on: "CHN", product: "${product}", year: ${year}, basis: ${basis}, knownAt: "${moment}") {
        share imports { valueUsd tonnes flows } suppliers(first: 2) { country { iso3 } share valueUsd tonnes }
        byYear { year share imports { valueUsd tonnes flows flowsWithTonnes } } }
      world${index}${basis}: concentration(product: "${product}", year: ${year}, basis: ${basis}, knownAt: "${moment}") {
        hhi shares { country { iso3 } share } }`,
      ),
    ])
    .join('\n')} }`;

test('of loads that end at the same moment, a product has the years of both', async () => {
  const row = flowOf('test-sums', 'CHN', 'JPN', {});
  const later = { ...flowOf('test-sums-mirror', 'CHN', 'JPN', {}), year: year + 1 };
  const written = [row, { ...later, id: flowId(later) }].map((one) => writeFlows(graph, [one]));
  const loads = await Promise.all(written);
  for (let times = 0; times < 15; times++) {
    await graph.write(removeTables, { sources });
    await finishTables(graph, []);
    await Promise.all(loads.map(({ tables }) => finishTables(graph, [{ tables, complete: true }])));
    const found = await answer(`{ product(slug: "${product}") { tradeYears } }`);
    expect(found.product.tradeYears).toEqual(expect.arrayContaining([year, year + 1]));
  }
});

describe('what the flows of a table add up to', () => {
  test('is kept right whatever was loaded, revised, retracted or cut short, and answers are those of the flows', async () => {
    let asOften = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(load, { minLength: 1, maxLength: 4 }), async (loads) => {
        await graph.write(remove, { sources });
        const moments = ['2026-06-01T00:00:00.000Z'];
        /** Tables whose last load was finished: of one that was cut short nothing is said until it is loaded again. */
        const finished = new Set<string>();
        for (const [index, { source, rows, complete, end }] of loads.entries()) {
          const now = `2026-06-0${index + 2}T00:00:00.000Z`;
          const written = await writeFlows(
            graph,
            rows.map(({ exporter, importer, ...rest }) => flowOf(source, exporter, importer, rest)),
          );
          if (end === 'finished') {
            if (complete) await retractFlows(graph, written, now);
            await finishTables(graph, [{ tables: written.tables, complete }]);
          }
          moments.push(`2026-06-0${index + 2}T12:00:00.000Z`);
          // A table that another file of tests removes meanwhile can be without an id.
          const own = (await graph.read(tablesOfFlows, {})).filter(({ id }) => /^test-sums/.test(id));
          for (const { id } of written.tables)
            if (end === 'finished' && !id.includes(setAsideOf(''))) finished.add(id);
            else finished.delete(id);
          expect(own.filter(({ id }) => finished.has(id)).every(({ isSummed }) => isSummed)).toBe(true);
          for (const { id } of own) expect(await graph.read(wrongSums, { table: id })).toEqual([]);
          asOften += own.filter(({ isSummed }) => isSummed).length;
        }
        const lookedUp = await answer(asked(moments));
        await graph.write(forgetSums, { sources });
        expect(lookedUp).toEqual(await answer(asked(moments)));
      }),
      // What failed is told as it was: smaller loads would be tried while other tests have the graph already.
      { numRuns: 12, endOnFailure: true },
    );
    expect(asOften).toBeGreaterThan(12);
  });

  test('is not looked up while a table that is shown is being written to', async () => {
    const rows = [
      flowOf('test-sums', 'CHN', 'JPN', { valueUsd: 60 }),
      flowOf('test-sums', 'AUS', 'JPN', { valueUsd: 40 }),
    ];
    await finishTables(graph, [{ tables: (await writeFlows(graph, rows)).tables, complete: true }]);
    const share = async () =>
      (await answer(`{ dependence(of: "JPN", on: "CHN", product: "${product}", year: ${year}) { share } }`)).dependence;
    expect(await share()).toEqual({ share: 0.6 });
    await writeFlows(graph, [flowOf('test-sums', 'AUS', 'JPN', { valueUsd: 180 })]);
    expect(await share()).toEqual({ share: 0.25 });
    await writeFlows(graph, [flowOf('test-sums', 'USA', 'JPN', { valueUsd: 60 })]);
    expect(await share()).toEqual({ share: 0.2 });
  });

  test('is compared with the flows by a command, which names what differs and ends with 1', async () => {
    const rows = [
      flowOf('test-sums', 'CHN', 'JPN', { valueUsd: 60, tonnes: 2 }),
      flowOf('test-sums', 'JPN', 'JPN', { valueUsd: 7 }),
    ];
    await finishTables(graph, [{ tables: (await writeFlows(graph, rows)).tables, complete: true }]);
    expect(await graph.read(wrongSums, tableOfSums)).toEqual([]);
    await graph.write(tamper, tableOfSums);
    const wrong = await graph.read(wrongSums, tableOfSums);
    expect(wrong.map(({ end, country, kept, added }) => [end, country, kept, added])).toEqual([
      ['EXPORTER', 'CHN', null, [60, 2, 1, 1]],
      ['IMPORTER', 'JPN', [61, 2, 1, 1], [60, 2, 1, 1]],
    ]);
    const { uri, user, password } = inject('neo4j');
    const env = { ...process.env, NEO4J_URI: uri, NEO4J_USER: user, NEO4J_PASSWORD: password };
    const run = () => promisify(execFile)(process.execPath, ['src/commands/run.mjs', 'check-sums'], { env });
    await expect(run()).rejects.toMatchObject({
      code: 1,
      stdout: expect.stringContaining(
        `test-sums:${hs}:${year}, importer JPN: kept [61, 2, 1, 1], the flows add up to [60, 2, 1, 1]`,
      ) as string,
    });
    await graph.write(remove, { sources });
    expect((await run()).stdout).toContain(' 0 sums differ.');
  });
});
