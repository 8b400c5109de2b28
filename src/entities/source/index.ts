import { entity } from '../entity.ts';
import { sourceSeed } from './load.ts';
import { sourceResolvers } from './resolvers.ts';

entity({ resolvers: [sourceResolvers], seed: [sourceSeed] });
