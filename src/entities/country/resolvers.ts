import { membershipsOf } from '../coalition/queries.ts';
import { askedAlong } from '../../figures/dependence/prefetch.ts';
import { dependenceOfCountry } from '../../figures/dependence/read.ts';
import { readList } from '../../api/list/list.ts';
import type { Resolvers } from '../../api/generated.ts';
import { fold } from '../../lib/fold.ts';
import { readFlowsOf } from '../trade-flow/read.ts';
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
    memberships: (country, _, context, info) =>
      context.batch(membershipsOf.Country, { key: country.key, ...context.view(info) }),
    imports: (country, { from, ...args }, context, info) =>
      readFlowsOf(context, 'importer', country, { partners: from ?? null, ...args }, context.view(info)),
    exports: (country, { to, ...args }, context, info) =>
      readFlowsOf(context, 'exporter', country, { partners: to ?? null, ...args }, context.view(info)),
    dependence: (country, args, context, info) =>
      dependenceOfCountry(context, country, args, context.view(info), askedAlong(info)),
  },
};
