import { readList } from '../../api/list/list.ts';
import type { Resolvers } from '../../api/generated.ts';
import { fold } from '../../lib/fold.ts';
import { uniqueMatch } from '../../api/names/unique-match.ts';
import { coalitionOf, countryOf } from './place.ts';
import { agenciesOf, agencyByText, agencyList, placeOfAgency } from './queries.ts';

export const agencyResolvers: Resolvers = {
  Query: {
    agency: async (_, { slug }, context, info) =>
      uniqueMatch(await context.batch(agencyByText, { text: fold(slug), ...context.view(info) }), 'slug', slug),
    agencies: (_, args, context, info) => readList(context, agencyList, args, info),
  },
  Agency: {
    country: async (agency, _, context) => countryOf(await context.batch(placeOfAgency, { key: agency.key })),
    coalition: async (agency, _, context) => coalitionOf(await context.batch(placeOfAgency, { key: agency.key })),
  },
  Country: {
    agencies: (country, _, context, info) =>
      context.batch(agenciesOf.Country, { key: country.key, ...context.view(info) }),
  },
  Coalition: {
    agencies: (coalition, _, context, info) =>
      context.batch(agenciesOf.Coalition, { key: coalition.key, ...context.view(info) }),
  },
};
