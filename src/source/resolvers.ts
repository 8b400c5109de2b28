import { readList } from '../graph/list.ts';
import type { Resolvers } from '../graphql/generated.ts';
import { sourceByKey, sourceList } from './queries.ts';

export const sourceResolvers: Resolvers = {
  Query: {
    source: async (_, { id }, context) =>
      (await context.batch(sourceByKey, { key: id.replace(/^Source:/, '') }))[0] ?? null,
    sources: (_, args, context, info) => readList(context, sourceList, args, context.view(info)),
  },
};
