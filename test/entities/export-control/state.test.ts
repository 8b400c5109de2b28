import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  inForceSince,
  periodsOf,
  stateOn,
  type Suspension,
  type Timeline,
} from '../../../src/entities/export-control/state.ts';

const LATER = '2099-01-01T00:00:00.000Z';
const suspension = (by: string, target: string, rest: Partial<Suspension> = {}): Suspension => ({
  by,
  target,
  item: null,
  from: null,
  to: null,
  recordedAt: null,
  retractedAt: null,
  ...rest,
});
const control = (rest: Partial<Timeline> = {}): Timeline => ({
  slug: 'a',
  isQuota: false,
  announcedOn: '2025-10-09',
  effectiveFrom: '2025-11-08',
  effectiveTo: null,
  items: [],
  suspensions: [],
  ...rest,
});
const untilNovember = suspension('s', 'a', { from: '2025-11-07', to: '2026-11-11', recordedAt: '2025-11-07' });

describe('the state of a control', () => {
  test.each([
    ['2025-10-08', null],
    ['2025-10-09', 'ANNOUNCED'],
    ['2025-11-06', 'ANNOUNCED'],
    ['2025-11-07', 'SUSPENDED'],
    ['2026-11-10', 'SUSPENDED'],
    ['2026-11-11', 'IN_FORCE'],
    ['2027-12-31', 'IN_FORCE'],
    ['2028-01-01', 'EXPIRED'],
  ])('on %s is %s: suspended a day before it was to take effect, until the tenth of November', (day, state) => {
    expect(stateOn(control({ effectiveTo: '2028-01-01', suspensions: [untilNovember] }), day, LATER)).toBe(state);
  });

  test('is what was known at the time: a suspension recorded or retracted otherwise does not count', () => {
    const suspended = control({ suspensions: [untilNovember] });
    expect(stateOn(suspended, '2025-11-15', '2025-11-06T00:00:00.000Z')).toBe('IN_FORCE');
    expect(stateOn(suspended, '2025-11-15', '2025-11-07T00:00:00.000Z')).toBe('SUSPENDED');
    const retracted = control({ suspensions: [{ ...untilNovember, retractedAt: '2026-01-01T00:00:00.000Z' }] });
    expect(stateOn(retracted, '2025-11-15', '2025-12-31T00:00:00.000Z')).toBe('SUSPENDED');
    expect(stateOn(retracted, '2025-11-15', '2026-01-01T00:00:00.000Z')).toBe('IN_FORCE');
  });

  test('without a day of announcement begins when it takes effect; without a day of effect it stays announced', () => {
    const quota = control({ announcedOn: null, effectiveFrom: '2025-10-16' });
    expect([stateOn(quota, '2025-10-15', LATER), stateOn(quota, '2025-10-16', LATER)]).toEqual([null, 'IN_FORCE']);
    expect(stateOn(control({ effectiveFrom: null }), '2040-01-01', LATER)).toBe('ANNOUNCED');
  });

  test('stays in force when one item is suspended, and only that item is suspended', () => {
    const items = [
      { item: '1', effectiveFrom: null, effectiveTo: null },
      { item: '2', effectiveFrom: '2025-12-01', effectiveTo: '2026-06-01' },
    ];
    const partly = control({ items, suspensions: [suspension('s', 'a', { item: '2', to: '2026-03-01' })] });
    expect(stateOn(partly, '2026-01-01', LATER)).toBe('IN_FORCE');
    expect(stateOn(partly, '2026-01-01', LATER, '1')).toBe('IN_FORCE');
    expect(stateOn(partly, '2026-01-01', LATER, '2')).toBe('SUSPENDED');
    expect(stateOn(partly, '2026-03-01', LATER, '2')).toBe('IN_FORCE');
    expect(stateOn(partly, '2026-06-01', LATER, '2')).toBe('EXPIRED');
    expect(stateOn(control({ items }), '2025-11-15', LATER, '2')).toBe('ANNOUNCED');
  });

  test('is in force again while the control that suspends it is suspended itself', () => {
    const suspensions = [suspension('s', 'a'), suspension('t', 's', { from: '2026-02-01', to: '2026-03-01' })];
    const chain = control({ suspensions });
    expect(['2026-01-31', '2026-02-01', '2026-03-01'].map((day) => stateOn(chain, day, LATER))).toEqual([
      'SUSPENDED',
      'IN_FORCE',
      'SUSPENDED',
    ]);
  });

  test.each([
    ['two that suspend each other', [suspension('b', 'a'), suspension('a', 'b')]],
    ['three in a circle', [suspension('b', 'a'), suspension('c', 'b'), suspension('a', 'c')]],
    ['one that suspends itself', [suspension('a', 'a')]],
  ])('%s: all suspended, and the question ends', (_, suspensions) => {
    expect(stateOn(control({ suspensions }), '2026-01-01', LATER)).toBe('SUSPENDED');
  });
});

const day = fc
  .integer({ min: 0, max: 1500 })
  .map((days) => new Date(Date.UTC(2024, 0, 1) + days * 86_400_000).toISOString().slice(0, 10));
const period = fc.tuple(fc.option(day), fc.option(day)).map(([one, other]) => {
  const [from, to] = one !== null && other !== null && other < one ? [other, one] : [one, other];
  return { from, to };
});
const slug = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const item = fc.option(fc.constantFrom('1', '2'));
const suspensions = fc.array(
  fc
    .tuple(slug, slug, item, period, fc.option(day))
    .map(([by, target, part, dates, recordedAt]) => suspension(by, target, { item: part, ...dates, recordedAt })),
  { maxLength: 12 },
);
const anyControl = fc
  .tuple(fc.option(day), day, fc.option(fc.integer({ min: 1, max: 800 })), suspensions)
  .map(([announced, effectiveFrom, length, all]) =>
    control({
      announcedOn: announced !== null && announced > effectiveFrom ? effectiveFrom : announced,
      effectiveFrom,
      effectiveTo:
        length === null ? null : new Date(Date.parse(effectiveFrom) + length * 86_400_000).toISOString().slice(0, 10),
      suspensions: all,
    }),
  );

describe('of any control, however suspensions are entangled', () => {
  test('there is exactly one state on every day since it was announced, and none before', () => {
    fc.assert(
      fc.property(anyControl, day, item, (one, on, part) => {
        const state = stateOn(one, on, LATER, part);
        const announced = one.announcedOn ?? one.effectiveFrom ?? '';
        if (on < announced) expect(state).toBeNull();
        else expect(['ANNOUNCED', 'IN_FORCE', 'SUSPENDED', 'EXPIRED']).toContain(state);
      }),
    );
  });

  test('once expired it stays so, and once in effect it is announced no more', () => {
    fc.assert(
      fc.property(anyControl, day, day, (one, first, second) => {
        const [early, late] = first <= second ? [first, second] : [second, first];
        const [before, after] = [stateOn(one, early, LATER), stateOn(one, late, LATER)];
        if (before === 'EXPIRED') expect(after).toBe('EXPIRED');
        if (before === 'IN_FORCE') expect(after).not.toBe('ANNOUNCED');
      }),
    );
  });

  test('a suspension whose time the day is not in changes nothing', () => {
    fc.assert(
      fc.property(anyControl, day, slug, slug, period, (one, on, by, target, { from, to }) => {
        fc.pre((from !== null && on < from) || (to !== null && on >= to));
        const more = { ...one, suspensions: [...one.suspensions, suspension(by, target, { from, to })] };
        expect(stateOn(more, on, LATER)).toBe(stateOn(one, on, LATER));
      }),
    );
  });

  test('a suspension recorded later changes nothing', () => {
    fc.assert(
      fc.property(anyControl, day, day, (one, on, knownAt) => {
        const more = { ...one, suspensions: [...one.suspensions, suspension('b', 'a', { recordedAt: '2098-01-01' })] };
        expect(stateOn(more, on, knownAt)).toBe(stateOn(one, on, knownAt));
      }),
    );
  });

  test('the order in which suspensions stand does not matter', () => {
    const shuffled = anyControl.chain((one) =>
      fc.tuple(fc.constant(one), fc.shuffledSubarray([...one.suspensions], { minLength: one.suspensions.length })),
    );
    fc.assert(
      fc.property(shuffled, day, item, ([one, other], on, part) => {
        expect(stateOn({ ...one, suspensions: other }, on, LATER, part)).toBe(stateOn(one, on, LATER, part));
      }),
    );
  });

  test('an item is suspended whenever the whole control is', () => {
    fc.assert(
      fc.property(anyControl, day, (one, on) => {
        if (stateOn(one, on, LATER) === 'SUSPENDED') expect(stateOn(one, on, LATER, '1')).toBe('SUSPENDED');
      }),
    );
  });
});

describe('a quota', () => {
  const years = [
    { item: '2025', effectiveFrom: '2025-10-16', effectiveTo: '2026-01-01' },
    { item: '2026', effectiveFrom: '2026-01-01', effectiveTo: '2027-01-01' },
  ];

  test('of which all items have ended has expired; another control has not', () => {
    const quota = control({ isQuota: true, effectiveFrom: '2025-10-16', items: years });
    expect(stateOn(quota, '2026-12-31', LATER)).toBe('IN_FORCE');
    expect(stateOn(quota, '2027-01-01', LATER)).toBe('EXPIRED');
    expect(stateOn({ ...quota, isQuota: false }, '2027-01-01', LATER)).toBe('IN_FORCE');
    expect(stateOn({ ...quota, items: [] }, '2027-01-01', LATER)).toBe('IN_FORCE');
  });
});

const DAYS = Array.from({ length: 5 * 365 + 2 }, (_, days) =>
  new Date(Date.UTC(2023, 0, 1) + days * 86_400_000).toISOString().slice(0, 10),
);

describe('the periods of a control', () => {
  test('of No. 57: announced, suspended, in force since the suspension ended', () => {
    expect(periodsOf(control({ suspensions: [untilNovember] }), LATER)).toEqual([
      { state: { state: 'ANNOUNCED', suspension: null }, from: '2025-10-09', to: '2025-11-07' },
      { state: { state: 'SUSPENDED', suspension: { by: 's', item: null } }, from: '2025-11-07', to: '2026-11-11' },
      { state: { state: 'IN_FORCE', suspension: null }, from: '2026-11-11', to: null },
    ]);
  });

  test('tell in what time one item is suspended while the rest is in force', () => {
    const partly = control({
      suspensions: [suspension('s', 'a', { item: '2', from: '2025-12-01', to: '2026-03-01' })],
    });
    expect(periodsOf(partly, LATER).slice(1)).toMatchObject([
      { state: { state: 'IN_FORCE', suspension: null }, from: '2025-11-08' },
      { state: { state: 'IN_FORCE', suspension: { by: 's', item: '2' } }, from: '2025-12-01', to: '2026-03-01' },
      { state: { state: 'IN_FORCE', suspension: null }, to: null },
    ]);
    expect(inForceSince(partly, '2026-06-01', LATER)).toBe('2025-11-08');
  });

  const quota = fc
    .tuple(
      anyControl,
      fc.boolean(),
      fc.array(fc.record({ item, effectiveFrom: fc.option(day), effectiveTo: fc.option(day) })),
    )
    .map(([one, isQuota, items]) => ({
      ...one,
      isQuota,
      items: items.flatMap(({ item: part, ...dates }) => (part === null ? [] : [{ item: part, ...dates }])),
    }));

  test('on each day of five years the one that holds it has the state of that day, of any control and item', () => {
    fc.assert(
      fc.property(quota, item, day, (one, part, known) => {
        const knownAt = `${known}T00:00:00.000Z`;
        const periods = periodsOf(one, knownAt, part);
        for (const on of DAYS) {
          const own = periods.filter(({ from, to }) => from <= on && (to === null || on < to));
          expect(own.map(({ state }) => state.state)).toEqual([stateOn(one, on, knownAt, part) ?? []].flat());
        }
      }),
      { numRuns: 60 },
    );
  });

  test('follow each other, and two that touch differ', () => {
    fc.assert(
      fc.property(quota, item, (one, part) => {
        const periods = periodsOf(one, LATER, part);
        periods.slice(1).forEach((period, index) => {
          expect(periods[index]?.to).toBe(period.from);
          expect(periods[index]?.state).not.toEqual(period.state);
        });
        expect(periods.at(-1)?.to ?? null).toBeNull();
      }),
    );
  });

  test('in force since a day: every day from then on it is in force, and the day before it is not', () => {
    const before = (on: string) => new Date(Date.parse(on) - 86_400_000).toISOString().slice(0, 10);
    fc.assert(
      fc.property(quota, day, (one, on) => {
        const since = inForceSince(one, on, LATER);
        if (since === null) {
          expect(stateOn(one, on, LATER)).not.toBe('IN_FORCE');
          return;
        }
        expect(stateOn(one, before(since), LATER)).not.toBe('IN_FORCE');
        for (let each = on; each >= since; each = before(each)) expect(stateOn(one, each, LATER)).toBe('IN_FORCE');
      }),
      { numRuns: 60 },
    );
  });
});
