import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CountryRecord } from '../../src/entities/country/record.ts';
import type { ProductRecord } from '../../src/entities/product/record.ts';
import { breachesOf } from '../../src/figures/breaches/test.ts';
import { answer, refusal } from '../support.ts';

interface Breach {
  importer: { iso3: string };
  product: { slug: string; hsCodes: string[] };
  supplier: { iso3: string };
  year: number;
  share: number;
  importsUsd: string;
}

const breaches = (args: string) =>
  `breaches(${args}) { threshold tested count untested { product { slug } nearestYear explanation }
     breaches(first: 100) { importer { iso3 } product { slug hsCodes } supplier { iso3 } year share valueUsd importsUsd confidence sources { key } } }`;

describe('breaches over all products at once', () => {
  test('are what dependence says product by product: the United States buy 74.5 % of their magnets from China', async () => {
    const { breaches: found } = await answer(`{ ${breaches('among: "USA", year: 2024, minValueUsd: 1000000')} }`);
    const magnets = found.breaches.find((one: Breach) => one.product.slug === 'permanent-magnets');
    expect(magnets).toMatchObject({
      importer: { iso3: 'USA' },
      supplier: { iso3: 'CHN' },
      year: 2024,
      confidence: 'HIGH',
    });
    expect(magnets.share).toBeCloseTo(0.7447, 4);
    for (const { product, supplier, share } of (found.breaches as Breach[]).slice(0, 5)) {
      const { dependence } = await answer(
        `{ dependence(of: "USA", on: "${supplier.iso3}", product: "${product.slug}", year: 2024) { share } }`,
      );
      expect(dependence.share).toBeCloseTo(share, 9);
    }
  });

  test('are above the threshold, of imports worth enough, the largest share first; the rest is told with the reason', async () => {
    const { breaches: found } = await answer(
      `{ ${breaches('among: "finance-ministerial-2026", year: 2024, minValueUsd: 10000000')} }`,
    );
    const shares = (found.breaches as Breach[]).map(({ share }) => share);
    expect(shares).toEqual([...shares].sort((a, b) => b - a));
    expect(shares.every((share) => share > found.threshold && share <= 1)).toBe(true);
    expect((found.breaches as Breach[]).every(({ importsUsd }) => Number(importsUsd) >= 10_000_000)).toBe(true);
    expect(found.count).toBeLessThanOrEqual(found.tested);
    expect(found.untested).toContainEqual({
      product: { slug: 'refined-lead' },
      nearestYear: null,
      explanation: 'No trade of it is loaded for the year.',
    });
  });

  test('never name a member of the same union as a third country', async () => {
    const { breaches: found } = await answer(`{ ${breaches('among: "EU", year: 2024, threshold: 0.3')} }`);
    const importers = new Set((found.breaches as Breach[]).map(({ importer }) => importer.iso3));
    expect(importers.size).toBeGreaterThan(10);
    for (const { supplier } of found.breaches as Breach[])
      expect(['DEU', 'FRA', 'ESP', 'NLD', 'BEL', 'ITA']).not.toContain(supplier.iso3);
  });

  test('say nothing of a year of which only the largest partners are loaded, and of products without a code of a list', async () => {
    const { then, strategic } = await answer(
      `{ then: ${breaches('among: "USA", year: 2023')} strategic: ${breaches('among: "USA", year: 2024, list: "eu-strategic-2024"')} }`,
    );
    expect((then.breaches as Breach[]).map(({ product }) => product.slug)).not.toContain('permanent-magnets');
    expect(then.untested).toContainEqual({
      product: { slug: 'permanent-magnets' },
      nearestYear: null,
      explanation: 'Only the trade of the largest partners, or of some countries, is loaded: no share can be given.',
    });
    expect((strategic.breaches as Breach[]).map(({ product }) => product.slug)).not.toContain('acid-grade-fluorspar');
  });

  test.each([
    ['among: "European Unio"', 'among'],
    ['among: "EU", minValueUsd: -1', 'minValueUsd'],
    ['among: "EU", list: "eu-strategic"', 'list'],
  ])('refuses %s', async (args, argument) => {
    const { extensions } = await refusal(`{ breaches(${args}) { count } }`);
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument });
  });

  test('grow neither with a higher threshold nor with a higher least value', () => {
    const product = { slug: 'p' } as ProductRecord;
    const importers = ['AAA', 'BBB', 'CCC'].map((iso3) => ({ country: { iso3 } as CountryRecord, inside: [iso3] }));
    const imported = fc.record({
      whole: fc.integer({ min: 1, max: 1000 }),
      part: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(
        fc.array(imported, { minLength: 3, maxLength: 3 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 0, max: 1000 }),
        fc.integer({ min: 0, max: 1000 }),
        (amounts, threshold, more, minValueUsd, dearer) => {
          const imports = new Map(
            amounts.map(({ whole, part }, at) => [
              importers[at]?.country.iso3 ?? '',
              {
                wholeUsd: whole,
                wholeTonnes: null,
                largest: { supplier: 'ZZZ', valueUsd: whole * part, tonnes: null },
              },
            ]),
          );
          const tested = [{ product, year: 2024, sources: [], confidences: [], complete: true, imports }];
          const count = (limits: { threshold: number; minValueUsd: number }) =>
            breachesOf(importers, tested, limits).length;
          const loose = count({ threshold, minValueUsd });
          expect(count({ threshold: Math.max(threshold, more), minValueUsd })).toBeLessThanOrEqual(loose);
          expect(count({ threshold, minValueUsd: Math.max(minValueUsd, dearer) })).toBeLessThanOrEqual(loose);
        },
      ),
    );
  });
});
