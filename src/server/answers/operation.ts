import { createHash } from 'node:crypto';
import {
  GraphQLError,
  Kind,
  parse,
  print,
  separateOperations,
  valueFromASTUntyped,
  type DocumentNode,
  type OperationDefinitionNode,
  type VariableDefinitionNode,
} from 'graphql';
import { namedQuestions } from '../questions.ts';

/** An operation that has an address of its own. */
export interface AddressedOperation {
  /** The last part of its address: the name of a question, or `sha256-` and the digest of its text. */
  name: string;
  /** Digest of its text, SHA-256 in hexadecimal: the hash that automatic persisted queries use. */
  hash: string;
  /** What it asks, in a sentence. */
  sentence: string;
  /** The answer in words that comes with a question; null for a stored operation. */
  words: string | null;
  /** Its text, comments included. */
  query: string;
  /** Its one operation with the fragments. */
  document: DocumentNode;
  operationName: string | null;
  variableDefinitions: readonly VariableDefinitionNode[];
  /** Values of variables where the address gives none. */
  defaults: Readonly<Record<string, unknown>>;
}

export const hashOf = (query: string): string => createHash('sha256').update(query).digest('hex');

/** Names in an address that mean something of their own: no variable of a stored operation may be called so. */
export const reservedNames = ['cite', 'evidence', 'since', 'version', 'from', 'until'] as const;

/** The operation of a document, alone with the fragments it uses; null where it has several or none of that name. */
export function operationOf(document: DocumentNode, operationName?: string | null): DocumentNode | null {
  const separate = separateOperations(document);
  const names = Object.keys(separate);
  return (
    separate[operationName ?? ''] ??
    (operationName == null && names.length === 1 ? separate[names[0] ?? ''] : null) ??
    null
  );
}

const definitionIn = (document: DocumentNode): OperationDefinitionNode | undefined =>
  document.definitions.find((one): one is OperationDefinitionNode => one.kind === Kind.OPERATION_DEFINITION);

/** Reads the text of an operation; `name` is the last part of its address. */
export function addressed(
  query: string,
  name = `sha256-${hashOf(query)}`,
  also: { sentence?: string; words?: string; values?: Record<string, unknown> } = {},
): AddressedOperation {
  const document = operationOf(parse(query, { noLocation: true }));
  const definition = document && definitionIn(document);
  if (!document || !definition) throw new GraphQLError('There is not one operation in this text.');
  const operationName = definition.name?.value ?? null;
  const variableDefinitions = definition.variableDefinitions ?? [];
  const written = variableDefinitions.flatMap(({ variable, defaultValue }) =>
    defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)]] : [],
  );
  const comment = /^\s*#\s*(.+)/.exec(query)?.[1]?.trim();
  return {
    name,
    hash: hashOf(query),
    sentence: also.sentence ?? comment ?? operationName ?? 'A stored question',
    words: also.words ?? null,
    query,
    document,
    operationName,
    variableDefinitions,
    defaults: { ...(Object.fromEntries(written) as Record<string, unknown>), ...also.values },
  };
}

let known: ReadonlyMap<string, AddressedOperation> | undefined;

/** The questions that come with Lodegraph, by their names. */
export const questionsByName = (): ReadonlyMap<string, AddressedOperation> =>
  (known ??= new Map(
    namedQuestions().map(({ name, operation, sentence, answer, variables }) => [
      name,
      addressed(operation, name, { sentence, words: answer, values: variables }),
    ]),
  ));

/** The text of a variable's definition without its default, such as `Int!`. */
export const typeOf = ({ type }: VariableDefinitionNode): string => print(type);
