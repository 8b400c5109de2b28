import type { PledgeFragment } from '../../api/generated.ts';
import { Fig } from '../../components/figure.tsx';
import { Glyph } from '../../components/glyph.tsx';
import { amountIn } from '../../format/amount.ts';
import { day, listed } from '../../format/numbers.ts';

const states: Record<string, string> = {
  ANNOUNCED: 'announced',
  LETTER_OF_INTENT: 'letter of intent',
  COMMITTED: 'committed',
  DISBURSED: 'paid',
};

/** A pledge, and for whom it is. */
export interface PledgeRow {
  readonly pledge: PledgeFragment;
  readonly goesTo: string;
}

const order = ['COMMITTED', 'DISBURSED', 'ANNOUNCED', 'LETTER_OF_INTENT'];

export interface PledgeList {
  readonly currency: string | null;
  readonly state: string;
  readonly title: string;
  readonly rows: readonly PledgeRow[];
}

/** Pledges of one currency and state in a list of their own, the largest first: they are never added or compared across these. */
export function pledgeLists(rows: readonly PledgeRow[]): PledgeList[] {
  const lists = new Map<string, { currency: string | null; state: string; rows: PledgeRow[] }>();
  const each = [...new Map(rows.map((one) => [one.pledge.id, one])).values()];
  for (const row of each) {
    const { amount, state } = row.pledge;
    const currency = amount === null ? null : row.pledge.currency;
    const key = `${currency ?? ''} ${state}`;
    const list = lists.get(key) ?? { currency, state, rows: [] };
    list.rows.push(row);
    lists.set(key, list);
  }
  const timesOf = (currency: string | null) =>
    currency === null ? 0 : each.filter(({ pledge }) => pledge.currency === currency).length;
  return [...lists.values()]
    .map((list) => ({
      ...list,
      title: `${states[list.state] ?? list.state.toLowerCase()}, ${list.currency ?? 'no amount stated'}`,
      rows: list.rows.sort((a, b) => Number(b.pledge.amount ?? 0) - Number(a.pledge.amount ?? 0)),
    }))
    .sort(
      (a, b) =>
        timesOf(b.currency) - timesOf(a.currency) ||
        (a.currency ?? '~').localeCompare(b.currency ?? '~') ||
        order.indexOf(a.state) - order.indexOf(b.state),
    );
}

const [SHOWN, LISTS] = [2, 4];

/** The money behind the plants. */
export function Pledges({ rows }: { rows: readonly PledgeRow[] }) {
  const lists = pledgeLists(rows);
  return (
    <section className="rail-section pledges">
      <h2>Largest pledges behind them</h2>
      {lists.length === 0 ? <p className="dim">None on record.</p> : null}
      {lists.slice(0, LISTS).map((list) => (
        <List key={list.title} of={list} />
      ))}
      {lists.length > LISTS ? (
        <details>
          <summary>{listed(lists.slice(LISTS).map(({ title }) => title))}</summary>
          {lists.slice(LISTS).map((list) => (
            <List key={list.title} of={list} />
          ))}
        </details>
      ) : null}
      <p className="small">States and currencies are never added up; one may replace or include another.</p>
    </section>
  );
}

const List = ({ of: { title, rows } }: { of: PledgeList }) => (
  <section aria-label={title}>
    <h3>
      {title} <small>{rows.length}</small>
    </h3>
    <ul>
      {rows.slice(0, SHOWN).map((one) => (
        <Pledge key={one.pledge.id} of={one} />
      ))}
    </ul>
    {rows.length > SHOWN ? (
      <details>
        <summary>{rows.length - SHOWN} more</summary>
        <ul>
          {rows.slice(SHOWN).map((one) => (
            <Pledge key={one.pledge.id} of={one} />
          ))}
        </ul>
      </details>
    ) : null}
  </section>
);

const Pledge = ({ of: { pledge, goesTo } }: { of: PledgeRow }) => (
  <li>
    <Glyph kind="AGREEMENT" />
    <div>
      <b>
        <Fig id={pledge.id}>
          {pledge.amount === null ? 'no amount' : amountIn(pledge.amount, pledge.currency, pledge.bound)}
        </Fig>
        {pledge.makers?.length ? ` · ${listed(pledge.makers.map(({ name }) => name))}` : ''}
      </b>
      <p>{pledge.description}</p>
      <small>
        {[goesTo, pledge.instrument.toLowerCase().replace(/_/g, ' '), day(pledge.announcedOn)]
          .filter(Boolean)
          .join(' · ')}
      </small>
    </div>
  </li>
);
