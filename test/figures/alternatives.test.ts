import { describe, expect, test } from 'vitest';
import { answer, refusal } from '../support.ts';

const ask = async (args: string, fields: string) => {
  const { alternatives } = await answer(`{ alternatives(${args}) { ${fields} } }`);
  return alternatives;
};
const magnets = 'product: "permanent-magnets", excluding: "CHN", for: "finance-ministerial-2026"';

describe('alternatives to Chinese magnets', () => {
  test('are Japan, Vietnam and the Philippines, with what China stands behind', async () => {
    const { countries, year, sources } = await ask(
      magnets,
      'year countries(first: 3) { country { iso3 } share exportsUsd tonnes suppliesUsd behind behindUnknown } sources { key }',
    );
    expect(year).toBe(2024);
    expect(countries.map(({ country }: { country: { iso3: string } }) => country.iso3)).toEqual(['JPN', 'VNM', 'PHL']);
    // World exports were 4,962.9 million dollars, Japan's 428.3.
    expect(countries[0].share).toBeCloseTo(428.3 / 4962.9, 3);
    expect(Number(countries[0].exportsUsd) / 1e6).toBeCloseTo(428.3, 1);
    for (const { behind, behindUnknown, suppliesUsd, exportsUsd } of countries) {
      expect(behind).toBeGreaterThan(0.5);
      expect(Number(behind) + Number(behindUnknown)).toBeLessThanOrEqual(1 + 1e-9);
      expect(Number(suppliesUsd)).toBeLessThanOrEqual(Number(exportsUsd));
    }
    expect(sources.map(({ key }: { key: string }) => key)).toContain('cepii-baci-hs17-v202601');
  });

  test('are plants with capacity, stage, status, date and the money behind them, none of them in China', async () => {
    const { plants } = await ask(
      magnets,
      `plants { facility { slug country { iso3 } } production { product { slug } stage status capacityTonnes capacityUnit plannedFor } countsAs { slug }
         commitments { key state agreement { slug } programme { slug } } }`,
    );
    const of = (slug: string, product: string) =>
      plants.find(
        (plant: { facility: { slug: string }; production: { product: { slug: string } } }) =>
          plant.facility.slug === slug && plant.production.product.slug === product,
      );
    expect(of('evac-sumter', 'sintered-ndfeb-magnets')).toMatchObject({
      facility: { country: { iso3: 'USA' } },
      production: {
        stage: 'COMPONENT',
        status: 'UNDER_CONSTRUCTION',
        capacityTonnes: 2000,
        capacityUnit: 't',
        plannedFor: 2026,
      },
      countsAs: { slug: 'permanent-magnets' },
      commitments: expect.arrayContaining([
        {
          key: 'us-dod-evac-2023',
          state: expect.any(String),
          agreement: null,
          programme: { slug: 'us-dpa-title-iii' },
        },
      ]),
    });
    const nolans = of('nolans', 'neodymium-praseodymium-oxide');
    expect(nolans.countsAs.slug).toBe('rare-earth-compounds');
    expect(nolans.commitments).toContainEqual(
      expect.objectContaining({ agreement: { slug: 'us-australia-critical-minerals-2025' } }),
    );
    expect(
      plants.filter(({ facility }: { facility: { country: { iso3: string } } }) => facility.country.iso3 === 'CHN'),
    ).toEqual([]);
    expect(of('syerston', 'scandium-oxide')).toBeUndefined();
  });

  test('have no money that is for the company: it stands once, whatever number of plants the company runs', async () => {
    const { plants, companyCommitments } = await ask(
      magnets,
      'plants { facility { slug } commitments { key facility { slug } } } companyCommitments { commitment { key facility { slug } } suppliers { slug } facilities { slug } } ',
    );
    interface Money {
      key: string;
      facility: { slug: string } | null;
    }
    for (const { facility, commitments } of plants as { facility: { slug: string }; commitments: Money[] }[])
      for (const one of commitments) expect(one.facility).toEqual({ slug: facility.slug });
    const ofCompanies = (companyCommitments as { commitment: Money }[]).map(({ commitment }) => commitment);
    expect(ofCompanies.length).toBeGreaterThan(0);
    expect(new Set(ofCompanies.map(({ key }) => key)).size).toBe(ofCompanies.length);
    expect(ofCompanies.filter(({ facility }) => facility !== null)).toEqual([]);
  });

  test('can be asked for by status and stage, and by company', async () => {
    const { plants, suppliers } = await ask(
      magnets,
      'plants(status: [PLANNED], stage: [COMPONENT]) { facility { slug } } suppliers { slug }',
    );
    expect(plants.map(({ facility }: { facility: { slug: string } }) => facility.slug).sort()).toEqual([
      'mp-10x',
      'neo-narva',
      'vulcan-10000',
    ]);
    expect(suppliers).toContainEqual({ slug: 'lynas-rare-earths' });
  });

  test('do not bring the look-through share below 65 % by 2030: three plans count, and it hardly moves', async () => {
    const { minimumSet } = await ask(
      magnets,
      'minimumSet { threshold year before withAll reached projects { year } exact gap missing explanation candidates { plant { facility { slug } production { product { slug } } } tonnes year notCounted } }',
    );
    expect(minimumSet).toMatchObject({
      threshold: 0.65,
      year: 2030,
      projects: null,
      exact: true,
      gap: 0,
      missing: null,
    });
    expect(minimumSet.before).toBeGreaterThan(0.9);
    expect(minimumSet.withAll).toBeLessThan(minimumSet.before);
    expect(minimumSet.withAll).toBeGreaterThan(0.65);
    expect(minimumSet.explanation).toMatch(
      /^No set of the 3 plans that count brings the look-through share below 65 %/,
    );
    const why = Object.fromEntries(
      minimumSet.candidates.map(
        (one: {
          plant: { facility: { slug: string }; production: { product: { slug: string } } };
          notCounted: string | null;
        }) => [`${one.plant.facility.slug} ${one.plant.production.product.slug}`, one.notCounted],
      ),
    );
    expect(why).toMatchObject({
      'evac-sumter sintered-ndfeb-magnets': null,
      'eneabba-refinery neodymium-praseodymium-oxide': null,
      'carester-lacq neodymium-praseodymium-oxide': null,
      'stillwater sintered-ndfeb-magnets': 'NO_DATE',
      'mp-10x sintered-ndfeb-magnets': 'NO_CAPACITY',
    });
    // Narva makes 2,000 t today and is to make 5,000.
    const narva = minimumSet.candidates.find(
      (one: { plant: { facility: { slug: string } } }) => one.plant.facility.slug === 'neo-narva',
    );
    expect(narva).toMatchObject({ tonnes: 3000, notCounted: 'NO_DATE' });
  });

  test('that start after the year are too late, and a threshold that is met already needs none', async () => {
    const early = await ask(magnets, 'minimumSet(year: 2025) { candidates { notCounted year } }');
    expect(
      early.minimumSet.candidates.filter(({ notCounted }: { notCounted: string }) => notCounted === 'TOO_LATE').length,
    ).toBeGreaterThan(0);
    const met = await ask(magnets, 'minimumSet(threshold: 0.99) { projects { year } before reached explanation }');
    expect(met.minimumSet.projects).toEqual([]);
    expect(met.minimumSet.explanation).toMatch(/already, below 99 %/);
  });
});

describe('alternatives where no trade is loaded', () => {
  test('are those who make it: gallium of Russia and Japan', async () => {
    const { countries, minimumSet } = await ask(
      'product: "gallium-metal", excluding: "China"',
      'countries { country { iso3 } share exportsUsd tonnes } minimumSet { before projects { tonnes } explanation }',
    );
    expect(
      countries.map(({ country, tonnes }: { country: { iso3: string }; tonnes: number }) => [country.iso3, tonnes]),
    ).toEqual([
      ['RUS', 6],
      ['JPN', 3],
    ]);
    expect(countries[0].exportsUsd).toBeNull();
    // China makes 900 t of 909 itself, and sells some of the bauxite behind the rest.
    expect(minimumSet.before).toBeGreaterThan(900 / 909);
    expect(minimumSet.before).toBeLessThan(1);
  });
});

describe('a question for alternatives that cannot be answered', () => {
  const cases: [string, string, RegExp][] = [
    ['product: "magnet", excluding: "CHN"', 'product', /no product is known/],
    ['product: "permanent-magnets", excluding: "Atlantis"', 'excluding', /no country is known/],
    ['product: "permanent-magnets", excluding: "CHN", for: "Mordor"', 'for', /no country is known/],
    ['product: "permanent-magnets", excluding: "CHN", for: "China"', 'for', /the country left out/],
  ];
  test.each(cases)('%s names %s', async (args, argument, message) => {
    const { message: said, extensions } = await refusal(`{ alternatives(${args}) { year } }`);
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument });
    expect(said).toMatch(message);
  });

  test('of a year without trade says so and names the nearest', async () => {
    const { countries, explanation, minimumSet } = await ask(
      `${magnets}, year: 1999`,
      'countries { share } explanation minimumSet { before missing explanation }',
    );
    expect(countries).toEqual([]);
    expect(explanation).toBe('No trade of 1999 is loaded; the nearest year is 2002.');
    expect(minimumSet).toMatchObject({ before: null, missing: 'NOT_AVAILABLE' });
  });
});
