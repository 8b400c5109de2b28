import type { DiffersQuery, SideFragment, SideSourceFragment } from '../../api/generated.ts';
import { day, inWords, percent } from '../../format/numbers.ts';

/** What one publisher says. */
export interface Side {
  /** Its evidence, where it is a claim of its own. */
  readonly id: string | null;
  readonly value: string;
  readonly confidence: SideFragment['confidence'] | null;
  /** Why it is not the one that is shown. */
  readonly reason: string | null;
  readonly recordedAt: string | null;
  readonly source: SideSourceFragment | null;
}

/** What publishers say of the same, the one that is shown first. They are never averaged. */
export interface Difference {
  readonly about: string;
  readonly aboutId: string | null;
  readonly property: string;
  readonly scope: string | null;
  readonly sides: readonly Side[];
  /** None of them is the one that is shown. */
  readonly isUnranked?: boolean;
}

/** A day as the pages write it; all else as it stands. */
const shown = (text: string) => (/^\d{4}-\d\d(-\d\d)?$/.test(text) ? day(text) : text);

const sideOf = (claim: SideFragment): Side => ({
  id: claim.id,
  value: shown(claim.display ?? [claim.value, claim.unit].filter(Boolean).join(' ')),
  confidence: claim.confidence,
  reason: claim.rankReason,
  recordedAt: claim.recordedAt,
  source: claim.source,
});

const differenceOf = (first: SideFragment, others: readonly SideFragment[]): Difference => ({
  about: first.subject && 'name' in first.subject ? first.subject.name : 'A figure',
  aboutId: first.subject?.id ?? null,
  property: first.property,
  scope: first.scope,
  sides: [first, ...others].map(sideOf),
});

/** Where publishers differ, from what the API answers of a thing, of a figure, or of all. */
export function differencesOf(answer: DiffersQuery | undefined): Difference[] {
  const all: Difference[] = [];
  const thing = answer?.neighbours?.of;
  if (thing && 'conflicts' in thing)
    for (const { preferred, competing } of thing.conflicts ?? []) all.push(differenceOf(preferred, competing));
  const figure = answer?.node;
  if (figure && 'differs' in figure && figure.differs && figure.differs.length > 0 && figure.share !== null)
    all.push({
      about: `${figure.country?.name ?? figure.coalition?.name ?? ''}: ${figure.product.name.toLowerCase()} from ${figure.on.name}`,
      aboutId: figure.id,
      property: 'share',
      scope: null,
      sides: [
        {
          id: figure.id,
          value: `${percent(figure.share)}, ${figure.shareYear ?? ''}`,
          confidence: null,
          reason: null,
          recordedAt: null,
          source: figure.shareSources?.[0] ?? null,
        },
        ...figure.differs.map(({ share, year, yearTo, of, source }) => ({
          id: null,
          value: `${percent(share)}, ${yearTo ? `${year} to ${yearTo}` : year}: ${of}`,
          confidence: null,
          reason: null,
          recordedAt: null,
          source,
        })),
      ],
    });
  if (figure && 'claims' in figure)
    for (const { competing, ...claim } of figure.claims ?? [])
      if (competing?.length) all.push(differenceOf(claim, competing));
  for (const { preferred, ...claim } of answer?.claims?.nodes ?? [])
    if (preferred && preferred.id !== claim.id) all.push(differenceOf(preferred, [claim]));
  return together(all);
}

/** Differences of the same, as one. */
function together(all: readonly Difference[]): Difference[] {
  const merged = new Map<string, Difference>();
  for (const one of all) {
    const key = `${one.aboutId ?? one.about} ${one.property} ${one.scope ?? ''} ${one.sides[0]?.id ?? ''}`;
    const before = merged.get(key);
    merged.set(
      key,
      before
        ? {
            ...before,
            sides: [...before.sides, ...one.sides.filter(({ id }) => before.sides.every((side) => side.id !== id))],
          }
        : one,
    );
  }
  return [...merged.values()];
}

/** How much is disputed, in words. */
export const answerOf = (differences: readonly Difference[], name: string | null): string =>
  differences.length === 0
    ? `Nobody on record says otherwise${name ? ` about ${name}` : ''}.`
    : `Sources differ ${name ? `about ${name} ` : ''}on ${inWords(differences.length)} ${differences.length === 1 ? 'point' : 'points'}. All that is said is shown, ${differences.some(({ isUnranked }) => isUnranked) ? '' : 'the one that the graph uses first; '}nothing is averaged.`;
