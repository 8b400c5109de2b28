import { readList } from '../graph/list.ts';
import type { Resolvers } from '../graphql/generated.ts';
import { sourceList } from './queries.ts';
import { readSource } from './read.ts';

export const sourceResolvers: Resolvers = {
  Query: {
    source: (_, { id }, context) => readSource(context, id.replace(/^Source:/, '')),
    sources: (_, args, context, info) => readList(context, sourceList, args, context.view(info)),
  },
};
