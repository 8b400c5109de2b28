import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { hasCode } from './failure.ts';

/** A process and the moment it began, so that a number given anew to another process is not taken for it. */
export interface ProcessMark {
  pid: number;
  began: string;
}

/** The mark of a living process; undefined when there is none of that number. */
export function markOf(pid: number): ProcessMark | undefined {
  const began = process.platform === 'linux' ? beganOnLinux(pid) : beganByPs(pid);
  return began === undefined ? undefined : { pid, began };
}

export const isAlive = ({ pid, began }: ProcessMark): boolean => markOf(pid)?.began === began;

function beganOnLinux(pid: number): string | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name may hold spaces and brackets; what follows its last bracket does not.
    const [state, ...rest] = fields.slice(fields.lastIndexOf(')') + 2).split(' ');
    return state === 'Z' ? undefined : rest[18];
  } catch {
    return undefined;
  }
}

function beganByPs(pid: number): string | undefined {
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined;
  } catch {
    return undefined;
  }
}

/** Ends a process: asks it to stop, waits up to `grace` milliseconds, then forces it. */
export async function endProcess(mark: ProcessMark, grace: number): Promise<void> {
  signal(mark.pid, 'SIGTERM');
  for (let waited = 0; waited < grace; waited += 100) {
    if (!isAlive(mark)) return;
    await wait(100);
  }
  signal(mark.pid, 'SIGKILL');
  while (isAlive(mark)) await wait(100);
}

function signal(pid: number, name: 'SIGTERM' | 'SIGKILL'): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (!hasCode(error, 'ESRCH')) throw error;
  }
}
