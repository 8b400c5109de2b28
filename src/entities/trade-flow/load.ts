import { z } from 'zod';
import { cypher } from '../../graph/cypher.ts';
import { cell, csvTable, evidence, type CsvRow } from '../../loading/csv-table.ts';
import { statement } from '../../graph/statement.ts';
import type { Confidence, ReportedBy } from '../../api/generated.ts';

/** A trade flow as an importer makes it. `valueUsd` in current US$; `tonnes` null when the source gives no weight. */
export interface FlowRow {
  id: string;
  hs: string;
  /** Slug of the product that is traded under `hs`. */
  product: string;
  year: number;
  /** Alpha-3 codes. */
  exporter: string;
  importer: string;
  valueUsd: number;
  tonnes: number | null;
  /** Key of the source. */
  source: string;
  confidence: Confidence;
  /** Who reports it; both where it is left out. */
  reportedBy?: ReportedBy;
  /** Why it counts in no figure of its product; null or left out for all others. */
  setAside?: string | null;
}

const year = z.coerce.number().int();

/** Flows that are recorded under a code but are of something else: they are kept and shown, and count in no figure of the code. */
export const setAsideTable = csvTable(
  'trade-set-aside.csv',
  {
    hs: z.string().regex(/^\d{6}$/, 'is not a code of six digits'),
    exporter: cell.iso3,
    importer: cell.iso3,
    fromYear: year,
    toYear: z.union([z.literal('').transform(() => null), year]),
    reason: cell.text,
    ...evidence,
  },
  {
    // The flows have the reason alone: what it rests on is a claim about the exporter.
    stored: cypher`MATCH (claim:Claim)-[:ABOUT]->(exporter:Country)
WHERE claim.property = 'tradeSetAside' AND claim.origin = 'seed' AND claim.retractedAt IS NULL
WITH claim, exporter, split(claim.scope, ' ') AS scope
RETURN claim {.*, hs: scope[0], exporter: exporter.iso3, importer: scope[1], reason: claim.value,
  fromYear: date(claim.validFrom).year, toYear: date(claim.validTo).year - 1}
ORDER BY scope[0], exporter.iso3, scope[1], claim.validFrom`,
    key: (row) => [row.hs, row.exporter, row.importer, row.fromYear].join(' '),
    references: (row) => [
      ['Country', row.exporter],
      ['Country', row.importer],
    ],
    claims: (row) => [
      {
        subject: ['Country', row.exporter],
        property: 'tradeSetAside',
        scope: `${row.hs} ${row.importer}`,
        value: row.reason,
        validFrom: `${row.fromYear}-01-01`,
        validTo: row.toYear === null ? null : `${row.toYear + 1}-01-01`,
      },
    ],
    errors: (row) => (row.toYear !== null && row.toYear < row.fromYear ? ['ends before it begins'] : []),
  },
);

/** Tells of a flow why it is set aside; null for nearly all. */
export type SetAside = (flow: Pick<FlowRow, 'hs' | 'year' | 'exporter' | 'importer'>) => string | null;

/** What the rows of the table say of flows. */
export function setAsideBy(rules: readonly CsvRow<typeof setAsideTable>[]): SetAside {
  const codes = new Set(rules.map(({ hs }) => hs));
  return ({ hs, year, exporter, importer }) =>
    codes.has(hs)
      ? (rules.find(
          (rule) =>
            rule.hs === hs &&
            rule.exporter === exporter &&
            rule.importer === importer &&
            rule.fromYear <= year &&
            year <= (rule.toYear ?? year),
        )?.reason ?? null)
      : null;
}

/** Identifier of a table of flows: what one source has of one HS code and year. */
export const tableId = ({ source, hs, year }: Pick<FlowRow, 'source' | 'hs' | 'year'>) => [source, hs, year].join(':');

/** Identifier of a flow: its table, exporter and importer tell it from all others. */
export const flowId = (flow: Omit<FlowRow, 'id' | 'product'>) =>
  [tableId(flow), flow.exporter, flow.importer].join(':');

/** What `flow.table` is: the identifier of its table, with a mark on flows that are set aside, so that no figure finds them. */
export const tableOf = (flow: Pick<FlowRow, 'source' | 'hs' | 'year' | 'setAside'>): string =>
  flow.setAside ? setAsideOf(tableId(flow)) : tableId(flow);

/** What `flow.table` is for flows of a table that are set aside. */
export const setAsideOf = (table: string): string => `${table}:set-aside`;

/** Whether the graph has any flow of a table, retracted ones included. */
export const tablesBegun = statement<{ tables: readonly string[] }, string>(
  'tradeFlow.tablesBegun',
  cypher`UNWIND $tables AS table
CALL (table) { MATCH (flow:TradeFlow) WHERE flow.id STARTS WITH table + ':' RETURN flow LIMIT 1 }
RETURN table`,
  ([table]) => table as string,
);

/** A flow as the graph has it. */
export type KnownFlow = Pick<FlowRow, 'id' | 'valueUsd' | 'tonnes' | 'confidence' | 'setAside'> & {
  /** Its table; another one when it was retracted. */
  table: string | null;
};

/** The figures of the flows that are there already. */
export const knownFlows = statement<{ ids: readonly string[] }, KnownFlow>(
  'tradeFlow.known',
  cypher`UNWIND $ids AS id
MATCH (flow:TradeFlow {id: id})
RETURN flow.id, flow.valueUsd, flow.tonnes, flow.confidence, flow.table, flow.setAside`,
  ([id, valueUsd, tonnes, confidence, table, setAside]) =>
    ({ id, valueUsd, tonnes, confidence, table, setAside }) as KnownFlow,
);

/** A flow with the identifier of its table. */
export type PlacedFlow = FlowRow & { table: string };

/** Some flows of one table; what they have in common is sent once. */
export interface FlowsOfTable extends Pick<FlowRow, 'hs' | 'product' | 'year' | 'source'> {
  id: string;
  /** Its identifier, with a mark where its flows are set aside. */
  table: string;
  setAside: string | null;
  flows: [exporter: string, importer: string, valueUsd: number, tonnes: number | null, confidence: Confidence][];
}

/** Flows by their tables, as `createFlows` takes them. */
export function byTable(rows: readonly PlacedFlow[]): FlowsOfTable[] {
  const tables = new Map<string, FlowsOfTable>();
  for (const { table: name, hs, product, year, source, ...row } of rows) {
    const of = { hs, product, year, source };
    const table = tables.get(name) ?? {
      ...{ id: tableId(of), table: name, setAside: row.setAside ?? null, ...of },
      flows: [],
    };
    table.flows.push([row.exporter, row.importer, row.valueUsd, row.tonnes, row.confidence]);
    tables.set(name, table);
  }
  return [...tables.values()];
}

/** Writes flows that are not there yet, with their ends. Each is identified as `flowId` says. */
export const createFlows = statement<{ tables: readonly FlowsOfTable[] }, number>(
  'tradeFlow.create',
  cypher`UNWIND $tables AS table
MATCH (product:Product {slug: table.product})
UNWIND table.flows AS row
MATCH (from:Country {iso3: row[0]})
MATCH (to:Country {iso3: row[1]})
CREATE (flow:TradeFlow {id: table.id + ':' + row[0] + ':' + row[1], table: table.table, hs: table.hs, year: toInteger(table.year),
  exporter: row[0], importer: row[1], valueUsd: row[2], tonnes: row[3], source: table.source, confidence: row[4],
  setAside: table.setAside})
CREATE (flow)-[:FROM]->(from)
CREATE (flow)-[:TO]->(to)
CREATE (flow)-[:OF]->(product)
WITH table.id AS id, count(flow) AS flows
OPTIONAL MATCH (table:TradeTable {id: id})
SET table.summed = null
RETURN sum(flows)`,
  ([count]) => count as number,
);

/** Writes the new figures of flows that changed; one that was retracted is there again. */
export const changeFlows = statement<{ rows: readonly PlacedFlow[] }, number>(
  'tradeFlow.change',
  cypher`UNWIND $rows AS row
MATCH (flow:TradeFlow {id: row.id})
SET flow.valueUsd = row.valueUsd, flow.tonnes = row.tonnes, flow.confidence = row.confidence, flow.table = row.table,
  flow.setAside = row.setAside, flow.retractedAt = null
WITH [row.source, row.hs, toString(toInteger(row.year))] AS parts, count(flow) AS flows
OPTIONAL MATCH (table:TradeTable {id: parts[0] + ':' + parts[1] + ':' + parts[2]})
SET table.summed = null
RETURN sum(flows)`,
  ([count]) => count as number,
);

/** The flows of one table. */
export const flowsOfTable = statement<{ table: string }, Pick<FlowRow, 'exporter' | 'importer'>>(
  'tradeFlow.ofTable',
  cypher`MATCH (flow:TradeFlow) WHERE flow.table = $table AND flow.importer IS NOT NULL
  AND flow.valueUsd IS NOT NULL AND flow.exporter IS NOT NULL
RETURN flow.exporter, flow.importer`,
  ([exporter, importer]) => ({ exporter, importer }) as Pick<FlowRow, 'exporter' | 'importer'>,
);

/**
 * Retracts flows: they move to a table whose name also has the moment, and the table remembers that moment, so that
 * what was known before is still found and what is known now is not slowed by it.
 */
export const retractFlowsOfTable = statement<{ table: string; ids: readonly string[]; now: string }, number>(
  'tradeFlow.retract',
  cypher`UNWIND $ids AS id
MATCH (flow:TradeFlow {id: id})
SET flow.table = $table + ':' + $now, flow.retractedAt = $now
WITH count(flow) AS flows
OPTIONAL MATCH (table:TradeTable {id: $table})
SET table.retractions = [moment IN coalesce(table.retractions, []) WHERE moment <> $now] + $now, table.summed = null
RETURN flows`,
  ([flows]) => flows as number,
);

/**
 * What a source says of the trade of one country in one HS code and year besides the flows: of an importer its imports, of an
 * exporter its exports.
 */
export interface TotalRow {
  /** Identifier of the table, and of the total: the table's, then the country. */
  table: string;
  id: string;
  country: string;
  /** With all partners together, as declared; null where the source declares nothing. */
  valueUsd: number | null;
  tonnes: number | null;
  /** Of it with partners that are not named, such as "Areas, nes"; null where there are none or their weight is not known. */
  unnamedUsd: number | null;
  unnamedTonnes: number | null;
  /** Of it what comes back to the country it left, which is from nobody else; null where there is none or its weight is not known. */
  returnedUsd: number | null;
  returnedTonnes: number | null;
}

/**
 * Writes totals, and notes on the tables that are there that they have some: a file of totals alone can come before that of the
 * flows. What a file leaves out, such as the whole beside the partners that are not named, stays as an earlier one gave it.
 */
export const loadTotals = statement<{ rows: readonly TotalRow[] }, number>(
  'tradeTotal.load',
  cypher`UNWIND $rows AS row
MERGE (total:TradeTotal {id: row.id})
SET total.table = row.table, total.country = row.country
SET total += CASE WHEN row.valueUsd IS NULL THEN {} ELSE {valueUsd: row.valueUsd, tonnes: row.tonnes} END
SET total += CASE WHEN row.unnamedUsd IS NULL THEN {} ELSE {unnamedUsd: row.unnamedUsd, unnamedTonnes: row.unnamedTonnes} END
SET total += CASE WHEN row.returnedUsd IS NULL THEN {} ELSE {returnedUsd: row.returnedUsd, returnedTonnes: row.returnedTonnes} END
WITH row.table AS id, count(total) AS totals
OPTIONAL MATCH (table:TradeTable {id: id})
SET table.hasTotals = true
RETURN sum(totals)`,
  ([count]) => count as number,
);

/** A table as a load leaves it. */
export interface TableRow extends Pick<FlowRow, 'hs' | 'year' | 'source' | 'confidence'> {
  id: string;
  /** False where the source holds only the largest flows, or only those of some countries. */
  complete: boolean;
  reportedBy: ReportedBy;
  /** What `flow.table` is for its flows that are set aside. */
  setAside: string;
}

/**
 * Writes the tables whose flows are all there, from which moment they can be shown, and notes on each product and source what
 * trade there is of it. A table became known when its source was published.
 */
export const finishTradeTables = statement<{ rows: readonly TableRow[] }, number>(
  'tradeTable.finish',
  // Products are locked before tables are read: of loads that end at the same moment, the later finds the tables of the other.
  cypher`CALL () {
  MATCH (product:Product)
  SET product.tradeYears = product.tradeYears
}
CALL () {
  UNWIND $rows AS row
  MATCH (source:Source {id: row.source})
  MERGE (table:TradeTable {id: row.id})
  WITH table, row, source, COUNT { MATCH (flow:TradeFlow) WHERE flow.table = row.id AND flow.valueUsd IS NOT NULL } AS flows
  SET table.hs = row.hs, table.year = toInteger(row.year), table.source = row.source, table.complete = row.complete,
    table.reportedBy = row.reportedBy, table.confidence = row.confidence, table.recordedAt = source.publishedOn,
    table.vintage = source.vintage, table.flows = flows,
    table.setAside = CASE WHEN EXISTS { MATCH (flow:TradeFlow) WHERE flow.table = row.setAside AND flow.valueUsd IS NOT NULL } THEN row.setAside END,
    table.hasTotals = EXISTS { MATCH (total:TradeTotal) WHERE total.id STARTS WITH row.id + ':' }
  RETURN count(table) AS written
}
CALL () {
  MATCH (product:Product)
  OPTIONAL MATCH (table:TradeTable) WHERE table.hs IN product.hsCodes
  WITH product, table ORDER BY table.year
  WITH product, collect(DISTINCT table.year) AS years, collect(DISTINCT CASE WHEN table.complete THEN table.year END) AS fullYears
  SET product.tradeYears = years, product.fullTradeYears = fullYears
}
CALL () {
  MATCH (source:Source)
  OPTIONAL MATCH (table:TradeTable {source: source.id})
  WITH source, min(table.year) AS firstYear, max(table.year) AS lastYear, sum(table.flows) AS flows, count(DISTINCT table.hs) AS products
  SET source.firstYear = firstYear, source.lastYear = lastYear, source.flows = flows, source.products = products
}
RETURN written`,
  ([written]) => written as number,
);
