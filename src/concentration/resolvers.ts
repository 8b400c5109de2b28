import { herfindahl, normalizedHerfindahl } from '../analysis/concentration.ts';
import { pageSize } from '../graphql/connection.ts';
import type { Resolvers } from '../graphql/generated.ts';
import { readSources } from '../source/read.ts';
import { readConcentration } from './read.ts';
import type { ConcentrationRecord } from './record.ts';

/** Shares above zero: those who supply something on the basis asked. */
const supplying = ({ shares }: ConcentrationRecord) =>
  shares.map(({ share }) => share ?? 0).filter((share) => share > 0);

export const concentrationResolvers: Resolvers = {
  Query: {
    concentration: (_, args, context, info) => readConcentration(context, args, context.view(info)),
  },
  Concentration: {
    shares: ({ shares }, { first }) => shares.slice(0, pageSize('first', first)),
    countries: (concentration) => supplying(concentration).length,
    hhi: (concentration) => (concentration.missing ? null : herfindahl(supplying(concentration))),
    normalizedHhi: (concentration) => (concentration.missing ? null : normalizedHerfindahl(supplying(concentration))),
    hhiIsLowerBound: ({ otherShare, leftOut }) => (otherShare ?? 0) > 0 && leftOut.length === 0,
    top: (concentration) => supplying(concentration)[0] ?? null,
    sources: ({ sources }, _, context) => readSources(context, sources),
  },
};
