import type { Effort, Figures, Measured } from './measure.ts';

const rate = (value: number) => Math.round(value).toLocaleString('en');
const milliseconds = (value: number) => value.toFixed(1);
const ratio = (value: number) => value.toFixed(2);

function rows({ shape, figures, ratio: both, rounds }: Measured): string[][] {
  const row = (name: string, server: string, one: Figures) => [
    name,
    server,
    rate(one.requestsPerSecond),
    milliseconds(one.p50),
    milliseconds(one.p99),
  ];
  const range = `${ratio(Math.min(...rounds))} to ${ratio(Math.max(...rounds))}`;
  return [
    row(shape.title, 'Lodegraph', figures[0]),
    row('', 'by hand', figures[1]),
    ['', '**ratio**', ratio(both.requestsPerSecond), `**${ratio(both.p50)}** (${range})`, ratio(both.p99)],
  ];
}

/** The results as Markdown. `machine` in words, `day` as YYYY-MM-DD. */
export function resultsPage(measured: readonly Measured[], effort: Effort, machine: string, day: string): string {
  const header = ['Question', 'Server', 'requests/s', 'p50 ms', 'p99 ms'];
  const table = [header, ['---', '---', '--:', '--:', '--:'], ...measured.flatMap(rows)];
  return `# Measured

Lodegraph against a bare \`node:http\` server with one hand-written Cypher statement for each question: the same answers, the same
Neo4j with the seed in it, the same driver. \`npm run bench\` measures anew and writes this page.

${table.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}

Ratio: Lodegraph / by hand; in brackets the lowest and the highest p50 ratio of a round. A request more or less in the same time
is a requests/s ratio above or below 1; latency ratios are better the lower they are.

Measured on ${day}: ${effort.connections} connections, ${effort.rounds} rounds of ${effort.seconds} s for each server in turn, after a warm-up.
Machine: ${machine}. Load generator, both servers and Neo4j shared it.
`;
}
