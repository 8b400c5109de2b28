import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import neo4j from 'neo4j-driver';
import { afterAll, describe, expect, inject, onTestFinished, test, vi } from 'vitest';
import type { Cypher } from '../src/graph/cypher.ts';
import type { Graph } from '../src/graph/graph.ts';
import { statement, type NoParameters, type Statement } from '../src/graph/statement.ts';
import { openTestGraph, serve } from './serve.ts';

const { uri, user, password } = inject('neo4j');
const driver = neo4j.driver(uri, neo4j.auth.basic(user, password));
afterAll(() => driver.close());

/** A text that keeps Neo4j busy until it is ended, and how many transactions run it. */
function endless() {
  const mark = `mark${randomUUID().replaceAll('-', '')}`;
  const text = `UNWIND range(1, 1000000000000) AS ${mark} RETURN count(${mark} % 7)` as Cypher;
  const running = async () => {
    const { records } = await driver.executeQuery('SHOW TRANSACTIONS YIELD currentQuery RETURN currentQuery');
    return records.filter((record) =>
      String(record.get('currentQuery')).startsWith(`UNWIND range(1, 1000000000000) AS ${mark}`),
    ).length;
  };
  return { text, running };
}
const until = (check: () => void | Promise<void>) => vi.waitFor(check, { timeout: 50_000, interval: 50 });

describe('when nobody waits for an answer any more', () => {
  test('Neo4j ends the statement, and later ones are not sent', async () => {
    const sent: string[] = [];
    const graph = openTestGraph({ statementTimeout: 60_000, observe: (name) => sent.push(name) });
    const { text, running } = endless();
    const slow = statement<NoParameters, unknown>('test.slow', text, (row) => row);
    const quick = statement<NoParameters, unknown>('test.quick', 'RETURN 1' as Cypher, (row) => row);
    const controller = new AbortController();

    const answer = graph.read(slow, {}, controller.signal);
    const failure = expect(answer).rejects.toMatchObject({ name: 'AbortError' });
    await until(async () => expect(await running()).toBe(1));
    controller.abort();
    await failure;
    await until(async () => expect(await running()).toBe(0));
    await expect(graph.read(quick, {}, controller.signal)).rejects.toMatchObject({ name: 'AbortError' });
    expect(sent).toEqual(['test.slow']);
    expect(await graph.read(quick, {})).toEqual([[1]]);
  });

  test('as by POST', async () => {
    const own = openTestGraph({ statementTimeout: 60_000 });
    const { text, running } = endless();
    const graph: Graph = {
      ...own,
      read: (one, parameters, signal) =>
        own.read(one.name === 'country.byText' ? { ...one, text } : one, parameters, signal),
    };
    const leaving = new AbortController();
    const asked = fetch(`${await serve(graph)}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ country(code: "JPN") { name } }' }),
      signal: leaving.signal,
    });
    const left = expect(asked).rejects.toMatchObject({ name: 'AbortError' });
    await until(async () => expect(await running()).toBe(1));
    leaving.abort();
    await left;
    await until(async () => expect(await running()).toBe(0));
  });

  test('as over HTTP on a connection that is kept, with compressed answers', async () => {
    const sent: string[] = [];
    const own = openTestGraph({ statementTimeout: 60_000, observe: (name) => sent.push(name) });
    const { text, running } = endless();
    const outcomes = new Map<string, string>();
    let leave = () => {};
    const gone = new Promise<void>((left) => (leave = left));
    const note = async <R>(name: string, rows: Promise<R[]>) => {
      outcomes.set(
        name,
        await rows.then(
          () => 'answered',
          (error: unknown) => (error instanceof Error ? error.name : 'failed'),
        ),
      );
      return rows;
    };
    // Japan takes long; the coalition is held back until the client is gone, so that its members are asked for after that.
    const graph: Graph = {
      ...own,
      async read<P extends object, R>(one: Statement<P, R>, parameters: P, signal?: AbortSignal) {
        if (one.name === 'country.byText') return note(one.name, own.read({ ...one, text }, parameters, signal));
        const rows = await note(one.name, own.read(one, parameters, signal));
        if (one.name === 'coalition.byText') await gone;
        return rows;
      },
    };
    const url = await serve(graph);
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    onTestFinished(() => agent.destroy());
    const ask = (query: string) =>
      request(`${url}/graphql?query=${encodeURIComponent(query)}`, {
        agent,
        headers: { 'accept-encoding': 'br, gzip' },
      });

    await new Promise((answered) =>
      ask('{ minerals(first: 100) { totalCount nodes { id name } } }')
        .on('response', (response) => response.resume().on('end', answered))
        .end(),
    );
    expect(outcomes.get('mineral.list.ascending')).toBe('answered');

    const asked = ask('{ country(code: "JPN") { name } coalition(slug: "g7") { members(last: 2) { totalCount } } }');
    asked.on('error', () => undefined).end();
    await until(async () => expect(await running()).toBe(1));
    await until(() => expect(outcomes.get('coalition.byText')).toBe('answered'));
    asked.destroy();
    await until(async () => expect(await running()).toBe(0));
    leave();
    await until(() => expect(outcomes.get('coalition.membersDescending')).toBe('AbortError'));
    expect(outcomes.get('country.byText')).toBe('AbortError');
    expect(sent).not.toContain('coalition.membersDescending');
  });
});
