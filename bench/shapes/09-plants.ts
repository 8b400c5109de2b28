import { cypher } from '../../src/graph/cypher.ts';
import type { Shape } from '../shape.ts';
import { today, validOnDay } from './parts/valid.ts';

interface Plant {
  slug: string;
  name: string;
  status: string;
}
type Row = [slug: string, name: string, status: string, country: [string, string], operator: [string, string] | null];
interface Plants {
  products: {
    facilitiesConnection: {
      edges: {
        node: Plant & {
          country: { iso3: string; name: string }[];
          operatorsConnection: { edges: { node: { slug: string; name: string } }[] };
        };
      }[];
    };
  }[];
}

export const shape: Shape = {
  title: 'the plants that make a product, each with its country and operator',
  chokePoints: [
    'CP 2.1 traversal of 1:N relationships',
    'CP 2.2 traversal of 1:1 relationships',
    'CP 2.5 objects visited repeatedly',
  ],
  operation: `query Plants($slug: String!) {
    product(slug: $slug) { facilities { slug name status country { iso3 name } operator { slug name } } }
  }`,
  variables: { slug: 'sintered-ndfeb-magnets' },
  cypher: cypher`MATCH (:Product {slug: $slug})<-[rel:PRODUCES]-(item:Facility)
WHERE (rel.from IS NULL OR rel.from <= $asOf) AND (rel.to IS NULL OR rel.to > $asOf) AND rel.retractedAt IS NULL AND item.retractedAt IS NULL
WITH DISTINCT item
MATCH (item)-[:LOCATED_IN]->(country:Country)
RETURN item.slug, item.name, item.status, [country.iso3, country.name],
  head([(item)-[part:OPERATED_BY {role: 'OPERATOR'}]->(operator:Supplier) WHERE part.retractedAt IS NULL AND part.to IS NULL | [operator.slug, operator.name]])
ORDER BY item.name, item.slug`,
  parameters: { slug: 'sintered-ndfeb-magnets', asOf: today },
  answer: (rows) => ({
    product: {
      facilities: (rows as unknown as Row[]).map(([slug, name, status, country, operator]) => ({
        ...{ slug, name, status },
        country: { iso3: country[0], name: country[1] },
        operator: operator && { slug: operator[0], name: operator[1] },
      })),
    },
  }),
  neo4jGraphql: {
    query: `query Plants($slug: String!, $asOf: String!) {
  products(where: { slug: { eq: $slug } }) {
    facilitiesConnection(where: { AND: [${validOnDay}, { edge: { retractedAt: { eq: null } } }, { node: { retractedAt: { eq: null } } }] }) {
      edges {
        node {
          slug name status
          country { iso3 name }
          operatorsConnection(where: { edge: { role: { eq: "OPERATOR" }, retractedAt: { eq: null }, to: { eq: null } } }) {
            edges { node { slug name } }
          }
        }
      }
    }
  }
}`,
    variables: { slug: 'sintered-ndfeb-magnets', asOf: today },
    // What makes the product at several stages comes several times.
    answer({ products: [product] }: Plants) {
      const plants = new Map(product?.facilitiesConnection.edges.map(({ node }) => [node.slug, node]));
      const sorted = [...plants.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
      const facilities = sorted.map(({ slug, name, status, country, operatorsConnection }) => ({
        ...{ slug, name, status },
        country: country[0],
        operator: operatorsConnection.edges[0]?.node ?? null,
      }));
      return { product: { facilities } };
    },
  },
};
