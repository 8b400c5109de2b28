import { entity } from '../entity.ts';
import { supplySeed } from './load.ts';
import { supplyResolvers } from './resolvers.ts';

entity({ resolvers: [supplyResolvers], seed: [supplySeed] });
