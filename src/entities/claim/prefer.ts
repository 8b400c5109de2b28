import { ClaimRank, Confidence } from '../../api/generated.ts';

/** What the rule of preference weighs. */
export interface Rankable {
  /** Tells claims apart when all else is equal, so that the choice does not depend on their order. */
  key: string;
  rank: ClaimRank;
  rankReason: string | null;
  confidence: Confidence;
  /** Day or moment since which it is known, ISO 8601. */
  recordedAt: string | null;
  publisher: string | null;
  /** Day on which the source's edition was published. */
  publishedOn: string | null;
}

/** The claim whose value is shown, and the others in the order in which they would follow, each with the reason. */
export interface Preference<C> {
  preferred: C;
  competing: C[];
}

const RANKS = Object.values(ClaimRank);
const CONFIDENCES = Object.values(Confidence);

const newestFirst = (a: string | null, b: string | null) => (b ?? '').localeCompare(a ?? '');

/** By vintage, within one publisher and rank: a later edition revises an earlier one. */
const byVintage = (a: Rankable, b: Rankable) =>
  newestFirst(a.publishedOn, b.publishedOn) || newestFirst(a.recordedAt, b.recordedAt) || a.key.localeCompare(b.key);

/** By weight, among the newest claims of several publishers. */
const byWeight = (a: Rankable, b: Rankable) =>
  CONFIDENCES.indexOf(a.confidence) - CONFIDENCES.indexOf(b.confidence) ||
  newestFirst(a.recordedAt, b.recordedAt) ||
  a.key.localeCompare(b.key);

/**
 * The rule of preference among claims that compete: rank; then, within one publisher, the newer vintage; then, among
 * publishers, confidence; then the one recorded later. A later vintage revises, another publisher competes.
 * Each claim says in `rankReason` why it stands where it does; a reason given by hand is kept.
 *
 * @param claims of the same subject, property, scope and time; at least one
 * @throws RangeError when there are none
 */
export function prefer<C extends Rankable>(claims: readonly C[]): Preference<C> {
  const leaders: C[] = [];
  const revised: C[] = [];
  for (const rank of RANKS) {
    const own = claims.filter((claim) => claim.rank === rank);
    const publishers = [...new Set(own.map((claim) => claim.publisher))];
    const newest = publishers.flatMap((publisher) => {
      const [first, ...older] = own.filter((claim) => claim.publisher === publisher).sort(byVintage);
      revised.push(
        ...older.map((claim) => because(claim, `revised by a later figure of ${publisher ?? 'the same publisher'}`)),
      );
      return first ? [first] : [];
    });
    leaders.push(...newest.sort(byWeight));
  }
  const [first, ...others] = leaders;
  if (!first) throw new RangeError('At least one claim is needed to prefer one.');
  return {
    preferred: because(first, whyPreferred(first, others, revised.length > 0)),
    competing: [...others.map((claim) => because(claim, whyNot(claim, first))), ...revised.sort(byVintage)],
  };
}

const because = <C extends Rankable>(claim: C, reason: string): C => ({
  ...claim,
  rankReason: claim.rankReason ?? reason,
});

function whyPreferred(first: Rankable, others: readonly Rankable[], revises: boolean): string {
  if (others.length === 0)
    return revises ? `the newest figure of ${first.publisher ?? 'its publisher'}` : 'the only claim';
  const next = others[0];
  if (next && next.rank !== first.rank) return `ranked ${first.rank.toLowerCase()}`;
  if (next && next.confidence !== first.confidence)
    return `of higher confidence (${first.confidence}) than other publishers`;
  return 'recorded later than other publishers of the same confidence';
}

function whyNot(claim: Rankable, first: Rankable): string {
  if (claim.rank !== first.rank) return `ranked ${claim.rank.toLowerCase()}`;
  const other = `${first.publisher ?? 'another publisher'} is preferred`;
  return claim.confidence === first.confidence
    ? `${other}: recorded later`
    : `${other}: of higher confidence (${first.confidence})`;
}

/** Values that contradict each other: claims of one property, scope and overlapping time, with at least two values. */
export interface Disagreement<C> extends Preference<C> {
  property: string;
  scope: string | null;
}

interface Said extends Rankable {
  property: string;
  scope: string | null;
  value: string | null;
  low: number | null;
  high: number | null;
  unit: string | null;
  validFrom: string | null;
  validTo: string | null;
}

/** Claims of dates, words and yes or no may say so in their unit: it does not tell them apart. */
const measureOf = (unit: string | null) => (unit && ['date', 'text', 'boolean', 'number'].includes(unit) ? null : unit);

/** The disagreements among the claims about one thing, by property. */
export function disagreements<C extends Said>(claims: readonly C[]): Disagreement<C>[] {
  const groups = new Map<string, C[]>();
  for (const claim of claims) {
    const id = JSON.stringify([
      claim.property,
      claim.scope,
      measureOf(claim.unit),
      claim.validFrom?.slice(0, 4) ?? null,
    ]);
    groups.set(id, [...(groups.get(id) ?? []), claim]);
  }
  return [...groups.values()].flatMap((group) => {
    const [one] = group;
    const values = new Set(group.map(({ value, low, high }) => JSON.stringify([value, low, high])));
    return one && values.size > 1 ? [{ property: one.property, scope: one.scope, ...prefer(group) }] : [];
  });
}
