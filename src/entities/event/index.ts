import { entity } from '../entity.ts';
import { eventSeed } from './load.ts';
import { eventByKey } from './queries.ts';
import { eventResolvers } from './resolvers.ts';

entity({ resolvers: [eventResolvers], seed: [eventSeed], nodes: { Event: eventByKey } });
