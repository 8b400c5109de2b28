import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { wholeOf, type KindRow } from '../../../src/ingest/publishers/bgs-wholes.ts';

const row = (kind: string, amount: number | null, notes = ''): KindRow => ({
  number: 2,
  kind,
  amount,
  isSmall: false,
  estimated: false,
  notes,
});

describe('what a country produces of a commodity with several kinds', () => {
  test('is all kinds together, whatever their order', () => {
    const kinds = fc.array(fc.tuple(fc.constantFrom('Metallurgical', 'Chemical', 'Sulfate', 'Rhodium'), fc.nat(1e9)), {
      minLength: 2,
      maxLength: 6,
    });
    fc.assert(
      fc.property(kinds, (listed) => {
        const rows = listed.map(([kind, amount]) => row(kind, amount));
        const sum = listed.reduce((total, [, amount]) => total + amount, 0);
        expect(wholeOf(rows)).toMatchObject({ amount: sum, low: null });
        expect(wholeOf(rows.toReversed())).toMatchObject({ amount: sum });
      }),
    );
  });

  test('is the row without a kind where that is not less than the kinds, which are then parts of it', () => {
    expect(wholeOf([row('', 6965), row('Platinum', null), row('Palladium', null)])).toMatchObject({ amount: 6965 });
    expect(wholeOf([row('', 100), row('Platinum', 60)])).toMatchObject({ amount: 100 });
    expect(wholeOf([row('', 40), row('Platinum', 60)])).toMatchObject({ amount: 100 });
  });

  test('is never a part alone', () => {
    for (const kind of ['Metallurgical', 'Chemical', 'Other platinum metals', 'Manganese ore (ferruginous)'])
      expect(wholeOf([row(kind, 40000)]), kind).toBeNull();
  });

  test('is only bounded where a kind is not known, unless another includes it', () => {
    expect(wholeOf([row('Metallurgical', 3000), row('Chemical', null)])).toMatchObject({ amount: null, low: 3000 });
    const included = row('Chemical', null, 'Included with metallurgical grade ore.');
    expect(wholeOf([row('Metallurgical', 3000), included])).toMatchObject({ amount: 3000, low: null });
    expect(wholeOf([row('Platinum', null), row('Palladium', null)])).toMatchObject({ amount: null, low: null });
  });

  test('counts what is made of a mineral once', () => {
    const hydroxide = row('Lithium minerals (Li content)', 820, 'Hydroxide.');
    expect(wholeOf([hydroxide, row('Spodumene (Li content)', 94608)])).toMatchObject({ amount: 94608 });
    expect(wholeOf([hydroxide])).toMatchObject({ amount: 820 });
  });
});
