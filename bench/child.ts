import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** A server in a process of its own. */
export interface ServerProcess {
  file: string;
  /** Such as `http://127.0.0.1:41234`. */
  url: string;
  pid: number;
  stop(): Promise<void>;
}

const ASK_AGAIN_MS = 200;

/** Returns when `/ready` of a server that has it says that all is planned. */
export async function planned(url: string): Promise<void> {
  while ((await fetch(`${url}/ready`)).status === 503) await setTimeout(ASK_AGAIN_MS);
}

/** The server as `npm start` starts it: a file and a word for it. */
export const LODEGRAPH = 'src/commands/run.mjs serve';

/**
 * Starts a file of this project, which words for it may follow, as a server, and returns when it prints its `ready` line.
 * @throws Error when it ends before that; its own words are on stderr.
 */
export async function launchServer(
  file: string,
  environment: Record<string, string>,
  words: readonly string[] = [],
): Promise<ServerProcess> {
  const child = spawn(process.execPath, ['--max-semi-space-size=64', ...file.split(' '), ...words], {
    cwd: root,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
    await ended;
  };
  for await (const line of createInterface(child.stdout)) {
    const url = /^ready (http:\/\/[^/\s]+)/.exec(line)?.[1];
    if (url) return { file, url, pid: child.pid ?? 0, stop };
  }
  throw new Error(`${file} ended before it was ready: what it said above tells why.`);
}

/** The same, but returns when the server has planned its statements. */
export async function startServer(...started: Parameters<typeof launchServer>): Promise<ServerProcess> {
  const server = await launchServer(...started);
  await planned(server.url);
  return server;
}
