import type { RequestContext } from '../context.ts';
import { sourceByKey } from './queries.ts';
import type { SourceRecord } from './record.ts';

/** The sources of these keys, in their order; all that one level of an answer needs are read at once. */
export async function readSources(context: RequestContext, keys: readonly string[]): Promise<SourceRecord[]> {
  return (await Promise.all(keys.map((key) => context.batch(sourceByKey, { key })))).flat();
}

/** The source of this key; null without one. */
export async function readSource(context: RequestContext, key: string | null): Promise<SourceRecord | null> {
  return key === null ? null : ((await readSources(context, [key]))[0] ?? null);
}
