import fc from 'fast-check';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Graph } from '../../../src/graph/graph.ts';
import { KeptAnswers, type Answer, type Given } from '../../../src/server/kept/answers.ts';

const whole = (body: string): Answer => ({ status: 200, headers: new Map(), body, isWhole: true });
const bodyOf = (given: Given) => (given.status === 'hit' ? given.kept.body.toString() : given.answer.body);
const asker = () => {
  const leaving = new AbortController();
  return { client: { signal: leaving.signal }, leave: () => leaving.abort() };
};

type Reads = Pick<Graph, 'bookmark' | 'lastWrite' | 'read'>;
/** A graph that nobody writes to. */
const still: Reads = {
  bookmark: () => Promise.resolve('1'),
  lastWrite: () => -Infinity,
  read: () => Promise.resolve([]),
};
const keptOf = (graph: Reads = still, bytes = 100_000) => new KeptAnswers(graph, { bytes, checkedEvery: 0 });

/** What happens to a graph and to one who keeps answers from it. */
const event = fc.oneof(
  { weight: 6, arbitrary: fc.record({ ask: fc.nat({ max: 1 }) }) },
  { weight: 2, arbitrary: fc.constant('write here' as const) },
  { weight: 2, arbitrary: fc.constant('write elsewhere' as const) },
  { weight: 1, arbitrary: fc.constant('fail' as const) },
);

describe('answers that are kept', () => {
  test('lack nothing that was written before they were asked for, and mix no two states, in whatever order all comes', async () => {
    let hits = 0;
    let collapsed = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        // Each does one thing after the other, all of them at once.
        fc.array(fc.array(event, { maxLength: 10 }), { minLength: 1, maxLength: 4 }),
        fc.constantFrom(0, 5, 40),
        async (s, actors, checkedEvery) => {
          let time = 0;
          const clock = () => ++time;
          const step = (label: string) => s.schedule(Promise.resolve(), label);
          // Neo4j: a version for each transaction, and those of other processes by the moment at which they were acknowledged.
          let version = 0;
          let isDown = false;
          let lastWrite = -Infinity;
          let seenHere = 0;
          const elsewhere: { version: number; at: number }[] = [];
          const graph: Reads = {
            async bookmark() {
              await step('bookmark sent');
              const found = String(version);
              if (isDown) throw new Error('Neo4j is gone.');
              await step('bookmark came');
              return found;
            },
            lastWrite: () => lastWrite,
            read: () => Promise.resolve([]),
          };
          const kept = new KeptAnswers(graph, { bytes: 100_000, checkedEvery }, undefined, clock);
          const compute = async () => {
            await step('first read');
            const first = version;
            await step('second read');
            const second = version;
            await step('answer');
            return whole(JSON.stringify([first, second]));
          };

          const happen = async (one: (typeof actors)[number][number]) => {
            await step('event');
            if (one === 'fail') {
              isDown = true;
              await step('down');
              isDown = false;
            } else if (one === 'write here') {
              const written = ++version;
              await step('acknowledged here');
              seenHere = Math.max(seenHere, written);
              lastWrite = clock();
            } else if (one === 'write elsewhere') {
              const written = ++version;
              await step('acknowledged elsewhere');
              elsewhere.push({ version: written, at: clock() });
            } else {
              const asked = clock();
              const needed = Math.max(
                seenHere,
                ...elsewhere.filter(({ at }) => at < asked - checkedEvery).map((written) => written.version),
              );
              const given = await kept.give(String(one.ask), asker().client, compute);
              const [first = NaN, second] = JSON.parse(bodyOf(given)) as number[];
              expect(first).toBeGreaterThanOrEqual(needed);
              if (given.status === 'hit') expect(second).toBe(first);
              hits += given.status === 'hit' ? 1 : 0;
              collapsed += given.status === 'fwd=miss; collapsed' ? 1 : 0;
            }
          };
          const act = async (events: (typeof actors)[number]) => {
            for (const one of events) await happen(one);
          };
          await s.waitFor(Promise.all(actors.map(act)));
        },
      ),
      { numRuns: 2_000 },
    );
    // Nothing would be shown by answers that are never given again.
    expect(hits).toBeGreaterThan(500);
    expect(collapsed).toBeGreaterThan(500);
  });

  test('are given again byte for byte until the graph changes', async () => {
    let bookmark = '1';
    const kept = keptOf({ ...still, bookmark: () => Promise.resolve(bookmark) });
    const give = async () => {
      const given = await kept.give('key', asker().client, () => Promise.resolve(whole(`made of ${bookmark}`)));
      return [given.status, bodyOf(given)];
    };
    expect(await give()).toEqual(['fwd=miss', 'made of 1']);
    expect(await give()).toEqual(['hit', 'made of 1']);
    bookmark = '2';
    expect(await give()).toEqual(['fwd=stale', 'made of 2']);
    expect(await give()).toEqual(['hit', 'made of 2']);
  });

  test.each([
    ['a part of which failed', { ...whole('{"errors":[],"data":{}}'), isWhole: false }],
    ['that take more than an eighth of the room', whole('x'.repeat(20_000))],
  ])('are none %s', async (_, answer) => {
    const kept = keptOf();
    for (const _time of [1, 2]) {
      const given = await kept.give('key', asker().client, () => Promise.resolve(answer));
      expect(given).toEqual({ status: 'fwd=miss', answer });
    }
    expect(kept.bytes).toBe(0);
  });

  test('are none while the state of the graph cannot be told', async () => {
    for (const bookmark of [() => Promise.resolve(null), () => Promise.reject(new Error('Neo4j is gone.'))]) {
      const kept = keptOf({ ...still, bookmark });
      for (const status of ['fwd=miss', 'fwd=stale'])
        expect((await kept.give('key', asker().client, () => Promise.resolve(whole('1')))).status).toMatch(
          status.slice(0, 4),
        );
      expect(await kept.give('key', asker().client, () => Promise.resolve(whole('2')))).toMatchObject({
        answer: { body: '2' },
      });
    }
  });

  test('are not those of before Neo4j could not be reached: it may be another graph since', async () => {
    let isDown = false;
    const kept = keptOf({
      ...still,
      bookmark: () => (isDown ? Promise.reject(new Error('Neo4j is gone.')) : Promise.resolve('1')),
    });
    const ask = async () => (await kept.give('key', asker().client, () => Promise.resolve(whole('1')))).status;
    expect([await ask(), await ask()]).toEqual(['fwd=miss', 'hit']);
    isDown = true;
    expect(await ask()).toBe('fwd=stale');
    isDown = false;
    expect([await ask(), await ask()]).toEqual(['fwd=stale', 'hit']);
  });

  test('are given up at the moment as of which something was recorded ahead of time', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-01-01T10:00:00Z') });
    onTestFinished(() => void vi.useRealTimers());
    const moments = ['2026-01-01T10:00:05.000Z', '2026-01-01T11:00:00.000Z'];
    const read = (_: unknown, { now }: { now: string }) => Promise.resolve([moments.find((one) => one > now) ?? null]);
    // Neo4j is asked nothing anew: between two moments it is as it was.
    const kept = new KeptAnswers({ ...still, read: read as never }, { bytes: 100_000, checkedEvery: 1e9 });
    const ask = async (time: string) => {
      vi.setSystemTime(new Date(`2026-01-01T${time}Z`));
      return (await kept.give('key', asker().client, () => Promise.resolve(whole(time)))).status;
    };
    expect([await ask('10:00:00'), await ask('10:00:04.999')]).toEqual(['fwd=miss', 'hit']);
    expect([await ask('10:00:05'), await ask('10:59:59.999')]).toEqual(['fwd=stale', 'hit']);
    expect([await ask('11:00:00'), await ask('12:00:00')]).toEqual(['fwd=stale', 'hit']);
  });

  test('never take more bytes than they may, keys and compressed forms among them', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ key: fc.string({ unit: 'grapheme' }), size: fc.nat({ max: 4_000 }) }), { maxLength: 60 }),
        async (asked) => {
          const bytes = 20_000;
          const kept = keptOf(still, bytes);
          for (const { key, size } of asked) {
            const ask = () => kept.give(key, asker().client, () => Promise.resolve(whole('x'.repeat(size))));
            await ask();
            const again = await ask();
            if (again.status === 'hit') kept.keepCompressed(again.kept, 'br', Buffer.alloc(100));
            expect(kept.bytes).toBeLessThanOrEqual(bytes);
            const held = await ask();
            if (held.status === 'hit') {
              expect(held.kept.compressed).toHaveProperty('br');
              expect(kept.bytes).toBeGreaterThanOrEqual(held.kept.body.length + Buffer.byteLength(key) + 100);
            }
          }
        },
      ),
      { numRuns: 50 },
    );
  });

  test('go first when they were asked for longest ago', async () => {
    const kept = keptOf(still, 20_000);
    const ask = async (key: string) =>
      (await kept.give(key, asker().client, () => Promise.resolve(whole('x'.repeat(1_900))))).status;
    for (const key of 'abcdefgh') await ask(key);
    expect(await ask('a')).toBe('hit');
    await ask('i');
    expect([await ask('a'), await ask('b')]).toEqual(['hit', 'fwd=miss']);
  });
});

describe('a computation that several wait for', () => {
  /** One that is under way, with all that became of it. */
  const underWay = () => {
    const signals: AbortSignal[] = [];
    const ends: ((answer: Answer) => void)[] = [];
    const compute = (signal: AbortSignal) => {
      signals.push(signal);
      return new Promise<Answer>((end) => ends.push(end));
    };
    return { signals, ends, compute };
  };
  const settled = () => new Promise(setImmediate);

  test('is done once, goes on when one of them goes, and serves the others', async () => {
    const kept = keptOf();
    const { signals, ends, compute } = underWay();
    const [first, second, third] = [asker(), asker(), asker()];
    const asked = [first, second, third].map(({ client }) => kept.give('key', client, compute));
    await settled();
    expect(signals).toHaveLength(1);
    first.leave();
    third.leave();
    expect(signals[0]?.aborted).toBe(false);
    ends[0]?.(whole('done'));
    const [, given] = await Promise.all(asked);
    expect(given && [given.status, bodyOf(given)]).toEqual(['fwd=miss; collapsed', 'done']);
    expect((await kept.give('key', asker().client, compute)).status).toBe('hit');
  });

  test('is given up when all have gone, and who comes then has one of its own', async () => {
    const kept = keptOf();
    const { signals, ends, compute } = underWay();
    const [first, second] = [asker(), asker()];
    const asked = [first, second].map(({ client }) => kept.give('key', client, compute));
    await settled();
    first.leave();
    second.leave();
    expect(signals[0]?.aborted).toBe(true);
    const later = kept.give('key', asker().client, compute);
    await settled();
    expect(signals).toHaveLength(2);
    // What was given up may lack something, whatever it says.
    ends[0]?.(whole('given up'));
    await Promise.all(asked);
    ends[1]?.(whole('done'));
    expect(bodyOf(await later)).toBe('done');
    expect(bodyOf(await kept.give('key', asker().client, compute))).toBe('done');
  });

  test('is given up too for one who had gone before it began', async () => {
    const { signals, ends, compute } = underWay();
    const { client, leave } = asker();
    leave();
    const asked = keptOf().give('key', client, compute);
    await settled();
    expect(signals[0]?.aborted).toBe(true);
    ends[0]?.(whole('given up'));
    await asked;
  });

  test('fails for all who wait, and the next one tries again', async () => {
    const kept = keptOf();
    const failed = () => Promise.reject(new Error('broken'));
    const asked = [1, 2].map(() => kept.give('key', asker().client, failed));
    for (const one of asked) await expect(one).rejects.toThrow('broken');
    expect((await kept.give('key', asker().client, () => Promise.resolve(whole('1')))).status).toBe('fwd=miss');
  });
});
