import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { breachesGeoDep } from '../../src/analysis/geodep-criterion.ts';

describe("breaches: GeoDep's criterion", () => {
  const held = { importHhi: 0.62, worldExportHhi: 0.43, imports: 900, exports: 200 };

  test('holds with two years of three in which imports and world exports are concentrated and imports exceed exports', () => {
    const years = [
      { year: 2022, ...held },
      { year: 2023, ...held, importHhi: 0.39 },
      { year: 2024, ...held },
    ];
    expect(breachesGeoDep(years).breaches).toBe(true);
  });

  test('does not hold with one year of three, and says which criterion failed', () => {
    const years = [
      { year: 2022, ...held },
      { year: 2023, ...held, exports: 900 },
      { year: 2024, ...held, worldExportHhi: 0.4 },
    ];
    expect(breachesGeoDep(years)).toMatchObject({
      breaches: false,
      years: [
        { year: 2022, importsConcentrated: true, exportsConcentrated: true, notSubstitutable: true },
        { year: 2023, importsConcentrated: true, exportsConcentrated: true, notSubstitutable: false },
        { year: 2024, importsConcentrated: true, exportsConcentrated: false, notSubstitutable: true },
      ],
    });
  });

  test('needs two years of data', () => expect(breachesGeoDep([{ year: 2024, ...held }]).breaches).toBe(false));

  test('does not depend on the order of the years', () => {
    const index = fc.double({ min: 0, max: 1, noNaN: true });
    const year = fc.record({ importHhi: index, worldExportHhi: index, imports: fc.nat(), exports: fc.nat() });
    fc.assert(
      fc.property(fc.array(year, { minLength: 1, maxLength: 3 }), (list) => {
        const years = list.map((data, offset) => ({ year: 2022 + offset, ...data }));
        expect(breachesGeoDep([...years].reverse())).toEqual(breachesGeoDep(years));
      }),
    );
  });

  test('refuses a window of more than three years and an index above 1', () => {
    expect(() =>
      breachesGeoDep([
        { year: 2021, ...held },
        { year: 2024, ...held },
      ]),
    ).toThrow(/^years must be different years/);
    expect(() => breachesGeoDep([{ year: 2024, ...held, importHhi: 1.2 }])).toThrow(
      /^importHhi must be between 0 and 1/,
    );
  });
});
