import type { RequestContext } from '../../api/context.ts';
import { digestOf } from '../../lib/digest.ts';
import { loadedSoFar } from './queries.ts';

/** The version of what the graph holds: another one after every load that changed something, the same for the same seed. */
export const readVersion = async (context: Pick<RequestContext, 'read'>): Promise<string> =>
  digestOf(await context.read(loadedSoFar, {})).slice(0, 12);
