import { execFileSync } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { hasCode, readIfPresent } from './file.ts';

/** What the operating system says about a process that runs. */
export interface RunningProcess {
  /** When it started, as a text that no other process with the same id shares. */
  start: string;
  /** Its command and arguments, joined by spaces. */
  commandLine: string;
}

/** Looks a process up. Returns undefined when there is none, or only its remains wait for their parent. */
export function inspectProcess(pid: number): RunningProcess | undefined {
  return process.platform === 'linux' ? inspectByProc(pid) : inspectByPs(pid);
}

function inspectByProc(pid: number): RunningProcess | undefined {
  try {
    const stat = readIfPresent(`/proc/${pid}/stat`);
    const commandLine = readIfPresent(`/proc/${pid}/cmdline`);
    if (stat === undefined || commandLine === undefined) return undefined;
    // The name in parentheses may hold anything; after it come the state and, 19 fields on, the start in ticks since boot.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
    const boot = readIfPresent('/proc/sys/kernel/random/boot_id')?.trim() ?? '';
    return { start: `${fields[19] ?? ''}@${boot}`, commandLine: commandLine.replaceAll('\0', ' ').trim() };
  } catch (error) {
    if (hasCode(error, 'ESRCH')) return undefined; // It ended between opening and reading.
    throw error;
  }
}

function inspectByPs(pid: number): RunningProcess | undefined {
  try {
    const columns = ['stat', 'lstart', 'command'].flatMap((column) => ['-o', `${column}=`]);
    const line = execFileSync('/bin/ps', ['-ww', ...columns, '-p', String(pid)], {
      encoding: 'utf8',
      env: { LC_ALL: 'C', TZ: 'UTC' },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const [, state = '', start = '', commandLine = ''] = /^\s*(\S+)\s+((?:\S+\s+){4}\d{4})\s+(.*)/.exec(line) ?? [];
    return start === '' || state.startsWith('Z') ? undefined : { start, commandLine: commandLine.trim() };
  } catch (error) {
    if (error instanceof Error && 'status' in error && error.status === 1) return undefined; // How ps says "no such process".
    throw error;
  }
}

/** Ends a process that is not a child: asks it to, and after the grace time (milliseconds) makes it. Returns when it is gone. */
export async function endProcess(pid: number, start: string, grace: number): Promise<void> {
  const runs = () => inspectProcess(pid)?.start === start;
  const deadline = Date.now() + grace;
  signal(pid, 'SIGTERM');
  while (runs() && Date.now() < deadline) await delay(100);
  if (runs()) signal(pid, 'SIGKILL');
  while (runs()) await delay(100);
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (!hasCode(error, 'ESRCH')) throw error;
  }
}
