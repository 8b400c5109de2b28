import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Flow } from '../../src/analysis/disruption-model.ts';
import { disruption } from '../../src/analysis/disruption.ts';
import { withoutTransshipment } from '../../src/analysis/transshipment.ts';

const flow = (from: string, to: string, tonnes: number): Flow => ({ product: 'magnet', from, to, tonnes });
const flows = [flow('CHN', 'VNM', 50), flow('VNM', 'USA', 80), flow('VNM', 'JPN', 20), flow('KOR', 'VNM', 10)];
const through = (share: number) => [{ product: 'magnet', through: 'VNM', of: ['CHN'], share }];
const amount = (all: readonly Flow[], from: string, to: string) =>
  all.reduce((sum, one) => sum + (one.from === from && one.to === to ? one.tonnes : 0), 0);

describe('what is passed on', () => {
  test('is delivered by those whose goods it is: 0.3 of 100 t sold are 24 t to the one and 6 t to the other', () => {
    const found = withoutTransshipment(flows, through(0.3));
    expect(amount(found, 'CHN', 'USA')).toBeCloseTo(24, 12);
    expect(amount(found, 'CHN', 'JPN')).toBeCloseTo(6, 12);
    expect(amount(found, 'CHN', 'VNM')).toBeCloseTo(20, 12);
    expect(amount(found, 'VNM', 'USA')).toBeCloseTo(56, 12);
    expect(amount(found, 'KOR', 'VNM')).toBe(10);
  });

  test('is never more than comes in: of 0.9, that is 90 t, only 50', () => {
    const found = withoutTransshipment(flows, through(0.9));
    expect(amount(found, 'CHN', 'USA') + amount(found, 'CHN', 'JPN')).toBeCloseTo(50, 12);
    expect(amount(found, 'CHN', 'VNM')).toBeCloseTo(0, 12);
  });

  test('none changes nothing', () => expect(withoutTransshipment(flows, through(0))).toEqual(flows));

  test('stops with the country whose it is: the United States lose 24 t that came through Vietnam', async () => {
    const lost = async (share: number) => {
      const { supply } = await disruption({
        ...{ flows: withoutTransshipment(flows, through(share)), inputs: [], start: '2026-01-01', months: 12 },
        ...{ stops: [{ country: 'CHN', cut: 1 }], rule: 'PRO_RATA' },
      });
      return supply.find(({ country }) => country === 'USA')?.lostDirectly;
    };
    expect(await lost(0)).toBe(0);
    expect(await lost(0.3)).toBeCloseTo(24, 9);
  });

  test('neither adds to what anybody has nor takes from it, whatever the flows', () => {
    const code = fc.constantFrom('CHN', 'VNM', 'USA', 'JPN', 'RUS');
    const any = fc.record({ product: fc.constant('magnet'), from: code, to: code, tonnes: fc.nat({ max: 100 }) });
    fc.assert(
      fc.property(fc.array(any), fc.double({ min: 0, max: 1, noNaN: true }), (some, share) => {
        const found = withoutTransshipment(some, [{ product: 'magnet', through: 'VNM', of: ['CHN', 'RUS'], share }]);
        const sum = (all: readonly Flow[], pick: (one: Flow) => boolean) =>
          all.reduce((total, one) => total + (pick(one) ? one.tonnes : 0), 0);
        for (const one of ['USA', 'JPN', 'CHN', 'RUS'])
          expect(sum(found, ({ to }) => to === one)).toBeCloseTo(
            sum(some, ({ to }) => to === one),
            6,
          );
        // What passes through is neither got nor sold by the one it passes through.
        const net = (all: readonly Flow[]) =>
          sum(all, ({ to }) => to === 'VNM') - sum(all, ({ from }) => from === 'VNM');
        expect(net(found)).toBeCloseTo(net(some), 6);
        expect(found.every(({ tonnes }) => tonnes >= 0)).toBe(true);
      }),
    );
  });
});
