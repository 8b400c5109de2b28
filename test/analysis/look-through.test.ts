import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lookThrough } from '../../src/analysis/look-through.ts';
import { routes } from '../../src/analysis/routes.ts';
import { supplyChain, type SupplyChainData } from '../../src/analysis/supply-chain.ts';
import { chainData, countries, products } from './arbitraries.ts';

const everyone = countries.flatMap((country) => products.map((product) => ({ country, product })));
const one = (data: SupplyChainData, country: string, product: string, on: string) => {
  const [result] = lookThrough(supplyChain(data), [{ country, product }], on);
  if (!result) throw new Error('No result.');
  return result;
};

/** Japan makes its own magnets; their metal is 60 % Chinese and 40 % Vietnamese; Vietnam's oxide is 90 % Chinese. */
const japan: SupplyChainData = {
  supply: [
    { country: 'JPN', product: 'magnet', from: 'JPN', share: 1 },
    { country: 'JPN', product: 'metal', from: 'CHN', share: 0.6 },
    { country: 'JPN', product: 'metal', from: 'VNM', share: 0.4 },
    { country: 'VNM', product: 'oxide', from: 'CHN', share: 0.9 },
  ],
  inputs: [
    { product: 'magnet', input: 'metal', weight: 1 },
    { product: 'metal', input: 'oxide', weight: 1 },
  ],
  origins: [],
};

/** Two countries that re-export each other's magnets: each buys 50 % from the other, A 40 % and B 20 % from China. */
const circle: SupplyChainData = {
  supply: [
    { country: 'A', product: 'magnet', from: 'B', share: 0.5 },
    { country: 'A', product: 'magnet', from: 'CHN', share: 0.4 },
    { country: 'B', product: 'magnet', from: 'A', share: 0.5 },
    { country: 'B', product: 'magnet', from: 'CHN', share: 0.2 },
  ],
  inputs: [
    { product: 'magnet', input: 'magnet', weight: 1, country: 'A' },
    { product: 'magnet', input: 'magnet', weight: 1, country: 'B' },
  ],
  origins: [],
};

test('an unknown part of any supply never raises a known share, and never lowers what it could be', () => {
  fc.assert(
    fc.property(chainData(true), fc.nat(), fc.double({ min: 0, max: 1, noNaN: true }), (data, row, left) => {
      fc.pre(data.supply.length > 0);
      const index = row % data.supply.length;
      const less = data.supply.map((one, at) => (at === index ? { ...one, share: one.share * left } : one));
      const before = lookThrough(supplyChain(data), everyone, 'AAA');
      const after = lookThrough(supplyChain({ ...data, supply: less }), everyone, 'AAA');
      after.forEach((now, at) => {
        const was = before[at];
        expect(now.lookThrough).toBeLessThanOrEqual((was?.lookThrough ?? 0) + 1e-9);
        expect(now.lookThrough + now.unknown).toBeGreaterThanOrEqual(
          (was?.lookThrough ?? 0) + (was?.unknown ?? 0) - 1e-9,
        );
      });
    }),
  );
});

describe('lookThrough', () => {
  test('finds 0.60 + 0.40 * 0.90 = 0.96 of China behind magnets that Japan makes itself, and 0.04 unknown', () => {
    const result = one(japan, 'JPN', 'magnet', 'CHN');
    expect(result.direct).toBe(0);
    expect(result.lookThrough).toBeCloseTo(0.96, 12);
    expect(result.unknown).toBeCloseTo(0.04, 12);
  });

  test('counts direct purchases and what lies behind the others: 0.3 + 0.7 * 0.5 * 0.8 = 0.58', () => {
    const data: SupplyChainData = {
      supply: [
        { country: 'DEU', product: 'magnet', from: 'CHN', share: 0.3 },
        { country: 'DEU', product: 'magnet', from: 'VNM', share: 0.7 },
        { country: 'VNM', product: 'oxide', from: 'CHN', share: 0.8 },
        { country: 'VNM', product: 'oxide', from: 'AUS', share: 0.2 },
      ],
      inputs: [{ product: 'magnet', input: 'oxide', weight: 0.5 }],
      origins: ['oxide'],
    };
    const result = one(data, 'DEU', 'magnet', 'CHN');
    expect(result.direct).toBeCloseTo(0.3, 12);
    expect(result.lookThrough).toBeCloseTo(0.58, 12);
    // Australia mines what it sells: 0.7 * 0.5 * 0.2. What the other half of a magnet is made of, nobody says.
    expect(result.elsewhere).toBeCloseTo(0.07, 12);
    expect(result.unknown).toBeCloseTo(0.35, 12);
  });

  test('solves a circle of re-exports: a = 0.4 + 0.5 b and b = 0.2 + 0.5 a give a = 2/3 and b = 8/15', () => {
    expect(one(circle, 'A', 'magnet', 'CHN').lookThrough).toBeCloseTo(2 / 3, 10);
    expect(one(circle, 'B', 'magnet', 'CHN').lookThrough).toBeCloseTo(8 / 15, 10);
  });

  test('leaves a circle that nothing enters unknown', () => {
    const supply = [
      { country: 'A', product: 'magnet', from: 'B', share: 1 },
      { country: 'B', product: 'magnet', from: 'A', share: 1 },
    ];
    expect(one({ ...circle, supply }, 'A', 'magnet', 'CHN')).toMatchObject({
      lookThrough: 0,
      elsewhere: 0,
      unknown: 1,
    });
  });

  test('does not spread a missing stage over the known: a maker without reported inputs is unknown', () => {
    const supply = japan.supply.filter(({ country }) => country !== 'VNM');
    const result = one({ ...japan, supply }, 'JPN', 'magnet', 'CHN');
    expect(result.lookThrough).toBeCloseTo(0.6, 12);
    expect(result.unknown).toBeCloseTo(0.4, 12);
  });

  test('knows nothing of a country without reported supply', () =>
    expect(one(japan, 'ZZZ', 'magnet', 'CHN')).toMatchObject({ direct: 0, lookThrough: 0, unknown: 1 }));

  test('counts a company by the part it makes: half of the oxide China sells Vietnam is 0.5 * 0.4 * 0.9 = 0.18', () => {
    const on = [{ country: 'CHN', product: 'oxide', fraction: 0.5 }];
    const [result] = lookThrough(supplyChain(japan), [{ country: 'JPN', product: 'magnet' }], on);
    expect(result?.lookThrough).toBeCloseTo(0.18, 12);
  });

  test('stays within direct..1, and exposed, elsewhere and unknown add up to 1, circles or not', () => {
    fc.assert(
      fc.property(fc.boolean().chain(chainData), fc.constantFrom(...countries), (data, on) => {
        for (const result of lookThrough(supplyChain(data), everyone, on)) {
          expect(result.lookThrough).toBeGreaterThanOrEqual(result.direct);
          expect(result.lookThrough).toBeLessThanOrEqual(1);
          expect(result.elsewhere).toBeGreaterThanOrEqual(0);
          expect(result.unknown).toBeGreaterThanOrEqual(-1e-12);
          expect(result.lookThrough + result.elsewhere + result.unknown).toBeCloseTo(1, 10);
        }
      }),
    );
  });

  test('meets the equation it solves at every user', () => {
    fc.assert(
      fc.property(chainData(true), fc.constantFrom(...countries), (data, on) => {
        const results = lookThrough(supplyChain(data), everyone, on);
        const exposure = (country: string, product: string) =>
          results.find((result) => result.country === country && result.product === product)?.lookThrough ?? 0;
        for (const { country, product } of everyone) {
          const right = data.supply
            .filter((row) => row.country === country && row.product === product)
            .reduce((sum, { from, share }) => {
              const inputs = data.inputs.filter((row) => row.product === product);
              return (
                sum +
                share *
                  (from === on
                    ? 1
                    : inputs.reduce((part, { input, weight }) => part + weight * exposure(from, input), 0))
              );
            }, 0);
          expect(exposure(country, product)).toBeCloseTo(right, 9);
        }
      }),
    );
  });

  test('does not depend on the order of the rows', () => {
    fc.assert(
      fc.property(chainData(true), (data) => {
        const turned = { ...data, supply: [...data.supply].reverse(), inputs: [...data.inputs].reverse() };
        const [before, after] = [data, turned].map((rows) => lookThrough(supplyChain(rows), everyone, 'AAA'));
        before?.forEach((result, index) => expect(after?.[index]?.lookThrough).toBeCloseTo(result.lookThrough, 9));
      }),
    );
  });

  test('does not change when a supplier is split in two of the same kind', () => {
    fc.assert(
      fc.property(chainData(true), (data) => {
        // BBB becomes BB1 and BB2: each sells half of what BBB sold and buys as BBB bought.
        const sold = data.supply.flatMap((row) =>
          row.from === 'BBB' ? ['BB1', 'BB2'].map((from) => ({ ...row, from, share: row.share / 2 })) : [row],
        );
        const supply = sold.flatMap((row) =>
          row.country === 'BBB' ? ['BB1', 'BB2'].map((country) => ({ ...row, country })) : [row],
        );
        const asked = everyone.filter(({ country }) => country !== 'BBB');
        const [before, after] = [data, { ...data, supply }].map((rows) => lookThrough(supplyChain(rows), asked, 'AAA'));
        before?.forEach((result, index) => expect(after?.[index]?.lookThrough).toBeCloseTo(result.lookThrough, 9));
      }),
    );
  });

  test('refuses shares that are negative or add up to more than 1, weights that do, and fractions above 1', () => {
    const supply = (share: number) => () =>
      supplyChain({ ...japan, supply: [...japan.supply, { country: 'JPN', product: 'metal', from: 'USA', share }] });
    expect(supply(-0.1)).toThrow(
      new RangeError('share of USA in the metal of JPN must be between 0 and 1, but is -0.1.'),
    );
    expect(supply(0.5)).toThrow(/^shares of the metal of JPN must add up to 1 at most/);
    expect(() =>
      supplyChain({ ...japan, inputs: [...japan.inputs, { product: 'magnet', input: 'iron', weight: 0.5 }] }),
    ).toThrow(/^weights of the inputs of magnet/);
    expect(() => lookThrough(supplyChain(japan), [], [{ country: 'CHN', product: 'oxide', fraction: 2 }])).toThrow(
      /^fraction of the oxide of CHN/,
    );
  });
});

describe('routes', () => {
  test('to Japanese magnets are 0.60 of Chinese metal and 0.40 * 0.90 = 0.36 of Chinese oxide by way of Vietnam', () => {
    const result = routes(supplyChain(japan), { country: 'JPN', product: 'magnet' }, 'CHN');
    expect(
      result.routes.map(({ share, steps }) => [
        share,
        steps.map(({ country, product, to }) => `${country} ${product} ${to}`),
      ]),
    ).toEqual([
      [0.6, ['CHN metal JPN', 'JPN magnet JPN']],
      [0.36000000000000004, ['CHN oxide VNM', 'VNM metal JPN', 'JPN magnet JPN']],
    ]);
    expect(result.routes[1]?.steps.map(({ share, weight }) => [share, weight])).toEqual([
      [0.9, 1],
      [0.4, 1],
      [1, 1],
    ]);
    expect(result.total).toBeCloseTo(0.96, 12);
    expect(result.omitted).toBeCloseTo(0, 12);
    expect(result.complete).toBe(true);
  });

  test('round a circle go on for ever: 0.4, 0.5 * 0.2, 0.25 * 0.4, ... of 2/3; three listed leave 2/3 - 0.6', () => {
    const result = routes(supplyChain(circle), { country: 'A', product: 'magnet' }, 'CHN', { first: 3 });
    expect(result.routes.map(({ share }) => share)).toEqual([0.4, 0.1, 0.1]);
    expect(result.omitted).toBeCloseTo(2 / 3 - 0.6, 10);
  });

  test('say when a limit on their length left some out', () => {
    const result = routes(supplyChain(japan), { country: 'JPN', product: 'magnet' }, 'CHN', { maxSteps: 2 });
    expect(result.routes).toHaveLength(1);
    expect(result.omitted).toBeCloseTo(0.36, 12);
    expect(result.complete).toBe(false);
  });

  test('come largest first and carry, with what is omitted, the whole look-through share', () => {
    fc.assert(
      fc.property(chainData(true), fc.integer({ min: 1, max: 20 }), (data, first) => {
        const chain = supplyChain(data);
        const [whole] = lookThrough(chain, [{ country: 'BBB', product: 'magnet' }], 'AAA');
        const result = routes(chain, { country: 'BBB', product: 'magnet' }, 'AAA', { first });
        const shares = result.routes.map(({ share }) => share);
        expect(shares.length).toBeLessThanOrEqual(first);
        expect(shares).toEqual([...shares].sort((a, b) => b - a));
        expect(shares.reduce((sum, share) => sum + share, result.omitted)).toBeCloseTo(whole?.lookThrough ?? 0, 9);
        for (const { share, steps } of result.routes) {
          expect(steps.reduce((part, step) => part * step.share * step.weight, 1)).toBeCloseTo(share, 12);
          expect(steps[0]?.country).toBe('AAA');
          expect(steps.at(-1)?.to).toBe('BBB');
        }
      }),
    );
  });

  test('stop at a limit on what is looked at, however dense the chain', () => {
    fc.assert(
      fc.property(chainData(true), (data) => {
        const result = routes(supplyChain(data), { country: 'BBB', product: 'magnet' }, 'AAA', {
          first: 1000,
          maxVisits: 20,
        });
        expect(result.routes.length).toBeLessThanOrEqual(100);
      }),
    );
  });

  test('refuse to list none', () =>
    expect(() => routes(supplyChain(japan), { country: 'JPN', product: 'magnet' }, 'CHN', { first: 0 })).toThrow(
      /^first must be/,
    ));
});
