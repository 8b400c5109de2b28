import { cypher } from '../../src/graph/cypher.ts';
import type { Ask, Shape } from '../shape.ts';
import { flowFields, flowOf, flowOfRow, type FlowOfNeo4jGraphql, type FlowRow } from './parts/flow.ts';
import { shownTable, shownTableId } from './parts/shown-table.ts';

interface Page {
  tradeFlows: { pageInfo: { endCursor: string }; nodes: { id: string; valueUsd: string }[] };
}

const table = { hs: '850511', year: 2024 };
const pages = 20;
const flows = (size: number, fields: string) => `query DeepPage($hs: String!, $year: Float!, $after: String) {
    tradeFlows(where: { product: { hsCode: { eq: $hs } }, year: { eq: $year } }, first: ${size}, after: $after) { ${fields} }
  }`;

/** Reads on to the 2,000th flow, as a client does. */
async function prepare(ask: Ask) {
  let after: string | null = null;
  let last = { id: '', valueUsd: '' };
  for (let page = 0; page < pages; page++) {
    const { tradeFlows } = (await ask(flows(100, 'pageInfo { endCursor } nodes { id valueUsd }'), {
      ...table,
      after,
    })) as Page;
    after = tradeFlows.pageInfo.endCursor;
    last = tradeFlows.nodes.at(-1) ?? last;
  }
  return { variables: { after }, parameters: { value: Number(last.valueUsd), id: last.id.replace('TradeFlow:', '') } };
}

export const shape: Shape = {
  title: 'the 50 trade flows of magnets that follow the 2,000th',
  chokePoints: ['CP 3.2 paging with offset', 'CP 3.3 ordering'],
  operation: flows(50, `nodes { ${flowFields} }`),
  variables: table,
  prepare,
  cypher: cypher`${shownTable}
MATCH (flow:TradeFlow) WHERE flow.table = table.id AND flow.valueUsd <= $value AND (flow.valueUsd < $value OR flow.id < $id)
WITH flow ORDER BY flow.valueUsd DESC, flow.id DESC LIMIT 50
MATCH (from:Country)<-[:FROM]-(flow)-[:TO]->(to:Country), (flow)-[:OF]->(product:Product)
RETURN from.iso3, from.name, to.iso3, to.name, product.slug, product.name, flow.valueUsd, flow.tonnes ORDER BY flow.valueUsd DESC, flow.id DESC`,
  parameters: table,
  answer: (rows) => ({ tradeFlows: { nodes: (rows as unknown as FlowRow[]).map(flowOfRow) } }),
  neo4jGraphql: {
    query: `query DeepPage($table: String!) {
  tradeFlows(where: { table: { eq: $table } }, sort: [{ valueUsd: DESC }, { id: DESC }], limit: 50, offset: ${pages * 100}) { ${flowFields} }
}`,
    variables: { table: shownTableId },
    answer: ({ tradeFlows }: { tradeFlows: FlowOfNeo4jGraphql[] }) => ({
      tradeFlows: { nodes: tradeFlows.map(flowOf) },
    }),
  },
};
