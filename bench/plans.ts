import type { Plan } from 'neo4j-driver';
import neo4j from 'neo4j-driver';
import { int } from '../src/graph/graph.ts';
import type { NamedShape } from './shape.ts';

const SCANS =
  /^(AllNodesScan|NodeByLabelScan|UnionNodeByLabelsScan|IntersectionNodeByLabelsScan|DirectedAllRelationshipsScan)/;

const operators = ({ operatorType, children }: Plan): string[] => [operatorType, ...children.flatMap(operators)];

/** Parameters as the hand-written server sends them: whole numbers as such. */
export const sent = (parameters: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [
      name,
      typeof value === 'number' && Number.isInteger(value) ? int(value) : value,
    ]),
  );

/** What is needed to reach a Neo4j. */
export interface Address {
  uri: string;
  user: string;
  password: string;
}

/**
 * Looks at the plans of the hand-written statements.
 * @throws Error when one reads all nodes of a label where it could begin at an index: then it would be slow for no reason of its own.
 */
export async function checkPlans({ uri, user, password }: Address, shapes: readonly NamedShape[]): Promise<void> {
  const driver = neo4j.driver(uri, neo4j.auth.basic(user, password), { telemetryDisabled: true });
  const session = driver.session({ defaultAccessMode: neo4j.session.READ });
  try {
    for (const { name, cypher, parameters } of shapes) {
      const { summary } = await session.run(`EXPLAIN ${cypher}`, sent(parameters));
      const scan = summary.plan && operators(summary.plan).find((operator) => SCANS.test(operator));
      if (scan) throw new Error(`The statement written by hand for ${name} has ${scan} in its plan.`);
    }
  } finally {
    await session.close();
    await driver.close();
  }
}
