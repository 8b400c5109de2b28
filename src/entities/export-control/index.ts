import { entity } from '../entity.ts';
import { exportControlSeed } from './load.ts';
import { controlByKey } from './queries.ts';
import { exportControlResolvers } from './resolvers.ts';

entity({ resolvers: [exportControlResolvers], seed: [exportControlSeed], nodes: { ExportControl: controlByKey } });
