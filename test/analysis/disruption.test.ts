import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { disruption, disruptionSize, type Disruption } from '../../src/analysis/disruption.ts';
import type { DisruptionInput } from '../../src/analysis/disruption-model.ts';
import { minimize } from '../../src/analysis/linear-program.ts';
import { disruptionInput } from './arbitraries.ts';

const of = ({ supply }: Disruption, country: string, product: string) => {
  const outcome = supply.find((row) => row.country === country && row.product === product);
  if (!outcome) throw new Error(`There is no outcome for the ${product} of ${country}.`);
  return outcome;
};
const tonnes = (rows: readonly { tonnes: number }[]) => rows.reduce((sum, row) => sum + row.tonnes, 0);
const unmet = ({ demand }: Disruption) => demand.reduce((sum, row) => sum + row.unmet, 0);
const year = { start: '2026-01-01', months: 12 };
const rules = ['LEAST_UNMET', 'PRO_RATA'] as const;

/** JPN buys 60 t of magnets from CHN and 40 t from AUS, which could make 30 t more. CHN stops. */
const magnets: DisruptionInput = {
  ...year,
  flows: [
    { product: 'magnet', from: 'CHN', to: 'JPN', tonnes: 60 },
    { product: 'magnet', from: 'AUS', to: 'JPN', tonnes: 40 },
  ],
  inputs: [],
  stops: [{ country: 'CHN', cut: 1 }],
  spareCapacity: [{ country: 'AUS', product: 'magnet', tonnesPerYear: 30 }],
};

/** JPN makes 100 t of magnets, 60 for USA and 40 for DEU, of 80 t of Chinese and 20 t of Australian oxide. CHN stops. */
const chain: DisruptionInput = {
  ...year,
  flows: [
    { product: 'oxide', from: 'CHN', to: 'JPN', tonnes: 80 },
    { product: 'oxide', from: 'AUS', to: 'JPN', tonnes: 20 },
    { product: 'magnet', from: 'JPN', to: 'USA', tonnes: 60 },
    { product: 'magnet', from: 'JPN', to: 'DEU', tonnes: 40 },
  ],
  inputs: [{ product: 'magnet', input: 'oxide', tonnesPerTonne: 1 }],
  stops: [{ country: 'CHN', cut: 1 }],
  spareCapacity: [{ country: 'AUS', product: 'oxide', tonnesPerYear: 30 }],
  stocks: [{ country: 'JPN', product: 'oxide', tonnes: 10 }],
};

describe.each(rules)('disruption, %s', (rule) => {
  test('of magnets: 60 t lost, 30 replaced by Australia at its limit, 30 of 100 short', async () => {
    const result = of(await disruption({ ...magnets, rule }), 'JPN', 'magnet');
    expect(result).toMatchObject({ baseline: 100, lostDirectly: 60, lostAtSuppliers: 0 });
    expect(result.replaced).toEqual([{ kind: 'OTHER_SUPPLIER', by: 'AUS', tonnes: expect.closeTo(30, 5) as number }]);
    expect(result.short).toBeCloseTo(30, 5);
    expect(result.shortShare).toBeCloseTo(0.3, 7);
    expect(result.binding).toEqual({ constraint: 'CAPACITY', country: null, product: null });
  });

  test('of oxide: 80 t lost, 30 + 10 of stock leave 40 short, so that 24 and 16 t of magnets are not made', async () => {
    const result = await disruption({ ...chain, rule });
    expect(of(result, 'JPN', 'oxide').short).toBeCloseTo(40, 5);
    expect(of(result, 'JPN', 'oxide').replaced.map(({ kind, by }) => [kind, by])).toEqual([
      ['OTHER_SUPPLIER', 'AUS'],
      ['STOCK', null],
    ]);
    expect(of(result, 'USA', 'magnet').lostAtSuppliers).toBeCloseTo(24, 5);
    expect(of(result, 'DEU', 'magnet').unmet).toBeCloseTo(16, 5);
    expect(of(result, 'DEU', 'magnet').binding).toEqual({ constraint: 'INPUT', country: 'JPN', product: 'oxide' });
    expect(result.output.find(({ product }) => product === 'magnet')?.made).toBeCloseTo(60, 5);
  });

  test('of half a year costs half: 30 t lost of 50, 15 replaced', async () => {
    const result = of(await disruption({ ...magnets, months: 6, rule }), 'JPN', 'magnet');
    expect(result).toMatchObject({ baseline: 50, lostDirectly: 30 });
    expect(tonnes(result.replaced)).toBeCloseTo(15, 5);
  });

  test('counts capacity only from the day it is there: from 2 July, 30 t * 183/365 = 15.04 t', async () => {
    const spareCapacity = [{ country: 'AUS', product: 'magnet', tonnesPerYear: 30, from: '2026-07-02' }];
    const result = of(await disruption({ ...magnets, spareCapacity, rule }), 'JPN', 'magnet');
    expect(tonnes(result.replaced)).toBeCloseTo((30 * 183) / 365, 4);
  });

  test('lets a tenth of use do without: 10 t of 100 substituted, 20 short', async () => {
    const result = of(
      await disruption({ ...magnets, substitution: [{ product: 'magnet', share: 0.1 }], rule }),
      'JPN',
      'magnet',
    );
    expect(result.replaced.map(({ kind }) => kind)).toEqual(['OTHER_SUPPLIER', 'SUBSTITUTE']);
    expect(result.short).toBeCloseTo(20, 5);
  });

  test('names it when there is nobody else', async () => {
    const flows = magnets.flows.filter(({ from }) => from === 'CHN');
    const result = of(await disruption({ ...magnets, flows, spareCapacity: [], rule }), 'JPN', 'magnet');
    expect(result.binding?.constraint).toBe('NO_OTHER_SUPPLIER');
    expect(result.shortShare).toBe(1);
  });

  test('leaves what the stop leaves: a cut of a quarter loses 15 t', async () => {
    const result = of(await disruption({ ...magnets, stops: [{ country: 'CHN', cut: 0.25 }], rule }), 'JPN', 'magnet');
    expect(result.lostDirectly).toBeCloseTo(15, 12);
    expect(result.short).toBe(0);
  });

  test('of a country that supplies nothing is an answer: nothing is lost', async () => {
    const result = await disruption({ ...magnets, stops: [{ country: 'FRA', cut: 1 }], rule });
    expect(unmet(result)).toBe(0);
    expect(of(result, 'JPN', 'magnet')).toMatchObject({ lostDirectly: 0, short: 0, binding: null });
  });

  test('does not cut a country off from itself', async () => {
    const flows = [{ product: 'magnet', from: 'CHN', to: 'CHN', tonnes: 50 }];
    expect(unmet(await disruption({ ...magnets, flows, rule }))).toBe(0);
  });

  test('keeps supply of unknown origin going: makers whose input no flow brings are not hit', async () => {
    const flows = chain.flows.filter(({ product }) => product === 'magnet');
    const result = await disruption({ ...chain, flows, rule });
    expect(of(result, 'JPN', 'oxide')).toMatchObject({ baseline: 100, unknownSupply: 100, short: 0 });
    expect(unmet(result)).toBe(0);
  });

  test('runs through a chain with a circle: 10 t of scrap from magnets go back into oxide', async () => {
    const inputs = [...chain.inputs, { product: 'oxide', input: 'magnet', tonnesPerTonne: 0.1 }];
    expect(unmet(await disruption({ ...chain, inputs, rule }))).toBeGreaterThan(0);
  });

  test('creates and loses nothing', async () => {
    await fc.assert(
      fc.asyncProperty(disruptionInput, async (input) => {
        const { supply, output } = await disruption({ ...input, rule });
        for (const row of supply) {
          const has = row.baseline - row.lostDirectly - row.lostAtSuppliers + tonnes(row.replaced);
          expect(has).toBeCloseTo(row.finalUse - row.unmet + row.usedAsInput + row.unused, 3);
          for (const amount of [row.lostDirectly, row.short, row.unmet, row.unused, row.usedAsInput])
            expect(amount).toBeGreaterThanOrEqual(0);
          expect(row.unmet).toBeLessThanOrEqual(row.finalUse + 1e-6);
          expect(row.binding === null).toBe(row.short <= 1e-5);
        }
        for (const product of new Set(supply.map((row) => row.product))) {
          // What all countries get from makers is what all makers make.
          const rows = supply.filter((row) => row.product === product);
          const bought = rows.flatMap(({ replaced }) => replaced.filter(({ kind }) => kind === 'OTHER_SUPPLIER'));
          const underContract = rows.reduce(
            (sum, row) => sum + row.baseline - row.unknownSupply - row.lostDirectly - row.lostAtSuppliers,
            0,
          );
          const made = output.filter((row) => row.product === product).reduce((sum, row) => sum + row.made, 0);
          expect(underContract + tonnes(bought)).toBeCloseTo(made, 3);
        }
        for (const { made, capacity } of output) expect(made).toBeLessThanOrEqual(capacity + 1e-5);
      }),
      { numRuns: 60 },
    );
  });

  test('does not depend on the order of the rows', async () => {
    await fc.assert(
      fc.asyncProperty(disruptionInput, async (input) => {
        const turned = { ...input, flows: [...input.flows].reverse(), stops: [...input.stops].reverse(), rule };
        const [before, after] = [await disruption({ ...input, rule }), await disruption(turned)];
        before.supply.forEach((row) => expect(of(after, row.country, row.product).short).toBeCloseTo(row.short, 4));
      }),
      { numRuns: 30 },
    );
  });
});

describe('disruption', () => {
  test('by one hand sends nothing where it helps nobody: two short of 60 and 30 share 60 t so that both lack a third', async () => {
    const flows = [
      { product: 'magnet', from: 'CHN', to: 'JPN', tonnes: 60 },
      { product: 'magnet', from: 'CHN', to: 'KOR', tonnes: 30 },
      { product: 'magnet', from: 'AUS', to: 'USA', tonnes: 10 },
    ];
    const spareCapacity = [{ country: 'AUS', product: 'magnet', tonnesPerYear: 60 }];
    const result = await disruption({ ...magnets, flows, spareCapacity });
    expect(of(result, 'JPN', 'magnet').shortShare).toBeCloseTo(1 / 3, 5);
    expect(of(result, 'KOR', 'magnet').shortShare).toBeCloseTo(1 / 3, 5);
    expect(of(result, 'USA', 'magnet').short).toBe(0);
  });

  test('to some lets others step aside: what China may still sell to Germany frees Australian magnets for Japan', async () => {
    const flows = [
      { product: 'magnet', from: 'CHN', to: 'JPN', tonnes: 50 },
      { product: 'magnet', from: 'AUS', to: 'DEU', tonnes: 50 },
    ];
    const stops = [{ country: 'CHN', cut: 1, to: ['JPN'] }];
    expect(unmet(await disruption({ ...year, flows, inputs: [], stops }))).toBeCloseTo(0, 3);
    // Suppliers who keep their customers do not do that.
    expect(unmet(await disruption({ ...year, flows, inputs: [], stops, rule: 'PRO_RATA' }))).toBeCloseTo(50, 9);
  });

  test('by one hand serves first what counts more: 10 t of oxide go into magnets that count tenfold, not into glass', async () => {
    const flows = [
      { product: 'oxide', from: 'CHN', to: 'JPN', tonnes: 20 },
      { product: 'oxide', from: 'AUS', to: 'JPN', tonnes: 10 },
      { product: 'magnet', from: 'JPN', to: 'JPN', tonnes: 10 },
      { product: 'glass', from: 'JPN', to: 'JPN', tonnes: 20 },
    ];
    const inputs = [
      { product: 'magnet', input: 'oxide', tonnesPerTonne: 1 },
      { product: 'glass', input: 'oxide', tonnesPerTonne: 1 },
    ];
    const input = { ...year, flows, inputs, stops: [{ country: 'CHN', cut: 1 }] };
    const weighted = await disruption({ ...input, weights: new Map([['magnet', 10]]) });
    expect(of(weighted, 'JPN', 'magnet').unmet).toBeCloseTo(0, 3);
    expect(of(weighted, 'JPN', 'glass').unmet).toBeCloseTo(20, 3);
    // Pro rata, 10 of 30 t of oxide make a third of each.
    const proRata = await disruption({ ...input, rule: 'PRO_RATA' });
    expect(of(proRata, 'JPN', 'magnet').unmet).toBeCloseTo(20 / 3, 9);
    expect(of(proRata, 'JPN', 'glass').unmet).toBeCloseTo(40 / 3, 9);
  });

  test('pro rata takes nothing from the usual use of an input for more of something else', async () => {
    // USA makes 50 t of magnets of 50 t of oxide and could make 50 more, but nobody has more oxide.
    const flows = [
      { product: 'magnet', from: 'CHN', to: 'JPN', tonnes: 50 },
      { product: 'magnet', from: 'USA', to: 'USA', tonnes: 50 },
      { product: 'oxide', from: 'USA', to: 'USA', tonnes: 50 },
    ];
    const spareCapacity = [{ country: 'USA', product: 'magnet', tonnesPerYear: 50 }];
    const result = await disruption({ ...chain, flows, spareCapacity, stocks: [], rule: 'PRO_RATA' });
    expect(of(result, 'USA', 'magnet').unmet).toBe(0);
    expect(of(result, 'JPN', 'magnet')).toMatchObject({
      unmet: 50,
      binding: { constraint: 'INPUT', country: 'USA', product: 'oxide' },
    });
  });

  test('meets at least as much demand by one hand as pro rata', async () => {
    await fc.assert(
      fc.asyncProperty(disruptionInput, async (input) => {
        const contracts = tonnes(input.flows) * (input.months / 12);
        expect(unmet(await disruption(input))).toBeLessThanOrEqual(
          unmet(await disruption({ ...input, rule: 'PRO_RATA' })) + 3e-4 * (1 + contracts),
        );
      }),
      { numRuns: 60 },
    );
  });

  test('leaves no less unmet when more is cut', async () => {
    await fc.assert(
      fc.asyncProperty(disruptionInput, fc.constantFrom(0.1, 0.5, 0.9), async (input, part) => {
        const milder = { ...input, stops: input.stops.map((stop) => ({ ...stop, cut: stop.cut * part })) };
        const contracts = tonnes(input.flows) * (input.months / 12);
        expect(unmet(await disruption(milder))).toBeLessThanOrEqual(
          unmet(await disruption(input)) + 3e-4 * (1 + contracts),
        );
      }),
      { numRuns: 40 },
    );
  });

  test('does not change in sum when a supplier is split in two of the same kind', async () => {
    const flows = magnets.flows.flatMap((flow) =>
      flow.from === 'AUS' ? ['AU1', 'AU2'].map((from) => ({ ...flow, from, tonnes: flow.tonnes / 2 })) : [flow],
    );
    const spareCapacity = ['AU1', 'AU2'].map((country) => ({ country, product: 'magnet', tonnesPerYear: 15 }));
    const result = await disruption({ ...magnets, flows, spareCapacity });
    expect(of(result, 'JPN', 'magnet').short).toBeCloseTo(30, 5);
    expect(of(result, 'JPN', 'magnet').replaced.map(({ tonnes: part }) => Math.round(part))).toEqual([15, 15]);
  });

  test('gives the same answer each time', async () => {
    await fc.assert(
      fc.asyncProperty(disruptionInput, async (input) => {
        expect(await disruption(input)).toEqual(await disruption(input));
      }),
      { numRuns: 20 },
    );
  });

  test('says how large it is before it is computed', () => {
    const small = disruptionSize(magnets);
    const large = disruptionSize(chain);
    expect(small.variables).toBeGreaterThan(0);
    expect(large.variables).toBeGreaterThan(small.variables);
    expect(large.conditions).toBeGreaterThan(small.conditions);
  });

  test.each([
    ['a cut above 1', { stops: [{ country: 'CHN', cut: 1.5 }] }, 'cut must be between 0 and 1, but is 1.5.'],
    ['no months', { months: 0 }, 'months must be a whole number of 1 or more, but is 0.'],
    ['half a month', { months: 0.5 }, 'months must be a whole number of 1 or more, but is 0.5.'],
    [
      'a day that is not in the calendar',
      { start: '2026-02-31' },
      'start must be a day such as 2026-01-31, but is "2026-02-31".',
    ],
    ['no day', { start: 'January' }, 'start must be a day such as 2026-01-31, but is "January".'],
    [
      'a negative stock',
      { stocks: [{ country: 'JPN', product: 'magnet', tonnes: -5 }] },
      'tonnes of a stock must be a finite number of 0 or more, but is -5.',
    ],
    [
      'a negative share',
      { substitution: [{ product: 'magnet', share: -0.1 }] },
      'share of a substitution must be between 0 and 1, but is -0.1.',
    ],
  ])('refuses %s', async (_, change, message) => {
    await expect(disruption({ ...magnets, ...change })).rejects.toThrow(new RangeError(message));
  });
});

describe('minimize', () => {
  test('finds x = 1.5, y = 0.5 for the least x + 2y with x + y = 2 and x up to 1.5', async () => {
    const columns = [
      { cost: 1, upper: 1.5 },
      { cost: 2, upper: Infinity },
    ];
    const solution = await minimize({
      columns,
      rows: [
        {
          lower: 2,
          upper: 2,
          entries: [
            [0, 1],
            [1, 1],
          ],
        },
      ],
    });
    expect(solution?.map((value) => Math.round(value * 1e6) / 1e6)).toEqual([1.5, 0.5]);
  });

  test('says when nothing meets all conditions: x up to 1 cannot be 2', async () =>
    expect(
      await minimize({ columns: [{ cost: 1, upper: 1 }], rows: [{ lower: 2, upper: 2, entries: [[0, 1]] }] }),
    ).toBeNull());
});
