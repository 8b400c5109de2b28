import { entity } from '../entity.ts';
import { productSeed } from './load.ts';
import { productInputSeed } from './input/load.ts';
import { productByKey } from './queries.ts';
import { productResolvers } from './resolvers.ts';
import { productInputResolvers } from './input/resolvers.ts';

entity({
  resolvers: [productResolvers, productInputResolvers],
  seed: [productSeed, productInputSeed],
  nodes: { Product: productByKey },
});
