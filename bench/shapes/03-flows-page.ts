import { cypher } from '../../src/graph/cypher.ts';
import type { Shape } from '../shape.ts';
import { flowFields, flowOf, flowOfRow, type FlowOfNeo4jGraphql, type FlowRow } from './parts/flow.ts';
import { shownTable, shownTableId } from './parts/shown-table.ts';

export const shape: Shape = {
  title: 'a page of 50 trade flows of magnets with both ends and the product',
  chokePoints: [
    'CP 2.2 traversal of 1:1 relationships',
    'CP 2.5 objects visited repeatedly',
    'CP 3.1 paging',
    'CP 3.3 ordering',
  ],
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
  answer: (rows) => ({ tradeFlows: { nodes: (rows as unknown as FlowRow[]).map(flowOfRow) } }),
  neo4jGraphql: {
    query: `query FlowsPage($table: String!) {
  tradeFlows(where: { table: { eq: $table } }, sort: [{ valueUsd: DESC }], limit: 50) { ${flowFields} }
}`,
    variables: { table: shownTableId },
    answer: ({ tradeFlows }: { tradeFlows: FlowOfNeo4jGraphql[] }) => ({
      tradeFlows: { nodes: tradeFlows.map(flowOf) },
    }),
  },
};
