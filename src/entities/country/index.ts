import { entity } from '../entity.ts';
import { countrySeed } from './load.ts';
import { countryByKey } from './queries.ts';
import { countryResolvers } from './resolvers.ts';

entity({ resolvers: [countryResolvers], seed: [countrySeed], nodes: { Country: countryByKey } });
