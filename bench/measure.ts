import { setTimeout } from 'node:timers/promises';
import type { Asked } from './answers.ts';
import { load } from './load.ts';
import { memoryMegabytes, processorMs } from './processor.ts';

/** How hard and how long. */
export interface Effort {
  /** Requests in flight at once, one measurement after the other. */
  connections: readonly number[];
  /** Of each stretch of load, in seconds. */
  seconds: number;
  rounds: number;
  /** How long each candidate is loaded before it is measured, in seconds: until Java and Node have compiled what runs often. */
  warmUp: number;
}

/** What one stretch of load, or several together, saw of one candidate. */
export interface Figures {
  requestsPerSecond: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
  /** Milliseconds of processor for a request, in the server's process and in Neo4j's; null where the system does not tell. */
  serverMs: number | null;
  neo4jMs: number | null;
  /** Most memory that the server's process held after a stretch. */
  megabytes: number | null;
}

/** One candidate at so many connections: all rounds together, and each. */
export interface Measured {
  name: string;
  connections: number;
  all: Figures;
  rounds: readonly Figures[];
}

interface Stretch {
  latencies: number[];
  seconds: number;
  serverMs: number | null;
  neo4jMs: number | null;
  megabytes: number | null;
}

/** The value that a share of them does not exceed (nearest rank). `sorted` ascending, not empty. */
export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN;
}

const sum = (values: readonly number[]) => values.reduce((total, one) => total + one, 0);
const known = (values: readonly (number | null)[]) => values.filter((one) => one !== null);

function figuresOf(stretches: readonly Stretch[]): Figures {
  const sorted = stretches.flatMap(({ latencies }) => latencies).sort((a, b) => a - b);
  const perRequest = (values: readonly (number | null)[]) =>
    values.includes(null) ? null : sum(known(values)) / sorted.length;
  const memory = known(stretches.map(({ megabytes }) => megabytes));
  return {
    requestsPerSecond: sorted.length / sum(stretches.map(({ seconds }) => seconds)),
    p50: percentile(sorted, 0.5),
    p99: percentile(sorted, 0.99),
    serverMs: perRequest(stretches.map(({ serverMs }) => serverMs)),
    neo4jMs: perRequest(stretches.map(({ neo4jMs }) => neo4jMs)),
    megabytes: memory.length === 0 ? null : Math.max(...memory),
  };
}

const difference = (before: number | null, after: number | null) =>
  before === null || after === null ? null : after - before;

/** So many answers a connection has in a stretch: of fewer the quick ones alone would be seen. */
const ENOUGH = 5;
const LONGEST_S = 60;

/** Loads one candidate for some seconds, or longer where that gives too few answers. */
async function stretch(candidate: Asked, neo4j: number, connections: number, seconds: number): Promise<Stretch> {
  const { pid, of } = candidate;
  const before = [processorMs(pid), processorMs(neo4j)] as const;
  const seen = await load(of, connections, seconds);
  const one = {
    ...seen,
    serverMs: difference(before[0], processorMs(pid)),
    neo4jMs: difference(before[1], processorMs(neo4j)),
    megabytes: memoryMegabytes(pid),
  };
  await settled([pid, neo4j]);
  const answers = seen.latencies.length;
  if (answers >= ENOUGH * connections) return one;
  if (seconds >= LONGEST_S) throw new Error(`${of.url} gives ${answers} answers in ${LONGEST_S} s.`);
  const longer = seconds * Math.max(2, (1.2 * ENOUGH * connections) / Math.max(1, answers));
  return stretch(candidate, neo4j, connections, Math.min(LONGEST_S, longer));
}

const TICK_MS = 50;
const LONGEST_TICKS = 100;

/** Ends when processes have nothing to do any more: some go on with what was given up. */
async function settled(pids: readonly number[]): Promise<void> {
  const taken = () => sum(known(pids.map(processorMs)));
  for (let tick = 0, before = taken(); tick < LONGEST_TICKS; tick++) {
    await setTimeout(TICK_MS);
    const after = taken();
    if (after - before < TICK_MS / 2) return;
    before = after;
  }
}

/**
 * Loads all candidates in turn, in every other round from the last to the first, so that what else the machine does falls on all.
 * `neo4j` is the process that all of them ask, or the one that each asks.
 */
export async function measure(
  asked: readonly Asked[],
  neo4j: (candidate: Asked) => number,
  effort: Effort,
  say: (line: string) => void,
): Promise<Measured[]> {
  const { seconds, warmUp } = effort;
  for (const candidate of asked) {
    await load(candidate.of, Math.max(...effort.connections), warmUp);
    await settled([candidate.pid, neo4j(candidate)]);
  }
  const measured: Measured[] = [];
  for (const connections of effort.connections) {
    const stretches = asked.map((): Stretch[] => []);
    const lengths = asked.map(() => seconds);
    for (let round = 0; round < effort.rounds; round++) {
      const order = [...asked.keys()];
      for (const i of round % 2 === 0 ? order : order.reverse()) {
        const candidate = asked[i];
        if (!candidate) continue;
        const one = await stretch(candidate, neo4j(candidate), connections, lengths[i] ?? seconds);
        lengths[i] = one.seconds;
        stretches[i]?.push(one);
      }
    }
    for (const [i, { name }] of asked.entries()) {
      const own = stretches[i] ?? [];
      measured.push({ name, connections, all: figuresOf(own), rounds: own.map((one) => figuresOf([one])) });
    }
    const told = measured.filter((one) => one.connections === connections);
    say(`  ${connections} at once, p50: ${told.map(({ name, all }) => `${name} ${all.p50.toFixed(1)} ms`).join(', ')}`);
  }
  return measured;
}
