import { cypher, type Cypher } from '../../graph/cypher.ts';
import { statement, type NoParameters } from '../../graph/statement.ts';
import type { End } from './flows-of-table.ts';

// What the flows of a table add up to is kept beside them: for each importer without what it buys of itself (ImportSum), and for each
// exporter (ExportSum, with its place in the order in which they are added up). `table` is what `flow.table` is, so that flows
// retracted since have sums of their own. `table.summed` says that they are there and right: whatever writes flows of a table takes it
// away in the same transaction, `sumTables` gives it back. Where it is missing, as in a graph that an older version loaded, statements
// add up the flows.

/** The flows of `member`, in the order of the index by which statements add them up: sums are then the same to the last digit. */
const ofMember: Record<End, Cypher> = {
  importer: cypher`MATCH (flow:TradeFlow) USING INDEX flow:TradeFlow(table, importer, valueUsd, exporter)
  WHERE flow.table = member AND flow.importer IS NOT NULL AND flow.valueUsd IS NOT NULL AND flow.exporter IS NOT NULL AND flow.exporter <> flow.importer
  WITH member, flow.importer AS importer`,
  exporter: cypher`MATCH (flow:TradeFlow) USING INDEX flow:TradeFlow(table, valueUsd)
  WHERE flow.table = member AND flow.exporter IS NOT NULL AND flow.valueUsd IS NOT NULL AND flow.importer IS NOT NULL
  WITH member, flow.exporter AS exporter`,
};
const added = cypher`sum(flow.valueUsd) AS valueUsd, CASE WHEN count(flow.tonnes) > 0 THEN sum(flow.tonnes) END AS tonnes,
    count(flow) AS flows, count(flow.tonnes) AS weighed`;
const figures = cypher`valueUsd: valueUsd, tonnes: tonnes, flows: flows, weighed: weighed`;

/** What `flow.table` is for the flows of `table` that count, or did before they were retracted. */
const members = cypher`[table.id] + [moment IN coalesce(table.retractions, []) | table.id + ':' + moment]`;

/** Adds up the flows of some tables anew and keeps the sums. */
export const sumTables = statement<{ tables: readonly string[] }, number>(
  'tradeSums.load',
  cypher`UNWIND $tables AS id
MATCH (table:TradeTable {id: id})
SET table.summed = null
WITH table, ${members} AS members
CALL (members) {
  MATCH (old:ImportSum) WHERE old.table IN members AND old.importer IS NOT NULL
  DELETE old
}
CALL (members) {
  MATCH (old:ExportSum) WHERE old.table IN members AND old.exporter IS NOT NULL
  DELETE old
}
CALL (members) {
  UNWIND members AS member
  ${ofMember.importer}, ${added}
  CREATE (:ImportSum {table: member, importer: importer, ${figures}})
}
CALL (members) {
  UNWIND members AS member
  CALL (member) {
    ${ofMember.exporter}, ${added}
    RETURN collect({table: member, exporter: exporter, ${figures}}) AS sums
  }
  UNWIND range(0, size(sums) - 1) AS rank
  CREATE (sum:ExportSum)
  SET sum = sums[rank], sum.rank = rank
}
SET table.summed = true
RETURN count(table)`,
  ([count]) => count as number,
);

/** Which of some tables have no sums. */
export const tablesWithoutSums = statement<{ tables: readonly string[] }, string>(
  'tradeSums.missing',
  cypher`UNWIND $tables AS id
MATCH (table:TradeTable {id: id}) WHERE table.summed IS NULL
RETURN table.id`,
  ([id]) => id as string,
);

/** A table or a sum of it that is not what its flows add up to. */
export interface WrongSum {
  table: string;
  /** Alpha-3 code of the importer or the exporter. */
  country: string;
  end: 'IMPORTER' | 'EXPORTER';
  kept: SumFigures | null;
  added: SumFigures | null;
}
type SumFigures = readonly [valueUsd: number, tonnes: number | null, flows: number, weighed: number];

const listed = cypher`[valueUsd, tonnes, flows, weighed]`;
const kept = cypher`[sum.valueUsd, sum.tonnes, sum.flows, sum.weighed]`;

const wrong = (end: End, called: Cypher, label: Cypher, country: Cypher) => cypher`CALL (member) {
    CALL (member) {
      ${ofMember[end]}, ${added}
      RETURN ${country} AS country, ${listed} AS added, null AS kept
      UNION ALL
      MATCH (sum:${label}) WHERE sum.table = member AND sum.${country} IS NOT NULL
      RETURN sum.${country} AS country, null AS added, ${kept} AS kept
    }
    WITH country, head(collect(added)) AS added, head(collect(kept)) AS kept
    WHERE added IS NULL OR kept IS NULL OR added[0] <> kept[0] OR coalesce(added[1], -1) <> coalesce(kept[1], -1)
      OR added[2] <> kept[2] OR added[3] <> kept[3]
    RETURN ${called} AS end, country, added, kept
  }`;

/** The sums of a table that are not what its flows add up to. */
export const wrongSums = statement<{ table: string }, WrongSum>(
  'tradeSums.wrong',
  cypher`MATCH (table:TradeTable {id: $table}) WHERE table.summed
UNWIND ${members} AS member
CALL (member) {
  ${wrong('importer', cypher`'IMPORTER'`, cypher`ImportSum`, cypher`importer`)}
  RETURN end, country, added, kept
  UNION ALL
  ${wrong('exporter', cypher`'EXPORTER'`, cypher`ExportSum`, cypher`exporter`)}
  RETURN end, country, added, kept
}
RETURN member, end, country, kept, added ORDER BY member, end, country`,
  ([table, end, country, kept, added]) => ({ table, end, country, kept, added }) as WrongSum,
);

/** Every table of flows, and whether its sums are kept. */
export const tablesOfFlows = statement<NoParameters, { id: string; isSummed: boolean }>(
  'tradeSums.tables',
  cypher`MATCH (table:TradeTable)
RETURN table.id, table.summed IS NOT NULL ORDER BY table.id`,
  ([id, isSummed]) => ({ id: id as string, isSummed: isSummed as boolean }),
);
