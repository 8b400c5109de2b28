import { isDeepStrictEqual } from 'node:util';
import { load, type Load, type Target } from './load.ts';
import type { NamedShape } from './shape.ts';

/** The two servers: what is measured first, what it is measured against second. */
export type Pair<T> = readonly [lodegraph: T, handWritten: T];

/** How hard and how long. */
export interface Effort {
  connections: number;
  /** Of each stretch of load, in seconds. */
  seconds: number;
  rounds: number;
}

/** Rate and latencies (in milliseconds) of one server. */
export interface Figures {
  requestsPerSecond: number;
  p50: number;
  p99: number;
}

/** What one shape gave: all rounds together, and the ratio of the medians in each. */
export interface Measured {
  shape: NamedShape;
  figures: Pair<Figures>;
  /** Lodegraph / hand-written. */
  ratio: Figures;
  /** Lodegraph / hand-written of each round's p50. */
  rounds: number[];
}

/** The value that a share of them does not exceed (nearest rank). `sorted` ascending, not empty. */
export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN;
}

/** The figures of several stretches of load together. */
export function figuresOf(loads: readonly Load[]): Figures {
  const sorted = loads.flatMap(({ latencies }) => latencies).sort((a, b) => a - b);
  const seconds = loads.reduce((sum, one) => sum + one.seconds, 0);
  return {
    requestsPerSecond: sorted.length / seconds,
    p50: percentile(sorted, 0.5),
    p99: percentile(sorted, 0.99),
  };
}

const ratioOf = ([a, b]: Pair<Figures>): Figures => ({
  requestsPerSecond: a.requestsPerSecond / b.requestsPerSecond,
  p50: a.p50 / b.p50,
  p99: a.p99 / b.p99,
});

/** Where and with which body each server is asked for a shape. */
function targetsOf(shape: NamedShape, [lodegraph, handWritten]: Pair<string>): Pair<Target> {
  const { operation: query, variables, parameters } = shape;
  return [
    { url: `${lodegraph}/graphql`, body: JSON.stringify({ query, variables }) },
    { url: `${handWritten}/${shape.name}`, body: JSON.stringify(parameters) },
  ];
}

async function askOnce({ url, body }: Target): Promise<unknown> {
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  const text = await response.text();
  if (response.ok) return JSON.parse(text);
  throw new Error(`${url} answered ${response.status}: ${text.slice(0, 500)}`);
}

async function sameAnswer(shape: NamedShape, targets: Pair<Target>): Promise<void> {
  const [given, expected] = await Promise.all([askOnce(targets[0]), askOnce(targets[1])]);
  if (isDeepStrictEqual(given, expected)) return;
  const excerpts = [given, expected].map((one) => JSON.stringify(one).slice(0, 500));
  throw new Error(`The two servers answer ${shape.name} differently.\n${excerpts.join('\n')}`);
}

/**
 * Measures one shape: both servers must give the same answer; then they are loaded in turn, each first in every other round,
 * so that what else the machine does falls on both.
 */
export async function measure(
  shape: NamedShape,
  urls: Pair<string>,
  effort: Effort,
  say: (line: string) => void,
): Promise<Measured> {
  const { connections, seconds } = effort;
  const targets = targetsOf(shape, urls);
  await sameAnswer(shape, targets);
  for (const target of targets) await load(target, connections, seconds);

  const first: Load[] = [];
  const second: Load[] = [];
  const rounds: number[] = [];
  for (let round = 0; round < effort.rounds; round++) {
    const upwards = round % 2 === 0;
    if (upwards) first.push(await load(targets[0], connections, seconds));
    second.push(await load(targets[1], connections, seconds));
    if (!upwards) first.push(await load(targets[0], connections, seconds));
    const figures: Pair<Figures> = [figuresOf(first.slice(-1)), figuresOf(second.slice(-1))];
    const { p50 } = ratioOf(figures);
    rounds.push(p50);
    const [a, b] = figures.map((one) => `${one.p50.toFixed(1)} ms`);
    say(`${shape.name}, round ${round + 1} of ${effort.rounds}: p50 ${a} / ${b} = ${p50.toFixed(2)}`);
  }
  const figures: Pair<Figures> = [figuresOf(first), figuresOf(second)];
  return { shape, figures, ratio: ratioOf(figures), rounds };
}
