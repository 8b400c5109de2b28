import { entity } from '../entity.ts';
import { supplierSeed } from './load.ts';
import { supplierByKey } from './queries.ts';
import { supplierResolvers } from './resolvers.ts';

entity({ resolvers: [supplierResolvers], seed: [supplierSeed], nodes: { Supplier: supplierByKey } });
