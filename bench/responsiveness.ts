import { Command, InvalidArgumentError } from 'commander';
import { explain } from '../src/graph/explain.ts';
import { LODEGRAPH, startServer } from './child.ts';
import { percentile } from './measure.ts';

/** What a client waits for a simple question: alone, and while the server computes the heaviest it allows. */

const simple = { query: '{ country(code: "JPN") { name iso3 } }' };
/** A simple question may take this many times its usual 99th percentile. */
const LIMIT = 2;

const whatIf = `{ disruption(input: {
    countries: ["CHN"], minerals: ["cobalt", "graphite", "rare-earths", "lithium"], from: "2026-01-01", months: 12
  }) { stages { stage short } rows(first: 100) { country { name } short replaced(first: 100) { tonnes by { name } } } } }`;
const lookedThrough = (product: string, first: number) =>
  `dependents(on: "CHN", product: "${product}", method: LOOK_THROUGH, first: ${first}) {
    nodes { country { name } share lookThroughShare unknownShare low high } }`;
const aliases = (products: readonly string[]) =>
  products.map((product, index) => `d${index}: ${lookedThrough(product, 5)}`).join('\n');

const heavy = (products: readonly string[]): Record<string, string> => ({
  'disruption of four minerals by China': whatIf,
  '80 look-through dependents over all countries': `{ ${lookedThrough('permanent-magnets', 80)} }`,
  '9 aliases of five look-through dependents': `{ ${aliases(products)} }`,
  'chokepoints of magnets over all countries':
    '{ chokepoints(product: "permanent-magnets", first: 100) { nodes { name lost } } }',
  'paths of up to 8 steps':
    '{ paths(from: "bayan-obo", to: "germany", via: ["japan"], maxLength: 8, first: 100) { complete paths { length } } }',
});

interface Answer {
  data?: Record<string, unknown> | null;
  errors?: { message: string; extensions?: { code?: string } }[];
}

async function ask(server: string, request: { query: string }): Promise<Answer> {
  const response = await fetch(`${server}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(request),
  });
  return (await response.json()) as Answer;
}

/** Milliseconds of every answer to the simple question until `isOver`, asked one after the other. */
async function wait(server: string, isOver: () => boolean): Promise<number[]> {
  const waits: number[] = [];
  while (!isOver()) {
    const began = performance.now();
    await ask(server, simple);
    waits.push(performance.now() - began);
  }
  return waits;
}

const during = (server: string, seconds: number) => {
  const end = performance.now() + seconds * 1000;
  return wait(server, () => performance.now() > end);
};

/** The simple question's waits while the heavy one is asked again and again, and how long the heavy one took. */
async function beside(server: string, query: string, seconds: number) {
  const end = performance.now() + seconds * 1000;
  const state = { over: false };
  const waits = wait(server, () => state.over);
  const took: number[] = [];
  const codes = new Set<string>();
  while (performance.now() < end || took.length === 0) {
    const began = performance.now();
    const { errors } = await ask(server, { query });
    took.push(performance.now() - began);
    errors?.forEach(({ extensions }) => codes.add(extensions?.code ?? 'unknown'));
  }
  state.over = true;
  return { waits: await waits, took, codes: [...codes] };
}

/** The longest time, since it was last asked, in which the server's event loop did nothing else, in milliseconds. */
async function longestBlock(server: string): Promise<number> {
  const metrics = await (await fetch(`${server}/metrics`)).text();
  return 1000 * Number(/^nodejs_eventloop_lag_max_seconds (\S+)/m.exec(metrics)?.[1]);
}

const sorted = (values: readonly number[]) => [...values].sort((a, b) => a - b);
const figures = (waits: readonly number[]) => {
  const all = sorted(waits);
  return { p50: percentile(all, 0.5), p99: percentile(all, 0.99), longest: percentile(all, 1) };
};
const shown = ({ p50, p99, longest }: ReturnType<typeof figures>) =>
  `p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, longest ${longest.toFixed(1)} ms`;

async function tradedProducts(server: string): Promise<string[]> {
  const { data } = await ask(server, { query: '{ products(first: 100) { nodes { slug tradeYears } } }' });
  const products = data?.['products'] as { nodes: { slug: string; tradeYears: number[] }[] };
  return products.nodes.filter(({ tradeYears }) => tradeYears.length > 0).map(({ slug }) => slug);
}

async function run({ seconds, rounds }: { seconds: number; rounds: number }): Promise<void> {
  const server = await startServer(LODEGRAPH, { PORT: '0', KEPT_ANSWERS_BYTES: '0' });
  try {
    const questions = heavy((await tradedProducts(server.url)).slice(0, 9));
    await during(server.url, seconds);
    for (const [name, query] of Object.entries(questions)) {
      const first = await beside(server.url, query, 0);
      if (first.codes.length > 0) {
        process.stdout.write(`${name}: refused, ${first.codes.join(', ')}\n`);
        process.exitCode = 1;
        continue;
      }
      const alone: number[] = [];
      const together: number[] = [];
      const took: number[] = [];
      await longestBlock(server.url);
      const blocks = { alone: 0, together: 0 };
      for (let round = 0; round < rounds; round++) {
        alone.push(...(await during(server.url, seconds)));
        blocks.alone = Math.max(blocks.alone, await longestBlock(server.url));
        const both = await beside(server.url, query, seconds);
        blocks.together = Math.max(blocks.together, await longestBlock(server.url));
        together.push(...both.waits);
        took.push(...both.took);
      }
      const [usual, loaded] = [figures(alone), figures(together)];
      const ratio = loaded.p99 / usual.p99;
      process.stdout.write(
        [
          `${name} (${percentile(sorted(took), 0.5).toFixed(0)} ms, ${took.length} times)`,
          `  alone:  ${shown(usual)}; event loop blocked for ${blocks.alone.toFixed(0)} ms at most`,
          `  beside: ${shown(loaded)}; event loop blocked for ${blocks.together.toFixed(0)} ms at most`,
          `  p50 ${(loaded.p50 / usual.p50).toFixed(2)} times, p99 ${ratio.toFixed(2)} times the usual (limit ${LIMIT})`,
          '',
        ].join('\n'),
      );
      if (ratio > LIMIT) process.exitCode = 1;
    }
  } finally {
    await server.stop();
  }
}

function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new InvalidArgumentError('It must be a number above 0.');
  return value;
}

await new Command('npm run bench:responsiveness --')
  .description('Measures what a simple question waits while the server computes the heaviest that it allows.')
  .option('--seconds <number>', 'length of each stretch, alone and beside', positive, 5)
  .option('--rounds <number>', 'stretches of each', positive, 3)
  .action(run)
  .parseAsync()
  .catch((error: unknown) => {
    process.stderr.write(`${explain(error)}\n`);
    process.exitCode = 1;
  });
