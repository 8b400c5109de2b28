import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { moreThanWhole } from '../../src/lib/share-sum.ts';

const share = (value: number | null, from: string | null = null, to: string | null = null) => ({
  share: value,
  from,
  to,
});

describe('shares held at the same time', () => {
  test('may be the whole, and a little more by rounding', () => {
    expect(moreThanWhole([share(0.75), share(0.25)])).toBeNull();
    expect(moreThanWhole([share(0.334), share(0.334), share(0.334)])).toBeNull();
  });

  test('cannot be more than that', () => {
    const held = [share(0.7, '2020-01-01'), share(0.6, '2021-01-01')];
    expect(moreThanWhole(held)).toEqual({ held, sum: expect.closeTo(1.3) });
  });

  test('are not added up where one ends on the day on which the other begins', () => {
    expect(moreThanWhole([share(0.2, '2022-02-01', '2025-10-01'), share(1, '2025-10-01')])).toBeNull();
    expect(moreThanWhole([share(0.2, '2022-02-01', '2025-10-02'), share(1, '2025-10-01')])).not.toBeNull();
  });

  test('count for nothing where they are not known', () => {
    expect(moreThanWhole([share(null), share(1), share(null)])).toBeNull();
  });

  test('are never more than the whole when all of them together are not', () => {
    const day = fc.option(fc.constantFrom('2020-01-01', '2021-01-01', '2022-01-01'), { nil: null });
    const parts = fc.array(fc.record({ share: fc.double({ min: 0, max: 1, noNaN: true }), from: day, to: day }), {
      minLength: 1,
    });
    fc.assert(
      fc.property(parts, (held) => {
        const whole = Math.max(
          1,
          held.reduce((sum, one) => sum + one.share, 0),
        );
        expect(moreThanWhole(held.map((one) => ({ ...one, share: one.share / whole })))).toBeNull();
      }),
    );
  });
});
