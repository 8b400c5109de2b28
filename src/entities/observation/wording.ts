import { groupBy } from '../../lib/group-by.ts';
import type { Figure } from '../claim/figure.ts';

/** What tells whether two editions of a publisher speak of the same thing. */
export type Worded = Pick<
  Figure,
  | 'measure'
  | 'mineral'
  | 'stage'
  | 'country'
  | 'partner'
  | 'aggregate'
  | 'coalition'
  | 'form'
  | 'basis'
  | 'unit'
  | 'year'
  | 'yearTo'
  | 'value'
  | 'number'
  | 'source'
  | 'publisher'
  | 'publishedOn'
>;

// Within these a publisher's figures can be of the same thing in other words; of whom they are tells tables of one importer apart.
const identity = ({ publisher, measure, mineral, stage, country, coalition, basis, unit }: Worded) =>
  JSON.stringify([
    ...[publisher, measure, mineral, stage, basis],
    measure === 'PRICE' ? unit : null,
    measure === 'NET_IMPORT_RELIANCE' || measure === 'IMPORT_SOURCE' ? [country, coalition] : null,
  ]);

/**
 * In which words the newest edition of its publisher has what a figure measures: editions revise each other whatever their wording.
 * Forms of one edition are never taken for each other. A form of an older edition is one of a newer edition when they share the words that tell
 * goods apart (`price, flake` and `Price, average …: Flake`), or are the only ones on both sides; never when their figures for
 * the same places and years contradict each other.
 *
 * @returns null where a figure has no form
 */
export function currentForms<F extends Worded>(figures: readonly F[]): (figure: F) => string | null {
  const current = new Map<string, string>();
  const keyOf = (figure: Worded) => JSON.stringify([identity(figure), figure.form]);
  // An end use is its form; what has no publisher has no editions.
  const worded = figures.filter(({ publisher, measure }) => publisher !== null && measure !== 'END_USE_SHARE');
  for (const own of groupBy(worded, identity).values()) {
    const editions = [...groupBy(own, ({ source }) => source).values()].sort(newestFirst);
    if (editions.length < 2) continue;
    const groups = new Map<string, Worded[]>();
    const named = new Map<string, string>();
    for (const edition of editions) {
      const forms = groupBy(edition, ({ form }) => form ?? '');
      const taken = new Set([...forms.keys()].map((form) => named.get(form)));
      const open = new Map([...groups].filter(([name]) => !taken.has(name)));
      const fresh = new Map([...forms].filter(([form]) => !named.has(form)));
      const found = matched(fresh, open);
      for (const [form, rows] of forms) {
        const name = named.get(form) ?? found.get(form) ?? form;
        named.set(form, name);
        groups.set(name, [...(groups.get(name) ?? []), ...rows]);
      }
    }
    for (const figure of own) current.set(keyOf(figure), named.get(figure.form ?? '') ?? '');
  }
  return (figure) => (figure.form === null ? null : current.get(keyOf(figure)) || figure.form);
}

const newestFirst = ([a]: readonly Worded[], [b]: readonly Worded[]) =>
  (b?.publishedOn ?? '').localeCompare(a?.publishedOn ?? '') || (b?.source ?? '').localeCompare(a?.source ?? '');

type Forms = ReadonlyMap<string, readonly Worded[]>;

/** Which form of a newer edition each form of an older one is; those that are none are not in it. */
function matched(fresh: Forms, open: Forms): Map<string, string> {
  const found = new Map<string, string>();
  const pairs = [...fresh]
    .flatMap(([form, rows]) =>
      [...open].map(([name, others]) => ({ form, name, ...likeness(form, rows, name, others) })),
    )
    .filter(({ contradicts }) => !contradicts)
    .sort((a, b) => b.words + b.agreeing - (a.words + a.agreeing) || (a.form + a.name < b.form + b.name ? -1 : 1));
  const free = ({ form, name }: { form: string; name: string }) =>
    !found.has(form) && ![...found.values()].includes(name);
  for (const pair of pairs) if (pair.words >= ENOUGH && free(pair)) found.set(pair.form, pair.name);
  // What is left alone on both sides: the same thing where it was alone from the start, or where a side names no good.
  const left = pairs.filter(free);
  const [one] = left;
  const isLast = [...fresh.keys()].filter((form) => !found.has(form)).length === 1 && left.length === 1;
  if (one && isLast && (one.wordless || one.equal > 0 || (one.isNational && one.words > 0)))
    found.set(one.form, one.name);
  return found;
}

const ENOUGH = 0.5;
/** Estimates are revised by up to so much of the larger one. */
const REVISED = 0.25;

/** How alike two forms are: the part of the words that tell goods apart which they share, and the part of their common figures that agree. */
function likeness(form: string, rows: readonly Worded[], name: string, others: readonly Worded[]) {
  const [a, b] = [wordsOf(form), wordsOf(name)];
  const shared = [...a].filter((word) => b.has(word)).length;
  const byPlace = groupBy(others, placeOf);
  // An edition may have two figures for one place: one that agrees is enough, whichever comes first.
  const common = rows.flatMap((row) => {
    const there = byPlace.get(placeOf(row))?.map((other) => agree(row, other));
    return there ? [{ same: there.some(({ same }) => same), near: there.some(({ near }) => near) }] : [];
  });
  const agreeing = common.length > 0 ? common.filter(({ near }) => near).length / common.length : 0;
  return {
    words: shared / Math.max(1, Math.min(a.size, b.size)),
    wordless: a.size === 0 || b.size === 0,
    agreeing,
    equal: common.filter(({ same }) => same).length,
    isNational: rows.some(({ measure }) => nationalMeasures.has(measure)),
    // Where no word tells them apart, other figures are a revision.
    contradicts: common.length > 0 && agreeing < ENOUGH && a.size + b.size > 0,
  };
}

const placeOf = ({ country, partner, aggregate, year, yearTo }: Worded) =>
  JSON.stringify([country, partner, aggregate, year, yearTo]);

const agree = (a: Worded, b: Worded) => {
  const same = a.value === b.value;
  const near =
    a.number !== null && b.number !== null && Math.abs(a.number - b.number) <= REVISED * Math.max(a.number, b.number);
  return { same, near: same || near };
};

/** Published for one country alone, where the words differ most between editions. */
const nationalMeasures = new Set<Worded['measure']>(['NET_IMPORT_RELIANCE', 'PRICE']);

// Words on how a figure is made, not on what it is of.
const silent = new Set(
  (
    'price average annual real value net import reliance apparent consumption percentage production capacity reserve dollar cent per ' +
    'kilogram pound metric ton unit year as of the and in by for at all u s us total rounded content'
  ).split(' '),
);

/** The words of a form that tell goods apart, in the singular; formulas, which another edition writes out, are none. */
const wordsOf = (form: string): ReadonlySet<string> =>
  new Set(
    (form.toLowerCase().match(/[a-z][a-z0-9]*/g) ?? [])
      .map((word) => (word.length > 3 ? word.replace(/s$/, '') : word))
      .filter((word) => !silent.has(word) && !/\d/.test(word)),
  );
