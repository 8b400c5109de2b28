import { DOMParser } from '@xmldom/xmldom';
import { parseAtomFeed, parseJsonFeed } from 'feedsmith';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { openGraph, type Graph } from '../../../src/graph/graph.ts';
import { prepare } from '../../../src/graph/prepare.ts';
import { readCurated } from '../../../src/ingest/curated/curated.ts';
import { curatedSteps, writeSteps } from '../../../src/ingest/seed/load.ts';
import { readConfig } from '../../../src/lib/config.ts';
import { beginLoad, finishLoad } from '../../../src/loading/load-log.ts';
import { createHttp } from '../../../src/server/http/http.ts';
import { createMetrics } from '../../../src/server/metrics.ts';
import { curatedFolder, type CuratedRows } from '../../loading/curated-folder.ts';
import { startTemporaryNeo4j, temporaryHome, type TestNeo4j } from '../../neo4j.ts';

const agreement = (slug: string, signedOn: string, source: string) => ({
  ...{ slug, name: `The ${slug}`, kind: 'FRAMEWORK', signedOn },
  ...{ source, locator: 'page 2', confidence: 'HIGH' },
});

/** What is known first. */
const first: CuratedRows = {
  sources: [
    { id: 'notice', publisher: 'Ministry of Northland', title: 'Notice', publishedOn: '2020-01-01' },
    { id: 'gazette', publisher: 'Ministry of Southland', title: 'Gazette', publishedOn: '2020-01-01' },
  ],
  countries: [{ iso3: 'NRD', name: 'Northland' }],
  agreements: [
    agreement('pact', '2020-02-01', 'notice'),
    agreement('treaty', '2020-03-01', 'notice'),
    agreement('accord', '2020-04-01', 'notice'),
  ],
};
/** What is known then: another day of the pact by another source, no treaty, a new one. */
const then: CuratedRows = {
  ...first,
  agreements: [
    agreement('pact', '2020-02-05', 'gazette'),
    agreement('accord', '2020-04-01', 'notice'),
    agreement('compact', '2020-05-01', 'gazette'),
  ],
};

const query = '# Which agreements are there?\n{ agreements(first: 20) { totalCount nodes { slug signedOn } } }';

let neo4j: TestNeo4j;
let graph: Graph;
let app: FastifyInstance;
let url: string;
let address: string;
let moments: string[];

async function load(rows: CuratedRows): Promise<string> {
  const read = readCurated(curatedFolder(rows));
  expect(read.problems).toEqual([]);
  const now = new Date().toISOString();
  await graph.write(beginLoad, { id: now, startedAt: now, dataSet: 'seed', file: null });
  await writeSteps(graph, curatedSteps(read), now, () => undefined);
  const finishedAt = new Date().toISOString();
  await graph.write(finishLoad, {
    ...{ id: now, finishedAt, digest: JSON.stringify(rows).length.toString(), refused: 0 },
    ...{ created: 1, changed: 1, unchanged: 0 },
  });
  return finishedAt;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any
const json = async (path: string): Promise<any> => (await fetch(`${url}${path}`)).json();

beforeAll(async () => {
  neo4j = await startTemporaryNeo4j(null);
  graph = openGraph({ ...neo4j, statementTimeout: 240_000, connectionTimeout: 20_000 });
  await prepare(graph);
  const config = readConfig({ LOG_LEVEL: 'error', LODEGRAPH_HOME: temporaryHome() });
  app = await createHttp({ config, graph, metrics: createMetrics().registry });
  url = await app.listen({ host: '127.0.0.1', port: 0 });
  const stored = await fetch(`${url}/q`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  ({ address } = (await stored.json()) as { address: string });
  moments = [await load(first)];
}, 240_000);

afterAll(async () => {
  await app.close();
  await graph.close();
  await neo4j.stop();
});

describe('an answer that a load changes', { timeout: 240_000 }, () => {
  test('has another version and tag, and tells by row and figure what changed, why, and by which load', async () => {
    const before = await fetch(`${url}${address}`);
    const tag = before.headers.get('etag') ?? '';
    const earlier = await before.json();
    moments.push(await load(then));
    const after = await fetch(`${url}${address}`, { headers: { 'if-none-match': tag } });
    expect(after.status).toBe(200);
    const later = await after.json();
    expect(later.version).not.toBe(earlier.version);

    const { differences, loads, changes } = await json(`${address}/changes?from=${moments[0] ?? ''}`);
    const by = (kind: string) => differences.filter((one: { kind: string }) => one.kind === kind);
    expect(by('CHANGED')).toMatchObject([
      {
        place: ['agreements', 'nodes', { row: 'Agreement:pact' }, 'signedOn'],
        ...{ before: '2020-02-01', after: '2020-02-05', about: 'Agreement:pact' },
        because: expect.arrayContaining([
          { kind: 'NEW_SOURCE', source: 'gazette' },
          expect.objectContaining({ kind: 'REVISED', property: 'signedOn', before: '2020-02-01', after: '2020-02-05', sources: ['gazette'], locator: 'page 2' }),
        ]),
      },
    ]);
    expect(by('REMOVED')).toMatchObject([
      {
        place: ['agreements', 'nodes', { row: 'Agreement:treaty' }],
        because: expect.arrayContaining([expect.objectContaining({ kind: 'RETRACTED', property: 'signedOn', before: '2020-03-01' })]),
      },
    ]);
    expect(by('ADDED')).toMatchObject([
      {
        after: { id: 'Agreement:compact', slug: 'compact', signedOn: '2020-05-01' },
        because: expect.arrayContaining([expect.objectContaining({ kind: 'RECORDED', property: 'signedOn', after: '2020-05-01' })]),
      },
    ]);
    expect(loads).toMatchObject([{ dataSet: 'seed', finishedAt: moments[1] }]);
    expect(changes.map(({ change }: { change: string }) => change)).toEqual(expect.arrayContaining(['RETRACTED']));
  });

  test('tells the same since a moment, beside the answer and on its page', async () => {
    const { changed, data } = await json(`${address}?since=${moments[0] ?? ''}`);
    const { differences } = await json(`${address}/changes?from=${moments[0] ?? ''}`);
    expect(changed.differences).toEqual(differences);
    expect(data.agreements.nodes.map(({ slug }: { slug: string }) => slug).sort()).toEqual(['accord', 'compact', 'pact']);
    const page = await (await fetch(`${url}${address}/changes?from=${moments[0] ?? ''}`, { headers: { accept: 'text/html' } })).text();
    expect(page).toContain('2020-02-05');
    expect(page).toContain('new source gazette');
  });

  test('is at the moment between the loads what it was, for good, and has not changed until then', async () => {
    const clocks = `asOf=2026-01-01&knownAt=${moments[0] ?? ''}`;
    const { data, immutable } = await json(`${address}?${clocks}`);
    expect(immutable).toBe(true);
    expect(data.agreements.nodes.map(({ slug }: { slug: string }) => slug).sort()).toEqual(['accord', 'pact', 'treaty']);
    const until = new Date(Date.parse(moments[0] ?? '') + 1).toISOString();
    const same = await json(`${address}/changes?from=${moments[0] ?? ''}&until=${until}&asOf=2026-01-01`);
    expect(same).toMatchObject({ differences: [], changes: [], loads: [], immutable: true });
  });

  test('has a feed of what became known of it, whose entries keep their ids', async () => {
    const read = async () => parseAtomFeed(await (await fetch(`${url}${address}/changes.atom`)).text());
    const [one, two] = [await read(), await read()];
    expect(one.title).toMatchObject({ value: 'Lodegraph: Which agreements are there?' });
    const ids = (feed: typeof one) => feed.entries?.map(({ id }) => id);
    expect(ids(one)).toEqual(ids(two));
    expect(new Set(ids(one)).size).toBe(one.entries?.length);
    const titles = one.entries?.map(({ title }) => JSON.stringify(title)).join('\n');
    expect(titles).toContain('The pact: signedOn');
    expect(titles).toContain('Loaded: seed');
    expect(titles).not.toContain('treaty');
  });
});

describe('the feed of all changes', () => {
  const get = async (path: string) => fetch(`${inject('serverUrl')}${path}`);

  test('is Atom: well-formed, the newest first, at most fifty entries', async () => {
    const response = await get('/changes.atom');
    expect(response.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8');
    const text = await response.text();
    const root = new DOMParser().parseFromString(text, 'text/xml').documentElement;
    expect([root?.localName, root?.namespaceURI]).toEqual(['feed', 'http://www.w3.org/2005/Atom']);
    const { entries = [], id, updated } = parseAtomFeed(text);
    expect(id).toMatch(/^urn:uuid:/);
    expect(entries).toHaveLength(50);
    const dates = entries.map((entry) => entry.updated ?? '');
    expect(dates).toEqual([...dates].sort().reverse());
    expect(updated).toBe(dates[0]);
    for (const entry of entries) expect(entry.id).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  test('is JSON Feed 1.1 with the same entries', async () => {
    const response = await get('/changes.json');
    expect(response.headers.get('content-type')).toBe('application/feed+json; charset=utf-8');
    const text = await response.text();
    expect(JSON.parse(text).version).toBe('https://jsonfeed.org/version/1.1');
    const { entries = [] } = parseAtomFeed(await (await get('/changes.atom')).text());
    expect(parseJsonFeed(text).items?.map(({ id }) => id)).toEqual(entries.map(({ id }) => id));
  });

  test('is not sent again to a reader that has it', async () => {
    const etag = (await get('/changes.atom')).headers.get('etag') ?? '';
    const again = await fetch(`${inject('serverUrl')}/changes.atom`, { headers: { 'if-none-match': etag } });
    expect(again.status).toBe(304);
  });

  test('of a question is about what its answer rests on', async () => {
    const response = await get('/q/06-agreements-and-active-controls/changes.json');
    const { items = [], title } = parseJsonFeed(await response.text());
    expect(title).toMatch(/^Lodegraph: .*agreements/i);
    expect(items.length).toBeGreaterThan(0);
  });
});
