import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { availableParallelism } from 'node:os';
import { afterEach, describe, expect, inject, onTestFinished, test } from 'vitest';
import { findPaths } from '../../../src/across/path/find-paths.ts';
import type { DisruptionInput } from '../../../src/api/generated.ts';
import { readConfig } from '../../../src/lib/config.ts';
import { openTestGraph } from '../../serve.ts';
import { createPool } from '../../../src/server/workers/pool.ts';
import { createContext } from '../../../src/api/context.ts';
import type { Task } from '../../../src/api/compute.ts';
import type { GraphOptions } from '../../../src/graph/graph.ts';
import { readDisruption } from '../../../src/figures/disruption/read.ts';
import { WrongArguments } from '../../../src/api/check.ts';

const pools: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.close()));
});

/** What a pool computes for requests that are each of their own. */
function poolWith(settings: Record<string, string>, graph: Partial<GraphOptions> = {}) {
  const options = { ...inject('neo4j'), statementTimeout: 10_000, connectionTimeout: 5_000, ...graph };
  const pool = createPool(readConfig({ ANALYSIS_THREADS: '1', ...settings }), options, (error) => {
    throw error;
  });
  pools.push(pool);
  let requests = 0;
  const compute = <Input, Result>(task: Task<Input, Result>, input: Input, signal?: AbortSignal) =>
    pool.compute(task, input, { request: `request ${++requests}`, signal });
  return { compute, close: () => pool.close() };
}

const view = { asOf: '2026-11-20', knownAt: '2999-01-01T00:00:00.000Z' };
const whatIf = (fields: Partial<DisruptionInput>) => ({
  input: { countries: ['China'], cut: 1, from: '2026-01-01', months: 12, rule: 'LEAST_UNMET' as const, ...fields },
  without: [],
  view,
});
const short = whatIf({ products: ['gallium-metal'] });
/** Takes a thread a second. */
const long = whatIf({ minerals: ['rare-earths', 'cobalt', 'graphite', 'lithium'] });

const codeOf = (error: unknown) => (error as { extensions?: { code?: string } }).extensions?.code;
const failure = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error,
  );

describe('what is computed in a worker thread', () => {
  test('is what is computed here', async () => {
    const { compute } = poolWith({});
    const found = await compute(readDisruption, short);
    expect(found.stages.map(({ baseline }) => baseline)).toContainEqual(expect.any(Number));
    expect(found).toEqual(await readDisruption(short, createContext(openTestGraph(), new Date())));
  });

  test('is read there as well: the same is found as here, and the statements are told', async () => {
    const graph = openTestGraph();
    const observed: string[] = [];
    const { compute } = poolWith({}, { observe: (name) => observed.push(name) });
    const ends = { from: 'Facility:mountain-pass', to: 'Supplier:general-motors', via: [], excluding: [] };
    const asked = { ...ends, maxLength: 4, first: 5, view };
    const found = await compute(findPaths, asked);
    expect(found.paths.length).toBeGreaterThan(0);
    expect(found).toEqual(await findPaths(asked, createContext(graph, new Date())));
    expect(observed).toContain('path.fromFacility');
  });

  test('is told as it is without a thread when the graph cannot be reached', async () => {
    const { compute } = poolWith({}, { uri: 'bolt://127.0.0.1:1', connectionTimeout: 200 });
    const asked = { from: 'Facility:a', to: 'Facility:b', via: [], excluding: [], maxLength: 1, first: 1, view };
    const error = await failure(compute(findPaths, asked));
    expect(codeOf(error)).toBe('UNAVAILABLE');
    expect((error as Error).message).toContain('The graph cannot be reached');
  });

  test('leaves its connection to the graph when the client goes away', async () => {
    const silent = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void silent.close());
    await once(silent, 'listening');
    const uri = `bolt://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    const { compute } = poolWith({}, { uri, connectionTimeout: 30_000 });
    const asked = { from: 'Facility:a', to: 'Facility:b', via: [], excluding: [], maxLength: 1, first: 1, view };
    const client = new AbortController();
    const abandoned = failure(compute(findPaths, asked, client.signal));
    const [socket] = (await once(silent, 'connection')) as [Socket];
    const closed = once(
      socket.resume().on('error', () => undefined),
      'close',
    );
    client.abort();
    expect(await abandoned).toBe(client.signal.reason);
    await closed;
  });

  test('fails with the error that it fails with here', async () => {
    const { compute } = poolWith({});
    const context = createContext(openTestGraph(), new Date());
    const unreadable = { ...short, input: null } as unknown as typeof short;
    const here = await failure(readDisruption(unreadable, context));
    expect(here).toBeInstanceOf(TypeError);
    expect(await failure(compute(readDisruption, unreadable))).toEqual(here);
  });

  test('is refused for all that is wrong with it, as here', async () => {
    const { compute } = poolWith({});
    const context = createContext(openTestGraph(), new Date());
    const wrong = whatIf({ countries: ['Chinaa'], products: ['gallium-metall'], months: 0 });
    const here = await failure(readDisruption(wrong, context));
    const there = await failure(compute(readDisruption, wrong));
    expect(there).toBeInstanceOf(WrongArguments);
    expect((there as WrongArguments).errors).toEqual((here as WrongArguments).errors);
    expect((there as WrongArguments).errors.map(codeOf)).toEqual(Array(3).fill('BAD_USER_INPUT'));
  });

  test('ends within its time on a machine that is busy with other things', async () => {
    const others = Array.from({ length: 2 * availableParallelism() }, () =>
      spawn(process.execPath, ['-e', 'for (;;);']),
    );
    onTestFinished(() => others.forEach((other) => void other.kill('SIGKILL')));
    await Promise.all(others.map((other) => once(other, 'spawn')));
    // Its own time is what counts here, not how long the graph may take to answer it.
    const { compute } = poolWith({}, { statementTimeout: 60_000, connectionTimeout: 60_000 });
    expect((await compute(readDisruption, short)).rule).toBe('LEAST_UNMET');
  });

  test('is told as TIMEOUT with the setting when its time is over', async () => {
    const { compute } = poolWith({ ANALYSIS_TIMEOUT_MS: '20' });
    const error = await failure(compute(readDisruption, long));
    expect(codeOf(error)).toBe('TIMEOUT');
    expect((error as Error).message).toContain('ANALYSIS_TIMEOUT_MS');
  });

  test('is refused at once when too many wait', async () => {
    const { compute } = poolWith({ ANALYSIS_QUEUE: '1' });
    const [one, other] = [compute(readDisruption, short), compute(readDisruption, short)];
    expect(codeOf(await failure(compute(readDisruption, short)))).toBe('UNAVAILABLE');
    expect(await one).toEqual(await other);
    await expect(compute(readDisruption, short)).resolves.toEqual(await one);
  });

  test('ends when the client goes away, and the next does not wait for it', async () => {
    const [left, kept] = [poolWith({}), poolWith({})];
    await Promise.all([left.compute(readDisruption, short), kept.compute(readDisruption, short)]);
    const client = new AbortController();
    const abandoned = failure(left.compute(readDisruption, long, client.signal));
    const finished = Promise.all(Array.from({ length: 4 }, () => kept.compute(readDisruption, long)));
    client.abort();
    expect(await abandoned).toBe(client.signal.reason);
    const next = left.compute(readDisruption, short).then(() => 'served');
    expect(await Promise.race([next, finished.then(() => 'had to wait')])).toBe('served');
    await kept.close();
    await failure(finished);
  });

  test('goes on when the one before it and the one waiting with it are given up', async () => {
    const { compute } = poolWith({});
    const [first, second] = [new AbortController(), new AbortController()];
    const given = [
      failure(compute(readDisruption, long, first.signal)),
      failure(compute(readDisruption, long, second.signal)),
    ];
    const third = compute(readDisruption, short);
    second.abort();
    first.abort();
    expect(await Promise.all(given)).toEqual([first.signal.reason, second.signal.reason]);
    expect((await third).rule).toBe('LEAST_UNMET');
  });

  test('ends with its pool', async () => {
    const pool = poolWith({});
    const running = failure(pool.compute(readDisruption, long));
    await pool.close();
    expect(await running).toBeInstanceOf(Error);
  });
});
