import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

/** What is sent, where, and with which status it is answered. */
export interface Target {
  url: string;
  method: 'GET' | 'POST';
  headers: Record<string, string>;
  body?: string;
  status: 200 | 304;
}

/** What a stretch of load saw. */
export interface Load {
  /** Of each answer, in milliseconds. */
  latencies: number[];
  seconds: number;
}

/** The part of autocannon that is used; its package is installed beside this file, without types. */
type Autocannon = (
  options: Omit<Target, 'status'> & { connections: number; duration: number; sampleInt: number },
  done: (error: Error | null, result: { duration: number; errors: number; timeouts: number }) => void,
) => { on(event: 'response', listener: (client: unknown, status: number, bytes: number, ms: number) => void): void };

const folder = fileURLToPath(new URL('.', import.meta.url));

/** Installs the load generator and what Lodegraph is measured against, when they are missing. */
export function installPackages(say: (line: string) => void): void {
  if (existsSync(`${folder}node_modules/mercurius`)) return;
  say('installing the load generator, @neo4j/graphql and Mercurius');
  execFileSync('npm', ['ci', '--ignore-scripts'], { cwd: folder, stdio: ['ignore', 2, 2] });
}

const LONGEST_S = 60;

/**
 * Keeps `connections` requests in flight for some seconds, four times as long where none is answered within them.
 * @throws Error when an answer fails or none comes.
 */
export async function load(target: Target, connections: number, duration: number): Promise<Load> {
  const seen = await loadFor(target, connections, duration);
  if (seen.latencies.length > 0) return seen;
  if (duration > LONGEST_S) throw new Error(`${target.url} gave no answer within ${duration} s.`);
  return load(target, connections, 4 * duration);
}

/** Notes how long each answer took: autocannon's own percentiles are whole milliseconds. */
function loadFor({ status, ...target }: Target, connections: number, duration: number): Promise<Load> {
  const autocannon = createRequire(import.meta.url)('autocannon') as Autocannon;
  const latencies: number[] = [];
  let others = 0;
  return new Promise((resolve, reject) => {
    // It looks for the end at every sample.
    autocannon({ ...target, connections, duration, sampleInt: 50 }, (error, result) => {
      const failed = error ? 1 : result.errors + result.timeouts + others;
      if (failed > 0) reject(error ?? new Error(`${failed} requests to ${target.url} failed.`));
      else resolve({ latencies, seconds: result.duration });
    }).on('response', (_client, answered, _bytes, milliseconds) => {
      if (answered === status) latencies.push(milliseconds);
      else others += 1;
    });
  });
}
