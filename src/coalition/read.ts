import type { RequestContext, View } from '../context.ts';
import { countryByText } from '../country/queries.ts';
import type { CountryRecord } from '../country/record.ts';
import { fold } from '../spelling/fold.ts';
import { unknownName } from '../spelling/suggest.ts';
import { coalitionByText, countriesOfCoalition } from './queries.ts';

/**
 * The countries that some names mean: each that of a country, or of a coalition, which stands for its members of the day asked.
 * @throws GraphQLError BAD_USER_INPUT for a name that is neither.
 */
export async function readCountries(
  context: RequestContext,
  argument: string,
  names: readonly string[],
  view: View,
): Promise<CountryRecord[]> {
  const found = await Promise.all(
    names.map(async (name) => {
      const key = { text: fold(name), ...view };
      const [countries, [coalition]] = await Promise.all([
        context.batch(countryByText, key),
        context.batch(coalitionByText, key),
      ]);
      if (countries.length > 0) return countries;
      if (coalition) return context.batch(countriesOfCoalition, { key: coalition.key, ...view });
      throw await unknownName(context, argument, 'Country', name);
    }),
  );
  return [...new Map(found.flat().map((country) => [country.key, country])).values()];
}
