import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newestDay, stateStatus } from '../../../src/entities/export-control/confirmed.ts';
import { stateOn, type Timeline } from '../../../src/entities/export-control/state.ts';

const LATER = '2999-01-01';
const suspended: Timeline = {
  slug: 'a',
  isQuota: false,
  announcedOn: '2025-10-09',
  effectiveFrom: '2025-11-08',
  effectiveTo: null,
  items: [],
  suspensions: [
    {
      by: 's',
      target: 'a',
      item: null,
      from: '2025-11-07',
      to: '2026-11-11',
      recordedAt: '2025-11-07',
      retractedAt: null,
    },
  ],
};
const status = (day: string, lastConfirmed: string | null) => stateStatus(suspended, day, LATER, null, lastConfirmed);

describe('the state of a control', () => {
  test('is reported while no day has changed it since the newest source', () => {
    expect(status('2026-01-12', '2025-11-20')).toBe('REPORTED');
    expect(status('2025-10-20', '2025-11-20')).toBe('REPORTED');
  });

  test('is inferred where a day set earlier has changed it since: the end of a suspension that no source has told', () => {
    expect(stateOn(suspended, '2026-11-24', LATER)).toBe('IN_FORCE');
    expect(status('2026-11-24', '2025-11-20')).toBe('INFERRED');
    expect(status('2026-11-24', '2026-11-12')).toBe('REPORTED');
    expect(status('2026-01-12', null)).toBe('INFERRED');
  });

  test('has no status before it was announced', () => {
    expect(status('2025-10-08', '2025-11-20')).toBeNull();
  });

  const day = fc
    .integer({ min: 0, max: 1200 })
    .map((days) => new Date(Date.UTC(2025, 8, 1 + days)).toISOString().slice(0, 10));
  test('is never inferred on or before the day of the newest source', () => {
    fc.assert(
      fc.property(day, day, (one, other) => {
        const [before, source] = one < other ? [one, other] : [other, one];
        expect(status(before, source)).not.toBe('INFERRED');
      }),
    );
  });
});

test('the newest day is that of the latest source known by then, a year alone is none', () => {
  const sources = [
    { publishedOn: '2025-10-09', recordedAt: '2025-10-09' },
    { publishedOn: null, recordedAt: '2025-12-01T10:00:00.000Z' },
    { publishedOn: '2026', recordedAt: '2026-05-01' },
  ];
  expect(newestDay(suspended, sources, LATER)).toBe('2025-12-01');
  expect(newestDay(suspended, sources, '2025-11-30')).toBe('2025-11-07');
  expect(newestDay({ ...suspended, suspensions: [] }, [], LATER)).toBeNull();
});
