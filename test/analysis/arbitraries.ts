import fc from 'fast-check';
import type { DisruptionInput } from '../../src/analysis/disruption-model.ts';
import type { SupplyChainData } from '../../src/analysis/supply-chain.ts';

export const countries = ['AAA', 'BBB', 'CCC', 'DDD', 'EEE'];
export const products = ['ore', 'oxide', 'magnet'];

/** Shares of one whole, with or without a rest that nobody holds. */
export const sharesOfOne = fc
  .tuple(fc.array(fc.nat({ max: 1000 }), { minLength: 1, maxLength: 8 }), fc.nat({ max: 500 }))
  .filter(([parts]) => parts.some((part) => part > 0))
  .map(([parts, rest]) => {
    const whole = parts.reduce((sum, part) => sum + part, rest);
    return parts.map((part) => part / whole);
  });

/** Any chain of five countries and three products; with `circles`, magnets are recycled and oxide is re-exported. */
export const chainData = (circles: boolean): fc.Arbitrary<SupplyChainData> => {
  const users = countries.flatMap((country) => products.map((product) => ({ country, product })));
  const weights = fc.array(fc.nat({ max: 10 }), { minLength: 6, maxLength: 6 });
  return fc
    .tuple(
      fc.tuple(...users.map(() => weights)),
      fc.tuple(fc.nat({ max: 10 }), fc.nat({ max: 10 }), fc.nat({ max: 10 })),
    )
    .map(([parts, [oxide, magnet, back]]) => ({
      supply: users.flatMap(({ country, product }, user) => {
        const part = parts[user] ?? [];
        const whole = part.reduce((sum, amount) => sum + amount, 0);
        return countries.flatMap((from, maker) => {
          const share = whole > 0 ? (part[maker] ?? 0) / whole : 0;
          return share > 0 ? [{ country, product, from, share }] : [];
        });
      }),
      inputs: [
        { product: 'oxide', input: 'ore', weight: oxide / 20 },
        { product: 'magnet', input: 'oxide', weight: magnet / 10 },
        ...(circles
          ? [
              { product: 'oxide', input: 'magnet', weight: back / 40 },
              { product: 'oxide', input: 'oxide', weight: 0.25 },
            ]
          : []),
      ],
      origins: ['ore'],
    }));
};

/** Any disruption of five countries and three products. */
export const disruptionInput: fc.Arbitrary<DisruptionInput> = fc.record({
  flows: fc.array(
    fc.record({
      product: fc.constantFrom(...products),
      from: fc.constantFrom(...countries),
      to: fc.constantFrom(...countries),
      tonnes: fc.nat({ max: 100 }),
    }),
    { minLength: 1, maxLength: 25 },
  ),
  inputs: fc.tuple(fc.constantFrom(0, 0.5, 1, 2), fc.constantFrom(0, 0.5, 1)).map(([ore, oxide]) => [
    { product: 'oxide', input: 'ore', tonnesPerTonne: ore },
    { product: 'magnet', input: 'oxide', tonnesPerTonne: oxide },
  ]),
  stops: fc.array(
    fc
      .tuple(
        fc.constantFrom(...countries),
        fc.option(fc.subarray(products, { minLength: 1 }), { nil: undefined }),
        fc.option(fc.subarray(countries, { minLength: 1 }), { nil: undefined }),
        fc.constantFrom(0.25, 0.5, 1),
      )
      .map(([country, ofProducts, to, cut]) => ({
        country,
        cut,
        ...(ofProducts && { products: ofProducts }),
        ...(to && { to }),
      })),
    { minLength: 1, maxLength: 2 },
  ),
  start: fc.constant('2026-01-01'),
  months: fc.constantFrom(1, 6, 12, 18),
  spareCapacity: fc.array(
    fc.record({
      country: fc.constantFrom(...countries),
      product: fc.constantFrom(...products),
      tonnesPerYear: fc.nat({ max: 60 }),
    }),
    { maxLength: 4 },
  ),
  stocks: fc.array(
    fc.record({
      country: fc.constantFrom(...countries),
      product: fc.constantFrom(...products),
      tonnes: fc.nat({ max: 20 }),
    }),
    { maxLength: 3 },
  ),
  substitution: fc.array(fc.record({ product: fc.constantFrom(...products), share: fc.constantFrom(0, 0.1) }), {
    maxLength: 1,
  }),
});
