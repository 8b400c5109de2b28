import type { Basis } from '../../../api/generated.ts';
import { countryColumns } from '../../../entities/country/queries.ts';
import { countryRecord } from '../../../entities/country/record.ts';
import { cypher, type Cypher } from '../../../graph/cypher.ts';
import { batchStatement, type Columns } from '../../../graph/statement.ts';
import type { SupplierShareRecord, Weight } from '../record.ts';
import { flowsInto, largestFirst } from './flows-into.ts';

/** Whose suppliers: `importers` are alpha-3 codes; what they buy of each other does not count. */
export interface SuppliersKey {
  importers: string[];
  /** The tables of flows that the dependence was computed from. */
  tables: string[];
  basis: Basis;
  /** All imports on that basis: the denominator. */
  whole: number;
}

const boughtByKey = cypher`UNWIND key.importers AS importer
  ${flowsInto(cypher`key.tables`, cypher`importer`, cypher`key.importers`)}`;

/** The weight that some importers bought together. */
export const importedTonnes = batchStatement<Pick<SuppliersKey, 'importers' | 'tables'>, Weight>(
  'dependence.tonnes',
  cypher`UNWIND $keys AS key
CALL (key) {
  ${boughtByKey}
  RETURN CASE WHEN count(flow.tonnes) > 0 THEN sum(flow.tonnes) END AS tonnes, count(flow.tonnes) AS weighed
}
RETURN key.i, tonnes, weighed`,
  ([tonnes, weighed]) => ({ tonnes: tonnes as number | null, weighed: weighed as number }),
);

/** `part`: what of each supplier is divided by the whole. */
const rankedSuppliers = (basis: Basis, ranked: Cypher, tonnes: Cypher, part: Cypher) =>
  batchStatement<SuppliersKey & { limit: unknown }, SupplierShareRecord>(
    `dependence.suppliers.${basis}`,
    cypher`UNWIND $keys AS key
CALL (key) {
  ${boughtByKey}
  ${ranked}
}
UNWIND ranked[0..key.limit] AS one
MATCH (supplier:Country {iso3: one[0]})
RETURN key.i, ${countryColumns(cypher`supplier`)}, one[1], ${tonnes}, CASE WHEN key.whole > 0 THEN ${part} / key.whole END`,
    ([supplier, valueUsd, tonnes, share]) => ({
      country: countryRecord(supplier as Columns),
      valueUsd: valueUsd as number,
      tonnes: tonnes as number | null,
      share: share as number | null,
    }),
  );

/**
 * The supplying countries of each importer, largest share first, cut to `limit`. By value an index ranks them alone: weights are
 * read only of those that are shown.
 */
export const suppliersTo = {
  VALUE: rankedSuppliers(
    'VALUE',
    cypher`WITH flow.exporter AS exporter, sum(flow.valueUsd) AS valueUsd, collect(flow) AS flows
  WITH exporter, valueUsd, flows ORDER BY ${largestFirst('VALUE', cypher`valueUsd`, cypher`null`, cypher`exporter`)} LIMIT $max
  RETURN collect([exporter, valueUsd, flows]) AS ranked`,
    cypher`reduce(tonnes = null, flow IN one[2] | CASE WHEN flow.tonnes IS NULL THEN tonnes ELSE coalesce(tonnes, 0) + flow.tonnes END)`,
    cypher`one[1]`,
  ),
  MASS: rankedSuppliers(
    'MASS',
    cypher`WITH flow.exporter AS exporter, sum(flow.valueUsd) AS valueUsd, CASE WHEN count(flow.tonnes) > 0 THEN sum(flow.tonnes) END AS tonnes
  WITH exporter, valueUsd, tonnes ORDER BY ${largestFirst('MASS', cypher`valueUsd`, cypher`tonnes`, cypher`exporter`)} LIMIT $max
  RETURN collect([exporter, valueUsd, tonnes]) AS ranked`,
    cypher`one[2]`,
    cypher`one[2]`,
  ),
};

/** The Herfindahl-Hirschman index of each importer's supplying countries, 0 to 1. */
export const supplierConcentration = batchStatement<SuppliersKey, number | null>(
  'dependence.hhi',
  cypher`UNWIND $keys AS key
CALL (key) {
  ${boughtByKey}
  WITH key, flow.exporter AS exporter, CASE key.basis WHEN 'VALUE' THEN sum(flow.valueUsd) ELSE sum(flow.tonnes) END AS part, count(flow.tonnes) AS weighed
  WITH CASE WHEN key.whole > 0 AND (key.basis = 'VALUE' OR weighed > 0) THEN part / key.whole END AS share
  RETURN CASE WHEN count(share) > 0 THEN sum(share * share) END AS hhi
}
RETURN key.i, hhi`,
  ([hhi]) => hhi as number | null,
);
