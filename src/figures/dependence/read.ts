import type { CoalitionRecord } from '../../entities/coalition/record.ts';
import type { RequestContext, View } from '../../api/context.ts';
import { countryByText } from '../../entities/country/queries.ts';
import type { CountryRecord } from '../../entities/country/record.ts';
import { int } from '../../graph/graph.ts';
import { attempt, checkAll } from '../../api/check.ts';
import { connection, cutPage, pageSize, readPage, type PageArguments, type Position } from '../../api/connection.ts';
import type { Basis, DependenceMethod, DependenceOrderField, OrderDirection } from '../../api/generated.ts';
import { productByText } from '../../entities/product/queries.ts';
import { sourceByKey } from '../../entities/source/queries.ts';
import { readWithout } from '../../entities/source/read.ts';
import { fold } from '../../lib/fold.ts';
import { requireKnown } from '../../api/names/suggest.ts';
import { noPrefetch, type Prefetch } from './prefetch.ts';
import {
  dependenceOfCoalitions,
  dependenceOfCountries,
  dependenceOfCountriesWithSuppliers,
  dependentsOf,
  importedTonnes,
  suppliersTo,
  type DependenceRow,
  type Subject,
  type SuppliersKey,
} from './queries.ts';
import { rank, WITHOUT_SHARE } from './rank.ts';
import {
  dependenceRecord,
  wholeOf,
  type DependenceConnectionRecord,
  type DependenceEnds,
  type DependenceRecord,
  type SupplierShareRecord,
  type Weight,
} from './record.ts';
import { nearestYear } from '../../lib/years.ts';

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

const keyOf = ({ product, on, year }: DependenceArguments) => ({
  product: fold(product),
  on: fold(on),
  year: yearOf(year),
});

/** The checks of what a dependence is measured of, in the order of the arguments. */
const subjectChecks = (context: RequestContext, args: DependenceArguments, { on, product }: Partial<Subject>) =>
  [
    () => requireKnown(on, context, 'on', 'Country', args.on),
    () => requireKnown(product, context, 'product', 'Product', args.product),
  ] as const;

/** Takes note of the sources that came with a subject. */
function knowSources(context: RequestContext, { sources }: Subject): void {
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
): Promise<DependenceRecord> {
  if (!row) throw new Error('A known importer gave no row.');
  const { basis, method } = args;
  const { year, tables, importers, imports } = row;
  const [on, product, without] = await checkAll(...subjectChecks(context, args, row), () => asked);
  knowSources(context, row);
  const ends = { year, tables, importers, basis, method, without, on, product, ...importer };
  return dependenceRecord(ends, imports);
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
  const most = Math.max(0, ...prefetch.suppliers);
  if (most === 0) {
    const [row] = await context.batch(dependenceOfCountries[basisRead(args.basis, prefetch)], key);
    return dependenceFrom(context, importer, args, without, row);
  }
  const [row] = await context.batch(dependenceOfCountriesWithSuppliers[args.basis], { suppliers: int(most), ...key });
  const dependence = await dependenceFrom(context, importer, args, without, row);
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
  return dependenceFrom(context, { country: null, coalition }, args, without, row);
}

/** Arguments of the root field `dependents`. */
export interface DependentsArguments extends DependenceArguments, PageArguments {
  among?: string | null;
  expand: boolean;
  minShare?: number | null;
  orderBy?: { field: DependenceOrderField; direction: OrderDirection } | null;
}

/**
 * Which countries depend on one country for a product. By direct shares they are sorted, filtered and cut in the database. What lies
 * behind suppliers is computed, not stored: looking through, all of them are read and ranked here, a few hundred at most.
 * @throws GraphQLError BAD_USER_INPUT for unknown names and bad paging.
 */
export async function readDependents(
  context: RequestContext,
  args: DependentsArguments,
  view: View,
): Promise<DependenceConnectionRecord> {
  const { basis, method } = args;
  const { field, direction } = args.orderBy ?? { field: 'SHARE', direction: 'DESC' };
  const order = `dependents ${method === 'DIRECT' ? '' : `${method} `}${field} ${direction}`;
  const asked = attempt(() => readPage(args, order));
  const page = await asked.catch(() => readPage({}, order));
  const upwards = (direction === 'ASC') !== page.backward;
  const leftOut = attempt(() => readWithout(context, args.without));
  const without = await leftOut.catch(() => []);
  const among = args.among == null ? 'anywhere' : args.expand ? 'amongExpanded' : 'among';
  const cut =
    method === 'DIRECT'
      ? { minShare: args.minShare ?? null, orderBy: field, from: page.from, to: page.to, limit: int(page.limit) }
      : { minShare: null, orderBy: 'COUNTRY' as const, from: null, to: null, limit: int(MAX_COUNTRIES) };
  const [row] = await context.batch(dependentsOf[among][basis][upwards ? 'ASC' : 'DESC'], {
    ...view,
    on: fold(args.on),
    product: fold(args.product),
    among: args.among == null ? null : fold(args.among),
    year: yearOf(args.year),
    without,
    withoutShare: WITHOUT_SHARE[direction],
    ...cut,
  });
  if (!row) throw new Error('The dependents statement gave no row.');
  const { year, tables } = row;
  const { among: members } = args;
  const [on, product] = await checkAll(
    ...subjectChecks(context, args, row),
    () => members == null || requireKnown(row.coalitionFound || null, context, 'among', 'Coalition', members),
    () => leftOut,
    () => asked,
  );
  knowSources(context, row);
  const ends = { coalition: null, on, product, year, tables, basis, method, without };
  const found = row.page.map(({ country, imports, value }) => ({
    node: dependenceRecord({ country, importers: [country.iso3], ...ends }, imports),
    position: [value, country.iso3] as const,
    share: null,
  }));
  const byCountry = ({ importers: [iso3 = ''] }: DependenceRecord): Position => [iso3, iso3];
  const nodes = found.map(({ node }) => node);
  const ranked =
    method === 'DIRECT' ? found : await rank(context, nodes, args, { field, direction, byName: byCountry }, view);
  const total = method === 'DIRECT' ? row.total : ranked.length;
  const shown = method === 'DIRECT' ? ranked : cutPage(ranked, page, upwards);
  const noTrade = tables.tables.length === 0;
  return {
    ...connection(
      shown,
      page,
      order,
      () => total,
      (one) => ({ ...one, edge: {} }),
    ),
    missing: noTrade && ranked.every(({ share }) => share === null) ? 'NOT_AVAILABLE' : null,
    nearestYear: noTrade ? nearestYear(product.tradeYears, year) : null,
  };
}

/** More than there are countries. */
const MAX_COUNTRIES = 1000;

/** The key under which a dependence's suppliers are asked; null when it has no imports. */
export function suppliersKey(dependence: DependenceRecord): SuppliersKey | null {
  const { importers, tables, basis, imports } = dependence;
  if (imports.flows === 0) return null;
  return {
    importers,
    tables: tables.tables,
    basis,
    whole: wholeOf(basis, imports),
  };
}

/** The weight of all that was imported. */
export async function readWeight(context: RequestContext, dependence: DependenceRecord): Promise<Weight> {
  const { imports, importers, tables } = dependence;
  const { tonnes, weighed } = imports;
  if (tonnes !== undefined && weighed !== undefined) return { tonnes, weighed };
  const [weight] = await context.batch(importedTonnes, { importers, tables: tables.tables });
  return weight ?? { tonnes: null, weighed: 0 };
}

/** The supplying countries of a dependence, largest share first. */
export async function readSuppliers(
  context: RequestContext,
  dependence: DependenceRecord,
  first: number,
): Promise<SupplierShareRecord[]> {
  const key = suppliersKey(dependence);
  const size = pageSize('first', first);
  return key ? context.batch(suppliersTo[dependence.basis], { limit: int(size), ...key }) : [];
}
