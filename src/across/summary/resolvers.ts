import { pageSize } from '../../api/connection.ts';
import type { Resolvers } from '../../api/generated.ts';
import { countsByKind, lastLoads, vintages } from './queries.ts';

export const summaryResolvers: Resolvers = {
  Query: {
    graph: async (_, __, context) => {
      const [counts, sources, loads] = await Promise.all([
        context.read(countsByKind, {}),
        context.read(vintages, {}),
        context.read(lastLoads, {}),
      ]);
      return { counts, vintages: sources, lastLoad: loads[0] ?? null, loads };
    },
  },
  GraphSummary: {
    loads: ({ loads }, { first }) => loads.slice(0, pageSize('first', first)),
  },
};
