import { readList } from '../../api/list/list.ts';
import type { Resolvers } from '../../api/generated.ts';
import { keyOfSource } from './read.ts';
import { sourceInView, sourceList } from './queries.ts';

export const sourceResolvers: Resolvers = {
  Query: {
    source: async (_, { id }, context, info) =>
      (await context.batch(sourceInView, { key: keyOfSource('id', id, context.now), ...context.view(info) }))[0] ??
      null,
    sources: (_, args, context, info) => readList(context, sourceList, args, info),
  },
  Source: { name: ({ title }) => title },
};
