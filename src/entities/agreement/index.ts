import { entity } from '../entity.ts';
import { agreementSeed } from './load.ts';
import { agreementByKey } from './queries.ts';
import { agreementResolvers } from './resolvers.ts';

entity({ resolvers: [agreementResolvers], seed: [agreementSeed], nodes: { Agreement: agreementByKey } });
