import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAX_CHAIN, ultimateParents, type Holding } from '../../../src/entities/supplier/ultimate-parents.ts';

const holding = (company: string, owner: string, share: number | null): Holding => ({ company, owner, share });
const shares = (company: string, holdings: Holding[]) =>
  ultimateParents(company, holdings).map(({ owner, share, knownShare }) => [owner, share, knownShare]);

/** A few companies and who holds them, in circles too; the known shares of each add up to 1 at most. */
const companies = ['a', 'b', 'c', 'd', 'e', 'f'];
const ownership = fc
  .uniqueArray(
    fc.record({
      company: fc.constantFrom(...companies),
      owner: fc.constantFrom(...companies, 'x', 'y'),
      share: fc.option(fc.double({ min: 0.01, max: 1, noNaN: true }), { nil: null, freq: 4 }),
    }),
    { selector: ({ company, owner }) => `${company} ${owner}`, maxLength: 20 },
  )
  .map((holdings) =>
    holdings.map(({ company, owner, share }): Holding => {
      const whole = holdings.reduce((sum, one) => sum + (one.company === company ? (one.share ?? 0) : 0), 0);
      return holding(company, owner, share === null ? null : share / Math.max(1, whole));
    }),
  );

describe('the owners at the top of the chains', () => {
  test('hold the products of the shares along the way: 0.51 of 0.51 of a mine is 0.2601', () => {
    const found = ultimateParents('mine', [
      holding('mine', 'venture', 0.51),
      holding('mine', 'chemist', 0.49),
      holding('venture', 'north', 0.51),
      holding('venture', 'south', 0.49),
    ]);
    expect(found.map(({ owner }) => owner)).toEqual(['chemist', 'north', 'south']);
    expect(found.map(({ share }) => share)).toEqual([0.49, expect.closeTo(0.2601), expect.closeTo(0.2499)]);
    expect(found[1]?.chains.map(({ holdings }) => holdings.map(({ owner }) => owner))).toEqual([['venture', 'north']]);
  });

  test('hold the sum of all chains that lead to them: 0.2 + 0.5 * 0.4 + 0.3 * 1 is 0.7', () => {
    const [state] = ultimateParents('company', [
      holding('company', 'state', 0.2),
      holding('company', 'fund', 0.5),
      holding('company', 'bank', 0.3),
      holding('fund', 'state', 0.4),
      holding('fund', 'family', 0.6),
      holding('bank', 'state', 1),
    ]);
    expect(state).toMatchObject({ owner: 'state', share: expect.closeTo(0.7) });
    expect(state?.chains.map(({ share }) => share)).toEqual([0.3, 0.2, 0.2]);
  });

  test('hold a share that is not known where a step is not known; the rest of it is said', () => {
    expect(
      shares('company', [
        holding('company', 'state', 0.25),
        holding('company', 'group', 0.5),
        holding('group', 'state', null),
        holding('company', 'family', null),
      ]),
    ).toEqual([
      ['family', null, null],
      ['state', null, 0.25],
    ]);
  });

  test('are none for a company that nobody is known to hold', () => {
    expect(ultimateParents('company', [holding('other', 'company', 1)])).toEqual([]);
  });

  test('hold nothing through a circle of companies that hold each other, but what others hold of these', () => {
    const whole = [holding('a', 'b', 1), holding('b', 'c', 1), holding('c', 'a', 1)];
    expect(ultimateParents('a', whole)).toEqual([]);
    const circle = [holding('a', 'b', 0.5), holding('b', 'c', 0.5), holding('c', 'a', 0.5)];
    expect(shares('a', [...circle, holding('c', 'x', 0.5)])).toEqual([
      ['b', 0.25, 0.25],
      ['x', 0.125, 0.125],
    ]);
  });

  test('are also those of whom a part alone is on record, for the rest: 86 % of a take-over stay with the buyer', () => {
    const found = ultimateParents('miner', [holding('miner', 'buyer', 1), holding('buyer', 'state', 0.14)]);
    expect(found.map(({ owner, share, heldShare, chains }) => [owner, share, heldShare, chains[0]?.end])).toEqual([
      ['buyer', 0.86, 1, 'REST'],
      ['state', 0.14, 0.14, 'TOP'],
    ]);
  });

  test('hold all of a company together where all shares are known and no circle is among them', () => {
    fc.assert(
      fc.property(ownership, (holdings) => {
        const upwards = holdings.filter(({ company, owner, share }) => company < owner && share !== null);
        const own = upwards.filter(({ company }) => company === 'a');
        const found = ultimateParents('a', upwards);
        const held = own.reduce((sum, { share }) => sum + (share ?? 0), 0);
        expect(found.reduce((sum, { share }) => sum + (share ?? 0), 0)).toBeCloseTo(held, 9);
        for (const { share, heldShare } of found) expect(heldShare ?? 0).toBeGreaterThanOrEqual((share ?? 0) - 1e-9);
      }),
    );
  });

  test(`are looked for over ${MAX_CHAIN} steps`, () => {
    const ladder = Array.from({ length: 20 }, (_, rung) => holding(`${rung}`, `${rung + 1}`, 1));
    expect(shares('0', ladder)).toEqual([[`${MAX_CHAIN}`, 1, 1]]);
  });

  test('never hold more than the whole, one by one and together', () => {
    fc.assert(
      fc.property(ownership, (holdings) => {
        const known = ultimateParents('a', holdings).map(({ knownShare }) => knownShare ?? 0);
        for (const share of known) expect(share).toBeLessThanOrEqual(1);
        expect(known.reduce((sum, share) => sum + share, 0)).toBeLessThanOrEqual(1 + 1e-9);
      }),
    );
  });

  test('are the same in whatever order the holdings come', () => {
    const shuffled = ownership.chain((holdings) =>
      fc.tuple(fc.constant(holdings), fc.shuffledSubarray(holdings, { minLength: holdings.length })),
    );
    fc.assert(
      fc.property(shuffled, ([holdings, others]) => {
        expect(ultimateParents('a', others)).toEqual(ultimateParents('a', holdings));
      }),
      { numRuns: 500 },
    );
  });

  test('stand at the end of chains that hang together, pass nobody twice and begin at the company', () => {
    fc.assert(
      fc.property(ownership, (holdings) => {
        for (const { owner, chains } of ultimateParents('a', holdings))
          for (const chain of chains) {
            const passed = ['a', ...chain.holdings.map((step) => step.owner)];
            expect(chain.holdings.map((step) => step.company)).toEqual(passed.slice(0, -1));
            expect(new Set(passed).size).toBe(passed.length);
            expect(passed.at(-1)).toBe(owner);
          }
      }),
    );
  });

  test('have a share exactly where every step of every chain has one', () => {
    fc.assert(
      fc.property(ownership, (holdings) => {
        for (const { share, chains } of ultimateParents('a', holdings))
          expect(share === null).toBe(chains.some((chain) => chain.holdings.some((step) => step.share === null)));
      }),
    );
  });
});
