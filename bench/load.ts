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
  /** The answer, which must be the same each time: an error of GraphQL comes with status 200 too. */
  expected?: string;
}

/** What a stretch of load saw. */
export interface Load {
  /** Of each answer, in milliseconds. */
  latencies: number[];
  seconds: number;
}

/** The part of autocannon that is used; its package is installed beside this file, without types. */
type Autocannon = (
  options: Omit<Target, 'status' | 'expected'> & {
    connections: number;
    duration: number;
    sampleInt: number;
    timeout: number;
    verifyBody: (body: string) => boolean;
  },
  done: (error: Error | null, result: { duration: number; errors: number; mismatches: number }) => void,
) => { on(event: 'response', listener: (client: unknown, status: number, bytes: number, ms: number) => void): void };

const folder = fileURLToPath(new URL('.', import.meta.url));

/** Installs the load generator and what Lodegraph is measured against, when they are missing. */
export function installPackages(say: (line: string) => void): void {
  if (existsSync(`${folder}node_modules/mercurius`)) return;
  say('installing the load generator, @neo4j/graphql and Mercurius');
  execFileSync('npm', ['ci', '--ignore-scripts'], { cwd: folder, stdio: ['ignore', 2, 2] });
}

/** Longest time that one answer may take. */
const LONGEST_S = 60;

/** Letters that autocannon may have cut in two where an answer came in pieces are left out. */
const whole = (text: string) => text.replaceAll(/[^ -~]/g, '');

/**
 * Keeps `connections` requests in flight for some seconds and notes how long each answer took: autocannon's own percentiles
 * are whole milliseconds. What is under way at the end is given up.
 * @throws Error when a request fails or is answered otherwise than expected.
 */
export function load(
  { status, expected = '', ...target }: Target,
  connections: number,
  duration: number,
): Promise<Load> {
  const autocannon = createRequire(import.meta.url)('autocannon') as Autocannon;
  const latencies: number[] = [];
  let others = 0;
  const verifyBody = (body: string) => body === expected || whole(body) === whole(expected);
  return new Promise((resolve, reject) => {
    // It looks for the end at every sample.
    autocannon({ ...target, connections, duration, sampleInt: 50, timeout: LONGEST_S, verifyBody }, (error, result) => {
      const { errors, mismatches } = result;
      if (error) reject(error);
      else if (errors + mismatches + others > 0)
        reject(
          new Error(
            `Requests to ${target.url} failed: ${errors} without an answer in ${LONGEST_S} s, ${others} with another status, ${mismatches} with another answer.`,
          ),
        );
      else resolve({ latencies, seconds: result.duration });
    }).on('response', (_client, answered, _bytes, milliseconds) => {
      if (answered === status) latencies.push(milliseconds);
      else others += 1;
    });
  });
}
