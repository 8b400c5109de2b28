import { readList } from '../../api/list/list.ts';
import type { Resolvers } from '../../api/generated.ts';
import { readSource } from '../source/read.ts';
import { fold } from '../../lib/fold.ts';
import { groupsOfMineral, listingsOfMineral, membersOfMineral, mineralByText, mineralList } from './queries.ts';

export const mineralResolvers: Resolvers = {
  Query: {
    mineral: async (_, { slug }, context, info) =>
      (await context.batch(mineralByText, { text: fold(slug), ...context.view(info) }))[0] ?? null,
    minerals: (_, args, context, info) => readList(context, mineralList, args, info),
  },
  Mineral: {
    groups: (mineral, _, context, info) => context.batch(groupsOfMineral, { key: mineral.key, ...context.view(info) }),
    members: (mineral, _, context, info) =>
      context.batch(membersOfMineral, { key: mineral.key, ...context.view(info) }),
    lists: (mineral, _, context, info) => context.batch(listingsOfMineral, { key: mineral.key, ...context.view(info) }),
  },
  MineralListing: {
    source: (listing, _, context) => readSource(context, listing.source),
  },
};
