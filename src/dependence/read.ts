import type { CoalitionRecord } from '../coalition/record.ts';
import type { RequestContext, View } from '../context.ts';
import type { CountryRecord } from '../country/record.ts';
import { int } from '../graph/graph.ts';
import { connection, cutPage, pageSize, readPage, type PageArguments, type Position } from '../graphql/connection.ts';
import type { Basis, DependenceMethod } from '../graphql/generated.ts';
import { sourceByKey } from '../source/queries.ts';
import { readWithout } from '../source/read.ts';
import { fold } from '../spelling/fold.ts';
import { unknownName } from '../spelling/suggest.ts';
import { nothing, type Along } from './along.ts';
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
  nearestYear,
  wholeOf,
  type DependenceConnectionRecord,
  type DependenceEnds,
  type DependenceRecord,
  type SupplierShareRecord,
  type Weight,
} from './record.ts';

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

/**
 * What a dependence is measured of; its sources are known from now on.
 * @throws GraphQLError BAD_USER_INPUT for names that mean nothing.
 */
async function measured(context: RequestContext, args: DependenceArguments, { on, product, sources }: Subject) {
  if (!product) throw await unknownName(context, 'product', 'Product', args.product);
  if (!on) throw await unknownName(context, 'on', 'Country', args.on);
  for (const source of sources) context.know(sourceByKey, { key: source.key }, [source]);
  return { on, product };
}

async function dependenceFrom(
  context: RequestContext,
  importer: Pick<DependenceEnds, 'country' | 'coalition'>,
  args: DependenceArguments,
  without: string[],
  row: DependenceRow | undefined,
): Promise<DependenceRecord> {
  if (!row) throw new Error('A known importer gave no row.');
  const { basis, method } = args;
  const { year, tables, importers, imports } = row;
  const subject = await measured(context, args, row);
  const ends = { year, tables, importers, basis, method, without, ...subject, ...importer };
  return dependenceRecord(ends, imports);
}

/** Weights that are asked for besides are read with the values. */
export const basisRead = (basis: Basis, { weight }: Along) => (weight ? 'MASS' : basis);

/**
 * How much of a country's imports of a product comes from one country.
 * @throws GraphQLError BAD_USER_INPUT for unknown names.
 */
export async function dependenceOfCountry(
  context: RequestContext,
  country: CountryRecord,
  args: DependenceArguments,
  view: View,
  along = nothing,
): Promise<DependenceRecord> {
  const without = await readWithout(context, args.without);
  const importer = { country, coalition: null };
  const key = { importer: country.key, ...keyOf(args), without, ...view };
  const most = Math.max(0, ...along.suppliers);
  if (most === 0) {
    const [row] = await context.batch(dependenceOfCountries[basisRead(args.basis, along)], key);
    return dependenceFrom(context, importer, args, without, row);
  }
  const [row] = await context.batch(dependenceOfCountriesWithSuppliers[args.basis], { suppliers: int(most), ...key });
  const dependence = await dependenceFrom(context, importer, args, without, row);
  const suppliers = row?.suppliers ?? [];
  const all = suppliersKey(dependence);
  for (const first of along.suppliers)
    if (all) context.know(suppliersTo[args.basis], { first: int(first), ...all }, suppliers.slice(0, first));
  return dependence;
}

/** The same for what a coalition's members import from outside it. */
export async function dependenceOfCoalition(
  context: RequestContext,
  coalition: CoalitionRecord,
  args: DependenceArguments,
  view: View,
  along = nothing,
): Promise<DependenceRecord> {
  const without = await readWithout(context, args.without);
  const key = { importer: coalition.key, ...keyOf(args), without, ...view };
  const [row] = await context.batch(dependenceOfCoalitions[basisRead(args.basis, along)], key);
  return dependenceFrom(context, { country: null, coalition }, args, without, row);
}

/** Arguments of the root field `dependents`. */
export interface DependentsArguments extends DependenceArguments, PageArguments {
  among?: string | null;
  expand: boolean;
  minShare?: number | null;
  orderBy?: { field: 'SHARE' | 'COUNTRY'; direction: 'ASC' | 'DESC' } | null;
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
  const page = readPage(args, order);
  const upwards = (direction === 'ASC') !== page.backward;
  const without = await readWithout(context, args.without);
  const among = args.among == null ? 'anywhere' : args.expand ? 'amongExpanded' : 'among';
  const cut =
    method === 'DIRECT'
      ? { minShare: args.minShare ?? null, orderBy: field, from: page.from, to: page.to, limit: int(page.limit) }
      : { minShare: null, orderBy: 'COUNTRY' as const, from: null, to: null, limit: int(MOST_COUNTRIES) };
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
  const { on, product } = await measured(context, args, row);
  if (args.among != null && !row.coalitionFound) throw await unknownName(context, 'among', 'Coalition', args.among);
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
const MOST_COUNTRIES = 1000;

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
  return key ? context.batch(suppliersTo[dependence.basis], { first: int(size), ...key }) : [];
}
