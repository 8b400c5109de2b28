import type { RequestContext } from '../../api/context.ts';
import { digestOf } from '../../lib/digest.ts';
import { loadedSoFar } from './queries.ts';

type Reads = Pick<RequestContext, 'read'>;

/** The version of what the graph holds, and whether it names one state: not while a load is under way. */
export async function readState(context: Reads): Promise<{ version: string; isSettled: boolean }> {
  const loads = await context.read(loadedSoFar, {});
  return {
    version: digestOf(loads.map(({ load }) => load)).slice(0, 12),
    isSettled: loads.every(({ isFinished }) => isFinished),
  };
}

/** The version of what the graph holds: another one after every load that changed something, the same for the same seed. */
export const readVersion = async (context: Reads): Promise<string> => (await readState(context)).version;
