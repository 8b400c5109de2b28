import { entity } from '../entity.ts';
import { flowByKey } from './queries.ts';
import { tradeFlowResolvers } from './resolvers.ts';

entity({ resolvers: [tradeFlowResolvers], nodes: { TradeFlow: flowByKey } });
