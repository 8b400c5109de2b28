import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { currentForms, type Worded } from '../../../src/entities/observation/wording.ts';

const row = (some: Partial<Worded>): Worded => ({
  ...{
    measure: 'PRICE',
    mineral: 'graphite',
    stage: null,
    country: null,
    partner: null,
    aggregate: null,
    coalition: null,
  },
  ...{ form: null, basis: null, unit: 'dollars per metric ton', year: 2021, yearTo: null },
  ...{ source: 'usgs-mcs-2026', publisher: 'USGS', publishedOn: '2026-02-06' },
  ...some,
  value: String(some.number ?? 1),
  number: some.number ?? 1,
});
const earlier = { source: 'usgs-mcs-2024', publishedOn: '2024-01-31' } as const;
const reliance = { measure: 'NET_IMPORT_RELIANCE', mineral: 'lithium', country: 'USA', unit: 'percent' } as const;

describe('an edition that has other words for the same thing', () => {
  test('has the form of the newest one: a column is the sentence that names its good', () => {
    const [flake, lump] = [
      'Price, average unit value of imports: Flake',
      'Price, average unit value of imports: Lump and chip',
    ];
    const rows = [
      row({ form: flake, number: 1330 }),
      row({ form: lump, number: 2010 }),
      row({ form: 'price, lump', number: 2010, ...earlier }),
      row({ form: 'price, flake', number: 1340, ...earlier }),
    ];
    expect(rows.map(currentForms(rows))).toEqual([flake, lump, lump, flake]);
  });

  test('has it though nothing but its being alone says so: reliance of 2023 and of 2026', () => {
    const rows = [
      row({ ...reliance, form: 'apparent consumption', number: 61 }),
      row({ ...reliance, form: 'net import reliance', number: 44, ...earlier }),
    ];
    expect(rows.map(currentForms(rows))).toEqual(['apparent consumption', 'apparent consumption']);
  });

  test('keeps its own where figures contradict: prices of high and low purity are none of imports', () => {
    const rows = [
      row({ form: 'Price, average unit value of imports', number: 277 }),
      row({ form: 'price, high purity', number: 590, ...earlier }),
      row({ form: 'price, low purity', number: 170, ...earlier }),
    ];
    expect(rows.map(currentForms(rows))).toEqual(rows.map(({ form }) => form));
  });

  test('keeps its own where what is weighed is something else, or the publisher is another', () => {
    const ore = row({ measure: 'RESERVES', form: 'reserves, ore', basis: 'gross weight', ...earlier });
    const content = row({ measure: 'RESERVES', form: 'reserves, Cr2O3 content', basis: 'content' });
    const stranger = row({ ...reliance, form: 'import dependence', publisher: 'BGS', ...earlier });
    const rows = [content, ore, row({ ...reliance, form: 'apparent consumption' }), stranger];
    expect(rows.map(currentForms(rows))).toEqual(rows.map(({ form }) => form));
  });

  const some = fc.array(
    fc.record({
      form: fc.constantFrom('price, flake', 'Price: Flake', 'price, lump', 'Price: Lump', 'price'),
      year: fc.integer({ min: 2019, max: 2022 }),
      number: fc.integer({ min: 1, max: 3 }),
      edition: fc.constantFrom(earlier, {}),
    }),
    { maxLength: 12 },
  );

  test('never makes one of two forms of one edition, and is the same in whatever order figures come', () => {
    fc.assert(
      fc.property(some, (parts) => {
        const rows = parts.map(({ edition, ...one }) => row({ ...one, ...edition }));
        const current = currentForms(rows);
        const reversed = currentForms([...rows].reverse());
        for (const a of rows) {
          expect(reversed(a)).toBe(current(a));
          for (const b of rows) if (a.source === b.source && a.form !== b.form) expect(current(a)).not.toBe(current(b));
        }
      }),
    );
  });
});
