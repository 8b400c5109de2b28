import { readConfig } from '../src/lib/config.ts';
import { createContext, type RequestContext } from '../src/api/context.ts';
import { explain } from '../src/graph/explain.ts';
import { findGraph } from '../src/graph/find.ts';
import { dependentsOf } from '../src/figures/dependence/queries/dependents.ts';
import { int } from '../src/graph/graph.ts';
import { fold } from '../src/lib/fold.ts';
import { buildSupplyChain } from '../src/figures/supply-chain/build.ts';
import { Chains } from '../src/figures/supply-chain/chains.ts';
import { readSupplyChain } from '../src/figures/supply-chain/read.ts';
import type { ChainReading } from '../src/figures/supply-chain/record.ts';
import { routes } from '../src/analysis/routes.ts';

/** How long it takes to look through the suppliers of a coalition over the whole magnet chain, beyond the statements. */
const ROUNDS = 30;
const LIMIT_MS = 50;
const product = 'permanent-magnets';
const among = 'finance-ministerial-2026';
const on = 'CHN';
const year = 2024;

const median = (times: readonly number[]) => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
/** Processor time, since the clock on the wall measures what else the machine does. */
const milliseconds = (work: () => unknown) => {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
};

async function members(context: RequestContext, view: { asOf: string; knownAt: string }): Promise<string[]> {
  const [row] = await context.batch(dependentsOf.among.VALUE.ASC, {
    ...view,
    ...{
      on: fold(on),
      product: fold(product),
      among: fold(among),
      year: int(year),
      without: [],
    },
    ...{ minShare: null, orderBy: 'COUNTRY' as const, withoutShare: 2, from: null, to: null, limit: int(100) },
  });
  return (row?.page ?? []).map(({ country }) => country.iso3);
}

/** Builds and solves the chain anew, as a request does that finds nothing remembered. */
function answer(reading: ChainReading, users: readonly string[]): void {
  const chains = new Chains(reading);
  for (const user of users) chains.lookThrough({ basis: 'VALUE' }, user, on);
}

async function run(): Promise<void> {
  const { graph, close } = await findGraph(readConfig(process.env), (line) => process.stderr.write(`${line}\n`));
  try {
    const now = new Date();
    const view = { asOf: now.toISOString().slice(0, 10), knownAt: now.toISOString() };
    const fresh = () => createContext(graph, now);
    const began = performance.now();
    const reading = await readSupplyChain(fresh(), { product, year, view });
    const statements = performance.now() - began;
    const users = await members(fresh(), view);
    const { chain } = buildSupplyChain(reading, { basis: 'VALUE' });
    const edges = chain.nodes.reduce((sum, node) => sum + node.edges.length, 0);
    const whole = Array.from({ length: ROUNDS }, () => milliseconds(() => answer(reading, users)));
    const route = Array.from({ length: ROUNDS }, () =>
      milliseconds(() => users.forEach((country) => routes(chain, { country, product }, on, { first: 10 }))),
    );
    const found = median(whole);
    process.stdout.write(
      [
        `${users.length} members of ${among} on ${on} for ${product}, ${year}`,
        `system: ${chain.nodes.length} unknowns, ${edges} coefficients, ${reading.products.size} products`,
        `statements: ${statements.toFixed(1)} ms, once`,
        `build and solve: ${found.toFixed(1)} ms of the processor (median of ${ROUNDS}; best ${Math.min(...whole).toFixed(1)} ms; limit ${LIMIT_MS} ms)`,
        `ten routes for each: ${median(route).toFixed(1)} ms of the processor (median of ${ROUNDS})`,
        '',
      ].join('\n'),
    );
    if (found > LIMIT_MS) process.exitCode = 1;
  } finally {
    await close();
  }
}

await run().catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
});
