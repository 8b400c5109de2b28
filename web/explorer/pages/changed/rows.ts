import type { ChangedQuery, MovedFragment } from '../../api/generated.ts';
import { counted, inWords, listed } from '../../format/numbers.ts';

type Edge = NonNullable<ChangedQuery['changes']>['edges'][number];

/** A figure or statement that moved. */
export interface ChangeRow {
  readonly id: string;
  readonly at: string;
  readonly change: Edge['change'];
  readonly subject: string;
  readonly subjectId: string | null;
  readonly property: string;
  readonly scope: string | null;
  /** Null where nothing was known. */
  readonly before: string | null;
  /** Null where it is no longer held. */
  readonly after: string | null;
  readonly why: string | null;
  readonly source: Edge['node']['source'];
}

const shown = ({ display, value }: { display: string | null; value: string | null }) => display ?? value;

const order = ['REVISED', 'RETRACTED', 'RECORDED'] as const;

/** Changes with what was said before and what is said after; those of what was known before come first. */
export function rowsOf(edges: readonly Edge[]): ChangeRow[] {
  const rows = edges.map(({ at, change, node }) => {
    const earlier = [...(node.competing ?? [])]
      .filter(({ recordedAt }) => recordedAt !== null && recordedAt < at)
      .sort((a, b) => (b.recordedAt ?? '').localeCompare(a.recordedAt ?? ''));
    const isGone = change === 'RETRACTED';
    return {
      id: node.id,
      at,
      change,
      subject: node.subject && 'name' in node.subject ? node.subject.name : 'A figure',
      subjectId: node.subject?.id ?? null,
      property: node.property,
      scope: node.scope,
      before: isGone ? shown(node) : change === 'REVISED' && earlier[0] ? shown(earlier[0]) : null,
      after: isGone ? null : shown(node),
      why: node.rankReason,
      source: node.source,
    };
  });
  return rows.sort((a, b) => order.indexOf(a.change) - order.indexOf(b.change));
}

const words = { RECORDED: 'recorded', REVISED: 'revised', RETRACTED: 'retracted' } as const;

/** How much changed, in words. */
export function answerOf(rows: readonly ChangeRow[], total: number, since: string): string {
  if (total === 0) return `Nothing of this was recorded, revised or retracted since ${since}.`;
  const of = order.flatMap((change) => {
    const many = rows.filter((row) => row.change === change).length;
    return many === 0 ? [] : [`${inWords(many)} ${words[change]}`];
  });
  return rows.length < total
    ? `${counted(total, 'change')} since ${since}; of the ${rows.length} shown, ${listed(of)}.`
    : `${counted(total, 'change')} since ${since}: ${listed(of)}.`;
}

/** The share of a member at both moments. */
export interface ShareMoved {
  readonly iso3: string;
  readonly name: string;
  readonly now: MovedFragment | null;
  readonly then: MovedFragment | null;
}

/** Members at both moments, those that are members at either. */
export function sharesOf({ now, then }: Pick<ChangedQuery, 'now' | 'then'>): ShareMoved[] {
  // Where one of the two has no answer, nothing can be said of what moved.
  if (!now || !then) return [];
  const [today, before] = [now.nodes, then.nodes];
  const members = new Map<string, string>();
  for (const { country } of [...today, ...before]) if (country) members.set(country.iso3, country.name);
  const of = (all: readonly MovedFragment[], iso3: string) => all.find(({ country }) => country?.iso3 === iso3) ?? null;
  return [...members].map(([iso3, name]) => ({ iso3, name, now: of(today, iso3), then: of(before, iso3) }));
}

/** How many members' shares moved, in words. */
export function sharesInWords(shares: readonly ShareMoved[], since: string): string {
  const moved = shares.filter(
    ({ now, then }) => now?.share != null && then?.share != null && Math.abs(now.share - then.share) >= 0.0005,
  );
  const fresh = shares.filter(({ now, then }) => now?.share != null && then?.share == null);
  if (shares.length === 0) return '';
  if (fresh.length === shares.length)
    return `On ${since} none of the shares was on record: the trade they are reckoned from was recorded later.`;
  const parts = [
    moved.length === 0
      ? 'No share that was on record then has moved'
      : `${inWords(moved.length)} of ${inWords(shares.length)} shares moved`,
    ...(fresh.length > 0 ? [`${inWords(fresh.length)} came on record since`] : []),
  ];
  return `${listed(parts).replace(/^./, (first) => first.toUpperCase())}.`;
}
