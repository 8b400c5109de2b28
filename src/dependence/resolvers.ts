import { coalitionByText } from '../coalition/queries.ts';
import { countryByText } from '../country/queries.ts';
import type { Resolvers } from '../graphql/generated.ts';
import { claimsOfDependence } from '../claim/of-figures.ts';
import { readSources } from '../source/read.ts';
import { fold } from '../spelling/fold.ts';
import { unknownName } from '../spelling/suggest.ts';
import { supplierConcentration } from './queries.ts';
import {
  dependenceOfCoalition,
  dependenceOfCountry,
  readDependents,
  readSuppliers,
  readTonnes,
  suppliersKey,
} from './read.ts';

export const dependenceResolvers: Resolvers = {
  Query: {
    dependents: (_, args, context, info) => readDependents(context, args, context.view(info)),
    dependence: async (_, args, context, info) => {
      const view = context.view(info);
      const text = fold(args.of);
      const [[country], [coalition]] = await Promise.all([
        context.batch(countryByText, { text, ...view }),
        context.batch(coalitionByText, { text, ...view }),
      ]);
      if (country) return dependenceOfCountry(context, country.key, args, view);
      if (coalition) return dependenceOfCoalition(context, coalition, args, view);
      throw await unknownName(context, 'of', 'Country', args.of);
    },
  },
  Dependence: {
    imports: (dependence) => dependence,
    suppliers: (dependence, { first }, context) => readSuppliers(context, dependence, first),
    hhi: async (dependence, _, context) => {
      const key = suppliersKey(dependence);
      return key && dependence.tables.complete ? ((await context.batch(supplierConcentration, key))[0] ?? null) : null;
    },
    claims: (dependence) => claimsOfDependence(dependence),
    sources: ({ imports, tables }, _, context) => readSources(context, imports.flows > 0 ? tables.sources : []),
  },
  TradeTotal: {
    valueUsd: ({ imports }) => (imports.flows > 0 ? imports.valueUsd : null),
    tonnes: (dependence, _, context) => readTonnes(context, dependence),
    flows: ({ imports }) => imports.flows,
  },
};
