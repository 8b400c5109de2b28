import { readList } from '../graph/list.ts';
import type { Resolvers } from '../graphql/generated.ts';
import { sourceInView, sourceList } from './queries.ts';

export const sourceResolvers: Resolvers = {
  Query: {
    source: async (_, { id }, context, info) =>
      (await context.batch(sourceInView, { key: id.replace(/^Source:/, ''), ...context.view(info) }))[0] ?? null,
    sources: (_, args, context, info) => readList(context, sourceList, args, info),
  },
};
