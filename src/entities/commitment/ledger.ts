import type { View } from '../../api/context.ts';
import type { CommitmentState } from '../../api/generated.ts';
import { add, decimal, remainder, write, zero, type Decimal } from '../../lib/exact-decimal.ts';
import type { Entry, LedgerLineRecord } from './record.ts';

const promised = (state: CommitmentState) => state === 'ANNOUNCED' || state === 'LETTER_OF_INTENT';

/** The entries that stand on the day asked: made and recorded by then, and not superseded by one that was. */
function standing<E extends Entry>(entries: readonly E[], { asOf, knownAt }: View): E[] {
  const begun = entries.filter(
    ({ since, recordedAt }) => (since === null || since <= asOf) && (recordedAt === null || recordedAt <= knownAt),
  );
  const superseded = new Set(begun.map(({ supersedes }) => supersedes));
  return begun.filter(({ key }) => !superseded.has(key));
}

/** Keys of the commitments that include each entry, directly or through others; an entry never includes itself. */
function including(entries: readonly Entry[]): (entry: Entry) => ReadonlySet<string> {
  const parents = new Map(entries.map(({ key, partOf }) => [key, partOf]));
  return ({ key, partOf }) => {
    const found = new Set<string>();
    for (let next = partOf; next && next !== key && !found.has(next); next = parents.get(next) ?? null) found.add(next);
    return found;
  };
}

const sum = (entries: readonly Entry[]): Decimal =>
  entries.reduce((total, { amount }) => (amount === null ? total : add(total, decimal(amount))), zero);

const written = (entries: readonly Entry[]): string | null => (entries.length === 0 ? null : write(sum(entries)));

/**
 * The ledger of the commitments named in `own`, one line for each currency. `entries` holds them and those that they are part of,
 * that are part of them, or that supersede them, in any order.
 *
 * On the day asked, an entry that another has superseded is left out; within one state and currency, so is one that is part
 * of another that counts. Nothing is added across states or currencies.
 *
 * Overdue is what was announced or put into letters, each promise once, and due before the day, less what stands committed or
 * disbursed as part of it.
 */
export function ledger(entries: readonly Entry[], own: ReadonlySet<string>, view: View): LedgerLineRecord[] {
  const stand = standing(entries, view);
  const wholes = including(entries);
  const withAmount = stand.filter(({ key, amount }) => own.has(key) && amount !== null);
  const currencies = [...new Set(withAmount.flatMap(({ currency }) => currency ?? []))].sort();

  return currencies.map((currency) => {
    const mine = withAmount.filter((entry) => entry.currency === currency);
    const inState = (state: CommitmentState) =>
      written(
        outermost(
          mine.filter((entry) => entry.state === state),
          wholes,
        ),
      );
    const due = mine.filter(({ state, dueOn }) => promised(state) && dueOn !== null && dueOn < view.asOf);
    const open = outermost(due, wholes).map((promise) =>
      remainder(decimal(promise.amount ?? '0'), sum(fulfilling(promise, stand, wholes))),
    );
    return {
      currency,
      announced: inState('ANNOUNCED'),
      letterOfIntent: inState('LETTER_OF_INTENT'),
      committed: inState('COMMITTED'),
      disbursed: inState('DISBURSED'),
      overdue: open.length === 0 ? null : write(open.reduce(add, zero)),
    };
  });
}

/** Those of some entries that no other of them includes. */
function outermost(entries: readonly Entry[], wholes: (entry: Entry) => ReadonlySet<string>): Entry[] {
  const keys = new Set(entries.map(({ key }) => key));
  return entries.filter((entry) => ![...wholes(entry)].some((whole) => keys.has(whole)));
}

/** What stands committed or disbursed as part of a promise, each amount once; without an amount of the promise, in any currency. */
function fulfilling(promise: Entry, stand: readonly Entry[], wholes: (entry: Entry) => ReadonlySet<string>): Entry[] {
  const parts = stand.filter(
    (entry) =>
      !promised(entry.state) &&
      wholes(entry).has(promise.key) &&
      (promise.currency === null || entry.currency === promise.currency),
  );
  return outermost(parts, wholes);
}

/**
 * Whether the commitment with this key is overdue on the day asked: promised, due before that day, not superseded, and not
 * fulfilled by what was committed or disbursed as part of it. One without an amount is fulfilled by any such part.
 */
export function isOverdue(entries: readonly Entry[], key: string, view: View): boolean {
  const stand = standing(entries, view);
  const promise = stand.find((entry) => entry.key === key);
  if (!promise || !promised(promise.state) || promise.dueOn === null || promise.dueOn >= view.asOf) return false;
  const parts = fulfilling(promise, stand, including(entries));
  if (promise.amount === null) return parts.length === 0;
  return remainder(decimal(promise.amount), sum(parts)).units > 0n;
}
