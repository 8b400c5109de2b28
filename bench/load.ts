import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

/** What is posted, and where. */
export interface Target {
  url: string;
  body: string;
}

/** What a stretch of load saw. */
export interface Load {
  /** Of each answer, in milliseconds. */
  latencies: number[];
  seconds: number;
}

/** The part of autocannon that is used; its package is installed beside this file, without types. */
type Autocannon = (
  options: Target & { method: 'POST'; headers: Record<string, string>; connections: number; duration: number },
  done: (error: Error | null, result: { duration: number; errors: number; timeouts: number; non2xx: number }) => void,
) => { on(event: 'response', listener: (client: unknown, status: number, bytes: number, ms: number) => void): void };

const folder = fileURLToPath(new URL('.', import.meta.url));

/** Installs the load generator when it is missing. */
export function installLoadGenerator(say: (line: string) => void): void {
  if (existsSync(`${folder}node_modules/autocannon`)) return;
  say('installing the load generator');
  execFileSync('npm', ['ci', '--prefix', folder], { stdio: 'inherit' });
}

/**
 * Keeps `connections` requests in flight for some seconds and notes how long each answer took: autocannon's own percentiles
 * are whole milliseconds.
 * @throws Error when an answer fails or none comes.
 */
export function load(target: Target, connections: number, duration: number): Promise<Load> {
  const autocannon = createRequire(import.meta.url)('autocannon') as Autocannon;
  const latencies: number[] = [];
  return new Promise((resolve, reject) => {
    autocannon(
      { ...target, method: 'POST', headers: { 'content-type': 'application/json' }, connections, duration },
      (error, result) => {
        const failed = error ? 1 : result.errors + result.timeouts + result.non2xx;
        if (failed > 0) reject(error ?? new Error(`${failed} requests to ${target.url} failed.`));
        else if (latencies.length === 0)
          reject(new Error(`${target.url} gave no answer within ${duration} s. Measure longer with --seconds.`));
        else resolve({ latencies, seconds: result.duration });
      },
    ).on('response', (_client, _status, _bytes, milliseconds) => latencies.push(milliseconds));
  });
}
