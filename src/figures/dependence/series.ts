import type { RequestContext, View } from '../../api/context.ts';
import { badInput } from '../../api/errors.ts';
import type { Prefetch } from './prefetch.ts';
import { dependenceByYear } from './queries/years.ts';
import { basisRead, yearOf } from './read.ts';
import { dependenceRecord, reportedDependence, type DependenceRecord } from './record.ts';
import { arePartial, readReported } from './reported.ts';

/**
 * The same dependence in each calendar year that has trade, oldest first; those of all parents of a level are read at once.
 * @throws GraphQLError BAD_USER_INPUT for years in the wrong order.
 */
export async function readByYear(
  context: RequestContext,
  dependence: DependenceRecord,
  { from, to }: { from?: number | null; to?: number | null },
  view: View,
  along: Prefetch,
): Promise<DependenceRecord[]> {
  if (from != null && to != null && from > to)
    throw badInput('to', `is before "from": ${to} < ${from}.`, 'Give the earlier year as "from".');
  const { importers, product, on, without, basis } = dependence;
  const { knownAt } = view;
  const key = { importers, product: product.slug, on: on.iso3, from: yearOf(from), to: yearOf(to), without, knownAt };
  const rows = await context.batch(dependenceByYear[basisRead(basis, along)], key);
  const partial = rows.flatMap(({ year, tables }) => (arePartial(product, tables) ? [year] : []));
  const reported = partial.length > 0 ? await readReported(context, dependence, partial, view) : null;
  return rows.map(({ year, tables, imports }) => {
    const ends = { ...dependence, year, tables };
    const known = reported?.get(year);
    return known ? reportedDependence(ends, known) : dependenceRecord(ends, imports);
  });
}
