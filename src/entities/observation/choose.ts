import { shares } from '../../analysis/share.ts';
import { prefer } from '../claim/prefer.ts';
import type { ClaimRecord } from '../claim/record.ts';
import type { MissingReason } from '../../api/generated.ts';
import { claimOfFigure } from './claim.ts';
import { tonnesOf } from './unit.ts';
import { groupBy } from '../../lib/group-by.ts';
import { nearestYear } from '../../lib/years.ts';
import { decimal } from '../../lib/round.ts';
import { lowestConfidence } from '../claim/confidence.ts';
import type { Figure } from '../claim/figure.ts';
import type { PreferredFigure, FigureAnswer } from './record.ts';

/** What tells figures apart that never compete nor add up, besides the form. */
type Series = Pick<Figure, 'measure' | 'mineral' | 'stage' | 'country' | 'coalition'>;
/** What the main form of a series is chosen by. */
export type Formed = Series &
  Pick<Figure, 'form' | 'year' | 'aggregate' | 'missing' | 'source' | 'publisher' | 'publishedOn'>;

// The importer is part of the series; for everything else a country is one row of a table.
const seriesOf = ({ measure, mineral, stage, country, coalition }: Series) =>
  JSON.stringify([
    ...[measure, mineral, stage],
    measure === 'IMPORT_SOURCE' || measure === 'NET_IMPORT_RELIANCE' ? (country ?? coalition) : null,
  ]);

// A publisher's own words for "all forms together".
const allForms = /\b(total|combined|all forms)\b/i;

/** A number, a bound or words about one country or origin, not about all together. */
const isFigure = ({ aggregate, missing }: Formed) => aggregate === null && missing === null;

/** A form with its figures over all years. */
type FormRows<F> = readonly [form: string, rows: readonly F[]];

const byForm = <F extends Pick<Figure, 'form'>>(figures: readonly F[]): FormRows<F>[] => [
  ...groupBy(figures, ({ form }) => form ?? ''),
];

/** A form that is published for a year, as it is weighed against the others. */
interface Candidate {
  form: string;
  /** Whether the newest edition of a publisher that has the year has the form. */
  isCurrent: boolean;
  /** Figures over all years. */
  count: number;
}

/** The form that stands for a series in a year, and why; null where several forms have an equal claim. */
export interface FormChoice {
  /** Empty for figures without a form. */
  form: string | null;
  reason: string;
}

/** Why one form comes before the others, best reason first; what the last one leaves equal is not decided. */
const criteria: readonly {
  better: (a: Candidate, b: Candidate) => boolean;
  says: (a: Candidate, others: string) => string;
}[] = [
  {
    better: (a, b) => a.isCurrent && !b.isCurrent,
    says: (_, others) => `the form of the newest edition, which no longer has ${others}`,
  },
  { better: (a, b) => holds(a.form, b.form), says: (_, others) => `all kinds together: it holds ${others}` },
  {
    better: (a, b) => allForms.test(a.form) && !allForms.test(b.form),
    says: (_, others) => `what the publisher calls a total; not added to it: ${others}`,
  },
  {
    better: (a, b) => a.count > b.count,
    says: ({ count }, others) =>
      `the form with the most figures over all years (${count}); another measure and not added: ${others}`,
  },
];

const wordsOf = (form: string): readonly string[] => form.toLowerCase().match(/[a-z0-9]+/g) ?? [];
const andsIn = (words: readonly string[]) => words.filter((word) => word === 'and').length;

/** Whether a form names the goods of another one among several: `ilmenite and rutile` holds `rutile`. */
function holds(form: string, other: string): boolean {
  const [words, others] = [wordsOf(form), wordsOf(other)];
  return andsIn(words) > andsIn(others) && others.every((word) => words.includes(word));
}

const byCriteria = (a: Candidate, b: Candidate): number => {
  for (const { better } of criteria) {
    if (better(a, b)) return -1;
    if (better(b, a)) return 1;
  }
  return 0;
};

/**
 * Which form of each series is shown for a year when none is asked for. Forms of one series (silicon metal and ferrosilicon) are never
 * added here; one of them must stand for the year: that of the newest edition; the one that holds the others; the one that the
 * publisher calls a total; else the one with the most figures over all years. Where these leave two equal, none stands: a part is
 * never taken for the whole. Only forms with figures in a year stand for that year, if there are any.
 *
 * @returns what stands for a figure's series and year
 */
export function formChoices(figures: readonly Formed[]): (figure: Formed) => FormChoice {
  const choices = new Map<string, FormChoice>();
  for (const [series, own] of groupBy(figures, seriesOf)) {
    const counts = new Map(byForm(own).map(([form, rows]) => [form, rows.filter(isFigure).length]));
    for (const [year, ofYear] of groupBy(own, (figure) => String(figure.year)))
      choices.set(`${series} ${year}`, choiceAmong(ofYear, counts));
  }
  return (figure) =>
    choices.get(`${seriesOf(figure)} ${figure.year}`) ?? { form: null, reason: 'nothing is published' };
}

/** The form of a figure's series and year alone. */
export function mainForms(figures: readonly Formed[]): (figure: Formed) => string | null {
  const choices = formChoices(figures);
  return (figure) => choices(figure).form || null;
}

function choiceAmong(ofYear: readonly Formed[], counts: ReadonlyMap<string, number>): FormChoice {
  const given = ofYear.some(isFigure) ? ofYear.filter(isFigure) : ofYear;
  const newest = new Map<string | null, string>();
  for (const { publisher, publishedOn } of given)
    newest.set(publisher, [newest.get(publisher) ?? '', publishedOn ?? ''].sort().at(-1) ?? '');
  const candidates = byForm(given)
    .map(([form, rows]) => ({
      form,
      isCurrent: rows.some(({ publisher, publishedOn }) => (publishedOn ?? '') === newest.get(publisher)),
      count: counts.get(form) ?? 0,
    }))
    .sort((a, b) => byCriteria(a, b) || (a.form < b.form ? -1 : 1));
  const [first, second] = candidates;
  if (!first) return { form: null, reason: 'nothing is published' };
  const others = candidates.slice(1).map(({ form }) => form || 'figures without a form');
  const told = others.length > MAX_TOLD ? [...others.slice(0, MAX_TOLD), 'others'] : others;
  if (!second) return { form: first.form, reason: 'the only form that is published for the year' };
  const criterion = criteria.find(({ better }) => better(first, second));
  if (criterion) return { form: first.form, reason: criterion.says(first, told.join(', ')) };
  return { form: null, reason: `none of several forms is the whole: ${[first.form, ...told].join(', ')}; ask for one` };
}

const MAX_TOLD = 4;

const byMain = ([, a]: FormRows<Figure>, [, b]: FormRows<Figure>) => Number(isMain(b)) - Number(isMain(a));
const isMain = (rows: readonly Figure[]) => rows.some(({ mainForm }) => mainForm);

/** The forms among some figures, those shown by default first. */
export function formsOf(figures: readonly Figure[]): string[] {
  return byForm(figures)
    .sort((a, b) => byMain(a, b) || (a[0] < b[0] ? -1 : 1))
    .flatMap(([form]) => form || []);
}

/**
 * The rule of preference (see entities/claim/prefer.ts) among figures for one thing, form and time. A publisher whose newest edition
 * gives no figure contradicts none: it comes after those that give one.
 *
 * @param figures at least one
 * @throws RangeError when there are none
 */
export function preferFigure(figures: readonly Figure[]): PreferredFigure {
  const byClaim = new Map(figures.map((figure) => [claimOfFigure(figure), figure]));
  const figureOf = new Map([...byClaim].map(([claim, figure]) => [claim.key, figure]));
  const { preferred, competing } = prefer([...byClaim.keys()]);
  const figure = figureOf.get(preferred.key);
  if (!figure) throw new RangeError('At least one figure is needed to prefer one.');
  const others = figures.filter(({ publisher }) => publisher !== figure.publisher);
  if (figure.missing === null || others.every(({ missing }) => missing !== null)) {
    return { figure, preferred, competing };
  }
  const given = preferFigure(others);
  const silent = [preferred, ...competing.filter(({ publisher }) => publisher === figure.publisher)];
  const reason = `${figure.publisher ?? 'its publisher'} gives no figure: ${figure.missing}`;
  return {
    ...given,
    competing: [...given.competing, ...silent.map((claim, at) => (at ? claim : { ...claim, rankReason: reason }))],
  };
}

const sameOf =
  (...names: (keyof Figure)[]) =>
  (a: Figure, b: Figure) =>
    names.every((name) => a[name] === b[name]);

/** Whether a figure competes with another, by what it measures; figures that are parts of a table have no rivals. */
const rivalry: Partial<Record<Figure['measure'], (figure: Figure, other: Figure) => boolean>> = {
  ...Object.fromEntries(
    (['PRODUCTION', 'RESERVES', 'NET_IMPORT_RELIANCE', 'SUPPLY_RISK', 'ECONOMIC_IMPORTANCE'] as const).map(
      (measure) => [
        measure,
        (figure: Figure, other: Figure) =>
          sameOf('country', 'coalition', 'stage', 'form')(figure, other) && covers(other, lastYear(figure)),
      ],
    ),
  ),
  PRICE: sameOf('form', 'unit', 'year'),
  STAGE_SHARE: sameOf('stage', 'product', 'form', 'country', 'year', 'yearTo'),
};

/**
 * Where a figure stands among those about the same thing, in the same form, for its last year. It is the same wherever the figure
 * appears, for any year or form asked.
 *
 * @param figures of one measure and mineral
 * @returns null where it is not among the figures itself
 */
export function standingOfFigure(figure: Figure, figures: readonly Figure[]): PreferredFigure | null {
  if (!figures.some(({ id }) => id === figure.id)) return null;
  const competes = figure.aggregate === null ? rivalry[figure.measure] : undefined;
  const own = competes ? figures.filter((other) => competes(figure, other)) : [];
  const isOwn = own.some(({ id }) => id === figure.id);
  return isOwn ? preferFigure(own) : { figure, preferred: claimOfFigure(figure), competing: [] };
}

/** Why a figure stands there; null where it has no rivals, or is not among the figures itself. */
export function reasonOf(figure: Figure, figures: readonly Figure[]): string | null {
  const standing = standingOfFigure(figure, figures);
  const { key } = claimOfFigure(figure);
  return standing
    ? ([standing.preferred, ...standing.competing].find((claim) => claim.key === key)?.rankReason ?? null)
    : null;
}

/** What a caller may ask for; `form` null for the main one, `year` null for the newest. */
export interface Asked {
  year?: number | null | undefined;
  form?: string | null | undefined;
}

/** Those of the form asked for, in the words of any edition; of the main one when none is. */
export const ofForm = (figures: readonly Figure[], form: string | null | undefined) =>
  figures.filter((figure) => (form == null ? figure.mainForm : figure.form === form || figure.wording === form));

const ASKED = 'the form that was asked for';

/** Why figures of this form are shown. */
export const formChoiceOf = (figure: Figure | null | undefined, form: string | null | undefined) =>
  form == null ? (figure?.formReason ?? null) : ASKED;

/** Last year that a figure is about. */
export const lastYear = ({ year, yearTo }: Figure) => yearTo ?? year;
const covers = (figure: Figure, year: number | null) =>
  year !== null && figure.year <= year && year <= lastYear(figure);
const newest = (figures: readonly Figure[]) =>
  figures.reduce<number | null>((year, figure) => Math.max(year ?? 0, lastYear(figure)), null);

/**
 * The figure for one thing: of one form, for one year, by the rule of preference.
 * @param figures of one measure, stage and country
 */
export function stateFigure(figures: readonly Figure[], { year: asked, form }: Asked): FigureAnswer {
  const own = ofForm(figures, form);
  const year = asked ?? newest(own) ?? newest(figures);
  const ofYear = own.filter((figure) => covers(figure, year));
  const ofAnyForm = form == null ? figures.filter((figure) => covers(figure, year)) : [];
  const undecided = ofAnyForm.some(({ mainForm }) => mainForm === null);
  const years = own.flatMap((figure) => (figure.missing === null ? [lastYear(figure)] : []));
  const chosen = ofYear.length > 0 ? preferFigure(ofYear) : null;
  const missing = chosen ? chosen.figure.missing : undecided ? 'SEVERAL_FORMS' : 'NOT_AVAILABLE';
  const figureOf = new Map(ofYear.map((figure) => [claimOfFigure(figure).key, figure]));
  const placed = (claim: ClaimRecord): ClaimRecord => {
    const figure = figureOf.get(claim.key);
    return figure ? { ...claim, rankReason: reasonOf(figure, figures) } : claim;
  };
  return {
    year,
    form: chosen?.figure.form ?? form ?? null,
    forms: formsOf(figures),
    formChoice: formChoiceOf(chosen?.figure ?? ofAnyForm[0], form),
    figure: chosen?.figure ?? null,
    preferred: chosen ? placed(chosen.preferred) : null,
    competing: chosen?.competing.map(placed) ?? [],
    missing,
    nearestYear: missing ? nearestYear(years, year) : null,
  };
}

/** One publisher's table: its rows for one form and one year or period. */
export interface FigureTable {
  year: number | null;
  /** When no table has figures of countries for the year: at most a total of the world. */
  rows: Figure[];
  /** Key of the source; null without rows. */
  source: string | null;
  missing: MissingReason | null;
  nearestYear: number | null;
}

const ofTheWorld = new Set<Figure['measure']>(['PRODUCTION', 'RESERVES', 'CAPACITY']);

/** Whether rows can be shares of a whole. What a country makes by its own statistics alone is no part of the world's: it would be all of it. */
const isTable = (rows: readonly Figure[]): boolean =>
  rows.some(isFigure) &&
  (rows.some(({ measure, aggregate }) => aggregate !== null || !ofTheWorld.has(measure)) ||
    new Set(rows.map(({ country }) => country)).size > 1);

/**
 * The table that shares are computed from: one publisher, one vintage, one year, never a mixture. Among the sources with figures
 * of several countries for the year, the rule of preference decides.
 * @param own figures of one measure, mineral, stage and form (and importer)
 */
export function chooseTable(own: readonly Figure[], asked: number | null | undefined): FigureTable {
  const ofCountries = figuresInTables(own);
  const year = asked ?? newest(ofCountries) ?? newest(own);
  const ofYear = own.filter((figure) => covers(figure, year));
  const rows = preferredTable(ofYear);
  if (rows) return { year, rows, source: rows[0]?.source ?? null, missing: null, nearestYear: null };
  const total = worldTotal(ofYear);
  return {
    year,
    rows: total,
    source: total[0]?.source ?? null,
    missing: 'NOT_AVAILABLE' as const,
    nearestYear: nearestYear(ofCountries.map(lastYear), year),
  };
}

/** Those of some figures that stand in a table of one source and time. */
const figuresInTables = (figures: readonly Figure[]): Figure[] =>
  [...groupBy(figures, ({ source, year, yearTo }) => JSON.stringify([source, year, yearTo])).values()]
    .filter(isTable)
    .flat();

/** The rows of the source whose table is preferred; null where no source has one. */
function preferredTable(figures: readonly Figure[]): Figure[] | null {
  const tables = [...groupBy(figures, ({ source }) => source).values()].filter(isTable);
  if (tables.length === 0) return null;
  const { preferred } = prefer(tables.flatMap(claimOfTable));
  return tables.find(([first]) => first?.source === preferred.key) ?? null;
}

/** A table as the rule of preference takes it: as sure as the least sure of its rows. */
function claimOfTable(rows: readonly Figure[]) {
  const [first] = rows;
  if (!first) return [];
  const { source: key, recordedAt, publisher, publishedOn } = first;
  const confidence = lowestConfidence(rows.map((row) => row.confidence)) ?? ('LOW' as const);
  return [{ key, rank: 'NORMAL' as const, rankReason: null, confidence, recordedAt, publisher, publishedOn }];
}

/** The publishers' total of the world, at most one. */
function worldTotal(figures: readonly Figure[]): Figure[] {
  const totals = figures.filter(({ aggregate }) => aggregate === 'WORLD');
  return totals.length > 0 ? [preferFigure(totals).figure] : [];
}

/** Shares of what a table reports. */
export interface TableShares {
  /** Countries that supply something, largest first. */
  parts: { country: string; tonnes: number; share: number }[];
  /** All that is reported, "other countries" included: the denominator, in tonnes. */
  total: number;
  /** The part that is named for no country; null when nothing is supplied. */
  otherShare: number | null;
  /** The publisher's own, often rounded, total in tonnes: shown beside, never the denominator. */
  worldTotal: number | null;
  /** Rows without a number, which are in no total. */
  leftOut: Figure[];
}

/**
 * Shares of production from the rows of one table.
 * @param rows of one source, form and year, in a unit of mass
 */
export function sharesOfTable(rows: readonly Figure[]): TableShares {
  const tonnes = (figure: Figure) => (figure.number === null ? null : tonnesOf(figure.number, figure.unit));
  const countries = rows.filter(({ aggregate, country }) => aggregate === null && country !== null);
  const others = rows.filter(({ aggregate }) => aggregate === 'OTHER');
  const [world] = rows.filter(({ aggregate }) => aggregate === 'WORLD');
  const { parts, total, otherShare } = shares(
    countries.flatMap((figure) => {
      const amount = tonnes(figure);
      return amount === null || figure.country === null ? [] : [{ key: figure.country, amount }];
    }),
    others.reduce((sum, figure) => sum + (tonnes(figure) ?? 0), 0),
  );
  return {
    parts: parts.flatMap(({ key, amount, share }) =>
      share === null || share === 0 ? [] : [{ country: key, tonnes: amount, share }],
    ),
    total: decimal(total),
    otherShare,
    worldTotal: world ? tonnes(world) : null,
    leftOut: [...countries, ...others].filter((figure) => tonnes(figure) === null),
  };
}
