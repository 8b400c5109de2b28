import { unitOf } from '../../entities/trade-flow/record.ts';
import { herfindahl } from '../../analysis/concentration.ts';
import type { KnownImports } from '../../analysis/imports.ts';
import type { RequestContext, View } from '../../api/context.ts';
import { pageSize } from '../../api/connection.ts';
import type { Basis } from '../../api/generated.ts';
import { countryOrThrow } from '../../entities/country/read.ts';
import { int } from '../../graph/graph.ts';
import { importedTonnes, supplierConcentration, suppliersTo, type SuppliersKey } from './queries/suppliers.ts';
import { wholeOf, type DependenceRecord, type SupplierShareRecord, type Weight } from './record.ts';

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
  view: View,
): Promise<SupplierShareRecord[]> {
  const size = pageSize('first', first);
  const { reported, basis } = dependence;
  if (reported) {
    const largest = sharesOf(reported, basis).slice(0, size);
    return Promise.all(
      largest.map(async ({ iso3, ...rest }) => ({ country: await countryOrThrow(context, iso3, view), ...rest })),
    );
  }
  const key = suppliersKey(dependence);
  return key ? context.batch(suppliersTo[basis], { limit: int(size), ...key }) : [];
}

/** What each country sold of some imports, in the order of the statement that ranks suppliers; shares where the whole is known. */
function sharesOf(
  { from, whole }: KnownImports,
  basis: Basis,
): (Omit<SupplierShareRecord, 'country'> & { iso3: string })[] {
  const unit = unitOf[basis];
  const all = whole[unit];
  return [...from]
    .map(([iso3, amount]) => {
      const part = amount[unit];
      return { iso3, ...amount, share: all !== null && all > 0 && part !== null ? part / all : null };
    })
    .sort((a, b) => (b[unit] ?? -1) - (a[unit] ?? -1) || b.valueUsd - a.valueUsd || (a.iso3 < b.iso3 ? -1 : 1));
}

/** The index of the suppliers' shares; null where some of the imports have no named partner, or the whole is not known. */
export async function readConcentration(context: RequestContext, dependence: DependenceRecord): Promise<number | null> {
  const { reported, basis } = dependence;
  if (reported) {
    const unit = unitOf[basis];
    if (reported.unnamed[unit] !== 0) return null;
    const shares = sharesOf(reported, basis).flatMap(({ share }) => (share === null ? [] : [share]));
    return shares.length > 0 ? herfindahl(shares) : null;
  }
  const key = suppliersKey(dependence);
  return key ? ((await context.batch(supplierConcentration, key))[0] ?? null) : null;
}
