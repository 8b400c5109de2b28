import { facilityByKey } from '../../entities/facility/queries.ts';
import type { Resolvers } from '../../api/generated.ts';
import { supplierByKey } from '../../entities/supplier/queries.ts';
import { pageSize } from '../../api/connection.ts';
import { productOrThrow } from '../../entities/product/read.ts';
import { readSources } from '../../entities/source/read.ts';
import { readChokepoints } from './read.ts';
import { countryOrThrow } from '../../entities/country/read.ts';

export const chokepointResolvers: Resolvers = {
  Query: {
    chokepoints: (_, args, context, info) => readChokepoints(context, args, context.view(info)),
  },
  ChokepointConnection: {
    sources: ({ sources }, _, context) => readSources(context, sources),
    unweighed: ({ unweighedFacilities }) => unweighedFacilities.length,
    unweighedFacilities: ({ unweighedFacilities }, { first }) => unweighedFacilities.slice(0, pageSize('first', first)),
  },
  UnweighedFacility: {
    facility: async ({ facility: key }, _, context, info) =>
      (await context.batch(facilityByKey, { key, ...context.view(info) }))[0] ?? null,
    product: ({ product }, _, context, info) => productOrThrow(context, product, context.view(info)),
  },
  Chokepoint: {
    name: async ({ kind, key, name }, _, context, info) =>
      name ?? (kind === 'COUNTRY' ? (await countryOrThrow(context, key, context.view(info))).name : key),
    country: async ({ kind, key }, _, context, info) => {
      const view = context.view(info);
      if (kind === 'COUNTRY') return countryOrThrow(context, key, view);
      if (kind === 'FACILITY') return (await context.batch(facilityByKey, { key, ...view }))[0]?.country ?? null;
      return null;
    },
    supplier: async ({ kind, key }, _, context, info) =>
      kind === 'SUPPLIER' ? ((await context.batch(supplierByKey, { key, ...context.view(info) }))[0] ?? null) : null,
    facility: async ({ kind, key }, _, context, info) =>
      kind === 'FACILITY' ? ((await context.batch(facilityByKey, { key, ...context.view(info) }))[0] ?? null) : null,
    direct: ({ direct }) => direct.share,
    lost: ({ lost }) => lost.share,
    lostValueUsd: ({ lost, basis, traded }) => (traded && basis === 'VALUE' ? lost.amount : null),
    lostTonnes: ({ lost, basis, traded }) => (traded && basis === 'MASS' ? lost.amount : null),
  },
};
