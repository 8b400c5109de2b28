import { changeResolvers } from './change/resolvers.ts';
import { claimMeaningResolvers } from './claim/resolvers.ts';
import { nodeResolvers } from './node/resolvers.ts';
import { neighbourResolvers } from './neighbour/resolvers.ts';
import { pathResolvers } from './path/resolvers.ts';
import { searchResolvers } from './search/resolvers.ts';
import { summaryResolvers } from './summary/resolvers.ts';
import { timelineResolvers } from './timeline/resolvers.ts';
import type { Resolvers } from '../api/generated.ts';

/** Resolvers of what is answered over all kinds. */
export const acrossResolvers: readonly Resolvers[] = [
  changeResolvers,
  claimMeaningResolvers,
  nodeResolvers,
  neighbourResolvers,
  pathResolvers,
  searchResolvers,
  summaryResolvers,
  timelineResolvers,
];
