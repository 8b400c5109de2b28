import { Client, fetchExchange } from '@urql/core';
import { cacheExchange } from '@urql/exchange-graphcache';
import { describe, expect, inject, test } from 'vitest';
import { readIntrospection } from './documents.ts';
import { control, days, dependence, earlier } from './two-days.ts';

const connect = async () =>
  new Client({
    url: `${inject('serverUrl')}/graphql`,
    preferGetMethod: false,
    exchanges: [cacheExchange({ schema: await readIntrospection() }), fetchExchange],
  });

describe("urql's graphcache, with the server's introspection", () => {
  test('shows each day its own state of one control', async () => {
    const client = await connect();
    for (const asOf of days) expect((await client.query(control, { asOf })).error).toBeUndefined();
    const read = days.map((asOf) => client.readQuery(control, { asOf }));
    expect(read.map((one) => [one?.stale, one?.data?.exportControl.state])).toEqual([
      [false, 'IN_FORCE'],
      [false, 'SUSPENDED'],
    ]);
  });

  test("leaves a watcher of today's dependence alone when that of another day arrives", async () => {
    const client = await connect();
    await client.query(dependence, {});
    const seen: (number | undefined)[] = [];
    const watched = client.query(dependence, {}).subscribe(({ data }) => seen.push(data?.coalition.dependence.share));
    const { data } = await client.query(dependence, { asOf: earlier });
    expect(data?.coalition.dependence.share).toBeCloseTo(0.8929, 4);
    expect(client.readQuery(dependence, {})?.data?.coalition.dependence.share).toBeCloseTo(0.8862, 4);
    watched.unsubscribe();
    // It may be told again what it knows.
    expect([...new Set(seen.map((share) => share?.toFixed(4)))]).toEqual(['0.8862']);
  });
});
