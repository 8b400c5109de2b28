import type { ChangeKind } from '../../api/generated.ts';
import { nameOf, type Json } from '../../lib/answer-rows.ts';
import type { LeafTypes } from '../../lib/leaf-types.ts';
import { differenceOf, keysOf, type Difference, type Step } from './difference.ts';
import type { Evidence, WithEvidence } from './evidence.ts';

/** Why a figure or a row is another one. */
type Reason =
  | { readonly kind: 'NEW_SOURCE' | 'SOURCE_GONE'; readonly source: string }
  | {
      readonly kind: ChangeKind;
      readonly claim: string;
      readonly property: string;
      readonly before: string | null;
      readonly after: string | null;
      readonly sources: readonly string[];
      readonly locator: string | null;
    };

/** A difference with its reasons. */
export type Explained = Difference & {
  /** Identifier of the thing or figure it is about; null for what has none. */
  readonly about: string | null;
  readonly because: readonly Reason[];
};

type Data = { [field: string]: Json };

/** The place of a path in an answer: rows by their keys in place of their numbers. */
function placeOf(data: Json, path: readonly (string | number)[]): Step[] {
  const place: Step[] = [];
  let here: Json = data;
  for (const part of path) {
    if (typeof part === 'number' && Array.isArray(here)) {
      place.push({ row: keysOf(here)[part] ?? '' });
      here = here[part] ?? null;
    } else {
      place.push(String(part));
      here = (here as Data | null)?.[String(part)] ?? null;
    }
  }
  return place;
}

const textOf = (place: readonly Step[]): string => JSON.stringify(place);

/** What the differing places of an answer rest on, by place. */
function byPlace({ identified, evidence }: Pick<WithEvidence, 'identified' | 'evidence'>): Map<string, Evidence> {
  return new Map(evidence.map((one) => [textOf(placeOf(identified, one.path)), one]));
}

/** The evidence of a place: its own and what is below it; where there is none, that of the nearest thing around it. */
function evidenceOf(all: ReadonlyMap<string, Evidence>, place: readonly Step[]): Evidence[] {
  const inside = textOf(place).slice(0, -1);
  const below = [...all].flatMap(([text, one]) =>
    text === `${inside}]` || text.startsWith(`${inside},`) ? [one] : [],
  );
  if (below.length > 0) return below;
  for (let length = place.length - 1; length > 0; length--) {
    const around = all.get(textOf(place.slice(0, length)));
    if (around) return [around];
  }
  return [];
}

/**
 * Why what rests on `before` is another thing now that it rests on `after`: sources and claims that came, went or say something else.
 * A claim that was recorded by `from` already is no news, though it was not shown here.
 */
function reasonsOf(before: readonly Evidence[], after: readonly Evidence[], from: string): Reason[] {
  const sourcesOf = (all: readonly Evidence[]) => new Set(all.flatMap(({ sources }) => sources));
  const claimsOf = (all: readonly Evidence[]) =>
    new Map(all.flatMap(({ claims }) => claims.map((claim) => [claim.id, claim])));
  const [earlier, later] = [sourcesOf(before), sourcesOf(after)];
  const [held, holds] = [claimsOf(before), claimsOf(after)];
  const same = ({ property, scope }: { property: string; scope: string | null }) => JSON.stringify([property, scope]);
  const heldByProperty = new Map([...held.values()].map((claim) => [same(claim), claim]));
  const stated = new Set([...holds.values()].map(same));
  const told = (
    kind: ChangeKind,
    claim: { id: string; property: string; sources: readonly string[]; locator: string | null },
    values: { before: string | null; after: string | null },
  ): Reason => ({
    kind,
    claim: claim.id,
    property: claim.property,
    ...values,
    sources: claim.sources,
    locator: claim.locator,
  });
  const claims = [...holds.values()].flatMap((claim): Reason[] => {
    const known = held.get(claim.id);
    if (known) {
      return known.value === claim.value ? [] : [told('REVISED', claim, { before: known.value, after: claim.value })];
    }
    const other = heldByProperty.get(same(claim));
    if (other && other.value !== claim.value)
      return [told('REVISED', claim, { before: other.value, after: claim.value })];
    const isNews = claim.recordedAt === null || claim.recordedAt > from;
    return isNews ? [told('RECORDED', claim, { before: null, after: claim.value })] : [];
  });
  const gone = [...held.values()].flatMap((claim): Reason[] =>
    holds.has(claim.id) || stated.has(same(claim))
      ? []
      : [told('RETRACTED', claim, { before: claim.value, after: null })],
  );
  return [
    ...[...later].filter((key) => !earlier.has(key)).map((source): Reason => ({ kind: 'NEW_SOURCE', source })),
    ...[...earlier].filter((key) => !later.has(key)).map((source): Reason => ({ kind: 'SOURCE_GONE', source })),
    ...claims,
    ...gone,
  ];
}

/** What differs between two answers to one question, by row and figure, with what made it so since the moment of the first. */
export function explainedDifference(
  before: WithEvidence,
  after: WithEvidence & { types: LeafTypes },
  from: string,
): Explained[] {
  const { types } = after;
  const [earlier, later] = [byPlace(before), byPlace(after)];
  const [known, now] = [new Set(before.sources.map(({ key }) => key)), new Set(after.sources.map(({ key }) => key))];
  // Identifiers that were asked to know the rows by are no figures.
  const isAsked = ({ place }: Difference) =>
    place.at(-1) !== 'id' || types.has(nameOf(place.filter((step) => typeof step === 'string')));
  const differences = differenceOf(before.identified, after.identified).filter(isAsked);
  return differences.map((difference) => {
    const { kind, place } = difference;
    const held = kind === 'ADDED' ? [] : evidenceOf(earlier, place);
    const holds = kind === 'REMOVED' ? [] : evidenceOf(later, place);
    const about = [...holds, ...held].find(({ id }) => id !== null)?.id ?? null;
    // An order is that of the figures, which are told themselves.
    const all = kind === 'REORDERED' ? [] : reasonsOf(held, holds, from);
    // Of a row that came or went, a source is a reason where the whole answer had or has it not.
    const because = all.filter(
      (one) =>
        !(kind === 'ADDED' && one.kind === 'NEW_SOURCE' && known.has(one.source)) &&
        !(kind === 'REMOVED' && one.kind === 'SOURCE_GONE' && now.has(one.source)),
    );
    return { ...difference, about, because };
  });
}
