import { describe, expect, test } from 'vitest';
import { firstDay } from '../../src/lib/partial-date.ts';
import { cell } from '../../src/loading/csv-table.ts';
import { cutDates } from '../../src/loading/date-precision.ts';
import { answer } from '../support.ts';

const lengths: Record<string, number> = { DAY: 10, MONTH: 7, YEAR: 4 };

describe('a date of which the month or year alone is known', () => {
  test('is cut to what is known', () => {
    const cut = cutDates('on');
    const on = '2025-06-01';
    expect(cut({ on, datePrecision: 'MONTH' })).toEqual({ on: '2025-06', datePrecision: 'MONTH' });
    expect(cut({ on, datePrecision: 'YEAR' })).toEqual({ on: '2025', datePrecision: 'YEAR' });
    expect(cut({ on, datePrecision: null })).toEqual({ on, datePrecision: null });
    expect(cut({ on: null, datePrecision: 'MONTH' })).toEqual({ on: null, datePrecision: 'MONTH' });
  });

  test.each([
    ['2025-06-12', true],
    ['2025-06', true],
    ['2025', true],
    ['', true],
    ['2025-13', false],
    ['2025-02-30', false],
    ['June 2025', false],
  ])('is read as %s: %s', (text, reads) => expect(cell.partialDate.safeParse(text).success).toBe(reads));

  test('stands for its first day, and before it as text', () => {
    expect(['2025', '2025-06', '2025-06-12'].map(firstDay)).toEqual(['2025-01-01', '2025-06-01', '2025-06-12']);
    const inOrder = ['2025-05-31', '2025-06', firstDay('2025-06')];
    expect([...inOrder].sort()).toEqual(inOrder);
  });

  test('never shows as the first of it', async () => {
    const dated = 'datePrecision';
    const { agreements, commitments, events, stockpiles } = await answer(`{
      agreements(first: 100) { nodes { on: signedOn ${dated} } }
      commitments(first: 100) { nodes { on: announcedOn ${dated} } }
      events(first: 100) { nodes { on: startOn end: endOn ${dated} } }
      stockpiles(first: 100) { nodes { on: statedOn ${dated} } } }`);
    const shown = [agreements, commitments, events, stockpiles]
      .flatMap(({ nodes }) => nodes as { on: string | null; end?: string | null; datePrecision: string | null }[])
      .flatMap(({ on, end, datePrecision }) => [on, end ?? null].map((day) => ({ day, datePrecision })))
      .filter(({ day }) => day !== null);
    expect(shown.filter(({ datePrecision }) => datePrecision === 'MONTH').length).toBeGreaterThan(8);
    expect(shown.filter(({ day, datePrecision }) => day?.length !== lengths[datePrecision ?? 'DAY'])).toEqual([]);
  });

  test('is shown so wherever it stands: of holdings, deliveries, memberships, claims, on the timeline', async () => {
    const { peak, msp, mp, claim, timeline, source } = await answer(`{
      peak: supplier(slug: "peak-rare-earths") { parents { from } claims(property: "ownedBy") { validFrom } }
      msp: coalition(slug: "minerals-security-partnership", asOf: "2025-01-01") { members(first: 30) { edges { from node { ... on Country { iso3 } } } } }
      mp: commitment(id: "us-osc-mp-loan-2025-paid") { announcedOn }
      claim: commitment(id: "us-osc-mp-loan-2025-paid") { claims(property: "announcedOn") { value } }
      timeline(about: "us-osc-mp-loan-2025-paid") { nodes { on kind } }
      source(id: "bgs-world-mineral-statistics-2023") { publishedOn } }`);
    expect(peak.parents).toEqual([{ from: '2025-10' }]);
    expect(peak.claims.map(({ validFrom }: { validFrom: string }) => validFrom).sort()).toEqual(['2022-12', '2025-10']);
    expect(msp.members.edges).toContainEqual({ from: '2023-06', node: { iso3: 'IND' } });
    expect(mp.announcedOn).toBe('2025-08');
    expect(claim.claims).toEqual([{ value: '2025-08' }]);
    expect(timeline.nodes).toContainEqual({ on: '2025-08', kind: 'COMMITMENT_ANNOUNCED' });
    expect(source.publishedOn).toBe('2025');
  });

  test('holds from its first day on, and conditions take it for that day', async () => {
    const paid = (day: string) =>
      `commitments(where: { key: { eq: "us-osc-mp-loan-2025-paid" }, announcedOn: { ${day} } }) { totalCount }`;
    const { on, after, before, held, not } = await answer(`{
      on: ${paid('eq: "2025-08-01"')} after: ${paid('gte: "2025-08-01"')} before: ${paid('lt: "2025-08-01"')}
      held: supplier(slug: "peak-rare-earths", asOf: "2025-10-01") { parents { share } }
      not: supplier(slug: "peak-rare-earths", asOf: "2025-09-30") { parents { share } } }`);
    expect([on, after, before].map(({ totalCount }) => totalCount)).toEqual([1, 1, 0]);
    expect([held.parents, not.parents]).toEqual([[{ share: 1 }], [{ share: 0.199 }]]);
  });
});
