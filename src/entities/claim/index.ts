import { entity } from '../entity.ts';
import { claimResolvers } from './resolvers.ts';

entity({ resolvers: [claimResolvers] });
