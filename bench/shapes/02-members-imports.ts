import { cypher } from '../../src/graph/cypher.ts';
import type { Shape } from '../shape.ts';
import { members } from './parts/members.ts';
import { shownTable, shownTableId } from './parts/shown-table.ts';
import { today, validOnDay } from './parts/valid.ts';

type Flow = [iso3: string, name: string, valueUsd: number, tonnes: number | null];
interface Supplied {
  iso3: string;
  name: string;
  imports: { from: { iso3: string; name: string }[]; valueUsd: number; tonnes: number | null }[];
}
interface Members {
  coalitions: {
    countriesConnection: { edges: { node: Supplied }[] };
    coalitionsConnection: { edges: { node: { name: string } }[] };
  }[];
}
type Member = [isCountry: boolean, iso3: string, name: string, flows: Flow[]];

export const shape: Shape = {
  title: "a coalition's members with the ten largest suppliers of each",
  chokePoints: [
    'CP 2.1 traversal of 1:N relationships',
    'CP 2.2 traversal of 1:1 relationships',
    'CP 3.1 paging',
    'CP 3.3 ordering',
  ],
  operation: `query MembersWithSuppliers($slug: String!, $product: String!, $year: Int!) {
    coalition(slug: $slug) {
      members(first: 50) {
        nodes {
          ... on Country {
            iso3
            name
            imports(product: $product, year: $year, first: 10) {
              nodes {
                from {
                  iso3
                  name
                }
                valueUsd
                tonnes
              }
            }
          }
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
  WITH flow ORDER BY flow.valueUsd DESC LIMIT 10
  MATCH (flow)-[:FROM]->(exporter:Country)
  WITH flow, exporter ORDER BY flow.valueUsd DESC
  RETURN collect([exporter.iso3, exporter.name, flow.valueUsd, flow.tonnes]) AS flows
}
RETURN member:Country, member.iso3, member.name, flows ORDER BY member.name`,
  parameters: {
    slug: 'finance-ministerial-2026',
    hs: '850511',
    year: 2024,
    asOf: today,
  },
  answer(rows) {
    const members = (rows as Member[]).map(([isCountry, iso3, name, flows]) => {
      if (!isCountry) return {};
      const nodes = flows.map(([code, exporter, valueUsd, tonnes]) => ({
        from: { iso3: code, name: exporter },
        valueUsd: String(valueUsd),
        tonnes,
      }));
      return { iso3, name, imports: { nodes } };
    });
    return { coalition: { members: { nodes: members } } };
  },
  neo4jGraphql: {
    query: `query Members($slug: String!, $table: String!, $asOf: String!) {
  coalitions(where: { slug: { eq: $slug } }) {
    countriesConnection(where: ${validOnDay}) {
      edges {
        node {
          iso3
          name
          imports(where: { table: { eq: $table } }, sort: [{ valueUsd: DESC }], limit: 10) {
            from { iso3 name }
            valueUsd
            tonnes
          }
        }
      }
    }
    coalitionsConnection(where: ${validOnDay}) { edges { node { name } } }
  }
}`,
    variables: { slug: 'finance-ministerial-2026', table: shownTableId, asOf: today },
    // Members of both kinds are put into one list by the client.
    answer({ coalitions: [coalition] }: Members) {
      const countries = (coalition?.countriesConnection.edges ?? []).map(({ node: { iso3, name, imports } }) => {
        const nodes = imports.map(({ from: [from], valueUsd, tonnes }) => ({
          from,
          valueUsd: String(valueUsd),
          tonnes,
        }));
        return [name, { iso3, name, imports: { nodes } }] as const;
      });
      const others = (coalition?.coalitionsConnection.edges ?? []).map(({ node }) => [node.name, {}] as const);
      const sorted = [...countries, ...others].sort(([a], [b]) => (a < b ? -1 : 1));
      return { coalition: { members: { nodes: sorted.map(([, member]) => member) } } };
    },
  },
};
