import { entity } from '../entity.ts';
import { observationSeed } from './load.ts';
import { observationByKey } from './queries.ts';
import { observationResolvers } from './resolvers.ts';

entity({ resolvers: [observationResolvers], seed: [observationSeed], nodes: { Observation: observationByKey } });
