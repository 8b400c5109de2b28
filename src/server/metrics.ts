import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';

/** The figures of `/metrics`: the process's own, and the time that each statement takes. */
export function createMetrics(): { registry: Registry; observeStatement: (name: string, seconds: number) => void } {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const statements = new Histogram({
    name: 'lodegraph_statement_seconds',
    help: 'Time from sending a Cypher statement to the last row, in seconds',
    labelNames: ['statement'] as const,
    buckets: [0.001, 0.005, 0.02, 0.1, 0.5, 2, 10],
    registers: [registry],
  });
  return { registry, observeStatement: (statement, seconds) => statements.observe({ statement }, seconds) };
}
