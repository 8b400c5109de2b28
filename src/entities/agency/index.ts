import { entity } from '../entity.ts';
import { agencySeed } from './load.ts';
import { agencyByKey } from './queries.ts';
import { agencyResolvers } from './resolvers.ts';

entity({ resolvers: [agencyResolvers], seed: [agencySeed], nodes: { Agency: agencyByKey } });
