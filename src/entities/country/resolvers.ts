import { readList } from '../../api/list/list.ts';
import type { Resolvers } from '../../api/generated.ts';
import { fold } from '../../lib/fold.ts';
import { countryByText, countryList, spellingsOfCountry, successorsOfCountry } from './queries.ts';

export const countryResolvers: Resolvers = {
  Query: {
    country: async (_, { code }, context, info) =>
      (await context.batch(countryByText, { text: fold(code), ...context.view(info) }))[0] ?? null,
    countries: (_, args, context, info) => readList(context, countryList, args, info),
  },
  Country: {
    successors: (country, _, context) => context.batch(successorsOfCountry, { key: country.key }),
    spellings: (country, _, context, info) =>
      context.batch(spellingsOfCountry, { key: country.key, ...context.view(info) }),
  },
};
