import { readList } from '../../api/list/list.ts';
import type { Resolvers } from '../../api/generated.ts';
import { readSource } from '../source/read.ts';
import { fold } from '../../lib/fold.ts';
import {
  holdingsOfSupplier,
  ownersOfSupplier,
  producersOfProduct,
  supplierByText,
  supplierList,
  suppliersOfCountry,
} from './queries.ts';
import { readUltimateParents } from './read.ts';

export const supplierResolvers: Resolvers = {
  Query: {
    supplier: async (_, { slug }, context, info) =>
      (await context.batch(supplierByText, { text: fold(slug), ...context.view(info) }))[0] ?? null,
    suppliers: (_, args, context, info) => readList(context, supplierList, args, info),
  },
  Supplier: {
    parents: (supplier, { minShare }, context, info) =>
      context.batch(ownersOfSupplier, { key: supplier.key, minShare: minShare ?? null, ...context.view(info) }),
    ultimateParents: (supplier, { minShare }, context, info) =>
      readUltimateParents(context, supplier.key, minShare, context.view(info)),
    subsidiaries: (supplier, { minShare }, context, info) =>
      context.batch(holdingsOfSupplier, { key: supplier.key, minShare: minShare ?? null, ...context.view(info) }),
  },
  Ownership: {
    shareMissing: ({ share }) => (share === null ? 'NOT_AVAILABLE' : null),
    source: ({ source }, _, context) => readSource(context, source),
  },
  UltimateParent: {
    // All chains of one parent end at the same owner.
    owner: ({ owner, chains }) => {
      const last = chains[0]?.holdings.at(-1);
      if (!last) throw new Error(`No chain leads to ${owner}.`);
      return last.ownership.owner;
    },
  },
  OwnershipChain: {
    steps: ({ holdings }) => holdings.map(({ ownership }) => ownership),
  },
  Country: {
    suppliers: (country, _, context, info) =>
      context.batch(suppliersOfCountry, { key: country.key, ...context.view(info) }),
  },
  Product: {
    producers: (product, _, context, info) =>
      context.batch(producersOfProduct, { key: product.key, ...context.view(info) }),
  },
};
