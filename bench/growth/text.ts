import type { Effort, Measured } from '../measure.ts';
import { ratioOf, written } from '../report/ratio.ts';
import { known, tableOf, tenths, whole } from '../report/table.ts';

/** A graph of some size, with the memory that its processes held at the end. */
export interface Size {
  flows: number;
  server: number | null;
  neo4jMegabytes: number | null;
}

/** One question on graphs of all sizes, the smallest first. */
export interface Grown {
  name: string;
  title: string;
  measured: readonly Measured[];
  /** Database hits of all its statements. */
  hits: readonly number[];
}

const LIMIT = 1.2;

function row({ name, measured, hits }: Grown): string[] {
  const ratio = ratioOf(measured.at(-1), measured[0]);
  const met = ratio === null ? '' : ratio.all <= LIMIT ? 'met' : 'missed';
  return [
    name,
    ...measured.map(({ all }, index) => `${tenths(all.p50)} ms, ${whole(hits[index] ?? NaN)} hits`),
    written(ratio),
    met,
  ];
}

/** How questions grow with the graph. */
export function growthText(sizes: readonly Size[], grown: readonly Grown[], effort: Effort, machine: string): string {
  const flows = sizes.map((size) => `${whole(size.flows)} flows`);
  return `Lodegraph cold at 16 connections, asked the same of graphs with more and more trade flows: other releases of the same years, besides the
one that is shown, so that the answers stay the same. Each size has a Neo4j (heap and page cache as by default) and a server of its own; they are loaded in turn. Hits: what
\`PROFILE\` counts for all statements of a question.

![p50 and database hits of each question by number of flows](growth.svg)

${tableOf(['Question', ...flows, 'p50 largest / smallest', `aim: at most ${LIMIT}`], 1, grown.map(row))}

${tableOf(['Memory afterwards', ...flows], 1, [
  ['server', ...sizes.map(({ server }) => `${known(server, whole)} MB`)],
  ['Neo4j', ...sizes.map(({ neo4jMegabytes }) => `${known(neo4jMegabytes, whole)} MB`)],
])}

Measured on ${new Date().toISOString().slice(0, 10)}: ${effort.rounds} rounds of ${effort.seconds} s for each size in turn, after ${effort.warmUp} s of warm-up for each.
Machine: ${machine}. Load generator, servers and all Neo4j shared it.`;
}
