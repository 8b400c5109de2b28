import { coalitionByText } from '../coalition/queries.ts';
import type { RequestContext } from '../context.ts';
import { countryByKey, countryByText } from '../country/queries.ts';
import { pageSize } from '../graphql/connection.ts';
import type { Resolvers } from '../graphql/generated.ts';
import { claimsOfDependence } from '../claim/of-figures.ts';
import { productByKey } from '../product/queries.ts';
import { readSources } from '../source/read.ts';
import { fold } from '../spelling/fold.ts';
import { unknownName } from '../spelling/suggest.ts';
import {
  lookThroughOfDependence,
  rangeOfDependence,
  routesOfDependence,
  sensitivityOfDependence,
} from './look-through.ts';
import { supplierConcentration } from './queries.ts';
import { dependenceOfCoalition, dependenceOfCountry, readDependents, readSuppliers, suppliersKey } from './read.ts';

/** What a figure names is in the graph: a row that it does not find is a fault of the load. */
function known<T>(found: T | undefined, key: string): T {
  if (found === undefined) throw new Error(`A figure names ${key}, which the graph does not have.`);
  return found;
}
const countryOf = async (context: RequestContext, key: string) =>
  known((await context.batch(countryByKey, { key }))[0], key);
const productOf = async (context: RequestContext, key: string) =>
  known((await context.batch(productByKey, { key }))[0], key);

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
    source: async ({ source }, _, context) => known((await readSources(context, [source]))[0], source),
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
