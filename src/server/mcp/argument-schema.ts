import {
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  TypeInfo,
  typeFromAST,
  valueFromASTUntyped,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type GraphQLArgument,
  type GraphQLInputType,
  type GraphQLSchema,
  type VariableDefinitionNode,
} from 'graphql';

/** A JSON Schema. */
type JsonSchema = Record<string, unknown>;

/** Scalars that are not texts of any form. */
const SCALARS: Readonly<Record<string, JsonSchema>> = {
  Int: { type: 'integer' },
  Float: { type: 'number' },
  Boolean: { type: 'boolean' },
  Share: { type: 'number', minimum: 0, maximum: 1 },
  Tonnes: { type: 'number', minimum: 0 },
  Date: { type: 'string', format: 'date' },
  DateTime: { type: 'string', format: 'date-time' },
  URL: { type: 'string', format: 'uri' },
};

const orNull = ({ type, enum: values, ...schema }: JsonSchema): JsonSchema => ({
  ...schema,
  type: [type, 'null'],
  ...(Array.isArray(values) ? { enum: [...(values as unknown[]), null] } : {}),
});

/** A GraphQL input type as JSON Schema. */
function jsonSchemaOf(type: GraphQLInputType): JsonSchema {
  const schema = notNull(getNullableType(type));
  return isNonNullType(type) ? schema : orNull(schema);
}

function notNull(type: GraphQLInputType): JsonSchema {
  if (isListType(type)) return { type: 'array', items: jsonSchemaOf(type.ofType) };
  if (isEnumType(type)) return { type: 'string', enum: type.getValues().map(({ name }) => name) };
  if (!isInputObjectType(type)) return SCALARS[String(type)] ?? { type: 'string' };
  const fields = Object.values(type.getFields());
  return {
    type: 'object',
    properties: Object.fromEntries(
      fields.map(({ name, type: of, description }) => [name, { ...jsonSchemaOf(of), description: description ?? '' }]),
    ),
    required: fields
      .filter(({ type: of, defaultValue }) => isNonNullType(of) && defaultValue === undefined)
      .map(({ name }) => name),
    additionalProperties: false,
  };
}

/** The arguments that each variable of an operation stands for, in the order of its text. */
export function argumentsOf(schema: GraphQLSchema, document: DocumentNode): Map<string, GraphQLArgument[]> {
  const types = new TypeInfo(schema);
  const found = new Map<string, GraphQLArgument[]>();
  visit(
    document,
    visitWithTypeInfo(types, {
      Variable({ name: { value: name } }) {
        const argument = types.getArgument();
        if (argument) found.set(name, [...(found.get(name) ?? []), argument]);
      },
    }),
  );
  return found;
}

/** The variables of an operation as the JSON Schema of a tool's arguments: types, values of enums, defaults and what each means. */
export function argumentSchema(
  schema: GraphQLSchema,
  document: DocumentNode,
  definitions: readonly VariableDefinitionNode[],
): { type: 'object'; properties: Record<string, JsonSchema>; required: string[]; additionalProperties: false } {
  const stand = argumentsOf(schema, document);
  const properties: Record<string, JsonSchema> = {};
  const required: string[] = [];
  for (const { variable, type: node, defaultValue } of definitions) {
    const { value: name } = variable.name;
    const type = typeFromAST(schema, node) as GraphQLInputType | undefined;
    if (!type) continue;
    properties[name] = {
      ...jsonSchemaOf(type),
      description: stand.get(name)?.[0]?.description ?? '',
      ...(defaultValue ? { default: valueFromASTUntyped(defaultValue) } : {}),
    };
    if (isNonNullType(type) && !defaultValue) required.push(name);
  }
  return { type: 'object', properties, required, additionalProperties: false };
}
