import { entity } from '../entity.ts';
import { mineralSeed } from './load.ts';
import { mineralByKey } from './queries.ts';
import { mineralResolvers } from './resolvers.ts';

entity({ resolvers: [mineralResolvers], seed: [mineralSeed], nodes: { Mineral: mineralByKey } });
