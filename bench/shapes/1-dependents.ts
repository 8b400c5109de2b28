import { readFileSync } from 'node:fs';
import { cypher } from '../../src/graph/cypher.ts';
import type { Shape } from '../shape.ts';
import { shownTable } from '../shown-table.ts';

type Ranked = [iso3: string, share: number];

export const shape: Shape = {
  title: 'which coalition members depend on China for magnets',
  aim: 1.3,
  operation: readFileSync(new URL('../../test/acceptance/01-magnets.graphql', import.meta.url), 'utf8'),
  variables: {},
  cypher: cypher`${shownTable}
MATCH (:Coalition {slug: $among})<-[rel:MEMBER_OF]-(importer:Country)
WHERE (rel.from IS NULL OR rel.from <= $asOf) AND (rel.to IS NULL OR rel.to > $asOf) AND importer.iso3 <> $on
MATCH (flow:TradeFlow) WHERE flow.table = table.id AND flow.importer = importer.iso3
  AND flow.valueUsd IS NOT NULL AND flow.exporter IS NOT NULL
WITH importer.iso3 AS iso3, sum(flow.valueUsd) AS whole, sum(CASE WHEN flow.exporter = $on THEN flow.valueUsd ELSE 0 END) AS part
WITH iso3, part / whole AS share WHERE share >= $minShare
WITH iso3, share ORDER BY share DESC, iso3 DESC
WITH collect([iso3, share]) AS ranked
RETURN size(ranked), ranked[0..$first]`,
  parameters: {
    on: 'CHN',
    hs: '850511',
    year: 2024,
    among: 'finance-ministerial-2026',
    minShare: 0.5,
    first: 20,
    asOf: new Date().toISOString().slice(0, 10),
  },
  answer([row]) {
    const [totalCount, ranked] = row as [number, Ranked[]];
    return { dependents: { totalCount, nodes: ranked.map(([iso3, share]) => ({ country: { iso3 }, share })) } };
  },
};
