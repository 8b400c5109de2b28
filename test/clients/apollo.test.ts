import { ApolloClient, HttpLink, InMemoryCache } from '@apollo/client';
import { describe, expect, inject, test } from 'vitest';
import { possibleTypes, readSchema } from './documents.ts';
import { control, days, dependence, earlier } from './two-days.ts';

const connect = async () =>
  new ApolloClient({
    link: new HttpLink({ uri: `${inject('serverUrl')}/graphql`, fetch }),
    cache: new InMemoryCache({ possibleTypes: possibleTypes(await readSchema()) }),
  });

describe("Apollo Client's InMemoryCache", () => {
  test('shows each day its own state of one control', async () => {
    const client = await connect();
    for (const asOf of days) await client.query({ query: control, variables: { asOf } });
    const states = days.map((asOf) => client.readQuery({ query: control, variables: { asOf } })?.exportControl.state);
    expect(states).toEqual(['IN_FORCE', 'SUSPENDED']);
  });

  test("leaves a watcher of today's dependence alone when that of another day arrives", async () => {
    const client = await connect();
    await client.query({ query: dependence });
    const seen: number[] = [];
    const watched = client.watchQuery({ query: dependence, fetchPolicy: 'cache-only' }).subscribe(({ data }) => {
      if (data) seen.push((data as { coalition: { dependence: { share: number } } }).coalition.dependence.share);
    });
    const { data } = await client.query({ query: dependence, variables: { asOf: earlier } });
    expect(data?.coalition.dependence.share).toBeCloseTo(0.8929, 4);
    expect(client.readQuery({ query: dependence })?.coalition.dependence.share).toBeCloseTo(0.8862, 4);
    watched.unsubscribe();
    expect(seen.map((share) => share.toFixed(4))).toEqual(['0.8862']);
  });
});
