import { checkAll } from '../../api/check.ts';
import { attempt } from '../../lib/attempt.ts';
import type { RequestContext, View } from '../../api/context.ts';
import type { Basis, DependenceMethod } from '../../api/generated.ts';
import { requireKnown } from '../../api/names/suggest.ts';
import type { CoalitionRecord } from '../../entities/coalition/record.ts';
import { countryByText } from '../../entities/country/queries.ts';
import type { CountryRecord } from '../../entities/country/record.ts';
import { productByText } from '../../entities/product/queries.ts';
import { sourceByKey } from '../../entities/source/queries.ts';
import { readWithout } from '../../entities/source/read.ts';
import { int } from '../../graph/graph.ts';
import { fold } from '../../lib/fold.ts';
import { noPrefetch, type Prefetch } from './prefetch.ts';
import {
  dependenceOfCoalitions,
  dependenceOfCountries,
  dependenceOfCountriesWithSuppliers,
  type DependenceRow,
} from './queries/importers.ts';
import type { Subject } from './queries/subject.ts';
import { suppliersTo } from './queries/suppliers.ts';
import { dependenceRecord, reportedDependence, type DependenceEnds, type DependenceRecord } from './record.ts';
import { arePartial, readReported } from './reported.ts';
import { suppliersKey } from './suppliers.ts';

/** What a dependence is asked for; names as the caller wrote them. */
export interface DependenceArguments {
  on: string;
  product: string;
  year?: number | null;
  basis: Basis;
  method: DependenceMethod;
  /** Identifiers of sources to leave out. */
  without?: readonly string[] | null;
}

/** A calendar year as a statement takes it. */
export const yearOf = (year: number | null | undefined) => (year == null ? null : int(year));

export const keyOf = ({ product, on, year }: DependenceArguments) => ({
  product: fold(product),
  on: fold(on),
  year: yearOf(year),
});

/** The checks of what a dependence is measured of, in the order of the arguments. */
export const subjectChecks = (context: RequestContext, args: DependenceArguments, { on, product }: Partial<Subject>) =>
  [
    () => requireKnown(on, context, 'on', 'Country', args.on),
    () => requireKnown(product, context, 'product', 'Product', args.product),
  ] as const;

/** Takes note of the sources that came with a subject. */
export function knowSources(context: RequestContext, { sources }: Subject): void {
  for (const source of sources) context.prime(sourceByKey, { key: source.key }, [source]);
}

/**
 * All that is wrong with the arguments of a dependence of a name that means nothing.
 * @throws GraphQLError BAD_USER_INPUT, always.
 */
export async function refuseImporter(
  context: RequestContext,
  args: DependenceArguments & { of: string },
  view: View,
): Promise<never> {
  const [[on], [product]] = await Promise.all([
    context.batch(countryByText, { text: fold(args.on), ...view }),
    context.batch(productByText, { text: fold(args.product), ...view }),
  ]);
  await checkAll(
    () => requireKnown(null, context, 'of', 'Country', args.of),
    ...subjectChecks(context, args, { on: on ?? null, product: product ?? null }),
    () => readWithout(context, args.without),
  );
  throw new Error('An unknown importer was not refused.');
}

async function dependenceFrom(
  context: RequestContext,
  importer: Pick<DependenceEnds, 'country' | 'coalition'>,
  args: DependenceArguments,
  asked: Promise<string[]>,
  row: DependenceRow | undefined,
  view: View,
): Promise<DependenceRecord> {
  if (!row) throw new Error('A known importer gave no row.');
  const { basis, method } = args;
  const { year, tables, importers, imports } = row;
  const [on, product, without] = await checkAll(...subjectChecks(context, args, row), () => asked);
  knowSources(context, row);
  const ends = { year, tables, importers, basis, method, without, on, product, ...importer };
  if (year === null || !arePartial(product, tables)) return dependenceRecord(ends, imports);
  const reported = (await readReported(context, ends, [year], view)).get(year);
  return reported ? reportedDependence(ends, reported) : dependenceRecord(ends, imports);
}

/** Weights that are asked for besides are read with the values. */
export const basisRead = (basis: Basis, { weight }: Prefetch) => (weight ? 'MASS' : basis);

/**
 * How much of a country's imports of a product comes from one country.
 * @throws GraphQLError BAD_USER_INPUT for unknown names.
 */
export async function dependenceOfCountry(
  context: RequestContext,
  country: CountryRecord,
  args: DependenceArguments,
  view: View,
  prefetch = noPrefetch,
): Promise<DependenceRecord> {
  const without = attempt(() => readWithout(context, args.without));
  const importer = { country, coalition: null };
  const key = { importer: country.key, ...keyOf(args), without: await without.catch(() => []), ...view };
  const max = Math.max(0, ...prefetch.suppliers);
  if (max === 0) {
    const [row] = await context.batch(dependenceOfCountries[basisRead(args.basis, prefetch)], key);
    return dependenceFrom(context, importer, args, without, row, view);
  }
  const [row] = await context.batch(dependenceOfCountriesWithSuppliers[args.basis], { limit: int(max), ...key });
  const dependence = await dependenceFrom(context, importer, args, without, row, view);
  const suppliers = row?.suppliers ?? [];
  const all = suppliersKey(dependence);
  for (const first of prefetch.suppliers)
    if (all) context.prime(suppliersTo[args.basis], { limit: int(first), ...all }, suppliers.slice(0, first));
  return dependence;
}

/** The same for what a coalition's members import from outside it. */
export async function dependenceOfCoalition(
  context: RequestContext,
  coalition: CoalitionRecord,
  args: DependenceArguments,
  view: View,
  prefetch = noPrefetch,
): Promise<DependenceRecord> {
  const without = attempt(() => readWithout(context, args.without));
  const key = { importer: coalition.key, ...keyOf(args), without: await without.catch(() => []), ...view };
  const [row] = await context.batch(dependenceOfCoalitions[basisRead(args.basis, prefetch)], key);
  return dependenceFrom(context, { country: null, coalition }, args, without, row, view);
}
