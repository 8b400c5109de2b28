import { describe, expect, test } from 'vitest';
import { answer, refusal } from '../support.ts';

describe('the coverage of a mineral', () => {
  test('tells who publishes which figures of which years', async () => {
    const { coverage } = await answer(
      `{ coverage(mineral: "rare-earths") { mineral { slug } series { kind stage publisher years figures missing sources { id } } } }`,
    );
    expect(coverage.mineral.slug).toBe('rare-earths');
    const mined = coverage.series.filter(
      (one: { kind: string; stage: string }) => one.kind === 'PRODUCTION' && one.stage === 'EXTRACTION',
    );
    expect(mined.map((one: { publisher: string }) => one.publisher)).toEqual(
      expect.arrayContaining(['US Geological Survey', 'British Geological Survey']),
    );
    for (const { years, figures, missing, sources } of mined) {
      expect(years).toEqual([...years].sort());
      expect(figures).toBeGreaterThanOrEqual(years.length);
      expect(missing).toBeLessThanOrEqual(figures);
      expect(sources.length).toBeGreaterThan(0);
    }
  });

  test('shows both figures where publishers differ by more than 10 %: Myanmar in 2023, 72,000 against 43,000 t', async () => {
    const { coverage } = await answer(
      `{ coverage(mineral: "rare-earths") { disagreementCount disagreements(first: 100) { year difference figures { country { iso3 } tonnes source { publisher } } } } }`,
    );
    expect(coverage.disagreements).toHaveLength(Math.min(100, coverage.disagreementCount));
    for (const { difference } of coverage.disagreements) expect(difference).toBeGreaterThan(0.1);
    const myanmar = coverage.disagreements.find(
      (one: { year: number; figures: { country: { iso3: string } | null }[] }) =>
        one.year === 2023 && one.figures[0]?.country?.iso3 === 'MMR',
    );
    expect(myanmar.figures.map((one: { tonnes: number }) => one.tonnes)).toEqual([72_000, 43_000]);
    expect(myanmar.difference).toBeCloseTo((72_000 - 43_000) / 72_000, 6);
  });

  test('of an unknown mineral is refused with a hint', async () => {
    const { extensions } = await refusal(`{ coverage(mineral: "neodimium") { disagreementCount } }`);
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'mineral' });
    expect(extensions.hint).toContain('neodymium');
  });
});
