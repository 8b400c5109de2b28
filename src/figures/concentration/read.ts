import type { RequestContext, View } from '../../api/context.ts';
import type { SupplierShareRecord } from '../dependence/record.ts';
import { int } from '../../graph/graph.ts';
import { attempt, checkAll } from '../../api/check.ts';
import { badInput } from '../../api/errors.ts';
import type { Basis, Stage } from '../../api/generated.ts';
import { mineralByText } from '../../entities/mineral/queries.ts';
import { chooseTable, formsOf, lastYear, ofForm, sharesOfTable } from '../../entities/observation/choose.ts';
import { figuresOfMineral } from '../../entities/observation/queries.ts';
import { readWithout } from '../../entities/source/read.ts';
import { fold } from '../../lib/fold.ts';
import { requireKnown } from '../../api/names/suggest.ts';
import { exportersOfProduct } from './queries.ts';
import type { ConcentrationRecord, ConcentrationOfYearRecord } from './record.ts';
import { nearestYear } from '../../lib/years.ts';

/** What a concentration is asked for; names as the caller wrote them. */
export interface ConcentrationArguments {
  product?: string | null;
  mineral?: string | null;
  stage?: Stage | null;
  form?: string | null;
  year?: number | null;
  basis?: Basis | null;
  /** Identifiers of sources to leave out. */
  without?: readonly string[] | null;
}

/**
 * How concentrated supply is: exports of a product, or production of a mineral.
 * @throws GraphQLError BAD_USER_INPUT for an unknown name, for both or none of `product` and `mineral`, and for arguments that go
 *   with the other one only.
 */
export async function readConcentration(
  context: RequestContext,
  args: ConcentrationArguments,
  view: View,
): Promise<ConcentrationRecord> {
  const { product, mineral, ...rest } = args;
  const without = attempt(() => readWithout(context, args.without));
  if (product != null && mineral == null) return ofExports(context, product, rest, without, view);
  if (mineral != null && product == null) return ofProduction(context, mineral, rest, without, view);
  const wrong =
    product == null
      ? badInput('product', 'is missing.', 'Give "product" for exports or "mineral" for production.')
      : badInput('mineral', 'cannot be used together with "product".', 'Ask for one of them at a time.');
  await checkAll(
    () => Promise.reject(wrong),
    () => without,
  );
  throw wrong;
}

/** @throws GraphQLError BAD_USER_INPUT for an argument that is given and goes with a mineral only. */
function ofMineralOnly(argument: string, value: string | null | undefined): void {
  if (value != null) throw badInput(argument, 'goes with "mineral" only.', 'Leave it out: a product has its stage.');
}

async function ofExports(
  context: RequestContext,
  name: string,
  { stage, form, year: asked, basis: measured }: ConcentrationArguments,
  sourcesLeftOut: Promise<string[]>,
  view: View,
): Promise<ConcentrationRecord> {
  const [row] = await context.batch(exportersOfProduct, {
    product: fold(name),
    year: asked == null ? null : int(asked),
    knownAt: view.knownAt,
    without: await sourcesLeftOut.catch(() => []),
  });
  const [product, , , without] = await checkAll(
    () => requireKnown(row?.product, context, 'product', 'Product', name),
    () => ofMineralOnly('stage', stage),
    () => ofMineralOnly('form', form),
    () => sourcesLeftOut,
  );
  if (!row) throw new Error('A known product gave no row.');
  const { year, sources } = row;
  const basis = measured ?? 'VALUE';
  const measure = ({ valueUsd, tonnes }: { valueUsd: number; tonnes: number | null }) =>
    basis === 'VALUE' ? valueUsd : (tonnes ?? 0);
  const whole = row.exporters.reduce((sum, exporter) => sum + measure(exporter), 0);
  const shares = row.exporters
    .map((exporter): SupplierShareRecord => ({ ...exporter, share: whole > 0 ? measure(exporter) / whole : null }))
    .sort((a, b) => (b.share ?? 0) - (a.share ?? 0) || a.country.iso3.localeCompare(b.country.iso3));
  const missing = shares.length === 0 || whole === 0 ? ('NOT_AVAILABLE' as const) : null;
  return {
    product,
    mineral: null,
    stage: null,
    form: null,
    forms: [],
    year,
    basis,
    shares,
    otherShare: null,
    total: null,
    worldTotal: null,
    leftOut: [],
    sources,
    missing,
    nearestYear: missing ? nearestYear(row.fullYears, year) : null,
    without,
    years: async (most) => {
      const newest = row.fullYears.toReversed().slice(0, most);
      const all = await Promise.all(
        newest.map((one) =>
          context.batch(exportersOfProduct, { product: fold(name), year: int(one), knownAt: view.knownAt, without }),
        ),
      );
      return all.flat().flatMap((of) => yearOf(of.year, of.exporters.map(measure), of.sources));
    },
  };
}

/** The shares of one year; none when nothing was supplied. */
function yearOf(year: number | null, amounts: readonly number[], sources: string[]): ConcentrationOfYearRecord[] {
  const whole = amounts.reduce((sum, amount) => sum + amount, 0);
  const shares = amounts.flatMap((amount) => (amount > 0 ? [amount / whole] : [])).sort((a, b) => b - a);
  return year === null || shares.length === 0 ? [] : [{ year, shares, sources }];
}

async function ofProduction(
  context: RequestContext,
  name: string,
  { stage: asked, form, year, basis }: ConcentrationArguments,
  sourcesLeftOut: Promise<string[]>,
  view: View,
): Promise<ConcentrationRecord> {
  const [named] = await context.batch(mineralByText, { text: fold(name), ...view });
  const stage = asked ?? 'EXTRACTION';
  const sources = new Set(await sourcesLeftOut.catch(() => []));
  const published = named
    ? await context.batch(figuresOfMineral, { mineral: named.key, kind: 'PRODUCTION', ...view })
    : [];
  const placed = published.filter(({ figure }) => figure.stage === stage && !sources.has(figure.source));
  const placeOf = new Map(placed.map(({ figure, place }) => [figure, place]));
  const figures = [...placeOf.keys()];
  const forms = formsOf(figures);
  const [mineral, , , without] = await checkAll(
    () => requireKnown(named, context, 'mineral', 'Mineral', name),
    () => {
      if (named && form != null && forms.length > 0 && !forms.includes(form))
        throw badInput(
          'form',
          `${named.name} is not published as '${form}' at this stage.`,
          `There is: ${forms.join('; ')}.`,
        );
    },
    () => {
      if (basis === 'VALUE')
        throw badInput(
          'basis',
          'production is published by weight.',
          'Use MASS, or give a "product" for exports by value.',
        );
    },
    () => sourcesLeftOut,
  );
  const table = chooseTable(ofForm(figures, form), year);
  const { parts, total, otherShare, worldTotal, leftOut } = sharesOfTable(table.rows);
  const countries = new Map([...placeOf.values()].flatMap((place) => (place ? [[place.key, place]] : [])));
  const found = table.missing === null && total > 0;
  return {
    product: null,
    mineral,
    stage,
    form: table.rows[0]?.form ?? form ?? null,
    forms,
    year: table.year,
    basis: 'MASS',
    shares: parts.flatMap(({ country: key, tonnes, share }) => {
      const country = countries.get(key);
      return country ? [{ country, share, tonnes, valueUsd: null }] : [];
    }),
    otherShare: found ? otherShare : null,
    total: found ? total : null,
    worldTotal,
    leftOut: leftOut.map((figure) => ({ figure, place: placeOf.get(figure) ?? null })),
    sources: table.source === null ? [] : [table.source],
    missing: found ? null : 'NOT_AVAILABLE',
    nearestYear: found ? null : table.nearestYear,
    without,
    years: (most) => {
      const own = ofForm(figures, table.rows[0]?.form ?? form);
      const newest = [...new Set(own.map(lastYear))].sort((a, b) => b - a);
      const found = newest.flatMap((one): ConcentrationOfYearRecord[] => {
        const { rows, source } = chooseTable(own, one);
        const shares = sharesOfTable(rows).parts.map((part) => part.share);
        return source === null || shares.length === 0 ? [] : [{ year: one, shares, sources: [source] }];
      });
      return Promise.resolve(found.slice(0, most));
    },
  };
}
