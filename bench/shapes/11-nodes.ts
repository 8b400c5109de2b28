import { cypher } from '../../src/graph/cypher.ts';
import type { Ask, Shape } from '../shape.ts';

type Row = [id: string, key: string, name: string];
interface Keys {
  countries: { nodes: { iso3: string }[] };
  products: { nodes: { slug: string }[] };
  minerals: { nodes: { slug: string }[] };
}
interface Named {
  countries: { iso3: string; name: string }[];
  products: { slug: string; name: string }[];
  minerals: { slug: string; name: string }[];
}

const nodeOf = (id: string, key: string, name: string) =>
  id.startsWith('Country:') ? { id, iso3: key, name } : { id, slug: key, name };

/** Forty countries, forty products and twenty minerals. */
async function prepare(ask: Ask) {
  const { countries, products, minerals } = (await ask(
    '{ countries(first: 40) { nodes { iso3 } } products(first: 40) { nodes { slug } } minerals(first: 20) { nodes { slug } } }',
  )) as Keys;
  const parameters = {
    countries: countries.nodes.map(({ iso3 }) => iso3),
    products: products.nodes.map(({ slug }) => slug),
    minerals: minerals.nodes.map(({ slug }) => slug),
  };
  const ids = [
    ...parameters.countries.map((key) => `Country:${key}`),
    ...parameters.products.map((key) => `Product:${key}`),
    ...parameters.minerals.map((key) => `Mineral:${key}`),
  ];
  return { variables: { ids }, parameters };
}

export const shape: Shape = {
  title: 'a hundred things of three kinds by their ids, in one request',
  chokePoints: ['CP 1.1 multi-attribute retrieval, for many at once'],
  operation: `query Nodes($ids: [ID!]!) {
    nodes(ids: $ids) {
      id
      ... on Country { iso3 name }
      ... on Product { slug name }
      ... on Mineral { slug name }
    }
  }`,
  variables: {},
  prepare,
  cypher: cypher`CALL () {
  UNWIND $countries AS key MATCH (one:Country {iso3: key}) RETURN 'Country:' + key AS id, key, one.name AS name
  UNION ALL
  UNWIND $products AS key MATCH (one:Product {slug: key}) RETURN 'Product:' + key AS id, key, one.name AS name
  UNION ALL
  UNWIND $minerals AS key MATCH (one:Mineral {slug: key}) RETURN 'Mineral:' + key AS id, key, one.name AS name
}
RETURN id, key, name`,
  parameters: {},
  answer: (rows) => ({ nodes: (rows as unknown as Row[]).map((row) => nodeOf(...row)) }),
  neo4jGraphql: {
    query: `query Nodes($countries: [String!]!, $products: [String!]!, $minerals: [String!]!) {
  countries(where: { iso3: { in: $countries } }, sort: [{ name: ASC }]) { iso3 name }
  products(where: { slug: { in: $products } }, sort: [{ name: ASC }]) { slug name }
  minerals(where: { slug: { in: $minerals } }, sort: [{ name: ASC }]) { slug name }
}`,
    variables: {},
    // The ids were asked for in the order of names, so that nothing is put in order afterwards.
    answer: ({ countries, products, minerals }: Named) => ({
      nodes: [
        ...countries.map(({ iso3, name }) => nodeOf(`Country:${iso3}`, iso3, name)),
        ...products.map(({ slug, name }) => nodeOf(`Product:${slug}`, slug, name)),
        ...minerals.map(({ slug, name }) => nodeOf(`Mineral:${slug}`, slug, name)),
      ],
    }),
  },
};
