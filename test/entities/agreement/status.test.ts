import fc from 'fast-check';
import { expect, test } from 'vitest';
import { agreementPeriods, agreementStatus } from '../../../src/entities/agreement/status.ts';
import { firstDay } from '../../../src/lib/partial-date.ts';

const days = Array.from({ length: 5 * 365 + 2 }, (_, count) =>
  new Date(Date.UTC(2023, 0, 1) + count * 86_400_000).toISOString().slice(0, 10),
);
const day = fc.constantFrom(...days);
const partial = fc.tuple(day, fc.constantFrom(4, 7, 10)).map(([on, length]) => on.slice(0, length));
const dates = fc.record({
  signedOn: fc.option(partial),
  effectiveOn: fc.option(day),
  deadline: fc.option(day),
  endedOn: fc.option(day),
});

test('the period of an agreement that holds a day has the status of that day, and none holds a day before its signing', () => {
  fc.assert(
    fc.property(dates, (one) => {
      const periods = agreementPeriods(one);
      for (const on of days) {
        const own = periods.filter(
          ({ from, to }) => (from === null || firstDay(from) <= on) && (to === null || on < firstDay(to)),
        );
        const isMade = one.signedOn === null || firstDay(one.signedOn) <= on;
        expect(own.map(({ state }) => state)).toEqual(isMade ? [agreementStatus(one, on)] : []);
      }
    }),
    { numRuns: 60 },
  );
});

test('of a date of which the month is known the month is told', () => {
  const none = { effectiveOn: null, deadline: null, endedOn: null };
  expect(agreementPeriods({ ...none, signedOn: '2025-10' })).toEqual([
    { state: 'IN_FORCE', from: '2025-10', to: null },
  ]);
  expect(agreementPeriods({ ...none, signedOn: null })).toEqual([{ state: 'ANNOUNCED', from: null, to: null }]);
});
