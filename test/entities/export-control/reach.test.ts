import { describe, expect, test } from 'vitest';
import { faces, restrictsTrade, select, type Reach } from '../../../src/entities/export-control/reach.ts';

const LATER = '2099-01-01T00:00:00.000Z';
const DAY = '2026-01-12';
const reach = (rest: Omit<Partial<Reach>, 'control'> & { control?: Partial<Reach['control']> } = {}): Reach => ({
  imposers: ['CHN'],
  aims: [],
  hits: [{ item: null, aspect: 'GOODS', direct: true }],
  ...rest,
  control: {
    slug: 'a',
    isQuota: false,
    announcedOn: '2025-04-04',
    effectiveFrom: '2025-04-04',
    effectiveTo: null,
    items: [],
    suspensions: [],
    ...rest.control,
  },
});
const hitsJapan = (one: Reach) => restrictsTrade(one, 'CHN', ['JPN'], DAY, LATER);

describe("a control restricts a country's purchases", () => {
  test('when it is in force and aimed at everyone or at that country', () => {
    expect(hitsJapan(reach())).toBe(true);
    expect(hitsJapan(reach({ aims: [{ country: 'JPN', item: null }] }))).toBe(true);
    expect(hitsJapan(reach({ aims: [{ country: 'USA', item: null }] }))).toBe(false);
  });

  test('not before it takes effect and not when another country imposes it', () => {
    expect(hitsJapan(reach({ control: { effectiveFrom: '2026-01-13' } }))).toBe(false);
    expect(hitsJapan(reach({ imposers: ['COD'] }))).toBe(false);
    expect(hitsJapan(reach({ imposers: ['COD', 'CHN'] }))).toBe(true);
  });

  test('by the goods or their use, not by technology alone', () => {
    expect(hitsJapan(reach({ hits: [{ item: null, aspect: 'END_USE', direct: false }] }))).toBe(true);
    expect(hitsJapan(reach({ hits: [{ item: null, aspect: 'TECHNOLOGY', direct: true }] }))).toBe(false);
    expect(hitsJapan(reach({ hits: [] }))).toBe(false);
  });

  test('only by an item that is in force and aimed at it', () => {
    const items = [{ item: '2', effectiveFrom: null, effectiveTo: null }];
    const suspensions = [
      { by: 's', target: 'a', item: '2', from: null, to: null, recordedAt: null, retractedAt: null },
    ];
    const hits = [{ item: '2', aspect: 'GOODS', direct: true }] as const;
    expect(hitsJapan(reach({ hits: [...hits], control: { items } }))).toBe(true);
    expect(hitsJapan(reach({ hits: [...hits], control: { items, suspensions } }))).toBe(false);
    expect(hitsJapan(reach({ hits: [...hits], aims: [{ country: 'JPN', item: '1' }] }))).toBe(false);
    expect(hitsJapan(reach({ hits: [...hits], aims: [{ country: 'JPN', item: '2' }] }))).toBe(true);
  });

  test('of a coalition when it hits any member, never of the country that imposes it', () => {
    const aimed = reach({ aims: [{ country: 'FRA', item: null }] });
    expect(restrictsTrade(aimed, 'CHN', ['DEU', 'FRA'], DAY, LATER)).toBe(true);
    expect(restrictsTrade(reach(), 'CHN', ['CHN'], DAY, LATER)).toBe(false);
  });
});

describe('controls that a country faces', () => {
  test('are those aimed at it, and those of others that restrict something for everyone', () => {
    expect(faces(reach(), 'JPN', false)).toBe(true);
    expect(faces(reach(), 'JPN', true)).toBe(false);
    expect(faces(reach(), 'CHN', false)).toBe(false);
    expect(faces(reach({ hits: [] }), 'JPN', false)).toBe(false);
    expect(faces(reach({ hits: [], aims: [{ country: 'JPN', item: '1' }] }), 'JPN', true)).toBe(true);
  });
});

describe('controls chosen from a list', () => {
  test('leave out what was not announced yet, and keep the state and aspects asked for', () => {
    const licence = reach({ hits: [{ item: null, aspect: 'GOODS', direct: false }] });
    const catalogue = reach({
      control: { slug: 'b', effectiveFrom: '2026-02-01' },
      hits: [{ item: null, aspect: 'TECHNOLOGY', direct: true }],
    });
    const slugs = (...rest: [string, Parameters<typeof select>[3]?]) =>
      select([licence, catalogue], rest[0], LATER, rest[1]).map((one) => one.slug);
    expect(slugs('2025-04-03')).toEqual([]);
    expect(slugs(DAY)).toEqual(['a', 'b']);
    expect(slugs(DAY, { state: 'IN_FORCE' })).toEqual(['a']);
    expect(slugs(DAY, { aspects: ['TECHNOLOGY', 'EQUIPMENT'] })).toEqual(['b']);
    expect(slugs(DAY, { direct: true })).toEqual(['b']);
    expect(slugs(DAY, { direct: true, aspects: ['GOODS'] })).toEqual([]);
  });
});
