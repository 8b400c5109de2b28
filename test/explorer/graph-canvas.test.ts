import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseSearch, stringifySearch } from '../../web/explorer/address/search.ts';
import { nextTowards, overlap, place, type Arrival } from '../../web/explorer/pages/graph/compass.ts';
import {
  openedOf,
  readPins,
  readSteps,
  wantedOf,
  withStep,
  withWays,
  writePins,
} from '../../web/explorer/pages/graph/log.ts';
import { readable, viewOf, zoomed } from '../../web/explorer/pages/graph/view.ts';
import type { Sector } from '../../web/explorer/pages/graph/relations.ts';

const sector = fc.constantFrom<Sector>('above', 'left', 'right', 'below');

/** A focus, and what arrives with something that stands already. */
const arrivals = fc
  .array(
    fc.record({ parent: fc.nat(), sector, towards: fc.option(fc.integer({ min: 0, max: 359 }), { nil: undefined }) }),
    { maxLength: 160 },
  )
  .map((later): Arrival[] => [
    { key: '0', from: null, sector: 'above' },
    ...later.map((one, index) => ({
      key: String(index + 1),
      from: String(one.parent % (index + 1)),
      sector: one.sector,
      ...(one.towards === undefined ? {} : { towards: one.towards }),
    })),
  ]);

describe('the compass', () => {
  test('moves nothing that stands when something is added', () => {
    fc.assert(
      fc.property(arrivals, fc.nat(160), (all, many) => {
        const before = place(all.slice(0, many + 1));
        const after = place(all);
        for (const [key, at] of before) expect(after.get(key)).toEqual(at);
      }),
    );
  });

  test('keeps what stands where it is when what came before it is gone', () => {
    fc.assert(
      fc.property(arrivals, fc.nat(), (all, left) => {
        const standing = place(all);
        const gone = String(1 + (left % Math.max(1, all.length - 1)));
        const rest = all.filter(({ key }) => key !== gone);
        for (const [key, at] of place(rest, standing)) expect(at).toEqual(standing.get(key));
      }),
    );
  });

  test('gives each its own place, and no two lie on one another', () => {
    fc.assert(
      fc.property(arrivals, (all) => {
        const places = [...place(all).values()];
        expect(places).toHaveLength(all.length);
        places.forEach((one, index) =>
          places.slice(index + 1).forEach((other) => expect(overlap(one, other)).toBe(false)),
        );
      }),
      { numRuns: 40 },
    );
  });

  test('puts what the focus is joined to into the sector of the relationship', () => {
    fc.assert(
      fc.property(fc.array(sector, { maxLength: 60 }), (sectors) => {
        const places = place([
          { key: 'focus', from: null, sector: 'above' },
          ...sectors.map((one, index) => ({ key: String(index), from: 'focus', sector: one })),
        ]);
        sectors.forEach((one, index) => expect(places.get(String(index))?.sector).toBe(one));
        expect(places.get('focus')).toMatchObject({ x: 0, y: 0 });
      }),
    );
  });

  test('has places for two thousand', () => {
    const many: Arrival[] = [
      { key: 'focus', from: null, sector: 'above' },
      ...Array.from({ length: 2000 }, (_, index) => ({ key: String(index), from: 'focus', sector: 'below' as const })),
    ];
    expect(new Set([...place(many).values()].map(({ x, y }) => `${x} ${y}`)).size).toBe(2001);
  });

  test('goes to the nearest thing in a direction, and nowhere where there is none', () => {
    const places = new Map([
      ['middle', { x: 0, y: 0 }],
      ['near', { x: 100, y: 10 }],
      ['far', { x: 300, y: 0 }],
      ['up', { x: 10, y: -200 }],
    ]);
    expect(nextTowards(places, 'middle', 'right')).toBe('near');
    expect(nextTowards(places, 'near', 'right')).toBe('far');
    expect(nextTowards(places, 'middle', 'up')).toBe('up');
    expect(nextTowards(places, 'middle', 'down')).toBeNull();
    expect(nextTowards(places, 'far', 'left')).toBe('near');
  });
});

describe('what is done to the canvas', () => {
  const focus = 'Supplier:mp-materials';

  test('is read from the address in its order, ways first where it does not say when', () => {
    expect(readSteps(['Country:USA~owners,facilities:50', 'ways', 'Mineral:gallium~products'], focus)).toEqual([
      { of: 'Country:USA', relationship: 'OWNERS', count: 25 },
      { of: 'Country:USA', relationship: 'FACILITIES', count: 50 },
      'ways',
      { of: 'Mineral:gallium', relationship: 'PRODUCTS', count: 25 },
    ]);
    expect(readSteps([], focus)[0]).toBe('ways');
    expect(readSteps([], focus)[1]).toMatchObject({ of: focus, count: 4 });
  });

  test('leaves out what it cannot read', () => {
    expect(readSteps(['nonsense', '~owners', 'Country:USA~stones,owners:-1,owners:x'], focus)).toEqual(['ways']);
  });

  test('is added at the end only', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.constantFrom('Country:USA', 'Supplier:lynas', 'Agency:x'),
            fc.constantFrom('OWNERS', 'FACILITIES', 'SOURCES'),
            fc.constantFrom(25, 50, 75),
          ),
        ),
        (acts) => {
          let entries: string[] = [];
          for (const [of, relationship, count] of acts) {
            const before = readSteps(entries, focus);
            entries = withStep(entries, focus, { of, relationship: relationship as 'OWNERS', count });
            expect(readSteps(entries, focus).slice(0, before.length)).toEqual(before);
            expect(openedOf(readSteps(entries, focus), of).get(relationship as 'OWNERS')).toBeGreaterThanOrEqual(count);
          }
        },
      ),
    );
    expect(withWays(['Country:USA~owners'])).toEqual(['Country:USA~owners', 'ways']);
    expect(withWays(['ways'])).toEqual(['ways']);
    expect(withStep([], focus, 'first', 'Country:USA')).toEqual([`${focus}~first`, 'Country:USA~first']);
  });

  test('asks once for each thing and number', () => {
    expect(
      wantedOf(readSteps(['Country:USA~owners,facilities', 'Country:JPN~owners', 'Country:USA~sources'], focus)),
    ).toEqual([
      { of: 'Country:USA', first: 25, relationships: ['OWNERS', 'FACILITIES', 'SOURCES'] },
      { of: 'Country:JPN', first: 25, relationships: ['OWNERS'] },
    ]);
  });

  test('keeps pins in the address', () => {
    const place = fc.record({ x: fc.integer({ min: -9999, max: 9999 }), y: fc.integer({ min: -9999, max: 9999 }) });
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('Supplier:apple', 'Country:USA', 'Facility:a:b'), place), (given) => {
        const pins = new Map(Object.entries(given));
        expect(readPins(writePins(pins))).toEqual(pins);
      }),
    );
    expect(readPins(['Supplier:apple', 'x:1', ':1,2'])).toEqual(new Map());
  });

  test('stands in an address that keeps what stands several times', () => {
    expect(parseSearch('?open=a&open=b&at=c')).toEqual({ open: ['a', 'b'], at: 'c' });
    expect(stringifySearch(parseSearch('?open=a%20b&open=b&at=c'))).toBe('?open=a+b&open=b&at=c');
    expect(stringifySearch({})).toBe('');
  });
});

describe('what is in sight', () => {
  const shape = { width: 1000, height: 600 };

  test('is all that stands there, in the shape of the window', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ x: fc.integer({ min: -3000, max: 3000 }), y: fc.integer({ min: -3000, max: 3000 }) })),
        (things) => {
          const view = viewOf(things, shape);
          expect(view.width / view.height).toBeCloseTo(shape.width / shape.height, 6);
          for (const { x, y } of [...things, { x: 0, y: 0 }]) {
            expect(x).toBeGreaterThan(view.x);
            expect(x).toBeLessThan(view.x + view.width);
            expect(y).toBeGreaterThan(view.y);
            expect(y).toBeLessThan(view.y + view.height);
          }
        },
      ),
    );
  });

  test('keeps the point under the pointer when it comes nearer', () => {
    const view = { x: -100, y: -50, width: 1000, height: 600 };
    const near = zoomed(view, 0.5, { x: 150, y: 100 });
    expect((150 - near.x) / near.width).toBeCloseTo((150 - view.x) / view.width, 9);
    expect((100 - near.y) / near.height).toBeCloseTo((100 - view.y) / view.height, 9);
  });

  test('is not so much that names cannot be read', () => {
    const view = readable({ x: -5000, y: -3000, width: 10_000, height: 6000 }, shape, { x: 10, y: 20 });
    expect(view.width).toBe(1700);
    expect(view.x + view.width / 2).toBe(10);
  });
});
