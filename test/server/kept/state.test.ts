import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import neo4j from 'neo4j-driver';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { momentAhead } from '../../../src/across/summary/queries.ts';
import { cypher } from '../../../src/graph/cypher.ts';
import { statement } from '../../../src/graph/statement.ts';
import { openTestGraph, serve } from '../../serve.ts';

const { uri, user, password } = inject('neo4j');
/** Another process, as far as servers can tell. */
const driver = neo4j.driver(uri, neo4j.auth.basic(user, password), { disableLosslessIntegers: true });
const id = `test-of-kept-answers-${randomUUID()}`;
const query = `{ source(id: "${id}") { title } }`;
/** Longest time for which a server may not know what another process wrote, in milliseconds. */
const LATEST = 1_000;

beforeAll(async () => {
  await driver.executeQuery(`CREATE (:Source {id: $id, publisher: 'A test', title: '0', licence: 'none stated'})`, {
    id,
  });
});
afterAll(async () => {
  await driver.executeQuery('MATCH (source:Source {id: $id}) DETACH DELETE source', { id });
  await driver.close();
});

const counted = cypher`MATCH (source:Source {id: $id})
SET source.title = toString(toInteger(source.title) + 1)
RETURN toInteger(source.title)`;
const count = statement<{ id: string }, number>('test.keptAnswers.count', counted, ([title]) => title as number);

const event = fc.constantFrom('ask one', 'ask one', 'ask another', 'ask another', 'write here', 'write elsewhere');

test('two servers of one graph answer with all that was written before they were asked, or a second before by another process', async () => {
  const graph = openTestGraph();
  const one = await serve(openTestGraph(), { KEPT_ANSWERS_CHECK_MS: '0' });
  const another = await serve(openTestGraph(), { KEPT_ANSWERS_CHECK_MS: String(LATEST) });
  const statuses = new Set<string>();
  /** Versions by the moments at which they were acknowledged to be written. */
  const here: { version: number; at: number }[] = [];
  const elsewhere: typeof here = [];
  const newest = (written: typeof here, before: number) =>
    Math.max(0, ...written.filter(({ at }) => at < before).map(({ version }) => version));

  async function ask(url: string, latest: number): Promise<void> {
    const asked = performance.now();
    const needed = Math.max(newest(here, asked), newest(elsewhere, asked - latest));
    const response = await fetch(`${url}/graphql?${new URLSearchParams({ query }).toString()}`);
    const { data } = (await response.json()) as { data: { source: { title: string } } };
    const status = response.headers.get('cache-status') ?? '';
    statuses.add(status);
    expect(Number(data.source.title), status).toBeGreaterThanOrEqual(needed);
  }

  async function happen(what: string): Promise<void> {
    if (what === 'ask one') await ask(one, 0);
    else if (what === 'ask another') await ask(another, LATEST);
    else if (what === 'write here') {
      const [version = NaN] = await graph.write(count, { id });
      here.push({ version, at: performance.now() });
    } else {
      const { records } = await driver.executeQuery(counted, { id });
      elsewhere.push({ version: records[0]?.get(0) as number, at: performance.now() });
    }
  }

  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(event, { maxLength: 8 }), { minLength: 1, maxLength: 4 }), async (actors) => {
      await Promise.all(
        actors.map(async (events) => {
          for (const what of events) await happen(what);
        }),
      );
    }),
    { numRuns: 40, endOnFailure: true },
  );
  expect(statuses).toContain('lodegraph; fwd=stale');
  // Other files of tests write at the same time: where they leave room for two questions, the second finds what was kept.
  const isHit = async () => {
    await ask(one, 0);
    return statuses.has('lodegraph; hit');
  };
  await expect.poll(isHit, { timeout: 30_000 }).toBe(true);
});

test.each([
  ['a statement that is recorded', `CREATE (:Claim {id: $id, recordedAt: $moment})`],
  ['a statement that is given up', `CREATE (:Claim {id: $id, retractedAt: $moment})`],
  ['a figure that is recorded', `CREATE (:Observation {id: $id, recordedAt: $moment})`],
  ['a figure that is given up', `CREATE (:Observation {id: $id, retractedAt: $moment})`],
])('%s as of a moment ahead of time is noticed', async (_, create) => {
  const graph = openTestGraph();
  const ahead = async (now: string) => (await graph.read(momentAhead, { now }))[0];
  await driver.executeQuery(create, { id, moment: '9999-06-01T00:00:00.000Z' });
  try {
    expect(await ahead('9999-05-01T00:00:00.000Z')).toBe('9999-06-01T00:00:00.000Z');
    expect(await ahead('9999-06-01T00:00:00.000Z')).toBe(null);
  } finally {
    await driver.executeQuery('MATCH (item {id: $id}) WHERE item:Claim OR item:Observation DELETE item', { id });
  }
});

test('a bookmark is another one after each transaction that wrote, and stays the same while none does', async () => {
  const graph = openTestGraph();
  const write = () => driver.executeQuery(counted, { id });
  const seen: string[] = [];
  // Other files of tests write at the same time: while they follow closely, none is the last.
  const last = async () => {
    for (;;) {
      const bookmark = await graph.bookmark();
      if (bookmark !== null) return bookmark;
    }
  };
  for (let times = 0; times < 5; times++) {
    await write();
    seen.push(await last());
  }
  expect(new Set(seen).size).toBe(5);
});
