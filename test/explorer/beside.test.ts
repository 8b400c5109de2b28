import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { PlantsMap } from '../../web/explorer/charts/plants-map.tsx';
import { happenings, monthOf } from '../../web/explorer/pages/thing/happenings.ts';
import { plantsMap } from '../../web/explorer/pages/thing/said.ts';
import { waysOut, type Maker } from '../../web/explorer/pages/thing/ways-out.ts';

const named = (kind: string, slug: string) => ({ id: `${kind}:${slug}`, name: slug });
const source = (key: string) => ({ key, title: key, publisher: key, vintage: null, licence: 'none' });
const delivery = (
  to: { id: string; name: string },
  product: string,
  confidence: 'HIGH' | 'MEDIUM' | 'LOW' = 'HIGH',
) => ({
  ...{ to, product: named('Product', product), confidence, source: source(`says-${product}`) },
});
const plant = (
  slug: string,
  makes: string[],
  customers: ReturnType<typeof delivery>[],
  status = 'OPERATING',
): Maker => ({
  ...named('Facility', slug),
  status,
  customers,
  production: makes.map((product) => ({ product: named('Product', product) })),
  supplies: customers.map(({ to, product }) => ({ id: `claim ${slug}`, scope: `${to.name} ${product.name}` })),
});
const company = { ...named('Supplier', 'company'), claims: [] };
const buyer = named('Supplier', 'buyer');

describe('the ways of a company to its customers', () => {
  const works = plant('works', ['magnets', 'alloy'], [delivery(buyer, 'magnets')]);
  const mine = plant('mine', ['oxide'], [delivery(works, 'oxide', 'LOW')]);

  test('begin at the plant that feeds the one which sells, and are as sure as their least sure step', () => {
    const ways = waysOut(company, [delivery(buyer, 'magnets')], [works, mine]);
    expect(ways).toHaveLength(1);
    expect(ways[0]).toMatchObject({
      from: [{ name: 'mine' }, { name: 'works' }],
      with: [[{ name: 'oxide', claim: 'claim mine' }], [{ name: 'magnets', claim: 'claim works' }]],
      to: buyer,
      confidence: 'LOW',
    });
    expect(ways[0]?.sources.map(({ key }) => key)).toEqual(['says-oxide', 'says-magnets']);
  });

  test('leave from the plants that make what the company itself is said to sell, else from the company', () => {
    const other = named('Supplier', 'other');
    const ways = waysOut(company, [delivery(other, 'alloy'), delivery(other, 'powder')], [works, mine]);
    expect(ways.map(({ from, to }) => [...from, to].map(({ name }) => name))).toEqual([
      ['mine', 'works', 'buyer'],
      ['mine', 'works', 'other'],
      ['company', 'other'],
    ]);
  });

  test('of several products by the same plants are one, and plants that feed each other end', () => {
    const a = plant('a', ['x', 'y'], [delivery(named('Facility', 'b'), 'x')]);
    const b = plant('b', ['z'], [delivery(named('Facility', 'a'), 'z')]);
    const ways = waysOut(company, [delivery(buyer, 'x'), delivery(buyer, 'y')], [a, b]);
    expect(ways.map(({ from }) => from.map(({ name }) => name))).toEqual([['b', 'a']]);
    expect(ways[0]?.with.map((step) => step.map(({ name }) => name))).toEqual([['z'], ['x', 'y']]);
  });

  test('are none where nothing is delivered to others', () => {
    expect(waysOut(company, [], [mine, { ...works, customers: null }])).toEqual([]);
  });
});

describe('what else happened', () => {
  test.each([
    ['2025-10-09', '2025-10-01', '2025-10-31'],
    ['2024-02', '2024-02-01', '2024-02-29'],
    ['2025-12-31', '2025-12-01', '2025-12-31'],
    ['2010', '2010-01-01', '2010-12-31'],
  ])('is of the month of %s, or of its year where there is no month', (of, from, to) => {
    expect(monthOf(of)).toEqual({ from, to });
  });

  test('is each thing once a day, without the thing itself, and says what is not there', () => {
    const entry = (on: string, kind: 'CONTROL_ANNOUNCED' | 'CONTROL_IN_EFFECT' | 'EVENT_BEGAN', slug: string) => ({
      ...{ on, kind, node: { id: `@then:Event:${slug}`, name: slug } },
    });
    const nodes = [
      entry('2025-10-09', 'CONTROL_ANNOUNCED', 'other'),
      entry('2025-10-09', 'CONTROL_IN_EFFECT', 'other'),
      entry('2025-10-10', 'EVENT_BEGAN', 'own'),
      { on: '2025-10-11', kind: 'EVENT_BEGAN' as const, node: null },
    ];
    const [aside] = happenings('In the same month', 'Event:own', monthOf('2025-10-10'), { totalCount: 9, nodes });
    expect(aside?.rows.map(({ note }) => note)).toEqual([
      '9 Oct 2025 · control announced, control takes effect',
      '11 Oct 2025 · event',
    ]);
    expect(aside?.note).toBe('5 more of these days are on the timeline.');
  });
});

describe('a map of plants', () => {
  const at = (name: string, longitude: number | null, latitude: number | null, status = 'OPERATING') => ({
    ...named('Facility', name),
    ...{ place: null, longitude, latitude, status: status as 'OPERATING', country: { name: 'Somewhere' } },
  });

  test('keeps those without a position', () => {
    const [block] = plantsMap('Plants', [at('here', 10, 50), at('nowhere', null, null)], 3);
    expect(block?.is === 'map' && [block.count, block.plants.map((one) => one.at)]).toEqual([3, [[10, 50], null]]);
    expect(plantsMap('Plants', [], 0)).toEqual([]);
  });

  test('draws one place as well as many, all within the picture', () => {
    const drawn = (places: [number, number][]) =>
      renderToStaticMarkup(
        createElement(PlantsMap, {
          title: 'Plants',
          width: 400,
          plants: places.map((place, index) => ({
            id: String(index),
            name: `plant ${index}`,
            at: place,
            shape: 'solid' as const,
          })),
        }),
      );
    for (const places of [
      [[-115.53, 35.48]],
      [
        [-115, 35],
        [104, 26],
        [151, -33],
        [0, 0],
      ],
    ] as [number, number][][]) {
      const svg = drawn(places);
      expect(svg).not.toContain('NaN');
      const circles = [...svg.matchAll(/cx="([-\d.]+)" cy="([-\d.]+)"/g)];
      expect(circles).toHaveLength(places.length);
      const height = Number(/height="([\d.]+)"/.exec(svg)?.[1]);
      for (const [, x, y] of circles) {
        expect(Number(x)).toBeGreaterThanOrEqual(0);
        expect(Number(x)).toBeLessThanOrEqual(400);
        expect(Number(y)).toBeGreaterThanOrEqual(0);
        expect(Number(y)).toBeLessThanOrEqual(height);
      }
    }
  });
});
