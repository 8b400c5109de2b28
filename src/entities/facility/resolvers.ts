import { readList } from '../../api/list/list.ts';
import { pageSize } from '../../api/connection.ts';
import type { Resolvers } from '../../api/generated.ts';
import { readSource } from '../source/read.ts';
import { fold } from '../../lib/fold.ts';
import {
  facilitiesOfCountry,
  facilitiesOfMineral,
  facilitiesOfProduct,
  facilitiesOfSupplier,
  facilityByKey,
  facilityByText,
  facilityList,
  mineralsOfFacility,
  operatorsOfFacility,
  productionOfFacility,
} from './queries.ts';

export const facilityResolvers: Resolvers = {
  Query: {
    facility: async (_, { slug }, context, info) => {
      const view = context.view(info);
      const [named] = await context.batch(facilityByText, { text: fold(slug), ...view });
      // Those of imported lists have no other name than their slug.
      return named ?? (await context.batch(facilityByKey, { key: slug, ...view }))[0] ?? null;
    },
    facilities: (_, args, context, info) => readList(context, facilityList, args, info),
  },
  Facility: {
    minerals: (facility, _, context) => context.batch(mineralsOfFacility, { key: facility.key }),
    operators: (facility, _, context, info) =>
      context.batch(operatorsOfFacility, { key: facility.key, ...context.view(info) }),
    production: (facility, { stage, status }, context, info) =>
      context.batch(productionOfFacility, {
        key: facility.key,
        stage: stage ?? null,
        status: status ?? null,
        ...context.view(info),
      }),
  },
  FacilityOperator: {
    source: ({ source }, _, context) => readSource(context, source),
  },
  FacilityProduction: {
    capacityMissing: ({ capacityTonnes }) => (capacityTonnes === null ? 'NOT_AVAILABLE' : null),
    outputMissing: ({ outputTonnes }) => (outputTonnes === null ? 'NOT_AVAILABLE' : null),
    source: ({ source }, _, context) => readSource(context, source),
  },
  Supplier: {
    facilities: (supplier, { role }, context, info) =>
      context.batch(facilitiesOfSupplier, { key: supplier.key, role: role ?? null, ...context.view(info) }),
  },
  Country: {
    facilities: (country, { first }, context, info) =>
      context.batch(facilitiesOfCountry, {
        key: country.key,
        first: pageSize('first', first),
        ...context.view(info),
      }),
  },
  Product: {
    facilities: (product, _, context, info) =>
      context.batch(facilitiesOfProduct, { key: product.key, ...context.view(info) }),
  },
  Mineral: {
    facilities: (mineral, _, context, info) =>
      context.batch(facilitiesOfMineral, { key: mineral.key, ...context.view(info) }),
  },
};
