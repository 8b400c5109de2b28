import { findGraph } from '../graph/find.ts';
import type { Config } from '../lib/config.ts';
import { createHttp } from '../server/http/http.ts';
import { createMetrics } from '../server/metrics.ts';
import { seedWhenNeeded } from './seed-when-needed.ts';

/** An operation as it is posted to `/graphql`. */
interface Operation {
  query: string;
  variables?: Readonly<Record<string, unknown>>;
  operationName?: string;
}

/** Asks GraphQL, and how to end what was started for it. */
export interface Asking {
  ask<Answer>(operation: Operation, signal?: AbortSignal): Promise<Answer>;
  close(): Promise<void>;
}

/** Where to ask: the server that is running or, when none is, one over the graph itself, started for it. Progress is told on stderr. */
export async function openAsking(config: Config, say: (line: string) => void): Promise<Asking> {
  const server = `http://${config.HOST}:${config.PORT}`;
  const running = await fetch(`${server}/health`).then(
    (response) => response.ok,
    () => false,
  );
  if (running)
    return {
      async ask<Answer>(operation: Operation, signal?: AbortSignal) {
        const response = await fetch(`${server}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(operation),
          ...(signal ? { signal } : {}),
        });
        return (await response.json()) as Answer;
      },
      close: () => Promise.resolve(),
    };
  const found = await findGraph(config, say);
  try {
    await seedWhenNeeded(found.patient, process.stderr);
    const app = await createHttp({ config, graph: found.graph, metrics: createMetrics().registry });
    return {
      async ask<Answer>(operation: Operation, signal?: AbortSignal) {
        const response = await app.inject({
          method: 'POST',
          url: '/graphql',
          payload: operation,
          ...(signal ? { signal } : {}),
        });
        return response.json<Answer>();
      },
      async close() {
        await app.close();
        await found.close();
      },
    };
  } catch (error) {
    await found.close();
    throw error;
  }
}
