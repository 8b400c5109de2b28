import { coalitionByText } from '../coalition/queries.ts';
import { countryByText } from '../country/queries.ts';
import { pageSize } from '../graphql/connection.ts';
import type { Resolvers } from '../graphql/generated.ts';
import { claimsOfDependence } from '../claim/of-figures.ts';
import { readSources } from '../source/read.ts';
import { fold } from '../spelling/fold.ts';
import { unknownName } from '../spelling/suggest.ts';
import { countryOf, productOf, sourceOf } from '../supply-chain/named.ts';
import {
  lookThroughOfDependence,
  rangeOfDependence,
  routesOfDependence,
  sensitivityOfDependence,
} from './look-through.ts';
import { supplierConcentration } from './queries.ts';
import { dependenceOfCoalition, dependenceOfCountry, readDependents, readSuppliers, suppliersKey } from './read.ts';

export const dependenceResolvers: Resolvers = {
  Query: {
    dependents: (_, args, context, info) => readDependents(context, args, context.view(info)),
    dependence: async (_, args, context, info) => {
      const text = fold(args.of);
      const [[country], [coalition]] = await Promise.all([
        context.batch(countryByText, { text }),
        context.batch(coalitionByText, { text }),
      ]);
      if (country) return dependenceOfCountry(context, country.key, args);
      if (coalition) return dependenceOfCoalition(context, coalition, args, context.view(info));
      throw await unknownName(context, 'of', 'Country', args.of);
    },
  },
  SupplyRouteStep: {
    country: ({ from }, _, context) => countryOf(context, from),
    product: ({ product }, _, context) => productOf(context, product),
    to: ({ to }, _, context) => (to === null ? null : countryOf(context, to)),
    sources: ({ sources }, _, context) => readSources(context, sources),
  },
  SourceSensitivity: {
    source: ({ source }, _, context) => sourceOf(context, source),
  },
  Dependence: {
    lookThroughShare: async (dependence, _, context, info) =>
      (await lookThroughOfDependence(context, dependence, context.view(info))).share,
    unknownShare: async (dependence, _, context, info) =>
      (await lookThroughOfDependence(context, dependence, context.view(info))).unknown,
    lookThroughMissing: async (dependence, _, context, info) =>
      (await lookThroughOfDependence(context, dependence, context.view(info))).missing,
    route: (dependence, { first }, context, info) =>
      routesOfDependence(context, dependence, pageSize('first', first), context.view(info)),
    low: async (dependence, _, context, info) =>
      (await rangeOfDependence(context, dependence, context.view(info)))?.low ?? null,
    high: async (dependence, _, context, info) =>
      (await rangeOfDependence(context, dependence, context.view(info)))?.high ?? null,
    sensitivity: (dependence, { threshold }, context, info) =>
      sensitivityOfDependence(context, dependence, threshold, context.view(info)),
    imports: ({ imports }) => ({
      valueUsd: imports.flows > 0 ? imports.valueUsd : null,
      tonnes: imports.tonnes,
      flows: imports.flows,
    }),
    suppliers: (dependence, { first }, context) => readSuppliers(context, dependence, first),
    hhi: async (dependence, _, context) => {
      const key = suppliersKey(dependence);
      const full = dependence.confidence === 'HIGH';
      return key && full ? ((await context.batch(supplierConcentration, key))[0] ?? null) : null;
    },
    claims: (dependence) => claimsOfDependence(dependence),
    sources: ({ imports }, _, context) => readSources(context, [...imports.sources].sort()),
  },
};
