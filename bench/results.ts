import type { LoadMeasured } from './flows/load-measured.ts';
import type { Effort, Figures, Measured } from './measure.ts';

const whole = (value: number) => Math.round(value).toLocaleString('en');
const milliseconds = (value: number) => value.toFixed(1);
const ratio = (value: number) => value.toFixed(2);

function rows({ comparison: { title, labels, aim }, figures, ratio: both, rounds }: Measured): string[][] {
  const row = (name: string, label: string, one: Figures) => [
    name,
    label,
    whole(one.requestsPerSecond),
    milliseconds(one.p50),
    milliseconds(one.p99),
    '',
  ];
  const range = `${ratio(Math.min(...rounds))} to ${ratio(Math.max(...rounds))}`;
  return [
    row(title, labels[0], figures[0]),
    row('', labels[1], figures[1]),
    [
      '',
      '**ratio**',
      ratio(both.requestsPerSecond),
      `**${ratio(both.p50)}** (${range})`,
      ratio(both.p99),
      aim === null ? '' : ratio(aim),
    ],
  ];
}

const tableOf = (lines: readonly string[][]) => lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');

const header = ['Question', 'Asked of', 'requests/s', 'p50 ms', 'p99 ms', 'aim'];
const comparisons = (measured: readonly Measured[]) =>
  tableOf([header, ['---', '---', '--:', '--:', '--:', '--:'], ...measured.flatMap(rows)]);

const how = (effort: Effort, machine: string, day: string) =>
  `Measured on ${day}: ${effort.connections} connections, ${effort.rounds} rounds of ${effort.seconds} s for each in turn, after ${effort.warmUp} s of warm-up for each.
Machine: ${machine}. Load generator, servers and Neo4j shared it.`;

/** A part of the page of results: its heading, and what stands below it. */
export interface Section {
  heading: string;
  text: string;
}

/** The questions against hand-written Cypher. `machine` in words, `day` as YYYY-MM-DD. */
export const questionsSection = (
  measured: readonly Measured[],
  effort: Effort,
  machine: string,
  day: string,
): Section => ({
  heading: 'Questions',
  text: `Lodegraph against a bare \`node:http\` server with one hand-written Cypher statement for each question: the same answers, the same
Neo4j with the seed in it, the same driver. The last one is Lodegraph twice: a full-text search against a look-up by key.

${comparisons(measured)}

Ratio: first / second; in brackets the lowest and the highest p50 ratio of a round. More requests in the same time give a
requests/s ratio above 1; latency ratios are better the lower they are.

${how(effort, machine, day)}`,
});

/** What a million flows gave. */
export interface MillionMeasured {
  methods: readonly LoadMeasured[];
  whole: LoadMeasured;
  /** Questions with all flows against the same with the seed's alone. */
  questions: readonly Measured[];
  flows: { before: number; after: number };
}

/** Loading a synthetic release, and what it does to the questions. */
export const millionSection = (
  { methods, whole: all, questions, flows }: MillionMeasured,
  effort: Effort,
  machine: string,
  day: string,
): Section => ({
  heading: 'A million trade flows',
  text: `A release of BACI is made up: yearly files with the country codes, products and pairs of countries of the real one, four rows of
other products for each row that is kept. It is read by the importer in a process of its own; what loads it is compared on a
part of it, one method after the other on the same Neo4j.

${tableOf([
  ['Loaded', 'by', 'rows read', 'flows kept', 'seconds', 'kept flows/s', 'rows/s', 'peak memory of the importer'],
  ['---', '---', '--:', '--:', '--:', '--:', '--:', '--:'],
  ...methods.map((one) => loadRow('a part', one)),
  loadRow('**the whole**', all),
])}

The same questions with ${whole(flows.after)} flows in the graph (several sources for each code and year) and with ${whole(flows.before)}, each on a Neo4j
of its own, in turn:

${comparisons(questions)}

${how(effort, machine, day)}`,
});

const loadRow = (what: string, { method, rows: read, kept, seconds, peakMegabytes }: LoadMeasured) => [
  what,
  method,
  whole(read),
  whole(kept),
  seconds.toFixed(1),
  whole(kept / seconds),
  whole(read / seconds),
  `${whole(peakMegabytes)} MB`,
];

const title =
  '# Measured\n\n`npm run bench` measures anew and writes this page; with `-- --million` the part on a million flows too.';

/** The page with a section written anew; the others stay as they are. */
export function withSection(page: string, { heading, text }: Section): string {
  const others = page
    .split(/^## /m)
    .slice(1)
    .filter((section) => !section.startsWith(`${heading}\n`))
    .map((section) => `## ${section.trim()}`);
  const own = `## ${heading}\n\n${text.trim()}`;
  return `${[title, ...(heading === 'Questions' ? [own, ...others] : [...others, own])].join('\n\n')}\n`;
}
