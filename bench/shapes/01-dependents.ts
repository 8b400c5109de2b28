import { readFileSync } from 'node:fs';
import { cypher } from '../../src/graph/cypher.ts';
import type { Shape } from '../shape.ts';
import { shownTable, shownTableId } from './parts/shown-table.ts';
import { today, validOnDay } from './parts/valid.ts';

type Ranked = [iso3: string, share: number];
interface Sum {
  aggregate: { node: { valueUsd: { sum: number | null } } };
}
interface Members {
  coalitions: { countriesConnection: { edges: { node: { iso3: string; whole: Sum; part: Sum } }[] } }[];
}

export const shape: Shape = {
  title: 'which coalition members depend on China for magnets',
  chokePoints: ['CP 4.3 subquery-based filtering', 'CP 5.1 calculation-based aggregation', 'CP 5.2 counting'],
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
    asOf: today,
  },
  answer([row]) {
    const [totalCount, ranked] = row as [number, Ranked[]];
    return { dependents: { totalCount, nodes: ranked.map(([iso3, share]) => ({ country: { iso3 }, share })) } };
  },
  neo4jGraphql: {
    query: `query Members($slug: String!, $on: String!, $table: String!, $asOf: String!) {
  coalitions(where: { slug: { eq: $slug } }) {
    countriesConnection(where: ${validOnDay}) {
      edges {
        node {
          iso3
          whole: importsConnection(where: { node: { table: { eq: $table } } }) { aggregate { node { valueUsd { sum } } } }
          part: importsConnection(where: { node: { table: { eq: $table }, exporter: { eq: $on } } }) { aggregate { node { valueUsd { sum } } } }
        }
      }
    }
  }
}`,
    variables: { slug: 'finance-ministerial-2026', on: 'CHN', table: shownTableId, asOf: today },
    // Shares, the threshold and the order are the client's.
    answer({ coalitions: [coalition] }: Members) {
      const sum = ({ aggregate }: Sum) => aggregate.node.valueUsd.sum ?? 0;
      const nodes = (coalition?.countriesConnection.edges ?? [])
        .map(({ node: { iso3, whole, part } }) => ({ country: { iso3 }, share: sum(part) / sum(whole) }))
        .filter(({ country, share }) => country.iso3 !== 'CHN' && share >= 0.5)
        .sort((a, b) => b.share - a.share);
      return { dependents: { totalCount: nodes.length, nodes: nodes.slice(0, 20) } };
    },
  },
};
