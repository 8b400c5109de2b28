import { Counter, Gauge, type Registry } from 'prom-client';
import type { Graph } from '../../graph/graph.ts';
import type { Config } from '../../lib/config.ts';
import { KeptAnswers } from './answers.ts';

/** The answers that a server keeps, counted in its metrics; null where the settings keep none. */
export function openKeptAnswers(graph: Graph, config: Config, metrics: Registry): KeptAnswers | null {
  const { KEPT_ANSWERS_BYTES: bytes, KEPT_ANSWERS_CHECK_MS: checkedEvery } = config;
  if (bytes === 0) return null;
  const answers = new Counter({
    name: 'lodegraph_answers_total',
    help: 'Answers to operations by how they came about: hit (kept), collapsed (computed for another meanwhile), miss, stale (kept, but the graph has changed)',
    labelNames: ['cache'] as const,
    registers: [metrics],
  });
  const kept = new KeptAnswers(graph, { bytes, checkedEvery }, (status) =>
    answers.inc({ cache: status.split(/=|; /).at(-1) ?? status }),
  );
  new Gauge({
    name: 'lodegraph_kept_answers_bytes',
    help: 'Bytes of the answers that are kept, with their keys and compressed forms',
    registers: [metrics],
    collect() {
      this.set(kept.bytes);
    },
  });
  return kept;
}
