import fc from 'fast-check';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { LifeChart, LifeStrip } from '../../web/explorer/charts/life-lane.tsx';
import { periodOn, placeLabels, ticksOf, wholeLife, yearsUpTo } from '../../web/explorer/charts/life.ts';

const no57 = [
  { state: 'ANNOUNCED', from: '2025-10-09', to: '2025-11-07' },
  { state: 'SUSPENDED', from: '2025-11-07', to: '2026-11-11' },
  { state: 'IN_FORCE', from: '2026-11-11', to: null },
];

describe('the life of a rule', () => {
  test('has one state on each day', () => {
    expect(periodOn(no57, '2025-11-15')?.state).toBe('SUSPENDED');
    expect(periodOn(no57, '2025-11-06')?.state).toBe('ANNOUNCED');
    expect(periodOn(no57, '2026-11-11')?.state).toBe('IN_FORCE');
    expect(periodOn(no57, '2025-01-01')).toBeNull();
  });

  test('is drawn as one mark a state, and one that is not seen in these years has none', () => {
    const picture = renderToStaticMarkup(
      createElement(LifeStrip, {
        of: 'rule',
        periods: no57,
        span: yearsUpTo('2026-11-26'),
        day: '2026-11-26',
        width: 300,
        height: 8,
        label: 'No. 57',
      }),
    );
    for (const shape of ['outline', 'hatched', 'solid']) expect(picture.split(`life-${shape}`).length).toBe(2);
    const before = renderToStaticMarkup(
      createElement(LifeStrip, {
        of: 'rule',
        periods: no57,
        span: ['2020-01-01', '2021-01-01'],
        day: '2021-01-01',
        width: 300,
        height: 8,
        label: '',
      }),
    );
    expect(before).not.toContain('life-solid');
  });

  test('names what began over the lane', () => {
    const picture = renderToStaticMarkup(
      createElement(LifeChart, {
        of: 'rule',
        periods: no57,
        span: wholeLife(no57, '2026-11-26'),
        day: '2026-11-26',
        dayName: 'today',
        width: 760,
        title: 'Its life',
        labels: [{ day: '2025-11-07', what: 'Suspended', note: '7 Nov 2025, by No. 70/2025' }],
      }),
    );
    expect(picture).toContain('by No. 70/2025');
    expect(picture).toContain('Jul');
  });

  test('names years, and months where there are few', () => {
    expect(ticksOf('2023-01-01', '2026-12-30', 6).map(({ label }) => label)).toEqual(['2023', '2024', '2025', '2026']);
    expect(ticksOf('2025-10-01', '2027-01-20').map(({ label }) => label)).toEqual([
      'Oct 2025',
      '2026',
      'Apr',
      'Jul',
      'Oct',
      '2027',
    ]);
  });

  test('has labels that lie neither on one another nor on a line', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ x: fc.integer({ min: 0, max: 700 }), width: fc.integer({ min: 20, max: 200 }) }), {
          maxLength: 7,
        }),
        (given) => {
          const labels = [...given].sort((a, b) => a.x - b.x);
          const places = placeLabels(labels, 720).map(({ row, isLeft }, index) => {
            const { x, width } = labels[index] ?? { x: 0, width: 0 };
            return { row, x, from: isLeft ? x - width : x, to: isLeft ? x : x + width };
          });
          for (const one of places)
            for (const other of places) {
              if (one === other) continue;
              if (one.row === other.row) expect(one.to <= other.from || other.to <= one.from).toBe(true);
            }
        },
      ),
    );
  });
});
