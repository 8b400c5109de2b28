import type { Resolvers } from '../graphql/generated.ts';
import { readSource } from '../source/read.ts';
import { inputsOfProduct, usesOfProduct } from './queries.ts';

export const productInputResolvers: Resolvers = {
  Product: {
    madeFrom: (product, _, context) => context.batch(inputsOfProduct, { key: product.key }),
    usedIn: (product, _, context) => context.batch(usesOfProduct, { key: product.key }),
  },
  ProductInput: {
    source: (input, _, context) => readSource(context, input.source),
  },
};
