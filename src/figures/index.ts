import { alternativesResolvers } from './alternatives/resolvers.ts';
import { breachesResolvers } from './breaches/resolvers.ts';
import { chokepointResolvers } from './chokepoint/resolvers.ts';
import { concentrationResolvers } from './concentration/resolvers.ts';
import { coverageResolvers } from './coverage/resolvers.ts';
import { dependenceResolvers } from './dependence/resolvers.ts';
import { disruptionResolvers } from './disruption/resolvers.ts';
import { relianceResolvers } from './reliance/resolvers.ts';
import type { Resolvers } from '../api/generated.ts';

/** Resolvers of what is computed. */
export const figureResolvers: readonly Resolvers[] = [
  alternativesResolvers,
  breachesResolvers,
  chokepointResolvers,
  concentrationResolvers,
  coverageResolvers,
  dependenceResolvers,
  disruptionResolvers,
  relianceResolvers,
];
