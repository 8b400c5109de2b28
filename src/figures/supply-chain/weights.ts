import type { InputWeight } from '../../analysis/supply-chain.ts';
import type { ChainProduct } from './record.ts';

/**
 * How much each input weighs in what a product is made of: its tonnes for a tonne of the product, divided by those of all its
 * inputs. A sole input weighs 1, whatever its ratio. Among several, one without a ratio cannot be weighed and is left out; where
 * none has a ratio, what the product is made of is unknown.
 *
 * @example
 * inputWeights([{ slug: 'magnet', inputs: [{ input: 'metal', tonnesPerTonne: 0.3 }, { input: 'iron', tonnesPerTonne: 0.7 }] }]);
 * // metal 0.3, iron 0.7
 */
export function inputWeights(
  products: Iterable<{ product: Pick<ChainProduct['product'], 'slug'>; inputs: ChainProduct['inputs'] }>,
): InputWeight[] {
  return [...products].flatMap(({ product: { slug }, inputs }) => {
    const [sole] = inputs;
    if (inputs.length === 1 && sole) return [{ product: slug, input: sole.input, weight: 1 }];
    const total = inputs.reduce((sum, { tonnesPerTonne }) => sum + (tonnesPerTonne ?? 0), 0);
    return inputs.flatMap(({ input, tonnesPerTonne }) =>
      tonnesPerTonne === null ? [] : [{ product: slug, input, weight: tonnesPerTonne / total }],
    );
  });
}
