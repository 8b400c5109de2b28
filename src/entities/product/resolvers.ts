import { readList } from '../../api/list/list.ts';
import type { Resolvers } from '../../api/generated.ts';
import { mineralsFollowed, mineralsInProduct } from '../mineral/queries.ts';
import { fold } from '../../lib/fold.ts';
import { productByText, productList, productsWithMineral } from './queries.ts';

export const productResolvers: Resolvers = {
  Query: {
    product: async (_, { slug }, context, info) =>
      (await context.batch(productByText, { text: fold(slug), ...context.view(info) }))[0] ?? null,
    products: (_, args, context, info) => readList(context, productList, args, info),
  },
  Product: {
    contains: (product, _, context, info) =>
      context.batch(mineralsInProduct, { key: product.key, ...context.view(info) }),
    followedMinerals: (product, _, context, info) =>
      context.batch(mineralsFollowed, { key: product.key, ...context.view(info) }),
  },
  Mineral: {
    products: (mineral, _, context, info) =>
      context.batch(productsWithMineral, { key: mineral.key, ...context.view(info) }),
  },
};
