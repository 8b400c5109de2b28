import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aboutOf } from '../../web/explorer/pages/changed/about.ts';
import { answerOf, countsOf, packEvents, type Lane, type Rows } from '../../web/explorer/pages/timeline/rows.ts';

const lane = (state: string, from: string, to: string | null, of = 'China'): Lane => ({
  id: `ExportControl:${state}${from}`,
  kind: 'EXPORT_CONTROL',
  name: 'A control',
  number: null,
  periods: [{ state, from, to }],
  deadline: null,
  of: { iso3: of.slice(0, 3).toUpperCase(), name: of },
  sources: [],
});
const rows = (some: Partial<Rows>): Rows => ({ controls: [], agreements: [], events: [], ...some });

describe('events', () => {
  const event = fc.record({ x: fc.integer({ min: 0, max: 900 }), width: fc.integer({ min: 10, max: 280 }) });

  test('lie on no other in their row', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 60 }), (events) => {
        const places = packEvents(events, 900);
        const spans = events.map(({ x, width }, index) =>
          places[index]?.isLeft ? { from: x - 8 - width, to: x + 8 } : { from: x - 8, to: x + 8 + width },
        );
        spans.forEach((one, index) =>
          spans.slice(index + 1).forEach((other, after) => {
            if (places[index]?.row !== places[index + 1 + after]?.row) return;
            expect(one.to <= other.from || other.to <= one.from).toBe(true);
          }),
        );
      }),
    );
  });

  test('stand in one row where they fit', () => {
    expect(
      packEvents(
        [
          { x: 200, width: 100 },
          { x: 230, width: 100 },
        ],
        900,
      ),
    ).toEqual([
      { row: 0, isLeft: true },
      { row: 0, isLeft: false },
    ]);
  });
});

describe('what is drawn', () => {
  test('is counted beside what is on record, and says where more concerns the question than was given', () => {
    const page = (totalCount: number) => ({ totalCount, nodes: [] });
    const answer = { exportControls: page(32), agreements: page(30), events: page(35), about: page(120) };
    expect(countsOf(answer, rows({ controls: [lane('IN_FORCE', '2025-04-04', null)] }))).toBe(
      'Drawn: 1 of 32 controls, 0 of 30 agreements and 0 of 35 events on record. Of 120 days that concern it the first 0 are drawn.',
    );
  });
});

describe('the answer', () => {
  const controls = [
    lane('IN_FORCE', '2025-04-04', null),
    lane('SUSPENDED', '2025-11-07', '2026-11-11'),
    lane('SUSPENDED', '2025-11-08', '2026-11-11'),
  ];

  test('counts what stood on the day, and says whose it is where it is one country’s', () => {
    expect(answerOf(rows({ controls }), '2025-11-15', false)).toBe(
      'On 15 Nov 2025 one of China’s controls was in force and two suspended.',
    );
  });

  test('names no country where there are several', () => {
    expect(
      answerOf(
        rows({ controls: [...controls, lane('IN_FORCE', '2025-01-01', null, 'Indonesia')] }),
        '2026-01-01',
        true,
      ),
    ).toBe('Today two of these controls are in force and two suspended.');
  });

  test('says that nothing had been announced, and that nothing is on record', () => {
    expect(answerOf(rows({ controls }), '2020-01-01', false)).toBe(
      'On 1 Jan 2020 none of China’s controls had been announced.',
    );
    expect(answerOf(rows({}), '2020-01-01', false)).toBe('Nothing of this is on record between these days.');
  });
});

describe('what a page is about', () => {
  test.each([
    ['/mineral/gallium', '', { about: 'Mineral:gallium' }],
    ['/control/cn-mofcom-2025-57', '', { about: 'ExportControl:cn-mofcom-2025-57' }],
    ['/', '?on=RUS', { among: 'finance-ministerial-2026', on: 'RUS', product: 'permanent-magnets' }],
    ['/graph', '?focus=Supplier:lynas', { about: 'Supplier:lynas' }],
    ['/sources', '', {}],
  ])('is told from its address: %s', (pathname, search, about) => {
    expect(aboutOf(pathname, search)).toEqual(about);
  });
});
