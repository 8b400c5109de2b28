import { cypher } from '../../../src/graph/cypher.ts';

/** Binds `table` to the one of several sources' tables that is shown: Lodegraph has to find it, and so has what it is measured against. */
export const shownTable = cypher`MATCH (table:TradeTable {hs: $hs, year: $year})
WITH table ORDER BY table.complete DESC, coalesce(table.recordedAt, '') DESC, table.id LIMIT 1`;

/** The id of that table: a client of @neo4j/graphql has to find it out by itself, once. */
export const shownTableId = 'cepii-baci-hs17-v202601:850511:2024';
