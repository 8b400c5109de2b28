import { readList } from '../../api/list/list.ts';
import type { Resolvers } from '../../api/generated.ts';
import { readSource } from '../source/read.ts';
import { fold } from '../../lib/fold.ts';
import {
  everHeld,
  holdingsOfSupplier,
  ownersOfSupplier,
  producersOfProduct,
  supplierByText,
  supplierList,
  suppliersOfCountry,
} from './queries.ts';
import { readUltimateParents } from './read.ts';
import { restOf } from './ultimate-parents.ts';

/** The source of what was read in no document. */
const WITHOUT_DOCUMENT = 'curator-unverified';

export const supplierResolvers: Resolvers = {
  Query: {
    supplier: async (_, { slug }, context, info) =>
      (await context.batch(supplierByText, { text: fold(slug), ...context.view(info) }))[0] ?? null,
    suppliers: (_, args, context, info) => readList(context, supplierList, args, info),
  },
  Supplier: {
    parents: (supplier, { minShare }, context, info) =>
      context.batch(ownersOfSupplier, { key: supplier.key, minShare: minShare ?? null, ...context.view(info) }),
    parentsMissing: async ({ key }, _, context, info) => {
      const view = context.view(info);
      const [owners, [held]] = await Promise.all([
        context.batch(ownersOfSupplier, { key, minShare: null, ...view }),
        context.batch(everHeld, { key, ...view }),
      ]);
      if (owners.length > 0) return null;
      return held ? 'NOT_AVAILABLE' : 'NOT_LOOKED_UP';
    },
    unknownOwnersShare: async ({ key }, _, context, info) => {
      const owners = await context.batch(ownersOfSupplier, { key, minShare: null, ...context.view(info) });
      return owners.length === 0 ? null : restOf(owners);
    },
    ultimateParents: (supplier, { minShare }, context, info) =>
      readUltimateParents(context, supplier.key, minShare, context.view(info)),
    subsidiaries: (supplier, { minShare }, context, info) =>
      context.batch(holdingsOfSupplier, { key: supplier.key, minShare: minShare ?? null, ...context.view(info) }),
  },
  Ownership: {
    shareMissing: ({ share, source }) => {
      if (share !== null) return null;
      return source === WITHOUT_DOCUMENT ? 'NOT_LOOKED_UP' : 'NOT_AVAILABLE';
    },
    source: ({ source }, _, context) => readSource(context, source),
  },
  UltimateParent: {
    // All chains of one parent end at the same owner.
    owner: ({ owner, chains }) => {
      const last = chains[0]?.holdings.at(-1);
      if (!last) throw new Error(`No chain leads to ${owner}.`);
      return last.ownership.owner;
    },
    end: ({ owner, chains: [chain] }) => {
      const last = chain?.holdings.at(-1);
      if (!chain || !last) throw new Error(`No chain leads to ${owner}.`);
      if (chain.end !== 'TOP') return chain.end;
      return last.ownership.owner.__typename === 'Supplier' ? 'NOT_LOOKED_UP' : 'STATE';
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
