import type { Resolvers } from '../../../api/generated.ts';
import { readSource } from '../../source/read.ts';
import { inputsOfProduct, usesOfProduct } from './queries.ts';

export const productInputResolvers: Resolvers = {
  Product: {
    madeFrom: (product, _, context, info) =>
      context.batch(inputsOfProduct, { key: product.key, ...context.view(info) }),
    usedIn: (product, _, context, info) => context.batch(usesOfProduct, { key: product.key, ...context.view(info) }),
  },
  ProductInput: {
    source: (input, _, context) => readSource(context, input.source),
  },
};
