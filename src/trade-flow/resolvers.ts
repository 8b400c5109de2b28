import type { Resolvers } from '../graphql/generated.ts';
import { readSource } from '../source/read.ts';
import { claimsOfFlow } from '../claim/of-figures.ts';
import { readCompeting, readFlows } from './read.ts';

export const tradeFlowResolvers: Resolvers = {
  Query: {
    tradeFlows: (_, args, context, info) => readFlows(context, args, info),
  },
  TradeFlow: {
    tonnesMissing: (flow) => (flow.tonnes === null ? 'NOT_AVAILABLE' : null),
    competing: (flow, _, context, info) => readCompeting(context, flow, context.view(info)),
    claims: (flow) => claimsOfFlow(flow),
    source: async (flow, _, context) => {
      const source = await readSource(context, flow.source);
      if (!source) throw new Error(`Trade flow ${flow.key} names the unknown source ${flow.source}.`);
      return source;
    },
  },
};
