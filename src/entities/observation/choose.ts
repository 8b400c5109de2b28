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
export type Formed = Series & Pick<Figure, 'form' | 'year' | 'aggregate' | 'missing'>;

// The importer is part of the series; for everything else a country is one row of a table.
const seriesOf = ({ measure, mineral, stage, country, coalition }: Series) =>
  JSON.stringify([measure, mineral, stage, measure === 'IMPORT_SOURCE' ? (country ?? coalition) : null]);

// A publisher's own words for "all forms together".
const allForms = /\b(total|combined|all forms)\b/i;

/** A number, a bound or words about one country or origin, not about all together. */
const isFigure = ({ aggregate, missing }: Formed) => aggregate === null && missing === null;

/** A form with its figures over all years. */
type FormRows<F> = [form: string, rows: readonly F[]];
type Criterion<F> = (a: FormRows<F>, b: FormRows<F>) => number;

const byForm = <F extends Pick<Figure, 'form'>>(figures: readonly F[]): FormRows<F>[] => [
  ...groupBy(figures, ({ form }) => form ?? ''),
];

const byTotalWord: Criterion<Formed> = ([a], [b]) => Number(allForms.test(b)) - Number(allForms.test(a));
const byCount: Criterion<Formed> = ([, a], [, b]) => b.filter(isFigure).length - a.filter(isFigure).length;
const byName: Criterion<unknown> = ([a], [b]) => (a < b ? -1 : 1);

const byPreference: Criterion<Formed> = (a, b) => byTotalWord(a, b) || byCount(a, b) || byName(a, b);

/**
 * Which figures are of the form that is shown when none is asked for. Forms of one series (silicon metal and ferrosilicon) are
 * never added; one of them must stand for the year. It is the form that the publisher calls a total; else the one with the most
 * figures over all years; else the first by alphabet. Only forms with figures in a year stand for that year, if there are any.
 *
 * @returns the main form of a figure's series and year
 */
export function mainForms(figures: readonly Formed[]): (figure: Formed) => string | null {
  const main = new Map<string, string | null>();
  for (const [series, own] of groupBy(figures, seriesOf)) {
    const ranked = byForm(own).sort(byPreference);
    for (const year of new Set(own.map((figure) => figure.year)))
      main.set(`${series} ${year}`, mainFormOf(ranked, year));
  }
  return (figure) => main.get(`${seriesOf(figure)} ${figure.year}`) ?? null;
}

/** The first form with figures in a year; else the first that is published for it. */
function mainFormOf(ranked: readonly FormRows<Formed>[], year: number): string | null {
  const ofYear = ranked.map(([form, rows]) => ({ form, rows: rows.filter((figure) => figure.year === year) }));
  const published = ofYear.filter(({ rows }) => rows.length > 0);
  const [first] = [...published.filter(({ rows }) => rows.some(isFigure)), ...published];
  return first?.form || null;
}

const byMain: Criterion<Figure> = ([, a], [, b]) => Number(isMain(b)) - Number(isMain(a));
const isMain = (rows: readonly Figure[]) => rows.some(({ mainForm }) => mainForm);

/** The forms among some figures, those shown by default first. */
export function formsOf(figures: readonly Figure[]): string[] {
  return byForm(figures)
    .sort((a, b) => byMain(a, b) || byName(a, b))
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
 * Why a figure stands where it does among those about the same thing, in the same form, for its last year. It is the same
 * wherever the figure appears, for any year or form asked.
 *
 * @param figures of one measure and mineral
 * @returns null where it has no rivals, or is not among the figures itself
 */
export function reasonOf(figure: Figure, figures: readonly Figure[]): string | null {
  const competes = figure.aggregate === null ? rivalry[figure.measure] : undefined;
  const own = competes ? figures.filter((other) => competes(figure, other)) : [];
  if (!own.some(({ id }) => id === figure.id)) return null;
  const { preferred, competing } = preferFigure(own);
  const { key } = claimOfFigure(figure);
  return [preferred, ...competing].find((claim) => claim.key === key)?.rankReason ?? null;
}

/** What a caller may ask for; `form` null for the main one, `year` null for the newest. */
export interface Asked {
  year?: number | null | undefined;
  form?: string | null | undefined;
}

/** Those of the form asked for; of the main one when none is. */
export const ofForm = (figures: readonly Figure[], form: string | null | undefined) =>
  figures.filter((figure) => (form == null ? figure.mainForm : figure.form === form));

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
  const year = asked ?? newest(own);
  const ofYear = own.filter((figure) => covers(figure, year));
  const years = own.flatMap((figure) => (figure.missing === null ? [lastYear(figure)] : []));
  const chosen = ofYear.length > 0 ? preferFigure(ofYear) : null;
  const missing = chosen ? chosen.figure.missing : 'NOT_AVAILABLE';
  const figureOf = new Map(ofYear.map((figure) => [claimOfFigure(figure).key, figure]));
  const placed = (claim: ClaimRecord): ClaimRecord => {
    const figure = figureOf.get(claim.key);
    return figure ? { ...claim, rankReason: reasonOf(figure, figures) } : claim;
  };
  return {
    year,
    form: chosen?.figure.form ?? form ?? null,
    forms: formsOf(figures),
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
    missing: 'NOT_AVAILABLE',
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
