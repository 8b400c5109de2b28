import { entity } from '../entity.ts';
import { personSeed } from './load.ts';
import { personByKey } from './queries.ts';
import { personResolvers } from './resolvers.ts';

entity({ resolvers: [personResolvers], seed: [personSeed], nodes: { Person: personByKey } });
