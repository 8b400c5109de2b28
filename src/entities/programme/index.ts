import { entity } from '../entity.ts';
import { programmeSeed } from './load.ts';
import { programmeByKey } from './queries.ts';
import { programmeResolvers } from './resolvers.ts';

entity({ resolvers: [programmeResolvers], seed: [programmeSeed], nodes: { Programme: programmeByKey } });
