import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  buildClientSchema,
  getIntrospectionQuery,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isNonNullType,
  isObjectType,
  Kind,
  parse,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type FieldNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  type IntrospectionQuery,
} from 'graphql';
import { readQuestion } from '../../src/server/question-file.ts';
import { answer } from '../support.ts';

/** Clocks that a question is asked with. */
export interface Clocks {
  asOf?: string;
  knownAt?: string;
}

/** An operation with its variables. */
export interface Asked {
  name: string;
  document: DocumentNode;
  variables: Record<string, unknown>;
}

/** What the server says of its own schema. */
export const readIntrospection = async () => (await answer(getIntrospectionQuery())) as IntrospectionQuery;
export const readSchema = async () => buildClientSchema(await readIntrospection());

/** The types that have an id, by name. */
export const identified = (schema: GraphQLSchema): GraphQLObjectType[] =>
  Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter((type) => 'id' in type.getFields());

/** Which types an interface stands for, as Apollo's cache wants to be told. */
export const possibleTypes = (schema: GraphQLSchema): Record<string, string[]> =>
  Object.fromEntries(
    Object.values(schema.getTypeMap())
      .filter(isAbstractType)
      .map((type) => [type.name, schema.getPossibleTypes(type).map(({ name }) => name)]),
  );

const questions = new URL('../../questions/', import.meta.url);

/** The questions of the project. */
export const readQuestions = (): Asked[] =>
  readdirSync(questions)
    .filter((file) => file.endsWith('.graphql'))
    .map((file) => {
      const { operation, variables } = readQuestion(fileURLToPath(new URL(file, questions)));
      return { name: file, document: parse(operation), variables };
    });

const plainField = (name: string): FieldNode => ({ kind: Kind.FIELD, name: { kind: Kind.NAME, value: name } });

/** An operation as normalising clients send it: with `__typename` and, where there is one, `id` in every selection. */
export function asClientsSend(document: DocumentNode, schema: GraphQLSchema): DocumentNode {
  const types = new TypeInfo(schema);
  return visit(
    document,
    visitWithTypeInfo(types, {
      SelectionSet: {
        leave(node, _, parent) {
          if (!parent || ('kind' in parent && parent.kind === Kind.OPERATION_DEFINITION)) return undefined;
          const type = types.getParentType();
          const asked = node.selections.map((one) => (one.kind === Kind.FIELD ? one.name.value : ''));
          const thing = (isObjectType(type) || isInterfaceType(type)) && 'id' in type.getFields();
          const wanted = ['__typename', ...(thing ? ['id'] : [])].filter((name) => !asked.includes(name));
          return { ...node, selections: [...wanted.map(plainField), ...node.selections] };
        },
      },
    }),
  );
}

/** An operation whose root fields are all asked with these clocks, instead of their own. */
export function inView(document: DocumentNode, schema: GraphQLSchema, clocks: Clocks): DocumentNode {
  const types = new TypeInfo(schema);
  const asked = visit(
    document,
    visitWithTypeInfo(types, {
      Field(node) {
        const hasClocks = types.getFieldDef()?.args.some(({ name }) => name === 'asOf');
        if (types.getParentType() !== schema.getQueryType() || !hasClocks) return undefined;
        const others = (node.arguments ?? []).filter(({ name }) => name.value !== 'asOf' && name.value !== 'knownAt');
        const given = Object.entries(clocks).map(([name, value]: [string, string]) => ({
          kind: Kind.ARGUMENT as const,
          name: { kind: Kind.NAME as const, value: name },
          value: { kind: Kind.STRING as const, value },
        }));
        return { ...node, arguments: [...others, ...given] };
      },
    }),
  );
  // A variable that held a clock is not used any more.
  const used = new Set<string>();
  visit(asked, { VariableDefinition: () => false, Variable: ({ name }) => void used.add(name.value) });
  return visit(asked, {
    VariableDefinition: ({ variable }) => (used.has(variable.name.value) ? undefined : null),
  });
}

/** Values for the arguments that must be given, by name. */
const required: Record<string, string> = {
  on: '"CHN"',
  product: '"permanent-magnets"',
  mineral: '"rare-earths"',
  country: '"USA"',
  date: '"2026-01-12"',
};

function call({ name, args }: GraphQLField<unknown, unknown>): string {
  const given = args.flatMap((arg) => {
    if (arg.name === 'first') return 'first: 3';
    if (!isNonNullType(arg.type) || arg.defaultValue !== undefined) return [];
    return `${arg.name}: ${required[arg.name] ?? 'null'}`;
  });
  return given.length > 0 ? `${name}(${given.join(', ')})` : name;
}

/** What is computed for each dependence by itself: asked of those that are asked for, not of all that lie below something. */
const computed = ['lookThroughShare', 'lookThroughMissing', 'unknownShare', 'low', 'high', 'hhi'];

const leaves = (type: GraphQLObjectType): string[] =>
  Object.values(type.getFields()).flatMap((one) => {
    const left = isCompositeType(getNamedType(one.type)) || (type.name === 'Dependence' && computed.includes(one.name));
    return left ? [] : call(one);
  });

/** Every field of a type, with all of what has no id below it, and the plain values of what has one. */
export function everyField(type: GraphQLObjectType): string[] {
  return Object.values(type.getFields()).map((one) => {
    const inner = getNamedType(one.type);
    if (!isCompositeType(inner)) return call(one);
    if (!isObjectType(inner)) return `${call(one)} { __typename id }`;
    const below = 'id' in inner.getFields() ? leaves(inner) : everyField(inner);
    return `${call(one)} { __typename ${below.join(' ')} }`;
  });
}

/** The beginning of every list of things with ids that can be asked for as it is. */
export function beginnings(schema: GraphQLSchema): Asked[] {
  const lists = Object.values(schema.getQueryType()?.getFields() ?? {}).filter(({ type, args }) => {
    const page = getNamedType(type);
    const bare = args.every((arg) => !isNonNullType(arg.type) || arg.defaultValue !== undefined);
    const item = isObjectType(page) ? getNamedType(page.getFields()['nodes']?.type) : undefined;
    const isOfThings = (isObjectType(item) || isInterfaceType(item)) && 'id' in item.getFields();
    return isObjectType(page) && page.name.endsWith('Connection') && isOfThings && bare;
  });
  return lists.map(({ name }) => ({ name, document: parse(`{ ${name}(first: 5) { nodes { id } } }`), variables: {} }));
}
