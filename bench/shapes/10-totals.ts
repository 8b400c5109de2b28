import { cypher } from '../../src/graph/cypher.ts';
import { toTheGram } from '../../src/lib/to-the-gram.ts';
import type { Shape } from '../shape.ts';
import { members } from './parts/members.ts';
import { shownTable, shownTableId } from './parts/shown-table.ts';
import { today, validOnDay } from './parts/valid.ts';

type Row = [isCountry: boolean, iso3: string, flows: number, valueUsd: number, tonnes: number];
interface Sums {
  aggregate: { count: { nodes: number }; node: { valueUsd: { sum: number }; tonnes: { sum: number } } };
}
interface Members {
  coalitions: {
    countriesConnection: { edges: { node: { iso3: string; name: string; importsConnection: Sums } }[] };
    coalitionsConnection: { edges: { node: { name: string } }[] };
  }[];
}

const memberOf = (iso3: string, flows: number, valueUsd: number, tonnes: number) => ({
  iso3,
  imports: { totalCount: flows, totals: { flows, valueUsd: String(valueUsd), tonnes: toTheGram(tonnes) } },
});

export const shape: Shape = {
  title: 'how much each member of a coalition imports of a product in all',
  chokePoints: ['CP 2.1 traversal of 1:N relationships', 'CP 5.1 calculation-based aggregation', 'CP 5.2 counting'],
  operation: `query Totals($slug: String!, $product: String!, $year: Int!) {
    coalition(slug: $slug) {
      members(first: 50) {
        nodes {
          ... on Country { iso3 imports(product: $product, year: $year) { totalCount totals { flows valueUsd tonnes } } }
        }
      }
    }
  }`,
  variables: { slug: 'finance-ministerial-2026', product: '850511', year: 2024 },
  cypher: cypher`${shownTable}
${members}
CALL (table, member) {
  MATCH (flow:TradeFlow) WHERE flow.table = table.id AND flow.importer = member.iso3
    AND flow.valueUsd IS NOT NULL AND flow.exporter IS NOT NULL
  RETURN count(flow) AS flows, sum(flow.valueUsd) AS valueUsd, sum(flow.tonnes) AS tonnes
}
RETURN member:Country, member.iso3, flows, valueUsd, tonnes ORDER BY member.name`,
  parameters: { slug: 'finance-ministerial-2026', hs: '850511', year: 2024, asOf: today },
  answer(rows) {
    const nodes = (rows as unknown as Row[]).map(([isCountry, ...own]) => (isCountry ? memberOf(...own) : {}));
    return { coalition: { members: { nodes } } };
  },
  neo4jGraphql: {
    query: `query Totals($slug: String!, $table: String!, $asOf: String!) {
  coalitions(where: { slug: { eq: $slug } }) {
    countriesConnection(where: ${validOnDay}) {
      edges {
        node {
          iso3
          name
          importsConnection(where: { node: { table: { eq: $table } } }) {
            aggregate { count { nodes } node { valueUsd { sum } tonnes { sum } } }
          }
        }
      }
    }
    coalitionsConnection(where: ${validOnDay}) { edges { node { name } } }
  }
}`,
    variables: { slug: 'finance-ministerial-2026', table: shownTableId, asOf: today },
    answer({ coalitions: [coalition] }: Members) {
      const countries = (coalition?.countriesConnection.edges ?? []).map(
        ({ node: { iso3, name, importsConnection } }) => {
          const { count, node } = importsConnection.aggregate;
          return [name, memberOf(iso3, count.nodes, node.valueUsd.sum, node.tonnes.sum)] as const;
        },
      );
      const others = (coalition?.coalitionsConnection.edges ?? []).map(({ node }) => [node.name, {}] as const);
      const sorted = [...countries, ...others].sort(([a], [b]) => (a < b ? -1 : 1));
      return { coalition: { members: { nodes: sorted.map(([, member]) => member) } } };
    },
  },
};
