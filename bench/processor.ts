import { readFileSync } from 'node:fs';

const CLOCK_TICK_MS = 10;

/** What Linux tells of a process; null on other systems. */
const readProc = (pid: number, file: string): string | null => {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return null;
  }
};

/** Milliseconds of processor that a process has taken since it started, by all its threads; null where the system does not tell. */
export function processorMs(pid: number): number | null {
  const text = readProc(pid, 'stat');
  if (text === null) return null;
  // The name of the process, which may hold spaces, stands in brackets before the rest.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * CLOCK_TICK_MS;
}

/** Megabytes of memory that a process holds; null where the system does not tell. */
export function memoryMegabytes(pid: number): number | null {
  const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readProc(pid, 'status') ?? '')?.[1];
  return kilobytes === undefined ? null : Number(kilobytes) / 1024;
}
