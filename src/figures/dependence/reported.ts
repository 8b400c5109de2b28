import { coverProduct, importsOf, type KnownImports } from '../../analysis/imports.ts';
import type { RequestContext, View } from '../../api/context.ts';
import type { ProductRecord } from '../../entities/product/record.ts';
import {
  importersIn,
  importReports,
  reportedImports,
  type ImportTable,
  type TableReport,
} from '../../entities/trade-flow/reported-imports.ts';
import type { SelectedTables } from '../../entities/trade-flow/table.ts';
import { int } from '../../graph/graph.ts';
import { groupBy } from '../../lib/group-by.ts';

/** Whether some tables hold every flow of a product: then sums of flows are the whole, and nothing else needs to be read. */
const holdEveryFlow = ({ hsCodes }: ProductRecord, { complete, hasTotals, codes }: SelectedTables): boolean =>
  complete && !hasTotals && coverProduct(hsCodes, codes);

/** Whether there are tables that do not: which of them counts is then decided for each importer and code. */
export const arePartial = (product: ProductRecord, tables: SelectedTables): boolean =>
  tables.codes.length > 0 && !holdEveryFlow(product, tables);

interface Asked {
  product: ProductRecord;
  without: readonly string[];
}

/** What is known of the imports of some countries together, by year. */
export async function readReported(
  context: RequestContext,
  { product, without, importers }: Asked & { importers: readonly string[] },
  years: readonly number[],
  { knownAt }: Pick<View, 'knownAt'>,
): Promise<Map<number, KnownImports<TableReport>>> {
  const tables = await context.batch(reportedImports({ of: 'some' }), {
    ...{ product: product.slug, importers, without, knownAt },
    years: years.map(int),
  });
  return new Map(
    years.map((year) => [
      year,
      known(
        product,
        tables.filter((table) => table.year === year),
        importers,
      ),
    ]),
  );
}

/** The same of one year, as each source alone has it. */
export async function readBySource(
  context: RequestContext,
  { product, without, importers }: Asked & { importers: readonly string[] },
  year: number,
  { knownAt }: Pick<View, 'knownAt'>,
): Promise<Map<string, KnownImports<TableReport>>> {
  const key = { product: product.slug, importers, without, knownAt, years: [int(year)] };
  const tables = await context.batch(reportedImports({ of: 'some' }), key);
  const bySource = groupBy(tables, ({ source }) => source);
  return new Map([...bySource].map(([source, some]) => [source, known(product, some, importers)]));
}

/** What is known of the imports of every importer on record in one year, by alpha-3 code. */
export async function readReportedOfAll(
  context: RequestContext,
  { product, without }: Asked,
  year: number,
  { knownAt }: View,
): Promise<Map<string, KnownImports<TableReport>>> {
  const tables = await context.batch(reportedImports({ of: 'all' }), {
    ...{ product: product.slug, importers: [], without, knownAt },
    years: [int(year)],
  });
  return new Map(importersIn(tables).map((importer) => [importer, known(product, tables, [importer])]));
}

const known = ({ hsCodes }: ProductRecord, tables: readonly ImportTable[], importers: readonly string[]) =>
  importsOf(hsCodes, (importer) => importReports(tables, importer), importers);
