import type { Cypher } from '../src/graph/cypher.ts';
import type { Columns } from '../src/graph/statement.ts';

/** Asks Lodegraph an operation and gives its `data`. */
export type Ask = (query: string, variables?: Record<string, unknown>) => Promise<unknown>;

/** The same question in the schema that @neo4j/graphql makes of servers/type-definitions.graphql. */
interface AskedOfNeo4jGraphql {
  query: string;
  variables: Record<string, unknown>;
  /** Lodegraph's `data` from its own: what a client would have to make of it. */
  answer(data: never): unknown;
}

/** One thing to measure: a question as a client asks it, and the same for what Lodegraph is measured against. Each is a file in shapes/. */
export interface Shape {
  /** What is asked, in a few words. */
  title: string;
  /** What of LinGBM's choke points it stands for (github.com/LiUGraphQL/LinGBM, design/ChokePoints.md). */
  chokePoints: readonly string[];
  /** As GraphQL, which Lodegraph gets. */
  operation: string;
  variables: Record<string, unknown>;
  /** As the one Cypher statement that someone who needs only this would write. */
  cypher: Cypher;
  /** What the hand-written server gets and puts into the statement, whole numbers as such. */
  parameters: Record<string, unknown>;
  /** The answer's `data` from the rows of the statement. */
  answer(rows: readonly Columns[]): unknown;
  /** What of it a client has to ask for first, such as a cursor; put into `variables` and `parameters`, those of @neo4j/graphql among them, before anything is measured. */
  prepare?(ask: Ask): Promise<{ variables: Record<string, unknown>; parameters: Record<string, unknown> }>;
  /** For @neo4j/graphql, or why its schema cannot give the answer. */
  neo4jGraphql: AskedOfNeo4jGraphql | { cannot: string };
}

/** A shape with the name of its file. */
export type NamedShape = Shape & { name: string };

/** A shape with what a client has to ask for first. */
export async function prepared(shape: NamedShape, ask: Ask): Promise<NamedShape> {
  if (!shape.prepare) return shape;
  const { variables, parameters } = await shape.prepare(ask);
  const { neo4jGraphql } = shape;
  return {
    ...shape,
    variables: { ...shape.variables, ...variables },
    parameters: { ...shape.parameters, ...parameters },
    neo4jGraphql:
      'cannot' in neo4jGraphql
        ? neo4jGraphql
        : { ...neo4jGraphql, variables: { ...neo4jGraphql.variables, ...parameters } },
  };
}
