import type { Resolvers } from '../../api/generated.ts';
import { computeReliance } from './read.ts';
import { productOrThrow } from '../../entities/product/read.ts';
import { readSources } from '../../entities/source/read.ts';

export const relianceResolvers: Resolvers = {
  Reliance: {
    computed: (reliance, _, context, info) => computeReliance(context, reliance, context.view(info)),
  },
  ComputedReliance: {
    product: ({ product }, _, context, info) =>
      product === null ? null : productOrThrow(context, product, context.view(info)),
    sources: ({ sources }, _, context) => readSources(context, sources),
  },
};
