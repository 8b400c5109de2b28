import { hostile, bodyOf } from '../test/operations/hostile.ts';
import { readConfig } from '../src/lib/config.ts';
import { explain } from '../src/graph/explain.ts';
import type { Graph } from '../src/graph/graph.ts';
import { createHttp } from '../src/server/http/http.ts';
import { createMetrics } from '../src/server/metrics.ts';

/** How long each hostile document takes to be refused, from the body of its request to the answer. Nothing is asked of a graph. */
const ROUNDS = 15;
const LIMIT_MS = 50;

const median = (times: readonly number[]) => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;

/** Answers every statement with no rows. */
const nothing = { options: {}, read: () => Promise.resolve([]) } as unknown as Graph;

async function run(): Promise<void> {
  const app = await createHttp({
    ...{ config: readConfig({ LOG_LEVEL: 'silent' }), graph: nothing, metrics: createMetrics().registry },
  });
  try {
    for (const one of hostile) {
      // Each time another text, so that it is not known from before.
      const bodies = Array.from({ length: ROUNDS }, (_, i) => bodyOf({ ...one, query: `${one.query} #${i}` }));
      const times: number[] = [];
      let told = '';
      for (const payload of bodies) {
        const before = process.cpuUsage();
        const headers = { 'content-type': 'application/json' };
        const response = await app.inject({ method: 'POST', url: '/graphql', payload, headers });
        const { user, system } = process.cpuUsage(before);
        times.push((user + system) / 1000);
        const [error] = response.json<{ errors?: { extensions: { code: string; limit?: string } }[] }>().errors ?? [];
        told = error ? (error.extensions.limit ?? error.extensions.code) : 'answered';
      }
      const slow = median(times) > LIMIT_MS;
      if (slow && one.limit) process.exitCode = 1;
      process.stdout.write(
        `${one.name.padEnd(52)} ${told.padEnd(28)} ${median(times).toFixed(1).padStart(6)} ms${slow ? '  over the limit' : ''}\n`,
      );
    }
  } finally {
    await app.close();
  }
}

await run().catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
});
