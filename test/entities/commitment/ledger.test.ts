import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { add, decimal, remainder, write, zero } from '../../../src/lib/exact-decimal.ts';
import { isOverdue, ledger } from '../../../src/entities/commitment/ledger.ts';
import { agreementStatus } from '../../../src/entities/agreement/status.ts';
import type { Entry } from '../../../src/entities/commitment/record.ts';

const states = ['ANNOUNCED', 'LETTER_OF_INTENT', 'COMMITTED', 'DISBURSED'] as const;
const view = { asOf: '2026-06-01', knownAt: '2026-06-01T00:00:00.000Z' };
const plain: Entry = {
  key: 'a',
  state: 'ANNOUNCED',
  amount: '100',
  currency: 'USD',
  since: '2026-01-01',
  recordedAt: '2026-01-01',
  dueOn: null,
  partOf: null,
  supersedes: null,
};
const entry = (key: string, given: Partial<Entry> = {}): Entry => ({ ...plain, key, ...given });
const all = (entries: readonly Entry[]) => new Set(entries.map(({ key }) => key));
const usd = (entries: readonly Entry[], when = view) =>
  ledger(entries, all(entries), when).find(({ currency }) => currency === 'USD');

/** Amounts as whole cents, so that sums can be checked in whole numbers. */
const cents = fc.bigInt({ min: 0n, max: 10n ** 30n });
const money = (units: bigint) => write({ units, scale: 2 });
const day = fc.constantFrom('2025-12-01', '2026-03-01', '2026-05-31', '2026-06-01', '2026-06-02', '2027-01-01');
const loose = fc.record({
  state: fc.constantFrom(...states),
  cents,
  currency: fc.constantFrom('USD', 'AUD', 'JPY'),
  since: fc.option(day),
  recordedAt: fc.option(day),
  dueOn: fc.option(day),
  partOf: fc.option(fc.nat(11)),
  supersedes: fc.option(fc.nat(11)),
  stated: fc.boolean(),
});
const entries = fc.array(loose, { maxLength: 12 }).map((rows) =>
  rows.map((row, index): Entry => ({
    ...row,
    key: `c${index}`,
    amount: row.stated ? money(row.cents) : null,
    currency: row.stated ? row.currency : null,
    partOf: row.partOf === null ? null : `c${row.partOf}`,
    supersedes: row.supersedes === null ? null : `c${row.supersedes}`,
  })),
);

describe('exact decimals', () => {
  test('are read and written without loss', () => {
    expect(['0', '94.10', '0.05', '20200000', '550000000000.001'].map((text) => write(decimal(text)))).toEqual([
      '0',
      '94.1',
      '0.05',
      '20200000',
      '550000000000.001',
    ]);
  });

  test('add up as whole cents do, far beyond what floating point holds', () => {
    fc.assert(
      fc.property(fc.array(cents), (amounts) => {
        const sum = amounts.map((one) => decimal(money(one))).reduce(add, zero);
        expect(write(sum)).toBe(money(amounts.reduce((a, b) => a + b, 0n)));
      }),
    );
    expect(write(add(decimal('0.1'), decimal('0.2')))).toBe('0.3');
  });

  test('leave nothing when more is taken away than there is', () => {
    expect(write(remainder(decimal('1'), decimal('1.5')))).toBe('0');
    expect(write(remainder(decimal('1.5'), decimal('1')))).toBe('0.5');
  });
});

describe('a ledger', () => {
  test('is the same in whatever order the commitments come', () => {
    fc.assert(
      fc.property(
        entries.chain((rows) => fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length }))),
        ([rows, shuffled]) => {
          expect(ledger(shuffled, all(rows), view)).toEqual(ledger(rows, all(rows), view));
        },
      ),
    );
  });

  test('of unrelated commitments is the exact sum of each state in each currency, and no other', () => {
    fc.assert(
      fc.property(fc.array(loose, { maxLength: 12 }), (rows) => {
        const own = rows.map((row, index) =>
          entry(`c${index}`, { state: row.state, amount: money(row.cents), currency: row.currency }),
        );
        const total = (state: string, currency: string) => {
          const of = rows.filter((row) => row.state === state && row.currency === currency);
          return of.length === 0 ? null : money(of.reduce((sum, row) => sum + row.cents, 0n));
        };
        const currencies = [...new Set(rows.map(({ currency }) => currency))].sort();
        expect(ledger(own, all(own), view)).toEqual(
          currencies.map((currency) => ({
            currency,
            announced: total('ANNOUNCED', currency),
            letterOfIntent: total('LETTER_OF_INTENT', currency),
            committed: total('COMMITTED', currency),
            disbursed: total('DISBURSED', currency),
            overdue: null,
          })),
        );
      }),
    );
  });

  test('changes in one state alone when a commitment of that state is added', () => {
    fc.assert(
      fc.property(entries, fc.constantFrom(...states), (rows, state) => {
        const added = entry('new', { state, amount: '7' });
        const before = usd(rows) ?? {};
        const after = usd([...rows, added]) ?? {};
        const field = {
          ANNOUNCED: 'announced',
          LETTER_OF_INTENT: 'letterOfIntent',
          COMMITTED: 'committed',
          DISBURSED: 'disbursed',
        }[state];
        const others = Object.keys(after).filter((key) => key !== field);
        const of = (line: object, key: string): unknown => (line as Record<string, unknown>)[key] ?? null;
        if (usd(rows)) expect(others.map((key) => of(after, key))).toEqual(others.map((key) => of(before, key)));
        expect(of(after, field)).toBe(write(add(decimal('7'), decimal((of(before, field) as string | null) ?? '0'))));
      }),
    );
  });

  test('of unrelated commitments has overdue exactly the promises due before the day', () => {
    fc.assert(
      fc.property(fc.array(loose, { maxLength: 12 }), (rows) => {
        const own = rows.map(({ state, dueOn, cents: units }, index) =>
          entry(`c${index}`, { state, dueOn, amount: money(units) }),
        );
        const due = rows.filter(
          ({ state, dueOn }) => ['ANNOUNCED', 'LETTER_OF_INTENT'].includes(state) && dueOn && dueOn < view.asOf,
        );
        const sum = due.length === 0 ? null : money(due.reduce((total, row) => total + row.cents, 0n));
        expect(usd(own)?.overdue ?? null).toBe(sum);
      }),
    );
  });

  test('counts a part once: within its whole of the same state, by itself when the states differ', () => {
    const whole = entry('whole', { amount: '1000' });
    const part = entry('part', { partOf: 'whole' });
    const nested = entry('nested', { partOf: 'silent' });
    const silent = entry('silent', { amount: null, currency: null, partOf: 'whole' });
    expect(usd([whole, part, nested, silent])).toMatchObject({ announced: '1000', committed: null });
    expect(usd([whole, { ...part, state: 'COMMITTED' }])).toMatchObject({ announced: '1000', committed: '100' });
    expect(ledger([whole, { ...part, currency: 'AUD' }], new Set(['whole', 'part']), view)).toHaveLength(2);
  });

  test('leaves out what was superseded by that day, and no earlier', () => {
    const letter = entry('letter', { state: 'LETTER_OF_INTENT' });
    const contract = entry('contract', { state: 'COMMITTED', since: '2026-04-01', supersedes: 'letter' });
    expect(usd([letter, contract])).toMatchObject({ letterOfIntent: null, committed: '100' });
    const march = { asOf: '2026-03-31', knownAt: view.knownAt };
    expect(usd([letter, contract], march)).toMatchObject({ letterOfIntent: '100', committed: null });
    const unheard = { ...contract, recordedAt: '2026-07-01' };
    expect(usd([letter, unheard])).toMatchObject({ letterOfIntent: '100', committed: null });
  });

  test('counts a related commitment only where it belongs', () => {
    const promise = entry('promise', { amount: '1000', dueOn: '2026-05-31' });
    const elsewhere = entry('elsewhere', { state: 'COMMITTED', amount: '400', partOf: 'promise' });
    expect(ledger([promise, elsewhere], new Set(['promise']), view)).toEqual([
      { currency: 'USD', announced: '1000', letterOfIntent: null, committed: null, disbursed: null, overdue: '600' },
    ]);
  });

  test('has overdue what was due before the day and is not fulfilled', () => {
    const promise = entry('promise', { amount: '1000', dueOn: '2026-05-31' });
    const paid = entry('paid', { state: 'DISBURSED', amount: '999.5', partOf: 'promise' });
    expect(usd([promise, paid])?.overdue).toBe('0.5');
    expect(usd([promise, { ...paid, amount: '1200' }])?.overdue).toBe('0');
    expect(usd([{ ...promise, dueOn: '2026-06-01' }])?.overdue).toBeNull();
    expect(usd([{ ...promise, state: 'COMMITTED' }])?.overdue).toBeNull();
    expect(usd([promise, entry('inner', { dueOn: '2026-05-31', partOf: 'promise' })])?.overdue).toBe('1000');
  });

  test('ends even where commitments are parts of each other', () => {
    const round = [entry('a', { partOf: 'b' }), entry('b', { partOf: 'a' })];
    expect(() => usd(round)).not.toThrow();
  });
});

describe('a commitment', () => {
  const promise = entry('promise', { amount: null, currency: null, dueOn: '2026-05-31' });

  test('without an amount is overdue until a part of it is committed or paid', () => {
    expect(isOverdue([promise], 'promise', view)).toBe(true);
    const part = entry('part', { state: 'COMMITTED', partOf: 'promise' });
    expect(isOverdue([promise, part], 'promise', view)).toBe(false);
    expect(isOverdue([promise, { ...part, state: 'LETTER_OF_INTENT' }], 'promise', view)).toBe(true);
  });

  test('is not overdue on the day it is due, nor once it is superseded', () => {
    expect(isOverdue([promise], 'promise', { ...view, asOf: '2026-05-31' })).toBe(false);
    expect(isOverdue([promise, entry('next', { supersedes: 'promise' })], 'promise', view)).toBe(false);
  });
});

describe('the status of an agreement', () => {
  const dates = { signedOn: '2025-10-20', effectiveOn: '2025-11-01', deadline: '2026-04-20', endedOn: '2027-01-01' };

  test.each([
    ['2025-10-19', 'ANNOUNCED'],
    ['2025-10-20', 'SIGNED'],
    ['2025-11-01', 'IN_FORCE'],
    ['2026-04-20', 'IN_FORCE'],
    ['2026-04-21', 'PAST_DEADLINE'],
    ['2027-01-01', 'ENDED'],
  ])('on %s is %s', (day, status) => {
    expect(agreementStatus(dates, day)).toBe(status);
  });

  test('is announced without a day of signing', () => {
    expect(agreementStatus({ ...dates, signedOn: null, endedOn: null }, '2026-12-31')).toBe('ANNOUNCED');
  });
});
