import { cypher } from '../../src/graph/cypher.ts';
import type { Shape } from '../shape.ts';
import { flowFields, flowOf, flowOfRow, type FlowOfNeo4jGraphql, type FlowRow } from './parts/flow.ts';
import { shownTable, shownTableId } from './parts/shown-table.ts';

interface Page {
  tradeFlows: FlowOfNeo4jGraphql[];
  tradeFlowsConnection: { aggregate: { count: { nodes: number } } };
}

const filter = { exporters: ['CHN', 'VNM', 'PHL', 'JPN'], atLeast: 100_000 };
const where = '{ table: { eq: $table }, exporter: { in: $exporters }, valueUsd: { gte: $atLeast } }';

export const shape: Shape = {
  title: 'the 20 smallest flows of at least 100,000 dollars from four exporters, and how many there are',
  chokePoints: ['CP 3.1 paging', 'CP 3.3 ordering', 'CP 4.5 multiple filter conditions', 'CP 5.2 counting'],
  operation: `query FilteredPage($hs: String!, $year: Float!, $exporters: [String!]!, $atLeast: Float!) {
    tradeFlows(
      where: { product: { hsCode: { eq: $hs } }, year: { eq: $year }, from: { iso3: { in: $exporters } }, valueUsd: { gte: $atLeast } }
      orderBy: { field: VALUE, direction: ASC }
      first: 20
    ) {
      totalCount
      nodes { ${flowFields} }
    }
  }`,
  variables: { hs: '850511', year: 2024, ...filter },
  cypher: cypher`${shownTable}
CALL (table) {
  MATCH (flow:TradeFlow) WHERE flow.table = table.id AND flow.exporter IN $exporters AND flow.valueUsd >= $atLeast
  RETURN flow ORDER BY flow.valueUsd, flow.id LIMIT 20
}
MATCH (from:Country)<-[:FROM]-(flow)-[:TO]->(to:Country), (flow)-[:OF]->(product:Product)
WITH table, from, to, product, flow ORDER BY flow.valueUsd, flow.id
WITH table, collect([from.iso3, from.name, to.iso3, to.name, product.slug, product.name, flow.valueUsd, flow.tonnes]) AS page
RETURN page, COUNT { MATCH (flow:TradeFlow) WHERE flow.table = table.id AND flow.exporter IN $exporters AND flow.valueUsd >= $atLeast }`,
  parameters: { hs: '850511', year: 2024, ...filter },
  answer([row]) {
    const [page, totalCount] = row as [FlowRow[], number];
    return { tradeFlows: { totalCount, nodes: page.map(flowOfRow) } };
  },
  neo4jGraphql: {
    query: `query FilteredPage($table: String!, $exporters: [String!]!, $atLeast: Float!) {
  tradeFlows(where: ${where}, sort: [{ valueUsd: ASC }, { id: ASC }], limit: 20) { ${flowFields} }
  tradeFlowsConnection(where: ${where}) { aggregate { count { nodes } } }
}`,
    variables: { table: shownTableId, ...filter },
    answer: ({ tradeFlows, tradeFlowsConnection }: Page) => ({
      tradeFlows: { totalCount: tradeFlowsConnection.aggregate.count.nodes, nodes: tradeFlows.map(flowOf) },
    }),
  },
};
