import fc from 'fast-check';
import { expect, test } from 'vitest';
import { momentAhead } from '../../../src/across/summary/queries.ts';
import { countryByText, countryByKey } from '../../../src/entities/country/queries.ts';
import type { Graph } from '../../../src/graph/graph.ts';
import { keepNames } from '../../../src/server/kept/names.ts';
import { GraphStates } from '../../../src/server/kept/state.ts';

/** A graph of which each name means the version that it has; `step` is waited for wherever time may pass. */
class Versions {
  version = 0;
  isDown = false;
  written = -Infinity;
  /** Statements of names that were run. */
  runs = 0;
  readonly graph: Graph;

  constructor(step: (label: string) => Promise<void>) {
    const graph: Pick<Graph, 'bookmark' | 'lastWrite' | 'read'> = {
      bookmark: async () => {
        await step('bookmark sent');
        if (this.isDown) throw new Error('Neo4j is gone.');
        const found = String(this.version);
        await step('bookmark came');
        return found;
      },
      lastWrite: () => this.written,
      read: async (statement, parameters) => {
        if (statement.name === momentAhead.name) return [];
        this.runs += 1;
        await step('name sent');
        const { version } = this;
        await step('name came');
        const { keys } = parameters as unknown as { keys: { text: string; knownAt: string }[] };
        return keys.map(({ text, knownAt }, i) => [[i, [version, text, knownAt < early ? early : '']]]) as never;
      },
    };
    this.graph = graph as Graph;
  }
}

const early = '2020-01-01T00:00:00.000Z';
const keyOf = (text: string, knownAt = new Date().toISOString()) => ({
  text,
  asOf: '2026-01-01',
  knownAt,
});
/** What some names mean, as a batch of them is asked. */
const meanings = async (graph: Graph, ...keys: ReturnType<typeof keyOf>[]) => {
  const numbered = keys.map((key, i) => ({ i, ...key }));
  const rows = (await graph.read(countryByText, { keys: numbered, max: 0 })).flat();
  return rows as unknown as [number, [number, string, string]][];
};
const now = () => Promise.resolve();

const event = fc.oneof(
  { weight: 6, arbitrary: fc.record({ ask: fc.array(fc.constantFrom('a', 'b'), { minLength: 1, maxLength: 2 }) }) },
  { weight: 2, arbitrary: fc.constant('write here' as const) },
  { weight: 2, arbitrary: fc.constant('write elsewhere' as const) },
  { weight: 1, arbitrary: fc.constant('fail' as const) },
);

test('a name means what was last written before it was asked for, and is not always asked of Neo4j, in whatever order all comes', async () => {
  let asked = 0;
  let runs = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.array(fc.array(event, { maxLength: 10 }), { minLength: 1, maxLength: 4 }),
      fc.constantFrom(5, 40),
      async (s, actors, checkedEvery) => {
        let time = 0;
        const clock = () => ++time;
        const step = (label: string) => s.schedule(Promise.resolve(), label).then(() => undefined);
        const neo4j = new Versions(step);
        const named = keepNames(neo4j.graph, new GraphStates(neo4j.graph, clock), checkedEvery);
        let seenHere = 0;
        const elsewhere: { version: number; at: number }[] = [];

        const happen = async (one: (typeof actors)[number][number]) => {
          await step('event');
          if (one === 'fail') {
            neo4j.isDown = true;
            await step('down');
            neo4j.isDown = false;
          } else if (one === 'write here') {
            const written = ++neo4j.version;
            await step('acknowledged here');
            seenHere = Math.max(seenHere, written);
            neo4j.written = clock();
          } else if (one === 'write elsewhere') {
            const written = ++neo4j.version;
            await step('acknowledged elsewhere');
            elsewhere.push({ version: written, at: clock() });
          } else {
            const at = clock();
            const old = elsewhere.filter((write) => write.at < at - checkedEvery).map(({ version }) => version);
            const needed = Math.max(seenHere, ...old);
            asked += 1;
            const rows = await meanings(named, ...one.ask.map((text) => keyOf(text)));
            expect(rows.map(([i, [, text]]) => [i, text])).toEqual(one.ask.map((text, i) => [i, text]));
            for (const [, [version]] of rows) expect(version).toBeGreaterThanOrEqual(needed);
          }
        };
        const act = async (events: (typeof actors)[number]) => {
          for (const one of events) await happen(one);
        };
        await s.waitFor(Promise.all(actors.map(act)));
        runs += neo4j.runs;
      },
    ),
    { numRuns: 2_000 },
  );
  // Nothing would be shown by names that are asked for each time.
  expect(runs).toBeLessThan(asked * 0.9);
});

test('of the past it means what was known then, and only what names mean is kept', async () => {
  const neo4j = new Versions(now);
  const states = new GraphStates(neo4j.graph, () => performance.now());
  const named = keepNames(neo4j.graph, states, 1_000);
  await states.read(0);
  for (const _ of [1, 2]) {
    expect(await meanings(named, keyOf('a'))).toEqual([[0, [0, 'a', '']]]);
    expect(await meanings(named, keyOf('a', '2019-12-31T00:00:00.000Z'))).toEqual([[0, [0, 'a', early]]]);
  }
  expect(neo4j.runs).toBe(2);
  for (const _ of [1, 2]) await named.read(countryByKey, { keys: [{ i: 0, key: 'a', ...keyOf('') }], max: 0 } as never);
  expect(neo4j.runs).toBe(4);
});

test('where Neo4j is asked for every answer whether it has changed, names are asked for too', () => {
  const { graph } = new Versions(now);
  expect(keepNames(graph, new GraphStates(graph, () => 0), 0)).toBe(graph);
});
