import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** What a way of loading gave. */
export interface LoadMeasured {
  /** In words. */
  method: string;
  rows: number;
  kept: number;
  seconds: number;
  /** Most memory that the importing process held. */
  peakMegabytes: number;
}

/** Loads files in a process of its own, by a method of `load.ts`. @throws Error when it fails; its own words are on stderr. */
export async function loadMeasured(
  method: string,
  files: readonly string[],
  environment: Record<string, string>,
): Promise<LoadMeasured> {
  const script = fileURLToPath(new URL('./load.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', script, method, ...files], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`Loading by ${method} failed: what it said above tells why.`);
  return JSON.parse(text) as LoadMeasured;
}
