import { readList } from '../graph/list.ts';
import type { Resolvers } from '../graphql/generated.ts';
import { productsWithMineral } from '../product/queries.ts';
import { readSource } from '../source/read.ts';
import { fold } from '../spelling/fold.ts';
import { groupOfMineral, listingsOfMineral, membersOfMineral, mineralByText, mineralList } from './queries.ts';

export const mineralResolvers: Resolvers = {
  Query: {
    mineral: async (_, { slug }, context) => (await context.batch(mineralByText, { text: fold(slug) }))[0] ?? null,
    minerals: (_, args, context, info) => readList(context, mineralList, args, context.view(info)),
  },
  Mineral: {
    kind: (mineral) => mineral.mineralKind,
    group: async (mineral, _, context) => (await context.batch(groupOfMineral, { key: mineral.key }))[0] ?? null,
    members: (mineral, _, context) => context.batch(membersOfMineral, { key: mineral.key }),
    lists: (mineral, _, context, info) => context.batch(listingsOfMineral, { key: mineral.key, ...context.view(info) }),
    products: (mineral, _, context) => context.batch(productsWithMineral, { key: mineral.key }),
  },
  MineralListing: {
    source: (listing, _, context) => readSource(context, listing.source),
  },
};
