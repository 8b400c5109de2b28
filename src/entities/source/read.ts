import type { RequestContext } from '../../api/context.ts';
import { checkEach } from '../../api/check.ts';
import { limitExceeded } from '../../api/errors.ts';
import { readId } from '../../api/global-id.ts';
import { requireKnown } from '../../api/names/suggest.ts';
import { sourceByKey } from './queries.ts';
import type { SourceRecord } from './record.ts';
import { expectFound } from '../../lib/expect-found.ts';

const MAX_WITHOUT = 20;

/** The sources of these keys, in their order; all that one level of an answer needs are read at once. */
export async function readSources(context: RequestContext, keys: readonly string[]): Promise<SourceRecord[]> {
  return (await Promise.all(keys.map((key) => context.batch(sourceByKey, { key })))).flat();
}

/** The source of this key; null without one. */
export async function readSource(context: RequestContext, key: string | null): Promise<SourceRecord | null> {
  return key === null ? null : ((await readSources(context, [key]))[0] ?? null);
}

/** The key of a source that an argument names by key or id. An id with a view is none of a source's. */
export const keyOfSource = (argument: string, id: string, now: string): string =>
  readId(argument, id, now).plain.replace(/^Source:/, '');

/**
 * The keys of sources that an answer is to be given without: sorted, each once. They are named by key or as `Source:key`.
 * @throws GraphQLError BAD_USER_INPUT for an unknown source, LIMIT_EXCEEDED for too many.
 */
export async function readWithout(
  context: RequestContext,
  ids: readonly string[] | null | undefined,
): Promise<string[]> {
  const keys = [...new Set((ids ?? []).map((id) => keyOfSource('without', id, context.now)))].sort();
  if (keys.length > MAX_WITHOUT)
    throw limitExceeded('without', `Argument "without": at most ${MAX_WITHOUT} sources at once, not ${keys.length}.`);
  const found = new Set((await readSources(context, keys)).map(({ key }) => key));
  return checkEach(keys, (key) => requireKnown(found.has(key) ? key : null, context, 'without', 'Source', key));
}

/** The source that a figure names. */
export const sourceOrThrow = async (context: RequestContext, key: string): Promise<SourceRecord> =>
  expectFound(await readSource(context, key), key);
