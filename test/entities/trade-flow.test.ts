import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { curatedForImport } from '../../src/ingest/curated/curated.ts';
import { cypher } from '../../src/graph/cypher.ts';
import { openGraph, type Graph } from '../../src/graph/graph.ts';
import { statement } from '../../src/graph/statement.ts';
import { FlowKeys } from '../../src/entities/trade-flow/flow-keys.ts';
import { flowId, type FlowRow } from '../../src/entities/trade-flow/load.ts';
import { finishTables, retractFlows, writeFlows, type WrittenFlows } from '../../src/entities/trade-flow/write.ts';
import { answer, ask } from '../support.ts';
import { createSources } from './trade-flow/create-sources.ts';

const { countries } = curatedForImport().places;

// Trade of a code and of years that the seed has nothing of, and sources of its own: no other test sees them.
const product = 'refined-lead';
const hs = '780110';
const years = [1950, 1951, 1952];
const sources = [
  { id: 'test-full', publishedOn: '2024-01-31' },
  { id: 'test-full-newer', publishedOn: '2025-01-31' },
  { id: 'test-importers-report', publishedOn: '2025-06-30' },
];
const flow = (
  source: string,
  year: number,
  exporter: string,
  importer: string,
  valueUsd: number,
  tonnes: number | null = null,
) => {
  const row = { source, hs, product, year, exporter, importer, valueUsd, tonnes, confidence: 'HIGH' as const };
  return { ...row, id: flowId(row) };
};
const full = [
  flow('test-full', 1950, 'CHN', 'JPN', 600, 6),
  flow('test-full', 1950, 'AUS', 'JPN', 400, 8),
  flow('test-full', 1950, 'CHN', 'USA', 50),
  flow('test-full', 1951, 'CHN', 'JPN', 10),
  flow('test-full', 1951, 'CHN', 'USA', 10),
  // What the United States buy back from themselves.
  flow('test-full', 1951, 'USA', 'USA', 90),
];
const newer = [flow('test-full-newer', 1950, 'CHN', 'JPN', 700), flow('test-full-newer', 1950, 'AUS', 'JPN', 300)];
const reported = [
  flow('test-importers-report', 1950, 'CHN', 'JPN', 900, 5),
  flow('test-importers-report', 1950, 'VNM', 'JPN', 100),
  flow('test-importers-report', 1952, 'CHN', 'JPN', 3),
  flow('test-importers-report', 1952, 'AUS', 'JPN', 1),
];

const remove = statement<{ sources: readonly string[] }, void>(
  'test.removeSources',
  cypher`UNWIND $sources AS id
MATCH (source:Source {id: id})
OPTIONAL MATCH (table:TradeTable {source: id})
OPTIONAL MATCH (flow:TradeFlow) WHERE flow.source = id
DETACH DELETE flow, table, source
WITH DISTINCT id
MATCH (sum:ImportSum|ExportSum) WHERE sum.table STARTS WITH id + ':'
DELETE sum`,
  () => undefined,
);
const digest = statement<{ sources: readonly string[] }, unknown>(
  'test.flowsOf',
  cypher`MATCH (flow:TradeFlow) WHERE flow.source IN $sources
RETURN flow.id, flow.valueUsd, flow.tonnes, flow.table, flow.retractedAt ORDER BY flow.id`,
  (row) => row,
);

let graph: Graph;
const load = async (rows: readonly FlowRow[], complete: boolean): Promise<WrittenFlows> => {
  const written = await writeFlows(graph, rows);
  await finishTables(graph, [{ tables: written.tables, complete }]);
  return written;
};

beforeAll(async () => {
  graph = openGraph({ ...inject('neo4j'), statementTimeout: 60_000, connectionTimeout: 5_000 });
  await graph.write(createSources, { rows: sources });
  await load(full, true);
  await load(newer, true);
  await load(reported, false);
});
afterAll(async () => {
  await graph.write(remove, { sources: sources.map(({ id }) => id) });
  await finishTables(graph, []);
  await graph.close();
});

const dependence = (rest: string) => `dependence(of: "JPN", on: "CHN", product: "${product}", ${rest})`;
const listed = (rest: string) =>
  `tradeFlows(where: {product: {hsCode: {eq: "${hs}"}}, year: {eq: 1950}${rest}}) { totalCount nodes { valueUsd source { key } } }`;
const figures = '{ share year hhi confidence imports { valueUsd tonnes flows } sources { key } }';

describe('of several sources that have a code and year', () => {
  test('the one that holds all flows is taken before a later one that does not, and the later of two that do', async () => {
    const { now } = await answer(`{ now: ${dependence('year: 1950')} ${figures} }`);
    expect(now).toEqual({
      share: 0.7,
      year: 1950,
      hhi: 0.7 ** 2 + 0.3 ** 2,
      confidence: 'HIGH',
      imports: { valueUsd: '1000', tonnes: null, flows: 2 },
      sources: [{ key: 'test-full-newer' }],
    });
  });

  test('only those published by knownAt count, never a mixture of them', async () => {
    const { then, before } = await answer(
      `{ then: ${dependence('year: 1950, knownAt: "2024-12-31T00:00:00Z"')} ${figures}
         before: ${dependence('year: 1950, knownAt: "2023-12-31T00:00:00Z"')} { share missing imports { flows } sources { key } } }`,
    );
    expect(then).toMatchObject({
      share: 0.6,
      imports: { valueUsd: '1000', tonnes: 14, flows: 2 },
      sources: [{ key: 'test-full' }],
    });
    expect(before).toEqual({ share: null, missing: 'NOT_AVAILABLE', imports: { flows: 0 }, sources: [] });
  });

  test('where there is only one that does not hold all and no total is declared, there is no share, only what it cannot be above', async () => {
    const {
      dependence: one,
      concentration,
      dependents,
    } = await answer(
      `{ ${dependence('year: 1952')} { share missing shareAtMost hhi sources { key } }
         concentration(product: "${product}", year: 1952) { hhi missing nearestYear }
         dependents(on: "CHN", product: "${product}", year: 1952) { totalCount missing nodes { country { iso3 } share shareAtMost } } }`,
    );
    const bound = { share: null, shareAtMost: 0.75 };
    expect(one).toEqual({
      ...bound,
      ...{ missing: 'TOTAL_UNKNOWN', hhi: null, sources: [{ key: 'test-importers-report' }] },
    });
    expect(concentration).toEqual({ hhi: null, missing: 'NOT_AVAILABLE', nearestYear: 1951 });
    expect(dependents).toEqual({
      ...{ totalCount: 1, missing: 'TOTAL_UNKNOWN' },
      nodes: [{ country: { iso3: 'JPN' }, ...bound }],
    });
  });

  test('the others say so beside the share where they differ by more than a tenth, and have a total to divide by', async () => {
    const { one } = await answer(
      `{ one: ${dependence('year: 1950')} { share differs { source { key } share year yearTo of } } }`,
    );
    expect(one).toEqual({
      share: 0.7,
      differs: [
        { source: { key: 'test-full' }, share: 0.6, year: 1950, yearTo: null, of: `imports by value, HS ${hs}` },
      ],
    });
  });

  test('what was bought without a published weight does not weigh nothing: there is no share by mass', async () => {
    const view = 'year: 1950, knownAt: "2024-12-31T00:00:00Z", basis: MASS';
    const { states, dependents } = await answer(
      `{ states: dependence(of: "USA", on: "CHN", product: "${product}", ${view}) { share missing shareAtMost }
         dependents(on: "CHN", product: "${product}", ${view}) { nodes { country { iso3 } share } } }`,
    );
    expect(states).toEqual({ share: null, missing: 'NOT_AVAILABLE', shareAtMost: null });
    expect(dependents.nodes.at(-1)).toEqual({ country: { iso3: 'USA' }, share: null });
    const some = await answer(
      `{ dependents(on: "CHN", product: "${product}", ${view}, minShare: 0) { nodes { country { iso3 } } } }`,
    );
    expect(some.dependents.nodes).toEqual([{ country: { iso3: 'JPN' } }]);
  });

  test('without a year it is the newest that one of them holds whole', async () => {
    const { newest } = await answer(`{ newest: ${dependence('knownAt: "2025-12-31T00:00:00Z"')} ${figures} }`);
    expect(newest).toMatchObject({ year: 1951, share: 1, sources: [{ key: 'test-full' }] });
  });

  test('what a country buys back from itself is no import to depend on, in no figure', async () => {
    const of = '{ share imports { valueUsd flows } suppliers { country { iso3 } share } }';
    const { one, dependents } = await answer(
      `{ one: dependence(of: "USA", on: "CHN", product: "${product}", year: 1951) ${of} dependents(on: "CHN", product: "${product}", year: 1951) { nodes { country { iso3 } ${of.slice(1)} } }`,
    );
    const figures = {
      share: 1,
      imports: { valueUsd: '10', flows: 1 },
      suppliers: [{ country: { iso3: 'CHN' }, share: 1 }],
    };
    expect(one).toEqual(figures);
    expect(dependents).toEqual({ nodes: ['USA', 'JPN'].map((iso3) => ({ country: { iso3 }, ...figures })) });
  });

  test('a series has each year from the one that is shown, tells which holds all flows, and has no share where nothing was bought', async () => {
    const series = (of: string, rest = '', from = 'from: 1950, to: 1952') =>
      `dependence(of: "${of}", on: "CHN", product: "${product}", year: 1950${rest}) { byYear(${from}) { year share missing confidence complete imports { valueUsd tonnes flowsWithTonnes flows } sources { key } } }`;
    const { japan, then, later, states } = await answer(
      `{ japan: ${series('JPN')} then: ${series('JPN', ', without: ["test-full-newer"]', 'to: 1950')} later: ${series('JPN', '', 'from: 1953, to: 1960')} states: ${series('USA')} }`,
    );
    expect(japan.byYear).toEqual([
      {
        year: 1950,
        share: 0.7,
        missing: null,
        confidence: 'HIGH',
        complete: true,
        imports: { valueUsd: '1000', tonnes: null, flowsWithTonnes: 0, flows: 2 },
        sources: [{ key: 'test-full-newer' }],
      },
      {
        year: 1951,
        share: 1,
        missing: null,
        confidence: 'HIGH',
        complete: true,
        imports: { valueUsd: '10', tonnes: null, flowsWithTonnes: 0, flows: 1 },
        sources: [{ key: 'test-full' }],
      },
      {
        year: 1952,
        share: null,
        missing: 'TOTAL_UNKNOWN',
        confidence: 'HIGH',
        complete: false,
        imports: { valueUsd: '4', tonnes: null, flowsWithTonnes: 0, flows: 2 },
        sources: [{ key: 'test-importers-report' }],
      },
    ]);
    expect(then.byYear).toMatchObject([
      { year: 1950, share: 0.6, imports: { tonnes: 14, flowsWithTonnes: 2 }, sources: [{ key: 'test-full' }] },
    ]);
    expect(later.byYear).toEqual([]);
    expect(states.byYear.map((one: { share: number | null }) => one.share)).toEqual([null, 1, null]);
    expect(states.byYear[0]).toEqual({
      year: 1950,
      share: null,
      missing: 'NOT_AVAILABLE',
      confidence: null,
      complete: true,
      imports: { valueUsd: null, tonnes: null, flowsWithTonnes: 0, flows: 0 },
      sources: [],
    });
  });

  test('only products with trade of the year are listed, as known by then', async () => {
    const listed = (year: number, view = '') =>
      `country(code: "JPN"${view}) { dependences(on: "CHN", year: ${year}) { totalCount missing nodes { product { slug } share complete sources { key } } } }`;
    const { now, before, partial } = await answer(
      `{ now: ${listed(1950)} before: ${listed(1950, ', knownAt: "2023-12-31"')} partial: ${listed(1952)} }`,
    );
    const one = { product: { slug: product } };
    expect(now.dependences).toEqual({
      totalCount: 1,
      missing: null,
      nodes: [{ ...one, share: 0.7, complete: true, sources: [{ key: 'test-full-newer' }] }],
    });
    expect(before.dependences).toEqual({ totalCount: 0, missing: 'NOT_AVAILABLE', nodes: [] });
    expect(partial.dependences.nodes).toEqual([
      { ...one, share: null, complete: false, sources: [{ key: 'test-importers-report' }] },
    ]);
  });

  test('suppliers, dependents by weight and exporters come from the same one as the share', async () => {
    const view = 'year: 1950, knownAt: "2024-12-31T00:00:00Z"';
    const {
      dependence: one,
      dependents,
      concentration,
    } = await answer(
      `{ ${dependence(view)} { suppliers { country { iso3 } share valueUsd } }
         dependents(on: "CHN", product: "${product}", basis: MASS, ${view}) { nodes { country { iso3 } share imports { tonnes } } }
         concentration(product: "${product}", ${view}) { countries top sources { key } } }`,
    );
    expect(one.suppliers).toEqual([
      { country: { iso3: 'CHN' }, share: 0.6, valueUsd: '600' },
      { country: { iso3: 'AUS' }, share: 0.4, valueUsd: '400' },
    ]);
    expect(dependents.nodes).toEqual([
      { country: { iso3: 'JPN' }, share: 6 / 14, imports: { tonnes: 14 } },
      { country: { iso3: 'USA' }, share: null, imports: { tonnes: null } },
    ]);
    expect(concentration).toEqual({ countries: 2, top: 650 / 1050, sources: [{ key: 'test-full' }] });
  });
});

const compounds = (
  source: string,
  code: string,
  year: number,
  exporter: string,
  valueUsd: number,
  tonnes: number | null = null,
) => {
  const row = { ...flow(source, year, exporter, 'JPN', valueUsd, tonnes), hs: code, product: 'rare-earth-compounds' };
  return { ...row, id: flowId(row) };
};
const ofSubheadings = [
  compounds('test-full', '284610', 1957, 'CHN', 60, 3),
  compounds('test-full', '284690', 1957, 'CHN', 10, 1),
  compounds('test-full', '284610', 1957, 'AUS', 40, 2),
  compounds('test-full', '284690', 1957, 'AUS', 50),
  compounds('test-full', '284690', 1957, 'VNM', 20),
];
const ofEitherLevel = [
  compounds('test-full', '284610', 1955, 'CHN', 60),
  compounds('test-full', '284690', 1955, 'AUS', 40),
  compounds('test-full', '2846', 1956, 'CHN', 30),
  compounds('test-full', '2846', 1956, 'AUS', 70),
];

test.each([
  [
    'VALUE',
    [
      ['AUS', '90', 0.5, 2],
      ['CHN', '70', 70 / 180, 4],
    ],
  ],
  [
    'MASS',
    [
      ['CHN', '70', 4 / 6, 4],
      ['AUS', '90', 2 / 6, 2],
    ],
  ],
])('suppliers of several subheadings are added up before they are ranked by %s', async (basis, largest) => {
  await load(ofSubheadings, true);
  const fields = '{ id share suppliers(first: 2) { country { iso3 } valueUsd share tonnes } }';
  const { along } = await answer(
    `{ along: dependence(of: "JPN", on: "CHN", product: "rare-earth-compounds", year: 1957, basis: ${basis}) ${fields} }`,
  );
  const ranked = along.suppliers.map(
    (one: { country: { iso3: string }; valueUsd: string; share: number; tonnes: number }) => [
      one.country.iso3,
      one.valueUsd,
      one.share,
      one.tonnes,
    ],
  );
  expect(ranked).toEqual(largest);
  const { node } = await answer(`{ node(id: "${along.id}") { ... on Dependence ${fields} } }`);
  expect(node).toEqual(along);
});

test('of a heading and its subheadings, which hold the same trade, one level is counted', async () => {
  await load(ofEitherLevel, true);
  await load(
    [
      compounds('test-importers-report', '2846', 1955, 'CHN', 500),
      compounds('test-importers-report', '284610', 1956, 'CHN', 500),
    ],
    false,
  );
  const share = (year: number) =>
    `dependence(of: "JPN", on: "CHN", product: "rare-earth-compounds", year: ${year}) { share imports { flows } }`;
  const flows = `tradeFlows(where: {product: {slug: {eq: "rare-earth-compounds"}}, year: {eq: 1955}}) { nodes { hsCode } }`;
  const { before, after, tradeFlows } = await answer(`{ before: ${share(1955)} after: ${share(1956)} ${flows} }`);
  expect(before).toEqual({ share: 0.6, imports: { flows: 2 } });
  expect(after).toEqual({ share: 0.3, imports: { flows: 2 } });
  expect(tradeFlows.nodes).toEqual([{ hsCode: '284610' }, { hsCode: '284690' }]);
  const sums = 'totals { valueUsd flows } sumsByProduct { product { slug } valueUsd flows }';
  const sum = { valueUsd: '100', flows: 2 };
  const once = { totals: sum, sumsByProduct: [{ product: { slug: 'rare-earth-compounds' }, ...sum }] };
  const added = await answer(
    `{ country(code: "JPN") { any: imports(year: 1955) { ${sums} } named: imports(year: 1955, product: "2846") { ${sums} } }
       all: tradeFlows(where: {year: {eq: 1955}}) { ${sums} } heading: tradeFlows(where: {year: {eq: 1955}, product: {hsCode: {eq: "2846"}}}) { totals { valueUsd } } }`,
  );
  expect(added).toEqual({
    country: { any: once, named: once },
    all: once,
    heading: { totals: { valueUsd: '500' } },
  });
});

describe('a list of trade flows', () => {
  const keys = (nodes: { source: { key: string }; valueUsd: string }[]) =>
    nodes.map(({ source, valueUsd }) => `${source.key} ${valueUsd}`);

  test('shows the flows of the source that shares are computed from, and others when they are asked for', async () => {
    const { shown, one, all } = await answer(
      `{ shown: ${listed('')} one: ${listed(', source: {eq: "test-full"}')} all: ${listed(', source: {contains: "test"}, to: {iso3: {eq: "JPN"}}')} }`,
    );
    expect(keys(shown.nodes)).toEqual(['test-full-newer 700', 'test-full-newer 300']);
    expect(keys(one.nodes)).toEqual(['test-full 600', 'test-full 400', 'test-full 50']);
    expect(keys(all.nodes)).toEqual([
      'test-importers-report 900',
      'test-full-newer 700',
      'test-full 600',
      'test-full 400',
      'test-full-newer 300',
      'test-importers-report 100',
    ]);
    expect([shown.totalCount, one.totalCount, all.totalCount]).toEqual([2, 3, 6]);
  });

  test('adds up the flows of one source, tells of how many the weight is known, and refuses to add up several', async () => {
    const sums = 'totals { valueUsd tonnes flowsWithTonnes flows complete sources { key } }';
    const list = (rest: string) => listed(rest).replace('totalCount nodes { valueUsd source { key } }', sums);
    const { shown, one, partial } = await answer(
      `{ shown: ${list('')} one: ${list(', source: {eq: "test-full"}')} partial: ${list(', source: {eq: "test-importers-report"}')} }`,
    );
    const total = (
      valueUsd: string,
      tonnes: number | null,
      flowsWithTonnes: number,
      flows: number,
      complete: boolean,
      key: string,
    ) => ({ totals: { valueUsd, tonnes, flowsWithTonnes, flows, complete, sources: [{ key }] } });
    expect(shown).toEqual(total('1000', null, 0, 2, true, 'test-full-newer'));
    expect(one).toEqual(total('1050', 14, 2, 3, true, 'test-full'));
    expect(partial).toEqual(total('1000', 5, 1, 2, false, 'test-importers-report'));
    const { data, errors } = await ask(
      `{ all: ${list(', source: {contains: "test"}').replace('{ totals', '{ totalCount totals')} }`,
    );
    expect(data).toEqual({ all: { totalCount: 7, totals: null } });
    expect(errors).toMatchObject([
      { path: ['all', 'totals'], extensions: { code: 'BAD_USER_INPUT', argument: 'where' } },
    ]);
  });

  test('of a country does the same, for each year by itself', async () => {
    const { country } = await answer(
      `{ country(code: "JPN") { imports(product: "${product}", first: 50) { totalCount nodes { year valueUsd source { key } } }
         exports(year: 1950) { totalCount } all: imports(year: 1950) { totalCount nodes { product { slug } } } } }`,
    );
    expect(keys(country.imports.nodes)).toEqual([
      'test-full-newer 700',
      'test-full-newer 300',
      'test-full 10',
      'test-importers-report 3',
      'test-importers-report 1',
    ]);
    expect(country.imports.totalCount).toBe(5);
    expect(country.exports.totalCount).toBe(0);
    expect(country.all).toEqual({
      totalCount: 2,
      nodes: [{ product: { slug: product } }, { product: { slug: product } }],
    });
  });

  test('what others report of the same trade stands beside a flow, with the claims of each', async () => {
    const { tradeFlows, then } = await answer(
      `{ ${listed(', from: {iso3: {eq: "CHN"}}').replace('valueUsd source { key }', 'competing { source { key } claims { property value sources { key } } }')}
         then: tradeFlows(knownAt: "2024-12-31", where: {product: {hsCode: {eq: "${hs}"}}, year: {eq: 1950}}) { nodes { competing { id } } } }`,
    );
    expect(tradeFlows.nodes).toEqual([
      {
        competing: [
          {
            source: { key: 'test-full' },
            claims: [
              { property: 'valueUsd', value: '600', sources: [{ key: 'test-full' }] },
              { property: 'tonnes', value: '6', sources: [{ key: 'test-full' }] },
            ],
          },
          {
            source: { key: 'test-importers-report' },
            claims: [
              { property: 'valueUsd', value: '900', sources: [{ key: 'test-importers-report' }] },
              { property: 'tonnes', value: '5', sources: [{ key: 'test-importers-report' }] },
            ],
          },
        ],
      },
    ]);
    expect(then.nodes).toEqual([{ competing: [] }, { competing: [] }, { competing: [] }]);
  });

  test('which report is shown, and why each stands where it does, is the same from all of them and from their claims', async () => {
    const { tradeFlows } = await answer(
      `{ tradeFlows(where: {product: {hsCode: {eq: "${hs}"}}, year: {eq: 1950}, from: {iso3: {eq: "CHN"}}, to: {iso3: {eq: "JPN"}}, source: {contains: "test"}}) {
           nodes { source { key } rankReason preferred { source { key } }
             claims { property rankReason preferred { source { key } rankReason } competing { source { key } } } } } }`,
    );
    const first = 'test-full-newer';
    const of = (key: string) => tradeFlows.nodes.find((one: { source: { key: string } }) => one.source.key === key);
    expect(of(first).rankReason).toBe('published later');
    expect(of('test-full').rankReason).toBe(`${first} is preferred: published later`);
    expect(of('test-importers-report').rankReason).toBe(`${first} is preferred: holds every flow of the code and year`);
    for (const { preferred, claims, rankReason } of tradeFlows.nodes) {
      expect(preferred.source.key).toBe(first);
      const [value, tonnes] = claims;
      expect(value).toMatchObject({ rankReason, preferred: { source: { key: first }, rankReason: 'published later' } });
      expect(value.competing).toHaveLength(2);
      // The newest report has no weight: of weights another one is preferred.
      if (tonnes) expect(tonnes.preferred.source.key).toBe('test-full');
    }
  });
});

describe('writing flows', () => {
  const ids = { sources: sources.map(({ id }) => id) };

  test('again changes nothing, and a row that stands twice is written once', async () => {
    const before = await graph.read(digest, ids);
    expect(await load([...full, ...full], true)).toMatchObject({ created: 0, changed: 0, unchanged: full.length });
    expect(await graph.read(digest, ids)).toEqual(before);
  });

  test('writes what changed, from rows that come one after the other', async () => {
    async function* rows() {
      for (const row of full) yield await Promise.resolve({ ...row, valueUsd: row.valueUsd + 1 });
    }
    expect(await writeFlows(graph, rows())).toMatchObject({ created: 0, changed: full.length, unchanged: 0 });
    expect(await load(full, true)).toMatchObject({ changed: full.length });
  });

  test('in many batches counts every flow once', async () => {
    const some = [...countries].slice(0, 80);
    const many = some.flatMap((exporter) =>
      some.flatMap((importer) =>
        exporter === importer ? [] : [flow('test-importers-report', 1957, exporter, importer, 1)],
      ),
    );
    const told: number[] = [];
    expect(await writeFlows(graph, many, (done) => told.push(done))).toMatchObject({ created: many.length });
    expect(told.at(-1)).toBe(many.length);
    expect(
      await writeFlows(
        graph,
        many.map((row) => ({ ...row, tonnes: 2 })),
      ),
    ).toMatchObject({ changed: many.length });
    expect(await writeFlows(graph, many)).toMatchObject({ created: 0, changed: many.length, unchanged: 0 });
    expect(await writeFlows(graph, many)).toMatchObject({ changed: 0, unchanged: many.length });
  });

  test('that cannot be read to the end fails with the reason', async () => {
    async function* broken() {
      yield* await Promise.resolve(full);
      throw new Error('cut short');
    }
    await expect(writeFlows(graph, broken())).rejects.toThrow('cut short');
  });

  test('into a table that was not finished shows nothing', async () => {
    await writeFlows(graph, [flow('test-full-newer', 1952, 'CHN', 'JPN', 5)]);
    const { dependence: one } = await answer(`{ ${dependence('year: 1952')} { sources { key } } }`);
    expect(one.sources).toEqual([{ key: 'test-importers-report' }]);
  });

  test('of a country that is not known fails', async () => {
    await expect(writeFlows(graph, [flow('test-full', 1953, 'CHN', 'QQQ', 1)])).rejects.toThrow(
      /not all could be placed/,
    );
  });

  test('what the newer file no longer has is retracted: seen by a knownAt before that, not after; and it can come back', async () => {
    const moment = '2026-05-01T00:00:00.000Z';
    const shares = async () =>
      (await answer(
        `{ before: ${dependence('year: 1950, knownAt: "2026-04-30T23:59:59Z"')} { share imports { flows } suppliers { country { iso3 } } }
           after: ${dependence('year: 1950')} { share imports { flows } suppliers { country { iso3 } } }
           list: ${listed('')} }`,
      )) as Record<string, unknown>;
    const whole = {
      share: 0.7,
      imports: { flows: 2 },
      suppliers: [{ country: { iso3: 'CHN' } }, { country: { iso3: 'AUS' } }],
    };
    const written = await writeFlows(graph, newer.slice(0, 1));
    expect(await retractFlows(graph, written, moment)).toBe(1);
    await finishTables(graph, [{ tables: written.tables, complete: true }]);
    expect(await shares()).toMatchObject({
      before: whole,
      after: { share: 1, imports: { flows: 1 }, suppliers: [{ country: { iso3: 'CHN' } }] },
      list: { totalCount: 1 },
    });
    expect(await retractFlows(graph, await writeFlows(graph, newer.slice(0, 1)), moment)).toBe(0);

    expect(await load(newer, true)).toMatchObject({ created: 0, changed: 1, unchanged: 1 });
    expect(await shares()).toMatchObject({ before: whole, after: whole, list: { totalCount: 2 } });
  });

  test('notes on products and sources what trade there is', async () => {
    const all = [...full, ...ofSubheadings, ...ofEitherLevel];
    await load(all, true);
    const { product: one, graph: summary } = await answer(
      `{ product(slug: "${product}") { tradeYears } graph { vintages { source { key } products firstYear lastYear flows } } }`,
    );
    expect(one.tradeYears).toEqual(expect.arrayContaining(years));
    expect(summary.vintages).toContainEqual({
      source: { key: 'test-full' },
      products: 4,
      firstYear: 1950,
      lastYear: 1957,
      flows: all.length,
    });
  });
});

describe('a set of flows', () => {
  test('knows exactly what was added, table by table', () => {
    const keys = new FlowKeys();
    expect(full.map((row) => keys.add(row))).toEqual(full.map(() => true));
    expect(full.map((row) => keys.add(row))).toEqual(full.map(() => false));
    expect(full.every((row) => keys.has(row))).toBe(true);
    expect(newer.some((row) => keys.has(row))).toBe(false);
    expect(keys.has(flow('test-full', 1950, 'JPN', 'CHN', 1))).toBe(false);
    expect(keys.has(flow('test-full', 1951, 'AUS', 'JPN', 1))).toBe(false);
  });
});
