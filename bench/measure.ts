import { isDeepStrictEqual } from 'node:util';
import { load, type Load, type Target } from './load.ts';
import type { NamedShape } from './shape.ts';

/** Two things compared: what is measured first, what it is measured against second. */
export type Pair<T> = readonly [measured: T, against: T];

/** How hard and how long. */
export interface Effort {
  connections: number;
  /** Of each stretch of load, in seconds. */
  seconds: number;
  rounds: number;
  /** How long each target is loaded before it is measured, in seconds: until Java and Node have compiled what runs often. */
  warmUp: number;
}

/** Two targets to load in turn. */
export interface Comparison {
  /** For progress. */
  name: string;
  title: string;
  /** What each of the two is, in a word or two. */
  labels: Pair<string>;
  targets: Pair<Target>;
  /** Whether both must give the same answer. */
  same: boolean;
  /** The lowest p50 ratio that the project aims at; null for none. */
  aim: number | null;
}

/** Rate and latencies (in milliseconds) of one server. */
export interface Figures {
  requestsPerSecond: number;
  p50: number;
  p99: number;
}

/** What one comparison gave: all rounds together, and the ratio of the medians in each. */
export interface Measured {
  comparison: Comparison;
  figures: Pair<Figures>;
  /** First / second. */
  ratio: Figures;
  /** First / second of each round's p50. */
  rounds: number[];
}

/** The value that a share of them does not exceed (nearest rank). `sorted` ascending, not empty. */
export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN;
}

/** The figures of several stretches of load together. */
function figuresOf(loads: readonly Load[]): Figures {
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

/** Lodegraph and the hand-written server, asked for a shape. */
export const comparisonOf = (shape: NamedShape, [lodegraph, handWritten]: Pair<string>): Comparison => ({
  name: shape.name,
  title: shape.title,
  labels: ['Lodegraph', 'by hand'],
  targets: [
    questionTo(lodegraph, shape),
    { url: `${handWritten}/${shape.name}`, body: JSON.stringify(shape.parameters) },
  ],
  same: true,
  aim: shape.aim,
});

/** A question put to Lodegraph. */
export const questionTo = (
  lodegraph: string,
  { operation: query, variables }: Pick<NamedShape, 'operation' | 'variables'>,
): Target => ({ url: `${lodegraph}/graphql`, body: JSON.stringify({ query, variables }) });

async function askOnce({ url, body }: Target): Promise<unknown> {
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  const text = await response.text();
  if (response.ok) return JSON.parse(text);
  throw new Error(`${url} answered ${response.status}: ${text.slice(0, 500)}`);
}

async function checkAnswers({ name, targets, same }: Comparison): Promise<void> {
  const answers = await Promise.all(targets.map(askOnce));
  const excerpts = answers.map((one) => JSON.stringify(one).slice(0, 500));
  if (same && !isDeepStrictEqual(answers[0], answers[1]))
    throw new Error(`The two servers answer ${name} differently.\n${excerpts.join('\n')}`);
  if (excerpts.some((one) => one.startsWith('{"errors"')))
    throw new Error(`${name} is refused.\n${excerpts.join('\n')}`);
}

/**
 * Measures two targets: they are loaded in turn, each first in every other round, so that what else the machine does falls on both.
 */
export async function measure(comparison: Comparison, effort: Effort, say: (line: string) => void): Promise<Measured> {
  const { connections, seconds, warmUp } = effort;
  const { name, targets } = comparison;
  await checkAnswers(comparison);
  for (const target of targets) await load(target, connections, warmUp);

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
    say(`${name}, round ${round + 1} of ${effort.rounds}: p50 ${a} / ${b} = ${p50.toFixed(2)}`);
  }
  const figures: Pair<Figures> = [figuresOf(first), figuresOf(second)];
  return { comparison, figures, ratio: ratioOf(figures), rounds };
}
