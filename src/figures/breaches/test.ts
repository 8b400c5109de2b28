import { lowestConfidence } from '../../entities/claim/confidence.ts';
import type { ImporterRow, TestedProduct } from './queries.ts';
import type { BreachRecord } from './record.ts';

/** What counts as a breach: a share above `threshold`, of imports worth `minValueUsd` or more. */
export interface Limits {
  threshold: number;
  minValueUsd: number;
}

const nothing = { wholeUsd: 0, wholeTonnes: null, largest: null };

/** The breaches among tested products, the largest share first; of one share the largest imports. */
export function breachesOf(
  importers: readonly ImporterRow[],
  products: readonly TestedProduct[],
  { threshold, minValueUsd }: Limits,
): BreachRecord[] {
  return products
    .flatMap(({ product, year, sources, confidences, complete, imports }) =>
      importers.flatMap(({ country }): BreachRecord[] => {
        const { wholeUsd, wholeTonnes, largest } = imports.get(country.iso3) ?? nothing;
        if (!complete || year === null || !largest || wholeUsd <= 0 || wholeUsd < minValueUsd) return [];
        const share = largest.valueUsd / wholeUsd;
        if (share <= threshold) return [];
        const { supplier, valueUsd, tonnes } = largest;
        return [
          {
            ...{ importer: country, product, year, supplier, share, valueUsd, tonnes },
            ...{ importsUsd: wholeUsd, importsTonnes: wholeTonnes },
            ...{ confidence: lowestConfidence(confidences), sources },
          },
        ];
      }),
    )
    .sort(
      (a, b) =>
        b.share - a.share ||
        b.importsUsd - a.importsUsd ||
        (a.product.slug + a.importer.iso3 < b.product.slug + b.importer.iso3 ? -1 : 1),
    );
}

/** How many imports there are to test: of those worth enough, with a supplier outside. */
export const testedImports = (products: readonly TestedProduct[], { minValueUsd }: Limits): number =>
  products.reduce(
    (sum, { imports }) =>
      sum + [...imports.values()].filter(({ wholeUsd }) => wholeUsd > 0 && wholeUsd >= minValueUsd).length,
    0,
  );
