import { Kind, parse, print, valueFromASTUntyped, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import { argumentSchema, argumentsOf } from './argument-schema.ts';
import { boundedAnswer, rowsArgument } from './bounded.ts';
import { withEvidence } from './evidence.ts';
import { type Answered, type Ask, type Tool } from './tool.ts';

/** An operation that is offered as a tool. */
interface OfferedOperation {
  name: string;
  description: string;
  operation: string;
  /** What its answer begins with, by the arguments that are given. */
  about?: (given: Readonly<Record<string, unknown>>) => Record<string, unknown>;
}

/** What the tools that ask GraphQL need. */
export interface Asking {
  schema: GraphQLSchema;
  ask: Ask;
  /** The most bytes of an answer. */
  bytes: number;
}

/** A tool that asks one operation: its arguments are the operation's variables. */
export function operationTool({ schema, ask, bytes }: Asking, offered: OfferedOperation): Tool {
  const { name, description, operation, about = () => ({}) } = offered;
  const document = parse(operation, { noLocation: true });
  const definitions = document.definitions
    .filter((one): one is OperationDefinitionNode => one.kind === Kind.OPERATION_DEFINITION)
    .flatMap(({ variableDefinitions = [] }) => variableDefinitions);
  const defaults = Object.fromEntries(
    definitions.flatMap(({ variable, defaultValue }) =>
      defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)]] : [],
    ),
  );
  const stand = argumentsOf(schema, document);
  /** An error names the argument of a field: the tool's own, which stands for it, may have another name. */
  const naming = ({ data, errors = [] }: Answered): Answered => ({
    data: data ?? null,
    errors: errors.map((error) => {
      const wrong = error.extensions?.['argument'];
      const [name] = [...stand].find(([, all]) => all.some((one) => one.name === wrong)) ?? [wrong];
      return name === wrong ? error : { ...error, extensions: { ...error.extensions, toolArgument: name } };
    }),
  });
  const query = print(withEvidence(schema, document));
  const inputSchema = argumentSchema(schema, document, definitions);
  return {
    ...{ name, description },
    inputSchema: { ...inputSchema, properties: { ...inputSchema.properties, rows: rowsArgument } },
    call: async ({ rows, ...variables }, signal) =>
      boundedAnswer(
        { ...about(variables), asked: { ...defaults, ...variables } },
        naming(await ask({ query, variables }, signal)),
        {
          bytes,
          rows: typeof rows === 'number' ? rows : undefined,
        },
      ),
  };
}
