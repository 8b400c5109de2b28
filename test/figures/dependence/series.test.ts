import { describe, expect, test } from 'vitest';
import { answer } from '../../support.ts';

interface OfYear {
  year: number;
  share: number | null;
  complete: boolean;
  sources: { key: string }[];
}

describe('dependents over the years', () => {
  test('are told in one field, each year as it is told when it is asked for alone', async () => {
    const dependents = (args: string, fields: string) =>
      `dependents(on: "CHN", product: "rare-earth-metals", among: "finance-ministerial-2026", ${args}) { nodes { country { iso3 } ${fields} } }`;
    const { all, then } = await answer(
      `{ all: ${dependents('year: 2024', 'byYear { year share complete sources { key } }')} then: ${dependents('year: 2010', 'share')} }`,
    );
    expect(all.nodes).toHaveLength(11);
    const shareIn2010 = new Map(
      (then.nodes as { country: { iso3: string }; share: number | null }[]).map(({ country, share }) => [
        country.iso3,
        share,
      ]),
    );
    for (const { country, byYear } of all.nodes as { country: { iso3: string }; byYear: OfYear[] }[]) {
      expect(byYear.map(({ year }) => year)).toEqual(Array.from({ length: 15 }, (_, index) => 2010 + index));
      expect(byYear.every(({ complete }) => complete)).toBe(true);
      expect(byYear[0]?.share).toEqual(shareIn2010.get(country.iso3));
      // One edition of the nomenclature in all years: they compare.
      expect(new Set(byYear.flatMap(({ sources }) => sources.map(({ key }) => key)))).toEqual(
        new Set(['cepii-baci-hs92-v202601']),
      );
    }
  });

  test('of codes that the two editions share, 2023 and 2024 are of two sources and say so', async () => {
    const { dependence } = await answer(
      '{ dependence(of: "USA", on: "CHL", product: "lithium-carbonate", year: 2024) { byYear { year sources { key } } } }',
    );
    expect(dependence.byYear).toEqual([
      { year: 2023, sources: [{ key: 'cepii-baci-hs92-v202601' }] },
      { year: 2024, sources: [{ key: 'cepii-baci-hs17-v202601' }] },
    ]);
    const { concentration } = await answer(
      '{ concentration(product: "lithium-carbonate", year: 2024) { breaches(importer: "USA") { benchmark breached missing years { year } } } }',
    );
    // GeoDep asks for two of three years of one series.
    expect(concentration.breaches.find((one: { benchmark: string }) => one.benchmark === 'GEODEP')).toMatchObject({
      breached: null,
      missing: 'NOT_AVAILABLE',
    });
  });
});
