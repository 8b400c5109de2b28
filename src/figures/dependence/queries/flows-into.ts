import type { Basis } from '../../../api/generated.ts';
import { cypher, type Cypher } from '../../../graph/cypher.ts';

/**
 * Sums of the flows bound to `flow`, with what comes from the country `origin`; columns as `importSumsRecord` reads them. By
 * value an index answers alone; weights must be read from each flow.
 */
export const importSums: Record<Basis, Cypher> = {
  VALUE: cypher`[sum(flow.valueUsd), sum(CASE WHEN flow.exporter = origin THEN flow.valueUsd ELSE 0 END), count(flow)]`,
  MASS: cypher`[sum(flow.valueUsd), sum(CASE WHEN flow.exporter = origin THEN flow.valueUsd ELSE 0 END), count(flow),
    CASE WHEN count(flow.tonnes) > 0 THEN sum(flow.tonnes) END, sum(CASE WHEN flow.exporter = origin THEN coalesce(flow.tonnes, 0) ELSE 0 END),
    count(flow.tonnes)]`,
};

/** The flows of some tables into one importer, without what it buys of the importers `inside`: of itself, or of its coalition. */
export const flowsInto = (tables: Cypher, importer: Cypher, inside: Cypher) => cypher`MATCH (flow:TradeFlow)
  WHERE flow.table IN ${tables} AND flow.importer = ${importer} AND flow.valueUsd IS NOT NULL AND flow.exporter IS NOT NULL
    AND NOT flow.exporter IN ${inside}`;

/** What one table's sum or flow adds to those columns. */
const keptSums: Record<Basis, { whole: Cypher; part: Cypher; all: Cypher }> = {
  VALUE: {
    whole: cypher`sum(one.valueUsd) AS valueUsd, sum(one.flows) AS flows`,
    part: cypher`sum(flow.valueUsd) AS valueUsdFrom`,
    all: cypher`[valueUsd, valueUsdFrom, flows]`,
  },
  MASS: {
    whole: cypher`sum(one.valueUsd) AS valueUsd, sum(one.flows) AS flows, CASE WHEN count(one.tonnes) > 0 THEN sum(one.tonnes) END AS tonnes, sum(one.weighed) AS weighed`,
    part: cypher`sum(flow.valueUsd) AS valueUsdFrom, sum(coalesce(flow.tonnes, 0)) AS tonnesFrom`,
    all: cypher`[valueUsd, valueUsdFrom, flows, tonnes, tonnesFrom, weighed]`,
  },
};

/** Whether sums are looked up. Added up over several tables, weights would differ from the sum of their flows in the last digit. */
const areKept: Record<Basis, Cypher> = {
  VALUE: cypher`size(summed) > 0`,
  MASS: cypher`size(summed) = 1 AND size(tables) = 1`,
};

/**
 * Binds `sums`, columns as `importSums` has them, of what the country `buyer` imports from others in `tables`: looked up where the
 * sums of the tables `summed` are kept, else added up. Needs `buyer`, `origin`, `tables` and `summed` in scope.
 */
export const sumsInto = (basis: Basis) => cypher`CALL (buyer, origin, tables, summed) {
  WITH * WHERE ${areKept[basis]}
  CALL (buyer, tables) {
    MATCH (one:ImportSum) WHERE one.table IN tables AND one.importer = buyer
    RETURN ${keptSums[basis].whole}
  }
  CALL (buyer, origin, tables, summed) {
    UNWIND summed AS id
    MATCH (flow:TradeFlow {id: id + ':' + origin + ':' + buyer}) WHERE flow.table IN tables AND origin <> buyer
    RETURN ${keptSums[basis].part}
  }
  RETURN ${keptSums[basis].all} AS sums
  UNION ALL
  WITH * WHERE NOT (${areKept[basis]})
  CALL (buyer, origin, tables) {
    ${flowsInto(cypher`tables`, cypher`buyer`, cypher`[buyer]`)}
    RETURN ${importSums[basis]} AS sums
  }
  RETURN sums
}`;

/** The order of suppliers, from the value and the weight that each delivered. */
export const largestFirst = (basis: Basis, valueUsd: Cypher, tonnes: Cypher, exporter: Cypher) =>
  cypher`${basis === 'VALUE' ? cypher`` : cypher`coalesce(${tonnes}, -1) DESC, `}${valueUsd} DESC, ${exporter}`;

/** A statement for each basis. */
export const byBasis = <One>(make: (basis: Basis) => One) => ({ VALUE: make('VALUE'), MASS: make('MASS') });
