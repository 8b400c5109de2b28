import { checkAll } from '../../api/check.ts';
import type { RequestContext, View } from '../../api/context.ts';
import { badInput } from '../../api/errors.ts';
import { requireKnown } from '../../api/names/suggest.ts';
import { coalitionByText } from '../../entities/coalition/queries.ts';
import { countryByText } from '../../entities/country/queries.ts';
import { readWithout } from '../../entities/source/read.ts';
import { int } from '../../graph/graph.ts';
import { fold } from '../../lib/fold.ts';
import { nearestYear } from '../../lib/years.ts';
import { mineralLists } from '../coverage/table-queries.ts';
import { importersToTest, importsToTest } from './queries.ts';
import type { BreachesRecord } from './record.ts';
import { breachesOf, testedImports } from './test.ts';

/** Arguments of the root field `breaches`. */
export interface BreachesArguments {
  among: string;
  year?: number | null;
  minValueUsd: number;
  threshold: number;
  list?: string | null;
  without?: readonly string[] | null;
}

/** The slug of the coalition or the alpha-3 code of the country that is so called. */
async function importersNamed(context: RequestContext, among: string, view: View): Promise<string> {
  const text = fold(among);
  const [[coalition], [country]] = await Promise.all([
    context.batch(coalitionByText, { text, ...view }),
    context.batch(countryByText, { text, ...view }),
  ]);
  return requireKnown(coalition?.slug ?? country?.iso3, context, 'among', 'Coalition', among);
}

/**
 * Which imports of which countries come to more than a threshold from one third country, over all products.
 * @throws GraphQLError BAD_USER_INPUT for unknown names and values that cannot be.
 */
export async function readBreaches(
  context: RequestContext,
  { among, year, minValueUsd, threshold, list, without }: BreachesArguments,
  view: View,
): Promise<BreachesRecord> {
  const [key, , leftOut] = await checkAll(
    () => importersNamed(context, among, view),
    () => {
      if (!(minValueUsd >= 0)) throw badInput('minValueUsd', 'is below 0.', 'Give 0 or more US dollars.');
    },
    () => readWithout(context, without),
    async () => {
      const lists = list == null ? [] : await context.batch(mineralLists, view);
      if (list != null && !lists.includes(list))
        throw badInput('list', `"${list}" is no list that is known.`, `Known are ${lists.join(', ')}.`);
    },
  );
  const importers = await context.batch(importersToTest, { among: key, ...view });
  const products = await context.batch(importsToTest, {
    ...{
      year: year == null ? null : int(year),
      without: leftOut,
      lists: list == null ? null : [list, `${list}-group-members`],
      ...view,
    },
    importers: importers.map(({ country, inside }) => [country.iso3, inside] as const),
  });
  const limits = { threshold, minValueUsd };
  return {
    threshold,
    tested: testedImports(products, limits),
    breaches: breachesOf(importers, products, limits),
    untested: products
      .filter(({ complete }) => !complete)
      .map(({ product, sources }) => ({
        product,
        nearestYear: nearestYear(product.tradeYears, year ?? null),
        explanation:
          sources.length > 0
            ? 'Only the trade of the largest partners, or of some countries, is loaded: no share can be given.'
            : 'No trade of it is loaded for the year.',
      })),
  };
}
