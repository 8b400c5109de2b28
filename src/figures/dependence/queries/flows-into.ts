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

/** The order of suppliers, from the value and the weight that each delivered. */
export const largestFirst = (basis: Basis, valueUsd: Cypher, tonnes: Cypher, exporter: Cypher) =>
  cypher`${basis === 'VALUE' ? cypher`` : cypher`coalesce(${tonnes}, -1) DESC, `}${valueUsd} DESC, ${exporter}`;

/** A statement for each basis. */
export const byBasis = <One>(make: (basis: Basis) => One) => ({ VALUE: make('VALUE'), MASS: make('MASS') });
