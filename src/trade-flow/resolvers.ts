import type { Resolvers } from '../graphql/generated.ts';
import { sourceByKey } from '../source/queries.ts';
import { readFlows } from './read.ts';

export const tradeFlowResolvers: Resolvers = {
  Query: {
    tradeFlows: (_, args, context) => readFlows(context, args),
  },
  TradeFlow: {
    tonnesMissing: (flow) => (flow.tonnes === null ? 'NOT_AVAILABLE' : null),
    source: async (flow, _, context) => {
      const [source] = await context.batch(sourceByKey, { key: flow.source });
      if (!source) throw new Error(`Trade flow ${flow.key} names the unknown source ${flow.source}.`);
      return source;
    },
  },
};
