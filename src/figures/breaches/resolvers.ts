import { pageSize } from '../../api/connection.ts';
import type { Resolvers } from '../../api/generated.ts';
import { countryOrThrow } from '../../entities/country/read.ts';
import { readSources } from '../../entities/source/read.ts';
import { readBreaches } from './read.ts';

export const breachesResolvers: Resolvers = {
  Query: {
    breaches: (_, args, context, info) => readBreaches(context, args, context.view(info)),
  },
  Breaches: {
    count: ({ breaches }) => breaches.length,
    breaches: ({ breaches }, { first }) => breaches.slice(0, pageSize('first', first)),
  },
  Breach: {
    supplier: ({ supplier }, _, context, info) => countryOrThrow(context, supplier, context.view(info)),
    sources: ({ sources }, _, context) => readSources(context, sources),
  },
};
