import type { Resolvers } from '../graphql/generated.ts';
import { countsByKind, lastLoad, vintages } from './queries.ts';

export const summaryResolvers: Resolvers = {
  Query: {
    graph: async (_, __, context) => {
      const [counts, sources, [load]] = await Promise.all([
        context.read(countsByKind, {}),
        context.read(vintages, {}),
        context.read(lastLoad, {}),
      ]);
      return { counts, vintages: sources, lastLoad: load ?? null };
    },
  },
};
