import { entity } from '../entity.ts';
import { coalitionSeed } from './load.ts';
import { coalitionByKey } from './queries.ts';
import { coalitionResolvers } from './resolvers.ts';

entity({ resolvers: [coalitionResolvers], seed: [coalitionSeed], nodes: { Coalition: coalitionByKey } });
