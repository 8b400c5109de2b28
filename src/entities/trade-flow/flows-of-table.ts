import type { OrderDirection, TradeFlowOrderField } from '../../api/generated.ts';
import { cypher, type Cypher } from '../../graph/cypher.ts';

export type FlowOrder = TradeFlowOrderField;
export type Direction = OrderDirection;

export const ORDERS: readonly FlowOrder[] = ['VALUE', 'ID'];
export const DIRECTIONS: readonly Direction[] = ['ASC', 'DESC'];

/** Which end of a flow a country is. */
export type End = 'importer' | 'exporter';

/** How a list is sorted in a direction, and how values compare in it. */
const comparators = {
  ASC: { keyword: cypher`ASC`, after: cypher`>`, atOrAfter: cypher`>=`, before: cypher`<`, atOrBefore: cypher`<=` },
  DESC: { keyword: cypher`DESC`, after: cypher`<`, atOrAfter: cypher`<=`, before: cypher`>`, atOrBefore: cypher`>=` },
} as const;

/** What a list is sorted by. */
export const sortedBy: Record<FlowOrder, Cypher> = { VALUE: cypher`flow.valueUsd`, ID: cypher`flow.id` };

/** The order of a whole list; flows of the same value are sorted by identifier. */
export function inWholeOrder(order: FlowOrder, direction: Direction): Cypher {
  const { keyword } = comparators[direction];
  return order === 'ID' ? cypher`flow.id ${keyword}` : cypher`flow.valueUsd ${keyword}, flow.id ${keyword}`;
}

/** Which flows of one table: all of them, or those of one importer or exporter. */
export type Ends = 'any' | End;

/** The flows of `table`, by way of the index that has them in order of value: named, since a range of values would lead to another. */
export const flowsOfTable: Record<Ends, (country: Cypher) => { match: Cypher; keys: Cypher[] }> = {
  any: () => ({
    match: cypher`MATCH (flow:TradeFlow) WHERE flow.table = table AND flow.valueUsd IS NOT NULL`,
    keys: [cypher`flow.table`],
  }),
  importer: (country) => ({
    match: cypher`MATCH (flow:TradeFlow) USING INDEX flow:TradeFlow(table, importer, valueUsd, exporter)
  WHERE flow.table = table AND flow.importer = ${country} AND flow.valueUsd IS NOT NULL AND flow.exporter IS NOT NULL`,
    keys: [cypher`flow.table`, cypher`flow.importer`],
  }),
  exporter: (country) => ({
    match: cypher`MATCH (flow:TradeFlow) USING INDEX flow:TradeFlow(table, exporter, valueUsd, importer)
  WHERE flow.table = table AND flow.exporter = ${country} AND flow.valueUsd IS NOT NULL AND flow.importer IS NOT NULL`,
    keys: [cypher`flow.table`, cypher`flow.exporter`],
  }),
};
export const otherEnd: Record<End, Cypher> = { importer: cypher`flow.exporter`, exporter: cypher`flow.importer` };

/**
 * How the flows of one table are sorted. Within one table and for one country, by the other end is by identifier, and the index
 * has them so; the columns that are the same for all are named because only then is the order taken from the index.
 */
export function inTableOrder(of: Ends, keys: readonly Cypher[], order: FlowOrder, direction: Direction): Cypher {
  const { keyword } = comparators[direction];
  if (order === 'ID') return cypher`flow.id ${keyword}`;
  const last = of === 'any' ? cypher`flow.id` : otherEnd[of];
  return [...keys, cypher`flow.valueUsd`, last].map((key) => cypher`${key} ${keyword}`).join(', ') as Cypher;
}

const from = cypher`key.from`;
const to = cypher`key.to`;

/** Only what stands between the cursors of a page. Each is given twice: the first form is one range that an index can take. */
export function betweenCursors(order: FlowOrder, direction: Direction): Cypher {
  const value = sortedBy[order];
  const { after, atOrAfter, before, atOrBefore } = comparators[direction];
  return cypher`(${from} IS NULL OR ${value} ${atOrAfter} ${from}[0])
      AND (${from} IS NULL OR ${value} ${after} ${from}[0] OR flow.id ${after} ${from}[1])
      AND (${to} IS NULL OR ${value} ${atOrBefore} ${to}[0])
      AND (${to} IS NULL OR ${value} ${before} ${to}[0] OR flow.id ${before} ${to}[1])`;
}

/** Sums of the flows bound to `flow`; columns as `flowSumsRecord` reads them. */
export const flowSums = cypher`[sum(flow.valueUsd), CASE WHEN count(flow.tonnes) > 0 THEN sum(flow.tonnes) END, count(flow.tonnes), count(flow),
    min(flow.year), max(flow.year)]`;
