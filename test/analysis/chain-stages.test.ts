import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chainStages, largestOf, OTHERS, UNKNOWN } from '../../src/analysis/chain-stages.ts';
import { supplyChain } from '../../src/analysis/supply-chain.ts';
import { chainData, countries, products } from './arbitraries.ts';

const stageOf = (product: string) => products.length - 1 - products.indexOf(product);
const sum = (shares: Iterable<number>) => [...shares].reduce((total, share) => total + share, 0);

describe('the chain of a user by stage', () => {
  const chain = supplyChain({
    supply: [
      { country: 'DEU', product: 'magnet', from: 'JPN', share: 0.6 },
      { country: 'DEU', product: 'magnet', from: 'CHN', share: 0.4 },
      { country: 'JPN', product: 'oxide', from: 'CHN', share: 1 },
      { country: 'CHN', product: 'oxide', from: 'CHN', share: 0.75 },
      { country: 'CHN', product: 'ore', from: 'MMR', share: 0.5 },
      { country: 'CHN', product: 'ore', from: 'CHN', share: 0.5 },
    ],
    inputs: [
      { product: 'magnet', input: 'oxide', weight: 1 },
      { product: 'oxide', input: 'ore', weight: 1 },
    ],
    origins: ['ore'],
  });
  const user = chain.find('DEU', 'magnet', false) ?? -1;

  test('goes on through the country that is asked about, to its own mines', () => {
    const { stages, links } = chainStages(chain, user, stageOf);
    expect(stages.map(({ shares, unknown }) => [Object.fromEntries(shares), unknown])).toEqual([
      [{ JPN: 0.6, CHN: 0.4 }, 0],
      [{ CHN: expect.closeTo(0.9) }, expect.closeTo(0.1)],
      [{ CHN: expect.closeTo(0.45), MMR: expect.closeTo(0.45) }, expect.closeTo(0.1)],
    ]);
    expect(links).toContainEqual({ fromStage: 1, from: null, toStage: 0, to: 'CHN', share: expect.closeTo(0.1) });
    expect(links).toContainEqual({ fromStage: 2, from: null, toStage: 1, to: null, share: expect.closeTo(0.1) });
    expect(links).toContainEqual({ fromStage: 0, from: 'JPN', toStage: null, to: null, share: 0.6 });
  });

  test('names as many countries as are wanted and the others together', () => {
    const { stages, links } = largestOf(chainStages(chain, user, stageOf), 1);
    expect(stages[0]?.nodes).toEqual([
      { key: 'JPN', share: 0.6 },
      { key: OTHERS, share: expect.closeTo(0.4) },
    ]);
    expect(links).toContainEqual({ fromStage: 1, from: UNKNOWN, toStage: 0, to: OTHERS, share: expect.closeTo(0.1) });
  });
});

describe('of any chain, with circles or without', () => {
  const anyPicture = fc
    .tuple(fc.boolean().chain(chainData), fc.constantFrom(...countries), fc.integer({ min: 0, max: 6 }))
    .map(([data, country, most]) => ({ chain: supplyChain(data), country, most }));

  test('the countries of a stage, the unknown and what does not pass it add up to 1, and none is below 0', () => {
    fc.assert(
      fc.property(anyPicture, ({ chain, country, most }) => {
        const user = chain.find(country, 'magnet', false);
        fc.pre(user !== undefined);
        const all = chainStages(chain, user, stageOf);
        for (const { shares, unknown, bypassing } of all.stages) {
          expect(sum(shares.values()) + unknown + bypassing).toBeCloseTo(1, 9);
          expect(sum(shares.values()) + unknown).toBeLessThan(1 + 1e-9);
          for (const share of [...shares.values(), unknown, bypassing]) expect(share).toBeGreaterThanOrEqual(0);
        }
        const picture = largestOf(all, most);
        picture.stages.forEach(({ nodes, unknown, bypassing }) => {
          expect(nodes.length).toBeLessThanOrEqual(most + 1);
          expect(sum(nodes.map(({ share }) => share)) + unknown + bypassing).toBeCloseTo(1, 9);
        });
      }),
    );
  });

  test('where every product is made of one of the stage before, nothing passes a stage by', () => {
    fc.assert(
      fc.property(chainData(false), fc.constantFrom(...countries), (data, country) => {
        const chain = supplyChain(data);
        const user = chain.find(country, 'magnet', false);
        fc.pre(user !== undefined);
        for (const { bypassing } of chainStages(chain, user, stageOf).stages) expect(bypassing).toBeCloseTo(0, 9);
      }),
    );
  });

  test('what leaves a country, or the unknown, is what passes it; what reaches it is not more', () => {
    fc.assert(
      fc.property(anyPicture, ({ chain, country, most }) => {
        const user = chain.find(country, 'magnet', false);
        fc.pre(user !== undefined);
        const { stages, links } = largestOf(chainStages(chain, user, stageOf), most);
        for (const { stage, nodes, unknown } of stages)
          for (const { key, share } of [...nodes, { key: UNKNOWN, share: unknown }]) {
            const out = links.filter((one) => one.fromStage === stage && one.from === key);
            const into = links.filter((one) => one.toStage === stage && one.to === key);
            expect(sum(out.map((one) => one.share))).toBeCloseTo(share, 9);
            expect(sum(into.map((one) => one.share))).toBeLessThan(share + 1e-9);
          }
      }),
    );
  });
});
