import type { RequestContext, View } from '../../api/context.ts';
import { badInput } from '../../api/errors.ts';
import type { Prefetch } from './prefetch.ts';
import { dependenceByYear } from './queries/years.ts';
import { basisRead, yearOf } from './read.ts';
import { dependenceRecord, type DependenceRecord } from './record.ts';

/**
 * The same dependence in each calendar year that has trade, oldest first; those of all parents of a level are read at once.
 * @throws GraphQLError BAD_USER_INPUT for years in the wrong order.
 */
export async function readByYear(
  context: RequestContext,
  dependence: DependenceRecord,
  { from, to }: { from?: number | null; to?: number | null },
  { knownAt }: View,
  along: Prefetch,
): Promise<DependenceRecord[]> {
  if (from != null && to != null && from > to)
    throw badInput('to', `is before "from": ${to} < ${from}.`, 'Give the earlier year as "from".');
  const { importers, product, on, without, basis } = dependence;
  const key = { importers, product: product.slug, on: on.iso3, from: yearOf(from), to: yearOf(to), without, knownAt };
  const rows = await context.batch(dependenceByYear[basisRead(basis, along)], key);
  return rows.map(({ year, tables, imports }) => dependenceRecord({ ...dependence, year, tables }, imports));
}
