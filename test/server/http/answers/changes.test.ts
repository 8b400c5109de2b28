import { parseAtomFeed } from 'feedsmith';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openGraph, type Graph } from '../../../../src/graph/graph.ts';
import { prepare } from '../../../../src/graph/prepare.ts';
import { readCurated } from '../../../../src/ingest/curated/curated.ts';
import { curatedSteps, writeSteps } from '../../../../src/ingest/seed/load.ts';
import { digestOf } from '../../../../src/lib/digest.ts';
import { readConfig } from '../../../../src/lib/config.ts';
import { beginLoad, finishLoad } from '../../../../src/loading/load-log.ts';
import { createHttp } from '../../../../src/server/http/http.ts';
import { createMetrics } from '../../../../src/server/metrics.ts';
import { curatedFolder, type CuratedRows } from '../../../loading/curated-folder.ts';
import { borrowNeo4j } from '../../../lent-neo4j.ts';
import { temporaryHome, type TestNeo4j } from '../../../neo4j.ts';

const agreement = (slug: string, signedOn: string, recordedAt: string) => ({
  ...{ slug, name: `The ${slug}`, kind: 'FRAMEWORK', signedOn },
  ...{ source: 'notice', locator: 'page 2', confidence: 'HIGH', recordedAt },
});
const mined = (source: string, tonnes: string) => ({
  ...{ kind: 'PRODUCTION', mineral: 'dysprosium', country: 'NRD', stage: 'EXTRACTION', year: '2023', source },
  recordedAt: source === 'survey-2024' ? '2024-02-01' : '2025-02-01',
  ...{ value: tonnes, number: tonnes, unit: 'metric tons', locator: `table of ${source}` },
});

/** What is loaded first. */
const first: CuratedRows = {
  sources: [
    { id: 'notice', publisher: 'Ministry of Northland', title: 'Notice', publishedOn: '2020-01-01' },
    { id: 'survey-2024', publisher: 'Survey', title: 'Survey of 2024', vintage: '2024', publishedOn: '2024-02-01' },
    { id: 'survey-2025', publisher: 'Survey', title: 'Survey of 2025', vintage: '2025', publishedOn: '2025-02-01' },
  ],
  countries: [{ iso3: 'NRD', name: 'Northland' }],
  minerals: [{ slug: 'dysprosium', name: 'Dysprosium', symbol: 'Dy', kind: 'ELEMENT' }],
  agreements: [agreement('treaty', '2020-03-01', '2020-03-01'), agreement('accord', '2020-04-01', '2020-04-01')],
  observations: [mined('survey-2024', '7')],
};
/** What is loaded then: a later edition of the survey, an agreement that became known since, and one less. */
const then: CuratedRows = {
  ...first,
  agreements: [agreement('accord', '2020-04-01', '2020-04-01'), agreement('compact', '2025-05-01', '2025-05-02')],
  observations: [mined('survey-2024', '7'), mined('survey-2025', '8')],
};
const BEFORE = '2024-12-31T00:00:00Z';

const query = `# Which agreements are there?
{ agreements(first: 20) { totalCount nodes { slug signedOn } } }`;

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
    ...{ id: now, finishedAt, digest: digestOf([rows, now]), refused: 0 },
    ...{ created: 1, changed: 1, unchanged: 0 },
  });
  return finishedAt;
}

// oxlint-disable-next-line typescript/no-explicit-any
const json = async (path: string): Promise<any> => (await fetch(`${url}${path}`)).json();

beforeAll(async () => {
  neo4j = await borrowNeo4j();
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
}, 900_000);

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
    expect(later.data).not.toEqual(earlier.data);

    const { differences, loads, changes } = await json(`${address}/changes?from=${BEFORE}`);
    const at = (...end: unknown[]) =>
      differences.find(
        ({ place }: { place: unknown[] }) => JSON.stringify(place.slice(-end.length)) === JSON.stringify(end),
      );
    expect(at({ row: 'Agreement:treaty' })).toMatchObject({
      ...{ kind: 'REMOVED', about: 'Agreement:treaty' },
      because: expect.arrayContaining([
        expect.objectContaining({ kind: 'RETRACTED', property: 'signedOn', before: '2020-03-01' }),
      ]),
    });
    expect(at({ row: 'Agreement:compact' })).toMatchObject({
      ...{ kind: 'ADDED', after: { id: 'Agreement:compact', slug: 'compact', signedOn: '2025-05-01' } },
      because: expect.arrayContaining([
        expect.objectContaining({ kind: 'RECORDED', property: 'signedOn', after: '2025-05-01' }),
      ]),
    });
    // As many agreements as before, and the one that stayed is the same.
    expect(differences).toHaveLength(2);
    expect(loads.map(({ finishedAt }: { finishedAt: string }) => finishedAt)).toContain(moments[1]);
    expect(changes.map(({ change }: { change: string }) => change)).toEqual(
      expect.arrayContaining(['RETRACTED', 'RECORDED']),
    );
  });

  test('tells the same since a moment, beside the answer and on its page', async () => {
    const { changed, data } = await json(`${address}?since=${BEFORE}`);
    const { differences } = await json(`${address}/changes?from=${BEFORE}`);
    expect(changed.differences).toEqual(differences);
    expect(data).toEqual((await json(address)).data);
    for (const path of [`${address}/changes?from=${BEFORE}`, `${address}?since=${BEFORE}`]) {
      const page = await (await fetch(`${url}${path}`, { headers: { accept: 'text/html' } })).text();
      expect(page).toContain('retracted: signedOn 2020-03-01 (notice)');
    }
  });

  test('has not changed between two moments between which nothing became known', async () => {
    const same = await json(`${address}/changes?from=${BEFORE}&until=2025-01-15&asOf=2026-01-01`);
    expect(same).toMatchObject({ differences: [], changes: [], loads: [], immutable: false });
  });

  test('is not taken for what it was by the version that is past', async () => {
    const { pinned, version } = await json(address);
    expect(await (await fetch(pinned)).json()).toMatchObject({ immutable: true, version });
    const now = new Date().toISOString();
    await graph.write(beginLoad, { id: now, startedAt: now, dataSet: 'an import', file: null });
    const meanwhile = await json(address);
    expect(meanwhile.version).not.toBe(version);
    // More may be written under the same name.
    expect((await fetch(meanwhile.pinned)).headers.get('cache-control')).toBe('no-cache');
    await graph.write(finishLoad, {
      ...{ id: now, finishedAt: new Date().toISOString(), digest: null, refused: 0 },
      ...{ created: 1, changed: 0, unchanged: 0 },
    });
    const ended = await json(address);
    expect([version, meanwhile.version]).not.toContain(ended.version);
    expect(await (await fetch(ended.pinned)).json()).toMatchObject({ immutable: true });
    moments.push(await load(first));
    const response = await fetch(pinned);
    expect(response.headers.get('cache-control')).toBe('no-cache');
    expect(await response.json()).toMatchObject({ immutable: false, versionAsked: expect.stringContaining(version) });
  });

  test('has a feed of what became known of it, whose entries keep their ids', async () => {
    const read = async () => parseAtomFeed(await (await fetch(`${url}${address}/changes.atom`)).text());
    const [one, two] = [await read(), await read()];
    expect(one.title).toMatchObject({ value: 'Lodegraph: Which agreements are there?' });
    const ids = (feed: typeof one) => feed.entries?.map(({ id }) => id);
    expect(ids(one)).toEqual(ids(two));
    expect(new Set(ids(one)).size).toBe(one.entries?.length);
    const titles = one.entries?.map(({ title }) => JSON.stringify(title)).join('\n');
    expect(titles).toContain('The accord: signedOn');
    expect(titles).toContain('Loaded: seed');
    expect(titles).not.toContain('The compact');
  });
});
