import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { CapacityBars } from '../../web/explorer/charts/capacity-bar.tsx';
import { Dumbbells } from '../../web/explorer/charts/dumbbell.tsx';
import { Flow, layOut, type FlowColumn, type FlowLink } from '../../web/explorer/charts/flow.tsx';
import { given, inputOf, monthAfter } from '../../web/explorer/pages/what-if/input.ts';
import { pledgeLists } from '../../web/explorer/pages/replace/pledges.tsx';
import { supplyFlow } from '../../web/explorer/pages/what-if/supply-flow.ts';

const columns: FlowColumn[] = [
  {
    title: 'Mined',
    nodes: [
      { key: 'm:unknown', name: 'not reported', value: 0.4, shown: '40 %', tone: 'unknown' },
      { key: 'm:CHN', name: 'China', value: 0.6, shown: '60 %', tone: 'focus' },
    ],
  },
  { title: 'Used', nodes: [{ key: 'importer', name: 'Japan', value: 1, shown: '', tone: 'plain' }] },
];
const links: FlowLink[] = [
  { from: 'm:unknown', to: 'importer', value: 0.4, isHighlighted: false },
  { from: 'm:CHN', to: 'importer', value: 0.6, isHighlighted: true },
];

describe('a flow', () => {
  test('puts what nobody reports last, and heights in proportion', () => {
    const { nodes } = layOut({ columns, links, width: 400, height: 300 });
    const of = (key: string) => nodes.find((node) => node.key === key);
    const height = (key: string) => (of(key)?.y1 ?? 0) - (of(key)?.y0 ?? 0);
    expect(of('m:unknown')?.y0).toBeGreaterThan(of('m:CHN')?.y1 ?? Infinity);
    expect(height('m:CHN') / height('m:unknown')).toBeCloseTo(1.5, 3);
    expect(height('importer')).toBeCloseTo(height('m:CHN') + height('m:unknown'), 3);
  });

  test('leaves out links to nodes that it does not have', () => {
    const { links: drawn } = layOut({
      columns,
      links: [...links, { from: 'm:CHN', to: 'nowhere', value: 1, isHighlighted: false }],
      width: 400,
      height: 300,
    });
    expect(drawn).toHaveLength(2);
  });

  test('highlights the country asked about alone and hatches the unknown', () => {
    const svg = renderToStaticMarkup(createElement(Flow, { title: 'Chain', columns, links, width: 400, height: 300 }));
    expect(svg.match(/flow-link on/g)).toHaveLength(1);
    expect(svg).toContain('flow-node unknown');
    expect(svg).toContain('aria-label="Chain"');
  });
});

test('capacities: the state is the fill, and what is not published has no bar but its reason', () => {
  const row = { missing: null, plannedFor: null } as const;
  const svg = renderToStaticMarkup(
    createElement(CapacityBars, {
      groups: [
        {
          title: 'Magnets',
          most: 10_000,
          rows: [
            { ...row, key: 'a', name: 'A', tonnes: 10_000, status: 'OPERATING' },
            { ...row, key: 'b', name: 'B', tonnes: 5_000, status: 'UNDER_CONSTRUCTION', plannedFor: 2027 },
            { ...row, key: 'c', name: 'C', tonnes: null, status: 'PLANNED', missing: 'NOT_AVAILABLE' },
          ],
        },
      ],
    }),
  );
  const widths = [...svg.matchAll(/class="plant-[a-z-]+"[^>]*? width="([\d.]+)"/g)].map((match) => Number(match[1]));
  expect(widths).toHaveLength(2);
  expect((widths[0] ?? 0) / (widths[1] ?? 1)).toBeCloseTo(2, 3);
  expect(svg).toContain('being built · for 2027');
  expect(svg).toContain('not published · planned');
});

test('a dumbbell without a figure has no mark in its place', () => {
  const svg = renderToStaticMarkup(
    createElement(Dumbbells, { rows: [{ key: 'JPN', name: 'Japan', nobody: null, oneHand: 0.5, shown: '1 t' }] }),
  );
  expect(svg.match(/<circle/g)).toHaveLength(1);
  expect(svg).not.toContain('dumbbell-bar');
});

test('deliveries beside the largest ends stand together, and nothing is lost of them', () => {
  const deliveries = Array.from({ length: 20 }, (_, index) => ({
    giver: { key: `G${index}`, name: `Giver ${index}` },
    getter: { key: `T${index % 12}`, name: `Getter ${index % 12}` },
    tonnes: index + 1,
  }));
  const flow = supplyFlow(deliveries, 'G19');
  const sum = (values: readonly { value: number }[]) => values.reduce((total, { value }) => total + value, 0);
  expect(flow.total).toBe(210);
  expect(sum(flow.links)).toBe(210);
  expect(flow.columns.map(({ nodes }) => sum(nodes))).toEqual([210, 210]);
  expect(flow.links.filter(({ isHighlighted }) => isHighlighted).map(({ from }) => from)).toEqual(['give:G19']);
});

describe('the address of a what-if', () => {
  const values = {
    asOf: null,
    knownAt: null,
    ev: null,
    stop: ['CHN'],
    products: [],
    minerals: [],
    cut: 1,
    to: [],
    from: null,
    months: 12,
    spare: [],
    stock: [],
    instead: [],
    giver: null,
    view: 'chart',
  } as const;

  test('is about magnets from the next month on where it says nothing', () => {
    expect(inputOf(values, '2026-12-05')).toEqual({
      countries: ['CHN'],
      products: ['permanent-magnets'],
      cut: 1,
      from: '2027-01-01',
      months: 12,
    });
    expect(monthAfter('2026-01-31')).toBe('2026-02-01');
  });

  test('reads what is given, and names what it cannot read', () => {
    expect(
      given({
        spare: ['MYS:permanent-magnets:1000', 'MYS:permanent-magnets:many'],
        stock: ['JPN:permanent-magnets:-5'],
        instead: ['permanent-magnets:0.1', 'permanent-magnets:0.1:JPN'],
      }),
    ).toEqual({
      spareCapacity: [{ country: 'MYS', product: 'permanent-magnets', tonnesPerYear: 1000 }],
      stocks: [],
      substitution: [
        { product: 'permanent-magnets', share: 0.1 },
        { product: 'permanent-magnets', share: 0.1, country: 'JPN' },
      ],
      broken: ['spare', 'stock'],
    });
  });
});

test('pledges of one state and currency stand in a list of their own, each pledge once', () => {
  const pledge = (id: string, state: 'COMMITTED' | 'ANNOUNCED', amount: string | null, currency: string | null) => ({
    goesTo: 'A plant',
    pledge: {
      id,
      state,
      amount,
      currency,
      description: id,
      instrument: 'LOAN' as const,
      bound: null,
      announcedOn: null,
      makers: [],
    },
  });
  const lists = pledgeLists([
    pledge('a', 'COMMITTED', '100', 'USD'),
    pledge('b', 'COMMITTED', '900', 'USD'),
    pledge('b', 'COMMITTED', '900', 'USD'),
    pledge('c', 'ANNOUNCED', '5', 'USD'),
    pledge('d', 'COMMITTED', '99999', 'JPY'),
    pledge('e', 'ANNOUNCED', null, null),
  ]);
  expect(lists.map(({ title, rows }) => [title, rows.map((row) => row.pledge.id)])).toEqual([
    ['committed, USD', ['b', 'a']],
    ['announced, USD', ['c']],
    ['committed, JPY', ['d']],
    ['announced, no amount stated', ['e']],
  ]);
});
