import type { GraphQLResolveInfo } from 'graphql';
import { coalitionByText } from '../coalition/queries.ts';
import type { RequestContext, View } from '../../api/context.ts';
import { countryByText } from '../country/queries.ts';
import type { CountryRecord } from '../country/record.ts';
import { readListWhere, type ListArguments } from '../../api/list/list.ts';
import { type ObservationKind, Stage } from '../../api/generated.ts';
import type { MineralRecord } from '../mineral/record.ts';
import { fold } from '../../lib/fold.ts';
import { whereWithKeys } from '../../api/names/in-where.ts';
import { unknownName } from '../../api/names/suggest.ts';
import { chooseTable, lastYear, ofForm, preferFigure, stateFigure, type Asked } from './choose.ts';
import { figuresOfCountry, figuresOfMineral, observationList, observationListOfMineral } from './queries.ts';
import type {
  ImportSourcesRecord,
  ObservationConnectionRecord,
  PlacedFigure,
  PreferredRecord,
  StatedRecord,
  SupplyRiskRecord,
} from './record.ts';
import { tonnesOf } from './unit.ts';
import { groupBy } from '../../lib/group-by.ts';
import type { Figure } from '../claim/figure.ts';

/**
 * What is known of a mineral in a country: of one kind, at one stage or (`stage` null) without stages.
 * @throws GraphQLError BAD_USER_INPUT for an unknown mineral.
 */
export async function readStated(
  context: RequestContext,
  country: CountryRecord,
  kind: ObservationKind,
  stage: Stage | null,
  args: Asked & { mineral: string },
  view: View,
): Promise<StatedRecord> {
  const key = { country: country.key, mineral: fold(args.mineral), kind, ...view };
  const [row] = await context.batch(figuresOfCountry, key);
  if (!row?.mineral) throw await unknownName(context, 'mineral', 'Mineral', args.mineral);
  const figures = row.figures.filter((figure) => stage === null || figure.stage === stage);
  return { ...stateFigure(figures, args), country, mineral: row.mineral, stage };
}

/** A country by code or name. @throws GraphQLError BAD_USER_INPUT when there is none. */
async function countryNamed(context: RequestContext, text: string, view: View): Promise<CountryRecord> {
  const [country] = await context.batch(countryByText, { text: fold(text), ...view });
  if (!country) throw await unknownName(context, 'country', 'Country', text);
  return country;
}

/** How much of its consumption of a mineral a country must import. */
export async function readReliance(
  context: RequestContext,
  mineral: MineralRecord,
  args: Asked & { country: string },
  view: View,
): Promise<StatedRecord> {
  const country = await countryNamed(context, args.country, view);
  return readStated(context, country, 'NET_IMPORT_RELIANCE', null, { ...args, mineral: mineral.slug }, view);
}

const ofMineral = (context: RequestContext, mineral: MineralRecord, kind: ObservationKind, view: View) =>
  context.batch(figuresOfMineral, { mineral: mineral.key, kind, ...view });

/** Larger amounts first, those without a number last, equal ones by `name`. */
const largestFirst = (a: number | null, b: number | null, aName: string, bName: string) =>
  (b ?? -1) - (a ?? -1) || (aName < bName ? -1 : 1);

/**
 * The tables of origins of a country's or coalition's supply, one for each stage and form, the main form first.
 * @throws GraphQLError BAD_USER_INPUT for an unknown country.
 */
export async function readImportSources(
  context: RequestContext,
  mineral: MineralRecord,
  args: { country: string; stage?: Stage | null; year?: number | null },
  view: View,
): Promise<ImportSourcesRecord[]> {
  const text = fold(args.country);
  const [[country], [coalition], placed] = await Promise.all([
    context.batch(countryByText, { text, ...view }),
    context.batch(coalitionByText, { text, ...view }),
    ofMineral(context, mineral, 'IMPORT_SOURCE', view),
  ]);
  if (!country && !coalition) throw await unknownName(context, 'country', 'Country', args.country);
  const places = new Map(placed.map((one) => [one.figure, one]));
  const own = [...places.keys()].filter(
    (figure) =>
      (country ? figure.country === country.key : figure.coalition === coalition?.key) &&
      (args.stage == null || figure.stage === args.stage),
  );
  const tables = [...groupBy(own, ({ stage, form }) => JSON.stringify([stage, form])).values()].flatMap((figures) => {
    const { rows } = chooseTable(figures, args.year);
    const [first] = rows;
    if (!first) return [];
    return [
      {
        country: country ?? null,
        coalition: country ? null : (coalition ?? null),
        first,
        rows: rows.flatMap((figure) => places.get(figure) ?? []),
      },
    ];
  });
  return tables.sort((a, b) => Number(b.first.mainForm) - Number(a.first.mainForm) || order(a.first, b.first));
}

const order = (a: Figure, b: Figure) =>
  `${a.stage ?? ''} ${a.form ?? ''}`.localeCompare(`${b.stage ?? ''} ${b.form ?? ''}`);

/** The preferred figure of each group, with the country it names. */
function preferredOf(placed: readonly PlacedFigure[], group: (figure: Figure) => unknown): PreferredRecord[] {
  const groups = groupBy(placed, ({ figure }) => JSON.stringify(group(figure)));
  return [...groups.values()].map((own) => ({
    ...preferFigure(own.map(({ figure }) => figure)),
    country: own[0]?.place ?? null,
  }));
}

/** Prices of a mineral by year and form, newest first. */
export async function readPrices(
  context: RequestContext,
  mineral: MineralRecord,
  args: { form?: string | null; from?: number | null; to?: number | null },
  view: View,
): Promise<PreferredRecord[]> {
  const { form, from, to } = args;
  const placed = (await ofMineral(context, mineral, 'PRICE', view)).filter(
    ({ figure }) =>
      (form == null || figure.form === form) &&
      (from == null || figure.year >= from) &&
      (to == null || figure.year <= to),
  );
  return preferredOf(placed, ({ form, unit, year }) => [form, unit, year]).sort(
    ({ figure: a }, { figure: b }) => b.year - a.year || order(a, b),
  );
}

/** Countries' parts of world production as published: by stage, newest first, largest first. */
export async function readStageShares(
  context: RequestContext,
  mineral: MineralRecord,
  args: { stage?: Stage | null; year?: number | null },
  view: View,
): Promise<PreferredRecord[]> {
  const placed = (await ofMineral(context, mineral, 'STAGE_SHARE', view)).filter(
    ({ figure, place }) =>
      place !== null &&
      (args.stage == null || figure.stage === args.stage) &&
      (args.year == null || (figure.year <= args.year && args.year <= lastYear(figure))),
  );
  const shown = preferredOf(placed, ({ stage, product, form, country, year, yearTo }) => [
    stage,
    product,
    form,
    country,
    year,
    yearTo,
  ]);
  return shown.sort(
    ({ figure: a }, { figure: b }) =>
      stages.indexOf(a.stage ?? 'EXTRACTION') - stages.indexOf(b.stage ?? 'EXTRACTION') ||
      lastYear(b) - lastYear(a) ||
      largestFirst(a.number, b.number, a.country ?? '', b.country ?? ''),
  );
}

const stages = Object.values(Stage);

const numberInTonnes = ({ figure }: StatedRecord) =>
  figure === null || figure.number === null ? null : tonnesOf(figure.number, figure.unit);

/** Reserves of a mineral by country, in one form and year, largest first. */
export async function readReserves(
  context: RequestContext,
  mineral: MineralRecord,
  args: Asked,
  view: View,
): Promise<StatedRecord[]> {
  const placed = (await ofMineral(context, mineral, 'RESERVES', view)).filter(({ place }) => place !== null);
  const all = placed.map(({ figure }) => figure);
  const { year } = chooseTable(ofForm(all, args.form), args.year);
  const byCountry = groupBy(placed, ({ place }) => place?.key ?? '');
  return [...byCountry.values()]
    .flatMap((own): StatedRecord[] => {
      const country = own[0]?.place;
      if (!country) return [];
      const figures = own.map(({ figure }) => figure);
      const stated = stateFigure(figures, { ...args, year });
      return stated.figure ? [{ ...stated, country, mineral, stage: stated.figure.stage }] : [];
    })
    .sort((a, b) => largestFirst(numberInTonnes(a), numberInTonnes(b), a.country.iso3, b.country.iso3));
}

/** What a mineral is used for: one publisher's table for one period, largest share first. */
export async function readEndUses(
  context: RequestContext,
  mineral: MineralRecord,
  year: number | null | undefined,
  view: View,
): Promise<Figure[]> {
  const placed = await ofMineral(context, mineral, 'END_USE_SHARE', view);
  const { rows } = chooseTable(
    placed.map(({ figure }) => figure),
    year,
  );
  return [...rows].sort((a, b) => largestFirst(a.number, b.number, a.form ?? '', b.form ?? ''));
}

/** Both scores of a mineral in the assessment of one year. */
export async function readSupplyRisk(
  context: RequestContext,
  mineral: MineralRecord,
  year: number | null | undefined,
  view: View,
): Promise<SupplyRiskRecord> {
  const [risks, importances] = await Promise.all([
    ofMineral(context, mineral, 'SUPPLY_RISK', view),
    ofMineral(context, mineral, 'ECONOMIC_IMPORTANCE', view),
  ]);
  const figures = (placed: readonly PlacedFigure[]) => placed.map(({ figure }) => figure);
  const risk = stateFigure(figures(risks), { year });
  const importance = stateFigure(figures(importances), { year: risk.year });
  return {
    year: risk.year,
    supplyRisk: risk.figure?.number ?? null,
    economicImportance: importance.figure?.number ?? null,
    missing: risk.missing,
    nearestYear: risk.nearestYear,
    claims: [risk, importance].flatMap(({ preferred, competing }) => (preferred ? [preferred, ...competing] : [])),
    source: risk.figure?.source ?? null,
  };
}

const newestFirst = { field: 'YEAR', direction: 'DESC' } as const;

interface ObservationArguments extends ListArguments {
  where?: { mineral?: { eq?: string | null } | null } | null;
}

/**
 * A page of observations, of one mineral or (`mineral` null) of all; a condition that names one mineral is answered as for it.
 * @throws GraphQLError BAD_USER_INPUT for bad paging and unknown names in `where`.
 */
export async function readObservations(
  context: RequestContext,
  mineral: string | null,
  args: ObservationArguments,
  info: GraphQLResolveInfo,
): Promise<ObservationConnectionRecord> {
  const view = context.view(info);
  const asked = { ...args, orderBy: args.orderBy ?? newestFirst };
  const where = whereWithKeys(context, args.where, info, view);
  const one = mineral ?? (await where.catch(() => null))?.mineral?.eq;
  return one == null
    ? readListWhere(context, observationList, asked, where, info, view)
    : readListWhere(context, observationListOfMineral, asked, where, info, { ...view, ...{ mineral: one } });
}
