import type { DeclaredTotal, Delivery, ImportReport } from '../../analysis/imports.ts';
import type { Confidence } from '../../api/generated.ts';
import { cypher } from '../../graph/cypher.ts';
import { batchStatement } from '../../graph/statement.ts';
import { variants } from '../../graph/variants.ts';
import { isMirror, tablesInOrder, totalsOfTable, type TableFacts } from './table.ts';

/** Whose imports of a product are asked for; `product` is a slug. */
export interface ReportedImportsKey {
  product: string;
  /** Alpha-3 codes; of all importers where the statement is that of all. */
  importers: readonly string[];
  years: readonly unknown[];
  without: readonly string[];
  knownAt: string;
}

/** What one source has of imports under one HS code in one year. */
export interface ImportTable extends TableFacts, Pick<ImportReport, 'mirror'> {
  year: number;
  /** By importer. */
  deliveries: ReadonlyMap<string, readonly Delivery[]>;
  /** By importer, what the publisher declares; none for a mirror of the exporters' reports. */
  totals: ReadonlyMap<string, DeclaredTotal>;
}

/** A flow as a statement collects it. */
type FlowColumns = readonly [importer: string, exporter: string, valueUsd: number, tonnes: number | null];

/**
 * All that sources report of imports of a product, year by year, in the order in which tables are preferred; `importReports` gives
 * what they say of one importer, `importsOf` (analysis/imports.ts) which of them counts.
 */
export const reportedImports = variants({ of: ['some', 'all'] }, ({ of }) =>
  batchStatement<ReportedImportsKey, ImportTable>(
    `tradeFlow.reportedImports.${of}`,
    cypher`UNWIND $keys AS key
MATCH (product:Product {slug: key.product})
CALL (key, product) {
  ${tablesInOrder(cypher`product.hsCodes`, cypher`key.years`, cypher`key.knownAt`, cypher`key.without`)}
  CALL (key, tables) {
    ${
      of === 'some'
        ? cypher`UNWIND key.importers AS importer
    MATCH (flow:TradeFlow) WHERE flow.table IN tables AND flow.importer = importer`
        : cypher`MATCH (flow:TradeFlow) WHERE flow.table IN tables AND flow.importer IS NOT NULL`
    } AND flow.valueUsd IS NOT NULL AND flow.exporter IS NOT NULL
    RETURN collect([flow.importer, flow.exporter, flow.valueUsd, flow.tonnes]) AS flows
  }
  RETURN rank, table, tables, flows
}
RETURN key.i, table.year, table.hs, table.source, table.confidence, table.complete, coalesce(table.hasTotals, false), table.recordedAt, ${isMirror}, tables,
  flows, ${totalsOfTable}
  ORDER BY rank`,
    ([year, hs, source, confidence, complete, hasTotals, recordedAt, mirror, tables, flows, totals]) => ({
      year: year as number,
      hs: hs as string,
      source: source as string,
      confidence: confidence as Confidence,
      complete: complete as boolean,
      hasTotals: hasTotals as boolean,
      recordedAt: recordedAt as string | null,
      mirror: mirror as boolean,
      tables: tables as string[],
      deliveries: deliveriesByImporter(flows as FlowColumns[]),
      totals: declaredTotals(totals),
    }),
  ),
);

function deliveriesByImporter(flows: readonly FlowColumns[]): Map<string, Delivery[]> {
  const deliveries = new Map<string, Delivery[]>();
  for (const [importer, exporter, valueUsd, tonnes] of flows) {
    const own = deliveries.get(importer) ?? [];
    own.push({ exporter, valueUsd, tonnes });
    deliveries.set(importer, own);
  }
  return deliveries;
}

/** Columns as `totalsOfTable` (table.ts) collects them, by country. */
function declaredTotals(totals: unknown): Map<string, DeclaredTotal> {
  type Amount = number | null;
  const rows = totals as [string, Amount, Amount, Amount, Amount, Amount, Amount][];
  return new Map(
    rows.map(([country, valueUsd, tonnes, unnamedUsd, unnamedTonnes, returnedUsd, returnedTonnes]) => [
      country,
      { valueUsd, tonnes, unnamedUsd, unnamedTonnes, returnedUsd, returnedTonnes },
    ]),
  );
}

/** What a table says of one importer. */
export interface TableReport extends ImportReport {
  table: ImportTable;
}

/** What some tables say of one importer: one that holds every flow says of all that there are no others. */
export const importReports = (tables: readonly ImportTable[], importer: string): TableReport[] =>
  tables.flatMap((table) => {
    const { hs, source, complete, mirror } = table;
    const deliveries = table.deliveries.get(importer) ?? [];
    const declared = table.totals.get(importer) ?? null;
    const says = complete || deliveries.length > 0 || declared !== null;
    return says ? [{ hs, source, complete, mirror, deliveries, declared, table }] : [];
  });

/** The importers of which some tables say anything. */
export const importersIn = (tables: readonly ImportTable[]): string[] => [
  ...new Set(tables.flatMap(({ deliveries, totals }) => [...deliveries.keys(), ...totals.keys()])),
];
