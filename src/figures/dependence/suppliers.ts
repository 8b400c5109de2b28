import type { RequestContext } from '../../api/context.ts';
import { pageSize } from '../../api/connection.ts';
import { int } from '../../graph/graph.ts';
import { importedTonnes, suppliersTo, type SuppliersKey } from './queries/suppliers.ts';
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
): Promise<SupplierShareRecord[]> {
  const key = suppliersKey(dependence);
  const size = pageSize('first', first);
  return key ? context.batch(suppliersTo[dependence.basis], { limit: int(size), ...key }) : [];
}
