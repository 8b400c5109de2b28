import type { View } from '../../api/context.ts';
import type { Stage } from '../../api/generated.ts';
import { mineralColumns } from '../../entities/mineral/queries.ts';
import { mineralRecord, type MineralRecord } from '../../entities/mineral/record.ts';
import { seen } from '../../entities/observation/queries.ts';
import { knownBy } from '../../entities/trade-flow/table.ts';
import { cypher } from '../../graph/cypher.ts';
import { batchStatement, type Columns } from '../../graph/statement.ts';
import { notRetractedInKeysView, validInKeysView } from '../../graph/validity.ts';

/** A mineral with the slugs of the groups it belongs to. */
export interface CoveredMineral {
  mineral: MineralRecord;
  groups: string[];
}

/** The minerals that an official list names on the day asked, or (`list` null) all. */
export const mineralsToCover = batchStatement<View & { list: string | null }, CoveredMineral>(
  'coverage.minerals',
  cypher`UNWIND $keys AS key
MATCH (item:Mineral) WHERE ${notRetractedInKeysView}
  AND (key.list IS NULL OR EXISTS { MATCH (item)-[rel:LISTED_IN]->(list:MineralList {slug: key.list}) WHERE ${validInKeysView} })
RETURN key.i, ${mineralColumns(cypher`item`)}, [(item)-[:IN_GROUP]->(group:Mineral) | group.slug] ORDER BY item.name`,
  ([mineral, groups]) => ({ mineral: mineralRecord(mineral as Columns), groups: groups as string[] }),
);

/** The slugs of all official lists. */
export const mineralLists = batchStatement<View, string>(
  'coverage.lists',
  cypher`UNWIND $keys AS key
MATCH (list:MineralList)
RETURN key.i, list.slug ORDER BY list.slug`,
  ([slug]) => slug as string,
);

/** Figures of one mineral, stage and period with a number or a bound: of how many countries. */
export interface FigureCount {
  mineral: string;
  stage: Stage;
  kind: 'PRODUCTION' | 'STAGE_SHARE';
  /** Calendar years, both ends included. */
  from: number;
  to: number;
  countries: string[];
}

export const figuresToCount = batchStatement<
  View & { minerals: readonly string[]; from: unknown; to: unknown },
  FigureCount
>(
  'coverage.counts',
  cypher`UNWIND $keys AS key
UNWIND key.minerals AS mineral
UNWIND ['PRODUCTION', 'STAGE_SHARE'] AS kind
MATCH (item:Observation) WHERE item.mineral = mineral AND item.kind = kind AND item.stage IS NOT NULL AND item.country IS NOT NULL
  AND coalesce(item.number, item.low, item.high) IS NOT NULL AND item.year <= key.to AND coalesce(item.yearTo, item.year) >= key.from AND ${seen}
RETURN key.i, item.mineral, item.stage, item.kind, item.year, coalesce(item.yearTo, item.year), collect(DISTINCT item.country)`,
  ([mineral, stage, kind, from, to, countries]) => ({ mineral, stage, kind, from, to, countries }) as FigureCount,
);

/** The years in which all trade of a product of some stage is known, and the minerals that it contains. */
export interface TradeCount {
  product: string;
  stage: Stage;
  minerals: string[];
  years: number[];
}

export const tradeToCount = batchStatement<View & { from: unknown; to: unknown }, TradeCount>(
  'coverage.trade',
  cypher`UNWIND $keys AS key
MATCH (item:Product) WHERE size(item.hsCodes) > 0 AND ${notRetractedInKeysView}
CALL (key, item) {
  MATCH (table:TradeTable) WHERE table.hs IN item.hsCodes AND table.complete AND table.year >= key.from AND table.year <= key.to
    AND ${knownBy(cypher`key.knownAt`)}
  RETURN collect(DISTINCT table.year) AS years
}
WITH key, item, years WHERE size(years) > 0
RETURN key.i, item.slug, item.stage, [(item)-[:CONTAINS]->(mineral:Mineral) | mineral.slug], years`,
  ([product, stage, minerals, years]) => ({ product, stage, minerals, years }) as TradeCount,
);
