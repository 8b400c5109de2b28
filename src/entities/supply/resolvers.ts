import type { Resolvers } from '../../api/generated.ts';
import { readSource } from '../source/read.ts';
import { customersOf, suppliesFrom } from './queries.ts';

export const supplyResolvers: Resolvers = {
  Supplier: {
    customers: (supplier, _, context, info) =>
      context.batch(customersOf.Supplier, { key: supplier.key, ...context.view(info) }),
    suppliesFrom: (supplier, _, context, info) =>
      context.batch(suppliesFrom.Supplier, { key: supplier.key, ...context.view(info) }),
  },
  Facility: {
    customers: (facility, _, context, info) =>
      context.batch(customersOf.Facility, { key: facility.key, ...context.view(info) }),
    suppliesFrom: (facility, _, context, info) =>
      context.batch(suppliesFrom.Facility, { key: facility.key, ...context.view(info) }),
  },
  Supply: {
    tonnesMissing: ({ tonnes }) => (tonnes === null ? 'NOT_AVAILABLE' : null),
    source: ({ source }, _, context) => readSource(context, source),
  },
};
