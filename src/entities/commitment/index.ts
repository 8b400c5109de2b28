import { entity } from '../entity.ts';
import { commitmentSeed } from './load.ts';
import { commitmentByKey } from './queries.ts';
import { commitmentResolvers } from './resolvers.ts';

entity({ resolvers: [commitmentResolvers], seed: [commitmentSeed], nodes: { Commitment: commitmentByKey } });
