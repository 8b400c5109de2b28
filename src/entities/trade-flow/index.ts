import { entity } from '../entity.ts';
import { flowByKey } from './queries.ts';
import { setAsideTable } from './load.ts';
import { tradeFlowResolvers } from './resolvers.ts';

entity({
  resolvers: [tradeFlowResolvers],
  seed: [{ tables: [setAsideTable], steps: () => [] }],
  nodes: { TradeFlow: flowByKey },
});
