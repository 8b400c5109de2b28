import { cypher } from '../../src/graph/cypher.ts';
import type { Shape } from '../shape.ts';
import { shownTable } from '../shown-table.ts';

type Flow = [
  from: string,
  fromName: string,
  to: string,
  toName: string,
  product: string,
  productName: string,
  valueUsd: number,
  tonnes: number | null,
];

export const shape: Shape = {
  title: 'a page of 50 trade flows of magnets with both ends and the product',
  aim: 2.5,
  operation: `query FlowsPage($hs: String!, $year: Float!) {
    tradeFlows(where: { product: { hsCode: { eq: $hs } }, year: { eq: $year } }, first: 50) {
      nodes {
        from {
          iso3
          name
        }
        to {
          iso3
          name
        }
        product {
          slug
          name
        }
        valueUsd
        tonnes
      }
    }
  }`,
  variables: { hs: '850511', year: 2024 },
  cypher: cypher`${shownTable}
MATCH (flow:TradeFlow) WHERE flow.table = table.id AND flow.valueUsd IS NOT NULL
WITH flow ORDER BY flow.valueUsd DESC LIMIT 50
MATCH (from:Country)<-[:FROM]-(flow)-[:TO]->(to:Country), (flow)-[:OF]->(product:Product)
RETURN from.iso3, from.name, to.iso3, to.name, product.slug, product.name, flow.valueUsd, flow.tonnes ORDER BY flow.valueUsd DESC`,
  parameters: { hs: '850511', year: 2024 },
  answer(rows) {
    const nodes = (rows as Flow[]).map(([from, fromName, to, toName, slug, name, valueUsd, tonnes]) => ({
      from: { iso3: from, name: fromName },
      to: { iso3: to, name: toName },
      product: { slug, name },
      valueUsd: String(valueUsd),
      tonnes,
    }));
    return { tradeFlows: { nodes } };
  },
};
