import { entity } from '../entity.ts';
import { facilitySeed } from './load.ts';
import { facilityByKey } from './queries.ts';
import { facilityResolvers } from './resolvers.ts';

entity({ resolvers: [facilityResolvers], seed: [facilitySeed], nodes: { Facility: facilityByKey } });
