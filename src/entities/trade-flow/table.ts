import { cypher, type Cypher } from '../../graph/cypher.ts';
import type { Confidence } from '../../api/generated.ts';
import { latest } from '../../lib/latest.ts';
import { recorded } from '../../graph/validity.ts';

/** The tables of flows that a figure is taken from: for each HS code and year one source's, never a mixture. */
export interface SelectedTables {
  /** What `flow.table` must be one of. */
  tables: string[];
  /** Keys of the sources. */
  sources: string[];
  confidences: Confidence[];
  /** Whether all of them hold every flow. */
  complete: boolean;
  /** Whether a publisher says more of an importer than the flows from named partners. */
  hasTotals: boolean;
  /** Their HS codes. */
  codes: string[];
  /** Since when the newest of them is known; null for always. */
  recordedAt: string | null;
}

/** What leaves another choice of tables than the one that is shown. */
export interface Choice {
  /** Key of the one source to choose from; null for any. */
  source: Cypher;
  /** Whether nothing is to be chosen: the tables of every source. */
  every: Cypher;
}

/** Whether `table` was known by a moment. */
export const knownBy = (knownAt: Cypher) => cypher`(${recorded(cypher`table`, knownAt)})`;

/** Whether the flows of `table` are those of exporters' reports: a mirror of imports. */
export const isMirror = cypher`coalesce(table.reportedBy, 'BOTH') = 'EXPORTER'`;

/**
 * Which table is shown before which: all flows before some, what importers report before its mirror in the reports of exporters,
 * then the one published last, of one day the later release (V202401b after V202401), then by the source's key.
 */
export const inOrder = cypher`table.complete DESC, ${isMirror}, coalesce(table.recordedAt, '') DESC,
  coalesce(table.vintage, '') DESC, table.id`;

/** The first and the last of some calendar years; null leaves that end open. */
interface Years {
  from: Cypher;
  to: Cypher;
}
const oneYear = (year: Cypher): Years => ({ from: year, to: year });

/**
 * Binds `shown` to the tables of some years that were known by a moment and are shown: for each HS code and year the first in
 * order.
 */
const shown = (among: Cypher, { from, to }: Years, knownAt: Cypher, choice?: Choice) => cypher`MATCH (table:TradeTable)
  WHERE ${among} table.year >= coalesce(${from}, 0) AND table.year <= coalesce(${to}, 9999)
    AND ${knownBy(knownAt)}${choice ? cypher` AND table.source = coalesce(${choice.source}, table.source)` : cypher``}
  WITH table ORDER BY ${inOrder}
  WITH table.hs AS hs, table.year AS year, collect(table) AS tables
  ${
    choice
      ? cypher`UNWIND CASE WHEN ${choice.every} THEN tables ELSE tables[0..1] END AS table
  WITH collect(table) AS shown`
      : cypher`WITH collect(tables[0]) AS shown`
  }`;

/** Whether `part` and `whole` are tables of a subheading and of the heading that holds it, in one year. */
const within = (part: Cypher, whole: Cypher) =>
  cypher`${part}.year = ${whole}.year AND ${part}.hs <> ${whole}.hs AND ${part}.hs STARTS WITH ${whole}.hs`;

/**
 * Whether a table among some of its year would count trade twice. Of a heading and its subheadings the subheadings count, unless
 * only the heading's table holds all flows.
 */
const doubled = (tables: Cypher) => cypher`any(other IN ${tables} WHERE
    ${within(cypher`other`, cypher`table`)} AND (other.complete OR NOT table.complete)
    OR ${within(cypher`table`, cypher`other`)} AND other.complete AND NOT table.complete)`;

/** The same of some HS codes, without counting the trade of a heading and its subheadings twice. */
const shownOfCodes = (
  codes: Cypher,
  years: Years,
  knownAt: Cypher,
  { choice, without }: { choice?: Choice | undefined; without?: Cypher } = {},
) => cypher`${shown(cypher`table.hs IN ${codes} AND${without ? cypher` NOT table.source IN ${without} AND` : cypher``}`, years, knownAt, choice)}
  WITH CASE WHEN size(shown) < 2${choice ? cypher` OR ${choice.every}` : cypher``} THEN shown
    ELSE [table IN shown WHERE NOT ${doubled(cypher`shown`)}] END AS shown`;

/** What `flow.table` is for the flows of `shown` that were known by a moment: those that were retracted since are with them. */
const membersOf = (knownAt: Cypher) => cypher`reduce(ids = [], table IN shown | ids + table.id +
    [moment IN coalesce(table.retractions, []) WHERE moment > ${knownAt} | table.id + ':' + moment])`;

/** The same with the flows that are set aside: for lists of flows, which hold them, never for figures. */
const membersOfList = (knownAt: Cypher) => cypher`${membersOf(knownAt)} +
    [table IN shown WHERE table.setAside IS NOT NULL | table.setAside]`;

/** What is told of the tables of `shown`, as `shownTablesRecord` reads it. */
const evidenceOfShown = cypher`[table IN shown | [table.source, table.confidence, table.complete, table.hs, coalesce(table.hasTotals, false), table.recordedAt]]`;

/** The identifiers of the tables of `shown` where the sums of all are kept, else none: their flows must then be added up. */
const summedOf = cypher`CASE WHEN all(table IN shown WHERE table.summed IS NOT NULL) THEN [table IN shown | table.id] ELSE [] END`;

/**
 * Binds, for `product` in scope, `year` (the one asked, else the newest that has a complete table), `tables` and `evidence` as
 * `shownTablesRecord` reads them, and `summed` as `sumsInto` (figures/dependence) takes it. The sources `without` are left out: another
 * source's table is shown in place of theirs.
 */
export const tablesOfProduct = (year: Cypher, knownAt: Cypher, without: Cypher = cypher`[]`) => cypher`CALL (*) {
  ${shownOfCodes(cypher`coalesce(product.hsCodes, [])`, oneYear(year), knownAt, { without })}
  WITH shown, coalesce(${year}, reduce(newest = null, table IN shown |
    CASE WHEN table.complete AND (newest IS NULL OR table.year > newest) THEN table.year ELSE newest END)) AS year
  WITH year, [table IN shown WHERE table.year = year] AS shown
  RETURN year, ${membersOf(knownAt)} AS tables, ${evidenceOfShown} AS evidence, ${summedOf} AS summed
}`;

/** The same for each year from one to another that has trade: a row a year. */
export const tablesOfProductByYear = (years: Years, knownAt: Cypher, without: Cypher) => cypher`CALL (*) {
  ${shownOfCodes(cypher`coalesce(product.hsCodes, [])`, years, knownAt, { without })}
  UNWIND shown AS table
  WITH table.year AS year, collect(table) AS shown
  RETURN year, ${membersOf(knownAt)} AS tables, ${evidenceOfShown} AS evidence, ${summedOf} AS summed
}`;

/** What is told of a table that a figure is taken from. */
export interface TableFacts {
  hs: string;
  source: string;
  confidence: Confidence;
  complete: boolean;
  hasTotals: boolean;
  /** Day since which it is known; null for always. */
  recordedAt: string | null;
  /** What `flow.table` is for its flows. */
  tables: readonly string[];
}

/** Some tables together. */
export const selectedTables = (facts: readonly TableFacts[]): SelectedTables => ({
  tables: facts.flatMap(({ tables }) => tables),
  sources: [...new Set(facts.map(({ source }) => source))].sort(),
  confidences: facts.map(({ confidence }) => confidence),
  complete: facts.length > 0 && facts.every(({ complete }) => complete),
  hasTotals: facts.some(({ hasTotals }) => hasTotals),
  codes: [...new Set(facts.map(({ hs }) => hs))].sort(),
  recordedAt: latest(facts.map(({ recordedAt }) => recordedAt)),
});

/** Columns as `tablesOfProduct` binds them. */
export function selectedTablesRecord(tables: unknown, evidence: unknown): SelectedTables {
  const rows = evidence as [
    source: string,
    confidence: Confidence,
    complete: boolean,
    hs: string,
    hasTotals: boolean,
    recordedAt: string | null,
  ][];
  const facts = rows.map(([source, confidence, complete, hs, hasTotals, recordedAt]) => ({
    ...{ source, confidence, complete, hs, hasTotals, recordedAt },
    tables: [],
  }));
  return { ...selectedTables(facts), tables: tables as string[] };
}

/** Which tables: those of some HS codes, or all. */
export type TableScope = 'codes' | 'all';

const ofCodes = (
  members: (knownAt: Cypher) => Cypher,
  codes: Cypher,
  year: Cypher,
  knownAt: Cypher,
  choice?: Choice,
) => cypher`CALL (*) {
  ${shownOfCodes(codes, oneYear(year), knownAt, { choice })}
  RETURN ${members(knownAt)} AS tables, ${evidenceOfShown} AS evidence, ${summedOf} AS summed
}`;
const ofAll = (
  members: (knownAt: Cypher) => Cypher,
  year: Cypher,
  knownAt: Cypher,
  choice?: Choice,
) => cypher`CALL (*) {
  ${shown(cypher``, oneYear(year), knownAt, choice)}
  RETURN ${members(knownAt)} AS tables
}`;

/**
 * Binds `tables` to what `flow.table` is for the flows of all tables that are shown, of one year or (`year` null) of all, and
 * for some codes `evidence` as `shownTablesRecord` reads it and `summed`, the tables where the sums of all are kept.
 */
export const tablesOf = {
  codes: (codes: Cypher, year: Cypher, knownAt: Cypher, choice?: Choice) =>
    ofCodes(membersOf, codes, year, knownAt, choice),
  all: (year: Cypher, knownAt: Cypher, choice?: Choice) => ofAll(membersOf, year, knownAt, choice),
};

/** The same for lists of flows: those that are set aside are in them. */
export const listedTablesOf: typeof tablesOf = {
  codes: (codes, year, knownAt, choice) => ofCodes(membersOfList, codes, year, knownAt, choice),
  all: (year, knownAt, choice) => ofAll(membersOfList, year, knownAt, choice),
};

/**
 * Binds every table of some HS codes and years that was known by a moment: `table`, `tables` (what `flow.table` is for its flows)
 * and `rank`, its place in the order in which tables are preferred. Which of them counts is decided for each importer.
 */
export const tablesInOrder = (
  codes: Cypher,
  years: Cypher,
  knownAt: Cypher,
  without: Cypher,
) => cypher`MATCH (table:TradeTable)
  WHERE table.hs IN ${codes} AND table.year IN ${years} AND NOT table.source IN ${without} AND ${knownBy(knownAt)}
  WITH table ORDER BY ${inOrder}
  WITH collect(table) AS ordered
  UNWIND range(0, size(ordered) - 1) AS rank
  WITH rank, ordered[rank] AS table, [ordered[rank]] AS shown
  WITH rank, table, ${membersOf(knownAt)} AS tables`;

/**
 * What the publisher of `table` says of importers besides its flows, as `declaredTotals` reads it. What exporters declare is their
 * exports.
 */
export const totalsOfTable = cypher`CASE WHEN ${isMirror} OR NOT coalesce(table.hasTotals, false) THEN [] ELSE COLLECT {
    MATCH (total:TradeTotal) WHERE total.id STARTS WITH table.id + ':'
    RETURN [total.country, total.valueUsd, total.tonnes, total.unnamedUsd, total.unnamedTonnes, total.returnedUsd, total.returnedTonnes]
  } END`;

/**
 * Whether the tables of `evidence` hold every flow of `product`: each is complete, none has flows without a named partner, and each
 * code has one, or its heading, or the subheadings that it is made of.
 */
export const holdEveryFlow = cypher`(size(evidence) > 0 AND all(one IN evidence WHERE one[2] AND NOT one[4])
  AND all(code IN product.hsCodes WHERE any(one IN evidence WHERE code STARTS WITH one[3])
    OR any(part IN product.hsCodes WHERE part <> code AND part STARTS WITH code)))`;
