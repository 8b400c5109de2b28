import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readCurated } from '../src/ingest/curated/curated.ts';
import { curatedSteps, writeSteps, type Written } from '../src/ingest/seed/load.ts';
import { readConfig } from '../src/lib/config.ts';
import { openGraph, type Graph } from '../src/graph/graph.ts';
import { prepare } from '../src/graph/prepare.ts';
import { cypher } from '../src/graph/cypher.ts';
import { statement } from '../src/graph/statement.ts';
import { createHttp } from '../src/server/http/http.ts';
import { createMetrics } from '../src/server/metrics.ts';
import { exportSeed } from '../src/ingest/seed/export.ts';
import { withHistory } from '../src/ingest/seed/history.ts';
import { beginLoad, finishLoad } from '../src/loading/load-log.ts';
import { graphDigest, graphLines } from './graph-digest.ts';
import { curatedFolder, type CuratedRows } from './loading/curated-folder.ts';
import { borrowNeo4j } from './lent-neo4j.ts';
import type { TestNeo4j } from './neo4j.ts';
import { ask, idIn } from './support.ts';

const mined = (source: string, tonnes: string, country = 'NRD') => ({
  kind: 'PRODUCTION',
  mineral: 'dysprosium',
  country,
  stage: 'EXTRACTION',
  year: '2023',
  value: tonnes,
  number: tonnes,
  unit: 'metric tons',
  source,
});

/** One thing of each kind and what holds them together; cells left out are empty. */
const everything: CuratedRows = {
  sources: [
    { id: 'notice', publisher: 'Ministry of Northland', title: 'Notice', publishedOn: '2025-06-01' },
    { id: 'survey-2024', publisher: 'Survey', title: 'Survey of 2024', publishedOn: '2024-02-01' },
    { id: 'survey-2025', publisher: 'Survey', title: 'Survey of 2025', publishedOn: '2025-02-01' },
  ],
  countries: [
    { iso3: 'NRD', name: 'Northland' },
    { iso3: 'SUD', name: 'Southland' },
  ],
  coalitions: [{ slug: 'the-two', name: 'The Two', kind: 'FORUM' }],
  'coalition-members': [{ coalition: 'the-two', memberKind: 'Country', member: 'NRD' }],
  minerals: [
    { slug: 'rare-earths', name: 'Rare earths', kind: 'GROUP' },
    { slug: 'dysprosium', name: 'Dysprosium', symbol: 'Dy', kind: 'ELEMENT' },
  ],
  'mineral-groups': [{ mineral: 'dysprosium', group: 'rare-earths' }],
  products: [
    { slug: 'magnets', name: 'Magnets', stage: 'COMPONENT', hsCodes: '850511' },
    { slug: 'magnet-metal', name: 'Magnet metal', stage: 'METAL' },
  ],
  'product-minerals': [{ product: 'magnets', mineral: 'dysprosium' }],
  'product-inputs': [{ product: 'magnets', input: 'magnet-metal', tonnesPerTonne: '1.1' }],
  agencies: [{ slug: 'north-trade', name: 'Ministry of Trade of Northland', country: 'NRD', kind: 'MINISTRY' }],
  'export-controls': [
    {
      slug: 'north-2025-1',
      name: 'Licences for dysprosium',
      number: 'No. 1/2025',
      kind: 'LICENCE',
      announcedOn: '2025-06-01',
      effectiveFrom: '2025-06-02',
      imposedBy: 'north-trade',
    },
  ],
  'export-control-restricts': [
    { control: 'north-2025-1', kind: 'Mineral', key: 'dysprosium', aspect: 'GOODS' },
    { control: 'north-2025-1', kind: 'Product', key: 'magnets', aspect: 'GOODS' },
  ],
  suppliers: [{ slug: 'polar', name: 'Polar Magnets', country: 'NRD', stages: 'COMPONENT', status: 'ACTIVE' }],
  facilities: [{ slug: 'polar-plant', name: 'Polar plant', country: 'NRD', operator: 'polar', status: 'OPERATING' }],
  'facility-production': [{ facility: 'polar-plant', product: 'magnets', stage: 'COMPONENT', status: 'OPERATING' }],
  people: [{ slug: 'ada-north', name: 'Ada North', office: 'Minister', agency: 'north-trade', country: 'NRD' }],
  programmes: [{ slug: 'north-fund', name: 'Fund of Northland', agency: 'north-trade', country: 'NRD', kind: 'GRANT' }],
  events: [{ slug: 'the-meeting', name: 'The meeting', kind: 'MEETING', startOn: '2025-06-03', coalition: 'the-two' }],
  'event-participants': [
    { event: 'the-meeting', person: 'ada-north', representsKind: 'Country', represents: 'NRD', role: 'host' },
  ],
  agreements: [{ slug: 'the-pact', name: 'The pact', kind: 'FRAMEWORK', signedOn: '2025-06-03', event: 'the-meeting' }],
  'agreement-parties': [{ agreement: 'the-pact', partyKind: 'Country', party: 'NRD', role: 'party' }],
  'agreement-covers': [{ agreement: 'the-pact', kind: 'Mineral', key: 'dysprosium' }],
  commitments: [
    {
      id: 'the-loan',
      agreement: 'the-pact',
      programme: 'north-fund',
      description: 'A loan to Polar',
      instrument: 'LOAN',
      state: 'ANNOUNCED',
      amount: '5000000',
      currency: 'EUR',
      madeByKind: 'Agency',
      madeBy: 'north-trade',
      madeToKind: 'Supplier',
      madeTo: 'polar',
      facility: 'polar-plant',
      announcedOn: '2025-06-04',
    },
  ],
  observations: [mined('survey-2024', '7'), mined('survey-2025', '8'), mined('survey-2025', '5', 'SUD')],
};

let neo4j: TestNeo4j;
let graph: Graph;
let app: FastifyInstance;
let url: string;

beforeAll(async () => {
  neo4j = await borrowNeo4j();
  graph = openGraph({ ...neo4j, statementTimeout: 240_000, connectionTimeout: 20_000 });
  await prepare(graph);
  app = await createHttp({
    config: readConfig({ LOG_LEVEL: 'error' }),
    graph,
    metrics: createMetrics().registry,
  });
  url = await app.listen({ host: '127.0.0.1', port: 0 });
}, 900_000);

afterAll(async () => {
  await app.close();
  await graph.close();
  await neo4j.stop();
});

async function load(rows: CuratedRows, now: string): Promise<Written> {
  const read = readCurated(curatedFolder(rows));
  expect(read.problems).toEqual([]);
  return writeSteps(graph, curatedSteps(read), now, () => undefined);
}

// oxlint-disable-next-line typescript/no-explicit-any
async function answer(query: string, variables: Record<string, unknown> = {}): Promise<any> {
  const { data, errors } = await ask(query, variables, url);
  expect(errors).toBeUndefined();
  return data;
}

const kinds = [
  ['agency(slug: "north-trade"', 'agencies', 'Agency:north-trade', 'Ministry of Trade'],
  ['agreement(slug: "the-pact"', 'agreements', 'Agreement:the-pact', 'The pact'],
  ['coalition(slug: "the-two"', 'coalitions', 'Coalition:the-two', 'The Two'],
  ['commitment(id: "the-loan"', 'commitments', 'Commitment:the-loan', null],
  ['country(code: "NRD"', 'countries', 'Country:NRD', 'Northland'],
  ['event(slug: "the-meeting"', 'events', 'Event:the-meeting', 'The meeting'],
  ['exportControl(slug: "No. 1/2025"', 'exportControls', 'ExportControl:north-2025-1', 'Licences for dysprosium'],
  ['facility(slug: "polar-plant"', 'facilities', 'Facility:polar-plant', 'Polar plant'],
  ['mineral(slug: "Dy"', 'minerals', 'Mineral:dysprosium', 'Dysprosium'],
  ['person(slug: "Ada North"', 'people', 'Person:ada-north', 'Ada North'],
  ['product(slug: "850511"', 'products', 'Product:magnets', 'Magnets'],
  ['programme(slug: "north-fund"', 'programmes', 'Programme:north-fund', 'Fund of Northland'],
  ['source(id: "notice"', 'sources', 'Source:notice', null],
  ['supplier(slug: "polar"', 'suppliers', 'Supplier:polar', 'Polar Magnets'],
] as const;

/** How each way to a thing of each kind answers, as of a moment. */
async function ways(knownAt: string): Promise<Record<string, boolean[]>> {
  const found: Record<string, boolean[]> = {};
  // One after the other: each is planned anew.
  for (const [one, list, key, name] of kinds) {
    const id = key.startsWith('Source:') ? key : idIn({ knownAt }, key);
    const data = await answer(
      `query ($id: ID!, $text: String!, $knownAt: DateTime) {
        one: ${one}, knownAt: $knownAt) { id }
        list: ${list}(knownAt: $knownAt) { nodes { id } totalCount }
        node(id: $id) { id }
        nodes(ids: [$id]) { id }
        search(text: $text, knownAt: $knownAt) { node { id } }
      }`,
      { id, text: name ?? 'nothing', knownAt },
    );
    const listed = (data.list.nodes as { id: string }[]).some((node) => node.id === id);
    expect(data.list.totalCount).toBe(data.list.nodes.length);
    const hits = (data.search as { node: { id: string } }[]).some(({ node }) => node.id === id);
    found[key] = [data.one?.id === id, listed, data.node?.id === id, data.nodes[0]?.id === id, ...(name ? [hits] : [])];
  }
  return found;
}

/** A source is found by its id whatever the view, since other things name it as theirs. */
const all = (shown: boolean) =>
  Object.fromEntries(
    kinds.map(([, , id, name]) => {
      const byId = shown || id.startsWith('Source:');
      return [id, [shown, shown, byId, byId, ...(name ? [shown] : [])]];
    }),
  );

const nested = `query ($knownAt: DateTime) {
  country(code: "NRD", knownAt: $knownAt) {
    agencies { slug people { name } programmes { slug } controlsImposed { number restricts { __typename } } }
    suppliers { slug facilities { slug country { iso3 } operator { slug } } }
    agreements { slug commitments { nodes { amount madeTo { ... on Supplier { slug country { iso3 } } } } } ledger { currency announced } }
    production(mineral: "Dy") { tonnes }
    memberships { coalition { slug } }
    events { slug coalition { slug } participants { person { name } } }
  }
  mineral(slug: "Dy", knownAt: $knownAt) { groups { slug } products { slug madeFrom { input { slug } } } exportControls { slug } agreements { slug } claims(property: "symbol") { value } }
}`;

// Each way to each kind is planned for the first time here.
describe('rows that are no longer in the files', { timeout: 600_000 }, () => {
  const loaded = '2026-01-01T00:00:00.000Z';
  const between = '2026-01-15T00:00:00.000Z';
  const emptied = '2026-02-01T00:00:00.000Z';
  const returned = '2026-03-01T00:00:00.000Z';
  let before: unknown;

  test('are there once they are loaded, and a second load changes nothing', async () => {
    const first = await load(everything, loaded);
    expect(first.retractions.size).toBe(0);
    expect(await load(everything, between)).toMatchObject({ created: 0, changed: 0, unchanged: first.created });
    expect(await ways(between)).toEqual(all(true));
    before = await answer(nested, { knownAt: between });
    expect(before).toMatchObject({
      country: {
        agencies: [{ people: [{ name: 'Ada North' }], controlsImposed: [{ number: 'No. 1/2025' }] }],
        suppliers: [{ facilities: [{ operator: { slug: 'polar' } }] }],
        agreements: [{ ledger: [{ currency: 'EUR', announced: '5000000' }] }],
      },
      mineral: { groups: [{ slug: 'rare-earths' }], exportControls: [{ slug: 'north-2025-1' }] },
    });
  });

  test('are in what became known, a figure as revised where the same publisher had another before', async () => {
    const { changes } = await answer(
      `{ changes(since: "2024-01-01", until: "2025-03-01") { totalCount edges { at change node { property value subject { id } } } } }`,
    );
    expect(
      changes.edges
        .map(({ at, change, node }: { at: string; change: string; node: { value: string } }) =>
          [at, change, node.value].join(' '),
        )
        .sort(),
    ).toEqual([
      '2024-02-01T00:00:00.000Z RECORDED 7',
      '2025-02-01T00:00:00.000Z RECORDED 5',
      '2025-02-01T00:00:00.000Z REVISED 8',
    ]);
    expect(changes.totalCount).toBe(3);
  });

  test('are retracted with all that hangs on them, and the load says what', async () => {
    const { retractions, created, changed } = await load({}, emptied);
    expect({ created, changed }).toEqual({ created: 0, changed: 0 });
    for (const [name, count] of [
      ['export controls', 1],
      ['minerals', 2],
      ['agreements', 1],
      ['commitments', 1],
      ['suppliers', 1],
      ['facilities', 1],
      ['people', 1],
      ['sources', 3],
      ['observations', 3],
      ['what they restrict (Mineral)', 1],
      ['what names of ExportControl mean', 4],
    ] as const)
      expect([name, retractions.get(name)]).toEqual([name, count]);
    expect(retractions.get('claims')).toBeGreaterThan(50);
    expect(await ways('2026-02-02T00:00:00.000Z')).toEqual(all(false));
    const { graph: summary } = await answer('{ graph { counts { kind count } } }');
    expect(summary.counts.filter(({ count }: { count: number }) => count > 0)).toEqual([]);
  });

  test('stay as they were for who asks as of before', async () => {
    expect(await ways(between)).toEqual(all(true));
    expect(await answer(nested, { knownAt: between })).toEqual(before);
  });

  test('are gone from the time line, and are in what changed', async () => {
    const { timeline, changes } = await answer(
      `{ timeline { totalCount nodes { kind } } changes(since: "${emptied}", first: 100) { edges { change node { property } } totalCount } }`,
    );
    expect(timeline).toEqual({ totalCount: 0, nodes: [] });
    expect(changes.edges.map(({ node }: { node: { property: string } }) => node.property)).toContain('production');
    expect(changes.totalCount).toBeGreaterThan(50);
    expect(new Set(changes.edges.map(({ change }: { change: string }) => change))).toEqual(new Set(['RETRACTED']));
    const earlier = await answer(`{ timeline(knownAt: "${between}") { nodes { kind } } }`);
    expect(earlier.timeline.nodes.map(({ kind }: { kind: string }) => kind)).toContain('CONTROL_ANNOUNCED');
  });

  test('are claims that are found by their ids, retracted now and not yet then', async () => {
    const { changes } = await answer(`{ changes(since: "${emptied}", first: 100) { nodes { id } } }`);
    const ids = (changes.nodes as { id: string }[]).map(({ id }) => id);
    const ask = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Claim { retractedAt } } }';
    expect((await answer(ask, { ids })).nodes).toEqual(ids.map((id) => ({ id, retractedAt: emptied })));
    const then = ids.map((id) => idIn({ knownAt: between }, id));
    expect((await answer(ask, { ids: then })).nodes).toEqual(then.map((id) => ({ id, retractedAt: null })));
  });

  test('live again when they come back', async () => {
    const { retractions, created } = await load(everything, returned);
    expect(retractions.size).toBe(0);
    expect(created).toBe(0);
    expect(await ways('2026-03-02T00:00:00.000Z')).toEqual(all(true));
    expect(await answer(nested, { knownAt: '2026-03-02T00:00:00.000Z' })).toEqual(before);
    expect(await load(everything, '2026-03-03T00:00:00.000Z')).toMatchObject({ created: 0, changed: 0 });
  });

  test('that were never in the files are left alone', async () => {
    const imported = statement<object, void>(
      'test.imported',
      cypher`CREATE (:Supplier {slug: 'imported', name: 'Imported', origin: 'some-import', aliases: [], stages: []})-[:BASED_IN]->(:Country {iso3: 'IMP', name: 'Importland', origin: 'some-import'})`,
      () => undefined,
    );
    await graph.write(imported, {});
    expect((await load(everything, '2026-03-04T00:00:00.000Z')).retractions.size).toBe(0);
    expect(await answer('{ node(id: "Supplier:imported") { id } }')).toEqual({ node: { id: 'Supplier:imported' } });
  });
});

describe('a graph with a past', { timeout: 600_000 }, () => {
  const clear = statement<object, void>('test.clear', cypher`MATCH (node) DETACH DELETE node`, () => undefined);
  const without = (table: string) => (everything[table] ?? []).slice(1);
  const changed: CuratedRows = {
    ...everything,
    // What is gone, one that is held by others, and cells that say something else than they did.
    ...Object.fromEntries(
      ['agreement-parties', 'export-control-restricts', 'coalition-members', 'observations', 'event-participants'].map(
        (table) => [table, without(table)],
      ),
    ),
    people: [],
    commitments: (everything['commitments'] ?? []).map((row) => ({
      ...row,
      agreement: '',
      madeTo: 'polar',
      amount: '7',
    })),
    facilities: (everything['facilities'] ?? []).map((row) => ({ ...row, status: 'SUSPENDED' })),
    claims: ['5', '6'].map((value) => ({
      ...{ subjectKind: 'Country', subject: 'NRD', property: 'imports', value, unit: 't', validFrom: '2024-06' },
      ...{ status: 'REPORTED', rank: 'NORMAL', note: '=1+1' },
    })),
  };

  async function loadFolder(folder: URL, now: string): Promise<void> {
    const read = readCurated(folder);
    const { steps, problems } = withHistory(curatedSteps(read), folder);
    expect([...read.problems, ...problems]).toEqual([]);
    await writeSteps(graph, steps, now, () => undefined);
    await graph.write(beginLoad, { id: now, startedAt: now, dataSet: 'seed', file: null });
    const counts = { created: 1, changed: 0, unchanged: 0, refused: 0 };
    await graph.write(finishLoad, { id: now, finishedAt: now, ...counts, digest: now });
  }
  const scratch = mkdtempSync(join(tmpdir(), 'lodegraph-past-'));
  afterAll(() => rmSync(scratch, { recursive: true, force: true }));
  const exported = async (name: string) => {
    mkdirSync(join(scratch, name));
    const folder = pathToFileURL(`${join(scratch, name)}/`);
    return { folder, ...(await exportSeed(graph, folder, false, () => undefined)) };
  };
  const files = (folder: URL) =>
    [
      'history.csv',
      'ATTRIBUTION.txt',
      ...readdirSync(new URL('curated/', folder)).map((file) => `curated/${file}`),
    ].map((file) => [file, readFileSync(new URL(file, folder), 'utf8')]);

  test('written as a folder and loaded into an empty one is the same, what is retracted included', async () => {
    await graph.write(clear, {});
    await loadFolder(curatedFolder(everything), '2026-01-01T00:00:00.000Z');
    await loadFolder(curatedFolder(changed), '2026-02-01T00:00:00.000Z');
    const before = await graphLines(neo4j);
    const first = await exported('first');
    expect(first.past).toBeGreaterThan(20);
    expect([...first.unlike]).toEqual([]);

    await graph.write(clear, {});
    await loadFolder(first.folder, '2026-03-01T00:00:00.000Z');
    const after = await graphLines(neo4j);
    expect(before.filter((line) => !after.includes(line))).toEqual([]);
    expect(graphDigest(after)).toBe(graphDigest(before));
    const second = await exported('second');
    expect(files(second.folder)).toEqual(files(first.folder));
  });

  test('loaded again from it changes nothing', async () => {
    const before = await graphLines(neo4j);
    await loadFolder(pathToFileURL(`${join(scratch, 'first')}/`), '2026-04-01T00:00:00.000Z');
    expect(await graphLines(neo4j)).toEqual(before);
  });
});
