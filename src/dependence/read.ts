import type { CoalitionRecord } from '../coalition/record.ts';
import type { RequestContext, View } from '../context.ts';
import { int } from '../graph/graph.ts';
import { connection, pageSize, readPage, type PageArguments } from '../graphql/connection.ts';
import type { Basis } from '../graphql/generated.ts';
import { fold } from '../spelling/fold.ts';
import { unknownName } from '../spelling/suggest.ts';
import {
  dependenceOfCoalitions,
  dependenceOfCountries,
  dependentsOf,
  importedTonnes,
  suppliersTo,
  type DependenceRow,
  type SuppliersKey,
} from './queries.ts';
import {
  dependenceRecord,
  nearestYear,
  type DependenceConnectionRecord,
  type DependenceRecord,
  type SupplierShareRecord,
} from './record.ts';

/** What a dependence is asked for; names as the caller wrote them. */
export interface DependenceArguments {
  on: string;
  product: string;
  year?: number | null;
  basis: Basis;
}

const yearOf = (year: number | null | undefined) => (year == null ? null : int(year));

const keyOf = ({ product, on, year }: DependenceArguments) => ({
  product: fold(product),
  on: fold(on),
  year: yearOf(year),
});

async function dependenceFrom(
  context: RequestContext,
  args: DependenceArguments,
  row: DependenceRow | undefined,
): Promise<DependenceRecord> {
  if (!row) throw new Error('A known importer gave no row.');
  const { on, product, country, coalition, year, tables, importers, imports } = row;
  if (!product) throw await unknownName(context, 'product', 'Product', args.product);
  if (!on) throw await unknownName(context, 'on', 'Country', args.on);
  return dependenceRecord({ country, coalition, on, product, year, basis: args.basis, importers, tables }, imports);
}

/** How much of a country's imports of a product comes from one country. @throws GraphQLError BAD_USER_INPUT for unknown names. */
export async function dependenceOfCountry(
  context: RequestContext,
  iso3: string,
  args: DependenceArguments,
  view: View,
): Promise<DependenceRecord> {
  const key = { importer: iso3, ...keyOf(args), ...view };
  return dependenceFrom(context, args, (await context.batch(dependenceOfCountries[args.basis], key))[0]);
}

/** The same for what a coalition's members import from outside it. */
export async function dependenceOfCoalition(
  context: RequestContext,
  coalition: CoalitionRecord,
  args: DependenceArguments,
  view: View,
): Promise<DependenceRecord> {
  const key = { importer: coalition.key, ...keyOf(args), ...view };
  return dependenceFrom(context, args, (await context.batch(dependenceOfCoalitions[args.basis], key))[0]);
}

/** Arguments of the root field `dependents`. */
export interface DependentsArguments extends DependenceArguments, PageArguments {
  among?: string | null;
  expand: boolean;
  minShare?: number | null;
  orderBy?: { field: 'SHARE' | 'COUNTRY'; direction: 'ASC' | 'DESC' } | null;
}

/** Which countries depend on one country for a product. @throws GraphQLError BAD_USER_INPUT for unknown names and bad paging. */
export async function readDependents(
  context: RequestContext,
  args: DependentsArguments,
  view: View,
): Promise<DependenceConnectionRecord> {
  const { field, direction } = args.orderBy ?? { field: 'SHARE', direction: 'DESC' };
  const order = `dependents ${field} ${direction}`;
  const page = readPage(args, order);
  const upwards = (direction === 'ASC') !== page.backward;
  const among = args.among == null ? 'anywhere' : args.expand ? 'amongExpanded' : 'among';
  const [row] = await context.read(dependentsOf[among][args.basis][upwards ? 'ASC' : 'DESC'], {
    ...view,
    on: fold(args.on),
    product: fold(args.product),
    among: args.among == null ? null : fold(args.among),
    year: yearOf(args.year),
    minShare: args.minShare ?? null,
    orderBy: field,
    withoutShare: direction === 'ASC' ? 2 : -1,
    from: page.from,
    limit: int(page.limit),
  });
  if (!row) throw new Error('The dependents statement gave no row.');
  const { on, product, year, tables, total } = row;
  if (!product) throw await unknownName(context, 'product', 'Product', args.product);
  if (!on) throw await unknownName(context, 'on', 'Country', args.on);
  if (args.among != null && !row.coalitionFound) throw await unknownName(context, 'among', 'Coalition', args.among);
  const ends = { coalition: null, on, product, year, tables, basis: args.basis };
  const noTrade = tables.tables.length === 0;
  return {
    ...connection(
      row.page,
      page,
      order,
      () => total,
      ({ country, imports, value }) => ({
        node: dependenceRecord({ ...ends, country, importers: [country.iso3] }, imports),
        position: [value, country.iso3],
        edge: {},
      }),
    ),
    missing: noTrade ? 'NOT_AVAILABLE' : null,
    nearestYear: noTrade ? nearestYear(product.tradeYears, year) : null,
  };
}

/** The key under which a dependence's suppliers are asked; null when it has no imports. */
export function suppliersKey(dependence: DependenceRecord): SuppliersKey | null {
  const { importers, tables, basis, imports } = dependence;
  if (imports.flows === 0) return null;
  return {
    importers,
    tables: tables.tables,
    basis,
    whole: basis === 'VALUE' ? imports.valueUsd : (imports.tonnes ?? 0),
  };
}

/** The weight of all that was imported, in tonnes; null when that of no flow is published. */
export async function readTonnes(context: RequestContext, dependence: DependenceRecord): Promise<number | null> {
  const { imports, importers, tables } = dependence;
  if (imports.tonnes !== undefined) return imports.tonnes;
  return (await context.batch(importedTonnes, { importers, tables: tables.tables }))[0] ?? null;
}

/** The supplying countries of a dependence, largest share first. */
export async function readSuppliers(
  context: RequestContext,
  dependence: DependenceRecord,
  first: number,
): Promise<SupplierShareRecord[]> {
  const key = suppliersKey(dependence);
  const size = pageSize('first', first);
  return key ? context.batch(suppliersTo, { ...key, first: int(size) }) : [];
}
