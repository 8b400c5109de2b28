import { cypher } from '../../src/graph/cypher.ts';
import type { Shape } from '../shape.ts';
import { today, validOnDay } from './parts/valid.ts';

interface Neighbour {
  slug: string;
  name: string;
}
type Row = [relationship: string, out: boolean, neighbours: [slug: string, name: string][]];
type Connected<Node> = { edges: { node: Node; properties: { share: number | null } }[] };
interface Company {
  suppliers: {
    ownerSuppliers: Connected<Neighbour>;
    ownerAgencies: Connected<Neighbour>;
    ownerCountries: Connected<{ iso3: string; name: string }>;
    facilities: Connected<Neighbour>;
    customers: Connected<Neighbour>;
    customerFacilities: Connected<Neighbour>;
    countries: { iso3: string; name: string }[];
  }[];
}

const order = ['OWNERS', 'FACILITIES', 'CUSTOMERS', 'COUNTRY'];
const group = (relationship: string, out: boolean, nodes: readonly Neighbour[]) => ({
  relationship,
  direction: out ? 'OUT' : 'IN',
  totalCount: nodes.length,
  neighbours: { nodes: nodes.slice(0, 5).map(({ slug, name }) => ({ slug, name })) },
});

/** The largest share first, what has none by name; each neighbour once. */
function neighboursIn(connections: readonly Connected<Neighbour>[]): Neighbour[] {
  const all = connections.flatMap(({ edges }) =>
    edges.map(({ node, properties }) => ({ ...node, share: properties.share ?? -1 })),
  );
  const sorted = all.sort((a, b) => b.share - a.share || (a.name < b.name ? -1 : 1));
  return [...new Map(sorted.map((one) => [one.slug, one])).values()];
}

const connection = (name: string, field = name, fields = 'slug name') =>
  `${name}: ${field}Connection(where: { AND: [${validOnDay}, { edge: { retractedAt: { eq: null } } }] }) {
      edges { properties { share } node { ${fields} } }
    }`;

export const shape: Shape = {
  title: 'what a company is joined to: owners, plants, customers, seat',
  chokePoints: [
    'CP 2.1 traversal of different 1:N relationships',
    'CP 2.4 relationships that form cycles',
    'CP 5.2 counting',
  ],
  operation: `query Neighbours($of: String!, $relationships: [NeighbourRelationship!]) {
    neighbours(of: $of, relationships: $relationships) {
      groups { relationship direction totalCount neighbours(first: 5) { nodes { slug name } } }
    }
  }`,
  variables: { of: 'Supplier:mp-materials', relationships: order },
  cypher: cypher`MATCH (thing:Supplier {slug: $slug})
CALL (thing) {
  MATCH (thing)-[rel:OWNED_BY]->(item) RETURN 'OWNERS' AS word, true AS out, rel, item
  UNION ALL
  MATCH (thing)<-[rel:OPERATED_BY]-(item) RETURN 'FACILITIES' AS word, false AS out, rel, item
  UNION ALL
  MATCH (thing)-[rel:SUPPLIES]->(item) RETURN 'CUSTOMERS' AS word, true AS out, rel, item
  UNION ALL
  MATCH (thing)-[rel:BASED_IN]->(item) RETURN 'COUNTRY' AS word, true AS out, rel, item
}
WITH * WHERE (rel.from IS NULL OR rel.from <= $asOf) AND (rel.to IS NULL OR rel.to > $asOf)
  AND rel.retractedAt IS NULL AND item.retractedAt IS NULL
WITH word, out, item, min(-coalesce(rel.share, -1)) AS place ORDER BY place, item.name
RETURN word, out, collect([coalesce(item.iso3, item.slug), item.name])`,
  parameters: { slug: 'mp-materials', asOf: today },
  answer(rows) {
    const groups = (rows as unknown as Row[])
      .sort(([a], [b]) => order.indexOf(a) - order.indexOf(b))
      .map(([word, out, found]) =>
        group(
          word,
          out,
          found.map(([slug, name]) => ({ slug, name })),
        ),
      );
    return { neighbours: { groups } };
  },
  neo4jGraphql: {
    query: `query Neighbours($slug: String!, $asOf: String!) {
  suppliers(where: { slug: { eq: $slug } }) {
    ${connection('ownerSuppliers')}
    ${connection('ownerAgencies')}
    ${connection('ownerCountries', 'ownerCountries', 'iso3 name')}
    ${connection('facilities')}
    ${connection('customers')}
    ${connection('customerFacilities')}
    countries { iso3 name }
  }
}`,
    variables: { slug: 'mp-materials', asOf: today },
    answer({ suppliers: [company] }: Company) {
      if (!company) return {};
      const countries = company.ownerCountries.edges.map(({ node: { iso3, name }, properties }) => ({
        ...{ node: { slug: iso3, name }, properties },
      }));
      const seats = company.countries.map(({ iso3, name }) => ({ slug: iso3, name }));
      const groups = [
        group('OWNERS', true, neighboursIn([company.ownerSuppliers, company.ownerAgencies, { edges: countries }])),
        group('FACILITIES', false, neighboursIn([company.facilities])),
        group('CUSTOMERS', true, neighboursIn([company.customers, company.customerFacilities])),
        group('COUNTRY', true, seats),
      ];
      return { neighbours: { groups: groups.filter(({ totalCount }) => totalCount > 0) } };
    },
  },
};
