import { entity } from '../entity.ts';
import { stockpileSeed } from './load.ts';
import { stockpileByKey } from './queries.ts';
import { stockpileResolvers } from './resolvers.ts';

entity({ resolvers: [stockpileResolvers], seed: [stockpileSeed], nodes: { Stockpile: stockpileByKey } });
